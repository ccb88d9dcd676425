"""What spreadsheets do to text -> the text again, where only one meaning is possible; else a sentence that says what was lost.

Excel drops the + of a number, rounds long ones, turns 24/7 into the 24th of July and days into serial numbers; a cell that
starts with = + - or @ would be run as a formula when a stranger's file is opened, so such cells carry an apostrophe.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from directory.desk.tables.columns import Column

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
# What a spreadsheet shows where a formula lost what it points to.
_BROKEN_FORMULAS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
# Day 0 of Excel's calendar, as it counts after February 1900.
_EXCEL_START = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DamagedError(ValueError):
    """The text cannot be told any more; `str(error)` is what was wanted and how to mend it."""


def guard(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguard(text: str) -> str:
    """The text without the apostrophe of `guard`."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1:].startswith(_FORMULA) else text


def heal(column: Column, text: str) -> str:
    """The cell as it was typed before a spreadsheet had it. Raises DamagedError."""
    text = text.replace("\r\n", "\n").strip()
    if text in _BROKEN_FORMULAS:
        raise DamagedError("the text that stood here; a formula of the spreadsheet broke")
    healers = {"day": _day, "partial date": _partial_date, "phone": _phone, "flag": _flag, "hours": _hours}
    healer = healers.get(column.kind)
    return healer(text) if text and healer else text


def _day(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ]00:00(:00)?)?", text):
        return text[:10]
    if re.fullmatch(r"[2-7]\d{4}", text):
        return (_EXCEL_START + timedelta(days=int(text))).isoformat()
    # Of a year of two digits only one with the day in the middle can be nothing else.
    short = re.fullmatch(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{2})", text)
    if short:
        text = f"{short[1]}/{short[2]}/20{short[3]}"
    parts = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if not parts:
        return text
    first, second, year = (int(part) for part in parts.groups())
    if first != second and first <= 12 and second <= 12:
        raise DamagedError('a day such as "2026-11-21"; month and day cannot be told apart here')
    month, day = (first, second) if first <= 12 else (second, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _partial_date(text: str) -> str:
    parts = re.fullmatch(r"([A-Za-z]{3})-(\d{2})", text)
    if parts and parts[1].lower() in _MONTHS:
        return f"20{parts[2]}-{_MONTHS.index(parts[1].lower()) + 1:02d}"
    return _day(text) if re.search(r"[/.]", text) or len(text) > 7 else text


def _phone(text: str) -> str:
    if re.search(r"\d[.,]?\d*[eE]\+?\d", text):
        raise DamagedError(
            'all digits, such as "+14065550100"; the spreadsheet rounded the number. Type it again as text'
        )
    digits = re.sub(r"\.0$|[\s().'-]", "", text)
    if re.fullmatch(r"1\d{10}", digits):
        return f"+{digits}"
    if re.fullmatch(r"[2-9]\d{9}", digits):
        return f"+1{digits}"
    return digits if re.fullmatch(r"\+\d+", digits) else text


def _flag(text: str) -> str:
    return text.lower() if text.lower() in ("true", "false") else text


def _hours(text: str) -> str:
    always = re.fullmatch(
        r"24-Jul|Jul-24|24\.0?7|(\d{4}-07-24|0?7/24/\d{4}|24/0?7/\d{4})([T ]00:00(:00)?)?", text, re.IGNORECASE
    )
    return "24/7" if always else text

"""Typed text -> value, one reader per kind of value. Each raises ValueError; the words for the editor come from the model."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeGuard
from urllib.parse import urlsplit

import phonenumbers

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEB_SCHEMES = ("http", "https")
CONTACT_SCHEMES = ("tel", "mailto", "sms")

# Of files that are given out.
FILE_ENDINGS = ("pdf", "mp4", "webm", "mp3", "m4a", "png", "jpg")

_DAY = f"(?:{'|'.join(DAYS)})"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)"
_WEEKLY = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)* {_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*"
_EXCEPTION = rf"(?:PH|\d{{4}}-\d{{2}}-\d{{2}}) (?:off|{_TIME}-{_TIME})"


def _is_written(value: Any, form: str) -> TypeGuard[str]:
    """Whether `value` is a text of this form. A digit of another script is none: no telephone dials it."""
    return isinstance(value, str) and re.fullmatch(form, value, re.ASCII) is not None


def read_day(value: Any) -> date:
    """ "2026-11-21" -> date."""
    if not _is_written(value, r"\d{4}-\d{2}-\d{2}"):
        raise ValueError
    return _calendar_day(value)


def read_partial_date(value: Any) -> str:
    """A year, a month or a day; given back as typed."""
    if not _is_written(value, r"\d{4}(-\d{2}){0,2}"):
        raise ValueError
    _calendar_day(value + "-01-01"[len(value) - 4 :])
    return value


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("a day that the calendar has; look at the month and the day") from None


def read_flag(value: Any) -> bool:
    """true or false, in those words alone: YAML's other spellings (no, off, y) differ between readers."""
    if value not in ("true", "false"):
        raise ValueError
    return bool(value == "true")


def read_count(value: Any) -> int:
    """A whole number without sign or leading zero."""
    if not _is_written(value, r"[1-9]\d{0,6}"):
        raise ValueError
    return int(value)


def read_id(value: Any) -> str:
    """An id as the facts use them."""
    if not _is_written(value, r"[a-z0-9]+(-[a-z0-9]+)*") or len(value) > 80:
        raise ValueError
    return value


def is_id(name: str) -> bool:
    """Whether the text may be an id."""
    try:
        return read_id(name) == name
    except ValueError:
        return False


def read_url(value: Any) -> str:
    """A web address, or a tel:, mailto: or sms: link; every other scheme (javascript:, data:, file:) is refused."""
    if not isinstance(value, str) or re.search(r"[\s<>\"\\^`{|}]", value) or len(value) > 2000:
        raise ValueError
    parts = urlsplit(value)
    is_web = parts.scheme in WEB_SCHEMES and "." in (parts.hostname or "")
    is_contact = parts.scheme in CONTACT_SCHEMES and bool(parts.path) and not parts.netloc
    if not (is_web or is_contact):
        raise ValueError
    return value


def is_web_address(text: str) -> bool:
    """Whether a browser can go there: https:// or http:// and a host, this machine's too."""
    parts = urlsplit(text)
    return parts.scheme in WEB_SCHEMES and bool(parts.hostname) and not re.search(r"\s", text)


def read_email(value: Any) -> str:
    """name@host.tld"""
    if not _is_written(value, r"[\w.+-]+@[\w-]+(\.[\w-]+)+"):
        raise ValueError
    return value


def read_phone(value: Any) -> str:
    """A number with country code that its region's numbering plan has (libphonenumber)."""
    if not _is_written(value, r"\+\d{8,15}"):
        raise ValueError
    try:
        is_possible = phonenumbers.is_valid_number(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        is_possible = False
    if not is_possible:
        raise ValueError("a number that exists; check the area code and the three digits after it")
    return value


def read_short_code(value: Any) -> str:
    """211, 988, 233733: digits only."""
    if not _is_written(value, r"\d{3,6}"):
        raise ValueError
    return value


def read_file_name(value: Any) -> str:
    """The name of a file in one folder: no steps to another one, and an ending that says what it is."""
    if not _is_written(value, rf"\w[\w.-]{{0,99}}\.({'|'.join(FILE_ENDINGS)})"):
        raise ValueError
    return value


def read_hours(value: Any) -> str:
    """A subset of OpenStreetMap's opening_hours: 24/7, weekly rules, PH or a dated exception. Given back as typed.

    Source: wiki.openstreetmap.org/wiki/Key:opening_hours; schema.org openingHours uses the same days and times.
    """
    if value == "24/7":
        return "24/7"
    rule = f"(?:{_WEEKLY}|{_EXCEPTION})"
    if not _is_written(value, f"{rule}(?:; {rule})*"):
        raise ValueError
    for dated in re.findall(r"\d{4}-\d{2}-\d{2}", value):
        _calendar_day(dated)
    return value


def format_phone(number: str) -> str:
    """+14062656743 -> 406-265-6743; toll-free numbers keep their 1."""
    parsed = phonenumbers.parse(number)
    national = str(parsed.national_number)
    if parsed.country_code != 1:
        return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    toll_free = national[:3] in ("800", "833", "844", "855", "866", "877", "888")
    text = f"{national[:3]}-{national[3:6]}-{national[6:]}"
    return f"1-{text}" if toll_free else text


def digits_of(display: str) -> str:
    """The digits of a printed number, letters as on the keypad: 1-833-406-STOP -> 18334067867."""
    keypad = phonenumbers.convert_alpha_characters_in_number(display)
    return re.sub(r"\D", "", keypad)

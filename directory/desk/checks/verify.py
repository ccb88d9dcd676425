"""Verify is not edit: a check moves stamps and nothing else, an edit moves no stamp.

The model has a stamp for the whole record and newer ones for groups of fields: contact (phones, e-mail, links), hours,
services. A call about the number says nothing about the hours, so each group is ticked by itself; all together are a check
of the whole record. A number that somebody answered, or that the organization named to us, is confirmed from then on; where
a record has several and only some were called, each is stamped by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from directory.errors import DataError
from directory.records.ages import GROUPS
from directory.records.load import Tree
from directory.records.values import digits_of, format_phone, read_phone

Record = dict[str, Tree]

# Means by which the organization itself spoke to us; reading a page again makes no number surer.
_FROM_THEMSELVES = ("by-phone", "by-email", "in-person")


@dataclass(frozen=True)
class Check:
    """One check: the day, the means (a tag of verification_means), initials of who checked, the page if one was read."""

    on: date
    how: str
    by: str = ""
    source: str = ""

    def stamp(self) -> Record:
        """As it stands in a record."""
        stamp: Record = {"on": self.on.isoformat(), "how": self.how}
        return stamp | {key: value for key, value in (("source", self.source), ("by", self.by)) if value}


def groups_of(record: Record) -> tuple[str, ...]:
    """The groups of fields that can be checked; a material is one, `contact`."""
    return GROUPS if record.get("kind") == "organization" else GROUPS[:1]


def mark_checked(record: Record, groups: Collection[str], check: Check) -> Record:
    """The record with the stamps of these groups set; every other field as it was.

    Raises DataError for a group the record has not, or a check older than the one that stands.
    """
    known = groups_of(record)
    for group in groups:
        if group not in known:
            raise DataError(f"{record.get('id')}: found the group '{group}', want one of {', '.join(known)}")
    if not groups:
        raise DataError(f"{record.get('id')}: found nothing that was checked, want one of {', '.join(known)}")
    verified = record.get("verified")
    if isinstance(verified, dict):
        _refuse_older(record, [verified, *map(verified.get, groups)], check)
    marked: Record = record | {"verified": _stamped(record, groups, check)}
    return _change_phones(marked, lambda phone: _phone_checked(phone, check)) if "contact" in groups else marked


def mark(record: Record, groups: Collection[str], numbers: Collection[str], check: Check) -> Record:
    """The record with the stamps of these groups, or of single numbers, or both. Raises DataError as those do."""
    if numbers and "contact" in groups:
        raise DataError(
            f"{record.get('id')}: found contact and single numbers, want one of the two; contact says that every number is right"
        )
    marked = mark_called(record, numbers, check) if numbers else record
    return mark_checked(marked, groups, check) if groups or not numbers else marked


def mark_called(record: Record, numbers: Collection[str], check: Check) -> Record:
    """The record with the stamps of these numbers set, each wherever it stands; other numbers and all groups as they were.

    `numbers` as people write them, 406-265-6743, +14062656743, 988, or as the record prints them. Raises DataError for a number
    the record has not, or a check older than the one that stands.
    """
    known, printed = numbers_of(record), {printed_number(phone): number_of(phone) for phone in _phones_of(record)}
    called = [dialled if (dialled := _dialled(number)) in known else printed.get(number, dialled) for number in numbers]
    for number, dialled in zip(numbers, called, strict=True):
        if dialled not in known:
            has = ", ".join(known) or "no number"
            raise DataError(f"{record.get('id')}: found the number '{number}', but the record has {has}")
    _refuse_older(record, [phone.get("verified") for phone in _phones_of(record) if number_of(phone) in called], check)
    return _change_phones(record, lambda phone: _phone_checked(phone, check) if number_of(phone) in called else phone)


def _phones_of(record: Record) -> list[Record]:
    """The phones as typed."""
    phones = record.get("phones")
    return [phone for phone in phones if isinstance(phone, dict)] if isinstance(phones, list) else []


def numbers_of(record: Record) -> dict[str, str]:
    """What is dialled -> the number as an advocate reads it, each number once, as its first entry prints it."""
    numbers: dict[str, str] = {}
    for phone in _phones_of(record):
        if dialled := number_of(phone):
            numbers.setdefault(dialled, printed_number(phone))
    return numbers


def number_of(phone: Record) -> str:
    """What is dialled for it, without the country code of this country: 4062656743, 988."""
    return _dialled(str(phone.get("number") or phone.get("short_code") or ""))


def printed_number(phone: Record) -> str:
    """The number as an advocate reads it: as it is printed, else 406-265-6743, else as typed."""
    number = str(phone.get("number") or "")
    written = phone.get("display") or phone.get("short_code")
    try:
        return str(written or format_phone(read_phone(number)))
    except ValueError:
        return number


def _dialled(number: str) -> str:
    digits = digits_of(number)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _stamped(record: Record, groups: Collection[str], check: Check) -> Tree:
    if set(groups) == set(groups_of(record)):
        return check.stamp()
    old = record.get("verified")
    return (old if isinstance(old, dict) else {}) | {group: check.stamp() for group in GROUPS if group in groups}


def _change_phones(record: Record, change: Callable[[Record], Record]) -> Record:
    """The record with `change` made to each phone; what is none, in a record with a fault, stays as typed."""
    phones = record.get("phones")
    if not isinstance(phones, list):
        return record
    return record | {"phones": [change(phone) if isinstance(phone, dict) else phone for phone in phones]}


def _phone_checked(phone: Record, check: Check) -> Record:
    old = phone.get("verified")
    verdict = old.get("verdict") if isinstance(old, dict) else None
    if check.how in _FROM_THEMSELVES:
        verdict = "confirmed"
    return phone | {"verified": check.stamp() | ({"verdict": verdict} if verdict else {})}


def _refuse_older(record: Record, stamps: Iterable[Tree], check: Check) -> None:
    """A day before the last check would make the record look older than it is."""
    days = [str(stamp["on"]) for stamp in stamps if isinstance(stamp, dict) and "on" in stamp]
    if max(days, default="") > check.on.isoformat():
        raise DataError(
            f"{record.get('id')}: found {check.on}, but it was checked on {max(days)} already. Check the day."
        )

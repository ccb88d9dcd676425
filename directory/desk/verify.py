"""Verify is not edit: a check moves stamps and nothing else, an edit moves no stamp.

The model has a stamp for the whole record and newer ones for groups of fields: contact (phones, e-mail, links), hours,
services. A call about the number says nothing about the hours, so each group is ticked by itself; all together are a check
of the whole record. A number that somebody answered, or that the organization named to us, is confirmed from then on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from directory.errors import DataError
from directory.records.ages import GROUPS
from directory.records.load import Tree

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
    _refuse_older(record, groups, check)
    marked: Record = record | {"verified": _stamped(record, groups, check)}
    phones = record.get("phones")
    if "contact" in groups and isinstance(phones, list):
        marked["phones"] = [_phone_checked(phone, check) for phone in phones]
    return marked


def _stamped(record: Record, groups: Collection[str], check: Check) -> Tree:
    if set(groups) == set(groups_of(record)):
        return check.stamp()
    old = record.get("verified")
    return (old if isinstance(old, dict) else {}) | {group: check.stamp() for group in GROUPS if group in groups}


def _phone_checked(phone: Tree, check: Check) -> Tree:
    if not isinstance(phone, dict):
        return phone
    old = phone.get("verified")
    verdict = old.get("verdict") if isinstance(old, dict) else None
    if check.how in _FROM_THEMSELVES:
        verdict = "confirmed"
    return phone | {"verified": check.stamp() | ({"verdict": verdict} if verdict else {})}


def _refuse_older(record: Record, groups: Collection[str], check: Check) -> None:
    """A day before the last check would make the record look older than it is."""
    verified = record.get("verified")
    stamps: list[Tree] = [verified, *map(verified.get, groups)] if isinstance(verified, dict) else []
    days = [str(stamp["on"]) for stamp in stamps if isinstance(stamp, dict) and "on" in stamp]
    if max(days, default="") > check.on.isoformat():
        raise DataError(
            f"{record.get('id')}: found {check.on}, but it was checked on {max(days)} already. Check the day."
        )

"""How old the last check of a record is, and when the next one is due: one rule for report, desk, check and call sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from directory.errors import DataError
from directory.records.model import Organization, Resource

AgeKind = Literal["hotline", "organization", "material"]
State = Literal["current", "due", "overdue"]

# Days until a check is too old, where site.yaml does not say. Yearly is the norm of the 211 lines; numbers people call
# in danger drift faster.
DEFAULT_DAYS: Mapping[AgeKind, int] = {"hotline": 90, "organization": 180, "material": 365}

# A check is worth planning this many days before it is too old.
DUE_BEFORE_DAYS = 14

# The groups of fields that can be checked apart. A material has no hours and offers nothing but itself.
GROUPS = ("contact", "hours", "services")


@dataclass(frozen=True)
class Age:
    """The age of one record. `checked_on` is the day of its oldest group; `groups` has the day of each."""

    kind: AgeKind
    checked_on: date
    groups: Mapping[str, date]
    due_on: date
    days_left: int

    @property
    def state(self) -> State:
        """`due` from two weeks before the last day, `overdue` after it."""
        if self.days_left < 0:
            return "overdue"
        return "due" if self.days_left <= DUE_BEFORE_DAYS else "current"


def read_days(site: Mapping[str, Any]) -> dict[AgeKind, int]:
    """`ages` of site.yaml: kind -> days. Raises DataError if one is not a whole number of days."""
    typed = site.get("ages")
    days = dict(DEFAULT_DAYS)
    for kind in days:
        text = str(typed[kind]) if isinstance(typed, dict) and kind in typed else str(days[kind])
        if not text.isascii() or not text.isdigit() or not int(text):
            raise DataError(f"site.yaml ages.{kind}: found '{text}', want a whole number of days such as {days[kind]}")
        days[kind] = int(text)
    return days


def age_kind(resource: Resource) -> AgeKind:
    """Which of the three limits a record falls under."""
    if not isinstance(resource, Organization):
        return "material"
    return "hotline" if "hotline" in resource.services else "organization"


def age_of(resource: Resource, days: Mapping[AgeKind, int], today: date) -> Age:
    """The age of a record: that of whichever group of fields was longest not checked."""
    kind = age_kind(resource)
    groups = checked_days(resource)
    checked_on = min(groups.values())
    due_on = checked_on + timedelta(days=days[kind])
    return Age(kind, checked_on, groups, due_on, (due_on - today).days)


def checked_days(resource: Resource) -> dict[str, date]:
    """Group -> the newest day it was checked, alone or with the whole record; a material is one group, `contact`."""
    verified = resource.verified
    groups: Iterable[str] = GROUPS if isinstance(resource, Organization) else ("contact",)
    stamps = {group: getattr(verified, group) for group in groups}
    return {group: max(verified.on, stamp.on) if stamp else verified.on for group, stamp in stamps.items()}

"""Whether the clock of this machine is behind: then most records were checked on days that it has not seen yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from directory.records.fault import Fault
from directory.records.record import Entry
from directory.records.rules import CHECKED_LATER

# Fewer may all have the same slip.
_LEAST = 5


def find_newer_day(entries: Iterable[Entry], today: date) -> date | None:
    """The newest day of a check, where most records were checked after `today`; None where only some were, or none."""
    days = [_newest(entry, today) for entry in entries]
    later = [day for day in days if day > today]
    return max(later) if len(later) >= _LEAST and len(later) * 2 > len(days) else None


def describe_clock(name: str, today: date, newest: date) -> Fault:
    """A warning: the records are right, and served."""
    found = f"{today} on this machine's clock, and records checked after that day"
    mend = f"Set the clock. Until then today counts as {newest}."
    return Fault(name, (1, 1), (), found, "a clock that is right", mend, warning=True)


def _newest(entry: Entry, today: date) -> date:
    """The newest day that the rules take for one to come; `today` where they take none."""
    found = (fault.found.strip("'") for fault in entry.faults if fault.want.startswith(CHECKED_LATER))
    return max(map(date.fromisoformat, found), default=today)

"""Hours as our records write them -> HSDS schedules (recurrences after RFC 5545, as HSDS 3.0 takes them over)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from directory.records.values import DAYS

# RFC 5545 names the days by the same letters, in capitals.
_EVERY_DAY = ",".join(day.upper() for day in DAYS)

# HSDS wants an offset from UTC beside each time; Montana has two in a year, so the zone is named instead.
ZONE_NOTE = "Local time, America/Denver."

_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


def list_schedules(hours: str) -> Iterator[dict[str, Any]]:
    """One schedule for each span of hours in a week, and one for each exception. `hours` as records/values.read_hours takes them."""
    if hours == "24/7":
        yield _weekly(_EVERY_DAY, "00:00", "24:00", "24 hours a day, every day.")
        return
    for rule in hours.split("; "):
        days, _, times = rule.partition(" ")
        if days == "PH":
            yield {"description": f"On public holidays: {_say(times)}.", "notes": ZONE_NOTE}
        elif days[0].isdigit():
            yield _on_day(days, times)
        else:
            for opens_at, closes_at in _SPAN.findall(times):
                yield _weekly(_list_days(days), opens_at, closes_at, rule)


def _weekly(byday: str, opens_at: str, closes_at: str, description: str) -> dict[str, Any]:
    times = {"opens_at": opens_at, "closes_at": closes_at}
    return {"freq": "WEEKLY", "wkst": "MO", "byday": byday, **times, "description": description, "notes": ZONE_NOTE}


def _on_day(day: str, times: str) -> dict[str, Any]:
    """An exception for one date."""
    span = _SPAN.fullmatch(times)
    opened = {"opens_at": span[1], "closes_at": span[2]} if span else {}
    return {
        "valid_from": day,
        "valid_to": day,
        **opened,
        "description": f"On {day}: {_say(times)}.",
        "notes": ZONE_NOTE,
    }


def _say(times: str) -> str:
    return "closed" if times == "off" else times


def _list_days(days: str) -> str:
    """ "Mo-We,Fr" -> "MO,TU,WE,FR"; a span may run over the end of the week."""
    found: list[str] = []
    for part in days.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        length = (end - start) % 7 + 1
        found += [DAYS[(start + step) % 7].upper() for step in range(length)]
    return ",".join(found)

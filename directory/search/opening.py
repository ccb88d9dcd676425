"""Hours and a moment -> whether somebody answers now, and until when or from when. Twin of web/search/opening.js.

Hours are the subset of OpenStreetMap's opening_hours that records/values.py reads. A date's own rule goes before "PH", "PH"
before the week; a later rule for a weekday takes the place of an earlier one. Times are those of a clock in Montana.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from directory.records.values import DAYS
from directory.search.holidays import day_of, is_holiday, weekday_of

# The wall clock of all of Montana, with its daylight saving time.
_ZONE = "America/Denver"

DAY_MINUTES = 24 * 60

# A week, and one more: whoever opens on Mondays alone may open only after a holiday.
_DAYS_AHEAD = 15

# What may be filtered by, and what each state of an opening counts as.
TAGS: Mapping[str, str] = {"always": "now", "open": "now", "closed": "closed", "unknown": "unknown"}

# Stands for the hours of whoever is there, but when is not known.
_NOT_KNOWN = ""

# From and to, in minutes since the day began; the end may lie in the next day.
Spans = tuple[tuple[int, int], ...]


class Moment(NamedTuple):
    """A time in Montana: `day` in days since 1970-01-01, `minute` since it began."""

    day: int
    minute: int


class Opening(NamedTuple):
    """`state`: always, open, closed or unknown. Where it will change: `day` (days since 1970-01-01) and `minute` at which it
    closes or opens; both None where that is more than two weeks away or not known.
    """

    state: str
    day: int | None = None
    minute: int | None = None

    @property
    def tag(self) -> str:
        """now, closed or unknown."""
        return TAGS[self.state]


@dataclass(frozen=True)
class _Schedule:
    """Spans of each weekday, from Monday; of single days; of holidays, None where they are like other days."""

    week: tuple[Spans, ...]
    dated: Mapping[int, Spans]
    holidays: Spans | None

    def spans(self, day: int) -> Spans:
        if day in self.dated:
            return self.dated[day]
        if self.holidays is not None and is_holiday(day):
            return self.holidays
        return self.week[weekday_of(day)]


def read_moment(instant: datetime) -> Moment:
    """What a clock in Montana shows at `instant`, which must know its zone."""
    return _read_minute(int(instant.timestamp() // 60))


@lru_cache(maxsize=16)
def _read_minute(minute: int) -> Moment:
    """`minute`: since 1970-01-01 in UTC. Kept, as all who ask within it are told the same."""
    shown = datetime.fromtimestamp(minute * 60, ZoneInfo(_ZONE))
    return Moment(day_of(shown.year, shown.month, shown.day), shown.hour * 60 + shown.minute)


def find_opening(form: Mapping[str, Any], moment: Moment) -> Opening | None:
    """Whether somebody of this record answers at `moment`; None for videos and print, which are never closed."""
    hours = list_hours(form)
    return find_best(hours, moment) if hours is not None else None


def list_hours(form: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The hours that count, sorted; none where it is not sure that anybody is there: nobody knows whether they are still
    open, or no number is confirmed. None for what has no hours at all.

    Status beats hours: whoever drives to a closed door because a page said "open" is worse off than before.
    """
    if form["kind"] != "organization":
        return None
    phones = [phone for phone in form.get("phones", ()) if phone["confirmed"]]
    doubts = {doubt["about"] for doubt in form.get("doubts", ())}
    is_doubtful = "open" in doubts or (not phones and ("phone" in doubts or "phones" in form))
    if is_doubtful:
        return ()
    own = form.get("hours", _NOT_KNOWN)
    return tuple(sorted({own, *(phone.get("hours", _NOT_KNOWN) for phone in phones)} - {_NOT_KNOWN}))


def find_best(hours: Iterable[str], moment: Moment) -> Opening:
    """The opening of whichever of several hours serves best: open the longest, else opening the soonest."""
    return min((read_opening(text, moment) for text in hours), key=_rate, default=Opening("unknown"))


def read_opening(hours: str, moment: Moment) -> Opening:
    """The opening by one text of hours."""
    schedule = _read_schedule(hours)
    now, horizon = moment.minute, _DAYS_AHEAD * DAY_MINUTES
    for start, end in _join(_list_spans(schedule, moment.day)):
        if end <= now:
            continue
        if start > now:
            return Opening("closed", *_place(moment.day, start))
        return Opening("always") if end >= horizon else Opening("open", *_place(moment.day, end))
    return Opening("closed")


def _list_spans(schedule: _Schedule, today: int) -> Iterator[tuple[int, int]]:
    """Every span from yesterday on, in minutes since today began, by its start."""
    for ahead in range(-1, _DAYS_AHEAD):
        for start, end in schedule.spans(today + ahead):
            yield ahead * DAY_MINUTES + start, ahead * DAY_MINUTES + end


def _join(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that touch or overlap as one: who is open until midnight and from midnight does not close."""
    joined: tuple[int, int] | None = None
    for start, end in spans:
        if joined and start <= joined[1]:
            joined = joined[0], max(joined[1], end)
            continue
        if joined:
            yield joined
        joined = start, end
    if joined:
        yield joined


def _place(today: int, minutes: int) -> tuple[int, int]:
    """Day and minute of so many minutes since today began; midnight ends a day rather than begins the next."""
    days, minute = divmod(minutes, DAY_MINUTES)
    return (today + days, minute) if minute or not days else (today + days - 1, DAY_MINUTES)


def _rate(opening: Opening) -> tuple[int, int]:
    """The smaller, the better."""
    changes = (opening.day or 0) * DAY_MINUTES + (opening.minute or 0)
    if opening.state == "open":
        return 1, -changes
    if opening.state == "closed" and opening.day is not None:
        return 2, changes
    return {"always": 0, "closed": 3}.get(opening.state, 4), 0


@lru_cache(maxsize=4096)
def _read_schedule(hours: str) -> _Schedule:
    if hours == "24/7":
        return _Schedule((((0, DAY_MINUTES),),) * 7, {}, None)
    week: list[Spans] = [()] * 7
    dated: dict[int, Spans] = {}
    holidays: Spans | None = None
    for rule in hours.split("; "):
        days, times = rule.split(" ")
        spans = _read_spans(times)
        if days == "PH":
            holidays = spans
        elif days[0].isdigit():
            year, month, day = map(int, days.split("-"))
            dated[day_of(year, month, day)] = spans
        else:
            for weekday in _read_weekdays(days):
                week[weekday] = spans
    return _Schedule(tuple(week), dated, holidays)


def _read_weekdays(days: str) -> Iterator[int]:
    """ "Mo-Fr,Su" as numbers; "Fr-Mo" goes on over Sunday."""
    for part in days.split(","):
        first, last = (DAYS.index(name) for name in (part[:2], part[-2:]))
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _read_spans(times: str) -> Spans:
    """ "08:00-12:00,13:00-17:00" in minutes, by start; an end not after its start is in the next day; "off" has none."""
    numbers = [int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d\d):(\d\d)", times)]
    spans = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(sorted((start, end if end > start else end + DAY_MINUTES) for start, end in spans))

"""What is open at a moment: weeks, holidays, single days, nights, and the status of a record. The phone says the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.records.values import DAYS, read_hours
from directory.search.holidays import date_of, day_of, is_holiday, weekday_of
from directory.search.opening import Moment, Opening, find_opening, read_moment, read_opening
from tests.search.phone import read_openings_on_phone

OFFICE = "Mo-Fr 08:00-17:00; PH off"
NIGHTS = "Mo-Su 20:00-08:00"

HOURS = (
    "24/7",
    OFFICE,
    NIGHTS,
    "Mo-Su 00:00-24:00",
    "Mo-Th 09:00-12:00,13:00-17:30; Fr 09:00-12:00; PH 10:00-12:00; 2026-12-24 08:00-10:00; 2026-12-31 off",
    "Fr-Mo 22:00-02:00; Sa 06:00-06:00",
    "Mo 09:00-12:00; PH off",
    "PH off",
    "2026-11-30 09:00-10:00",
)


def at(text: str) -> Moment:
    """ "2026-11-21 14:30" on a clock in Montana."""
    return read_moment(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Denver")))


def opens(day: str, time: str) -> tuple[int, int]:
    year, month, number = map(int, day.split("-"))
    hour, minute = map(int, time.split(":"))
    return day_of(year, month, number), hour * 60 + minute


@pytest.mark.parametrize(
    ("hours", "moment", "opening"),
    [
        ("24/7", "2026-12-25 03:00", Opening("always")),
        ("Mo-Su 00:00-24:00", "2026-12-25 03:00", Opening("always")),
        (OFFICE, "2026-11-23 08:00", Opening("open", *opens("2026-11-23", "17:00"))),
        (OFFICE, "2026-11-23 07:59", Opening("closed", *opens("2026-11-23", "08:00"))),
        (OFFICE, "2026-11-23 17:00", Opening("closed", *opens("2026-11-24", "08:00"))),
        (OFFICE, "2026-11-21 12:00", Opening("closed", *opens("2026-11-23", "08:00"))),
        # Thanksgiving, then a Friday on which offices are open.
        (OFFICE, "2026-11-26 12:00", Opening("closed", *opens("2026-11-27", "08:00"))),
        ("Mo-Fr 08:00-17:00", "2026-11-26 12:00", Opening("open", *opens("2026-11-26", "17:00"))),
        (NIGHTS, "2026-11-21 23:30", Opening("open", *opens("2026-11-22", "08:00"))),
        (NIGHTS, "2026-11-21 03:00", Opening("open", *opens("2026-11-21", "08:00"))),
        ("Mo-Fr 10:00-24:00", "2026-11-23 12:00", Opening("open", *opens("2026-11-23", "24:00"))),
        ("Mo 09:00-12:00; PH off", "2027-01-12 09:00", Opening("closed", *opens("2027-01-25", "09:00"))),
        ("2026-11-30 09:00-10:00", "2026-11-21 09:00", Opening("closed", *opens("2026-11-30", "09:00"))),
        ("2026-11-30 09:00-10:00", "2026-12-01 09:00", Opening("closed")),
        ("Mo-Fr 08:00-17:00; Fr 08:00-12:00", "2026-11-27 13:00", Opening("closed", *opens("2026-11-30", "08:00"))),
        ("Mo-Fr 08:00-17:00; 2026-11-23 off; PH 08:00-09:00", "2026-11-23 08:30", Opening("closed", *opens("2026-11-24", "08:00"))),
    ],
)  # fmt: skip
def test_hours_at_a_moment_are_open_or_not(hours: str, moment: str, opening: Opening) -> None:
    """And say when that changes."""
    assert read_opening(hours, at(moment)) == opening


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        ("2026-11-21T20:30+00:00", ("2026-11-21", "13:30")),
        ("2026-07-01T05:59+00:00", ("2026-06-30", "23:59")),
        # The clock goes from 2 to 3, and from 2 back to 1.
        ("2027-03-14T08:59+00:00", ("2027-03-14", "01:59")),
        ("2027-03-14T09:00+00:00", ("2027-03-14", "03:00")),
        ("2026-11-01T07:30+00:00", ("2026-11-01", "01:30")),
        ("2026-11-01T08:30+00:00", ("2026-11-01", "01:30")),
    ],
)
def test_instant_is_shown_by_the_clock_of_montana(instant: str, shown: tuple[str, str]) -> None:
    assert read_moment(datetime.fromisoformat(instant)) == opens(*shown)


@pytest.mark.parametrize(
    "days",
    [
        {"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-07-04", "2026-09-07",
         "2026-10-12", "2026-11-03", "2026-11-11", "2026-11-26", "2026-12-25"},
        {"2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18", "2027-06-19", "2027-07-04", "2027-07-05",
         "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-25", "2027-12-31"},
    ],
    ids=["2026", "2027"],
)  # fmt: skip
def test_holidays_are_those_of_state_and_country(days: set[str]) -> None:
    """With the days that stand in for a Saturday or a Sunday, and the general election of an even year."""
    first = date.fromisoformat(min(days)[:4] + "-01-01")
    year = (first + timedelta(days=number) for number in range(365))
    assert {day.isoformat() for day in year if is_holiday(day_of(day.year, day.month, day.day))} == days


def is_open(hours: str, moment: Moment) -> bool:
    """Read off the text, with nothing joined or looked ahead."""
    return any(
        start <= moment.minute + back * 1440 < end
        for back in (0, 1)
        for start, end in list_spans(hours, moment.day - back)
    )


def list_spans(hours: str, day: int) -> list[tuple[int, int]]:
    """The times of the rule that counts on a day."""
    if hours == "24/7":
        return [(0, 1440)]
    rules = [rule.split(" ") for rule in hours.split("; ")]
    on_the_day = [times for days, times in rules if days == date_of(day).isoformat()]
    on_holidays = [times for days, times in rules if days == "PH" and is_holiday(day)]
    weekly = [times for days, times in rules if DAYS[weekday_of(day)] in spell_out(days)]
    times = (on_the_day or on_holidays or weekly or ["off"])[-1]
    spans = [] if times == "off" else [part.split("-") for part in times.split(",")]
    minutes = [[int(text[:2]) * 60 + int(text[3:]) for text in span] for span in spans]
    return [(start, end if end > start else end + 1440) for start, end in minutes]


def spell_out(days: str) -> set[str]:
    """ "Fr-Mo,We" -> {"Fr", "Sa", "Su", "Mo", "We"}"""
    named: set[str] = set()
    for part in days.split(",") if days[:2] in DAYS else []:
        twice = [*DAYS, *DAYS]
        first = twice.index(part[:2])
        named |= set(twice[first : twice.index(part[-2:], first) + 1])
    return named


clock = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))
times = st.lists(st.builds("{}-{}".format, clock, clock | st.just("24:00")), min_size=1, max_size=2).map(",".join)
days = st.lists(
    st.sampled_from(DAYS) | st.builds("{}-{}".format, st.sampled_from(DAYS), st.sampled_from(DAYS)),
    min_size=1,
    max_size=2,
).map(",".join)
exceptions = st.builds("{} {}".format, st.sampled_from(("PH", "2026-11-24", "2026-11-27")), clock.map("{}-24:00".format) | st.just("off"))  # fmt: skip
schedules = st.lists(st.builds("{} {}".format, days, times) | exceptions, min_size=1, max_size=4).map("; ".join)
moments = st.builds(Moment, st.integers(day_of(2026, 11, 20), day_of(2026, 11, 30)), st.integers(0, 1439))


@settings(max_examples=200)
@given(hours=schedules, moment=moments)
def test_opening_is_what_the_minutes_say(hours: str, moment: Moment) -> None:
    """Open exactly where some span holds the minute; and until the minute named nothing changes, then it does."""
    assert read_hours(hours) == hours
    opening = read_opening(hours, moment)
    assert (opening.tag == "now") == is_open(hours, moment)
    if opening.day is None or opening.minute is None:
        return
    minutes = (opening.day - moment.day) * 1440 + opening.minute - moment.minute
    assert minutes > 0
    before, then = (add_minutes(moment, count) for count in (minutes - 1, minutes))
    assert is_open(hours, before) == is_open(hours, moment) != is_open(hours, then)


def add_minutes(moment: Moment, count: int) -> Moment:
    days, minute = divmod(moment.minute + count, 1440)
    return Moment(moment.day + days, minute)


def make_form(*phones: tuple[bool, str], doubts: tuple[str, ...] = (), **fields: str) -> dict[str, Any]:
    """An organization with these phones, each (is confirmed, hours), and doubts about these things."""
    rows = [{"confirmed": confirmed, **({"hours": hours} if hours else {})} for confirmed, hours in phones]
    doubted = {"doubts": [{"about": about, "text": ""} for about in doubts]} if doubts else {}
    return {"kind": "organization", **fields, **({"phones": rows} if rows else {}), **doubted}


@pytest.mark.parametrize(
    ("form", "state"),
    [
        (make_form((True, ""), hours="24/7"), "always"),
        (make_form((True, "24/7"), hours=OFFICE), "always"),
        (make_form((True, OFFICE), (False, "24/7")), "closed"),
        (make_form(hours="24/7"), "always"),
        (make_form((True, "")), "unknown"),
        (make_form(), "unknown"),
        (make_form((False, "24/7"), hours="24/7"), "unknown"),
        (make_form(hours="24/7", doubts=("phone",)), "unknown"),
        (make_form((True, "24/7"), hours="24/7", doubts=("open",)), "unknown"),
        (make_form((True, "24/7"), doubts=("phone", "hours", "link")), "always"),
        ({"kind": "video"}, None),
    ],
)
def test_status_beats_hours(form: dict[str, Any], state: str | None) -> None:
    """Whoever may have closed, or has no number that is sure, is never called open; nor is what has no hours."""
    opening = find_opening(form, at("2026-11-21 12:00"))
    assert (opening.state if opening else None) == state


def test_phone_reads_the_same_clock_and_the_same_hours(real_forms: list[dict[str, Any]]) -> None:
    """At every third hour of a month with an election, a change of clocks and holidays, and of the end of a year."""
    starts = (datetime.fromisoformat(text) for text in ("2026-11-01T00:17+00:00", "2026-12-20T00:59+00:00"))
    instants = [start + timedelta(hours=3 * step) for start in starts for step in range(160)]
    forms = [*({"kind": "organization", "hours": hours} for hours in HOURS), *real_forms[:40]]
    there = read_openings_on_phone(forms, [instant.timestamp() * 1000 for instant in instants])
    moments = [read_moment(instant) for instant in instants]
    assert there["moments"] == [moment._asdict() for moment in moments]
    here = [[find_opening(form, moment) for form in forms] for moment in moments]
    assert there["openings"] == [[opening and opening._asdict() for opening in row] for row in here]

"""How old a check may be: by kind, by group of fields, to the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from directory.errors import DataError
from directory.records.ages import DEFAULT_DAYS, age_of, read_days
from directory.records.model import Material, Organization, Resource

CHECKED = date(2026, 1, 1)


def organization(record: dict[str, Any], **changes: Any) -> Organization:
    verified = {"on": CHECKED.isoformat(), "how": "by-phone", **changes.pop("verified", {})}
    return Organization.model_validate(record | {"verified": verified} | changes)


def material(record: dict[str, Any]) -> Material:
    kept = {key: value for key, value in record.items() if key not in ("phones", "services")}
    extra = {"kind": "video", "publisher": "P", "publisher_kind": "state", "format": "video", "rights": "unknown"}
    return Material.model_validate(kept | extra | {"verified": {"on": CHECKED.isoformat(), "how": "published-pages"}})


@pytest.mark.parametrize(
    ("days", "state"), [(0, "current"), (75, "current"), (76, "due"), (90, "due"), (91, "overdue"), (400, "overdue")]
)
def test_hotline_is_due_two_weeks_before_its_ninetieth_day(record: dict[str, Any], days: int, state: str) -> None:
    age = age_of(organization(record), DEFAULT_DAYS, CHECKED + timedelta(days=days))

    assert (age.kind, age.state, age.days_left) == ("hotline", state, 90 - days)


def test_each_kind_has_its_own_limit(record: dict[str, Any]) -> None:
    records: list[Resource] = [
        organization(record),
        organization(record, services=["legal-aid"]),
        material(record),
    ]

    due = {age.kind: age.due_on - CHECKED for age in (age_of(r, DEFAULT_DAYS, CHECKED) for r in records)}

    assert due == {
        "hotline": timedelta(days=90),
        "organization": timedelta(days=180),
        "material": timedelta(days=365),
    }


def test_record_is_as_old_as_its_oldest_group(record: dict[str, Any]) -> None:
    """A call about the number says nothing about the hours."""
    newer = {"on": "2026-03-01", "how": "by-phone"}
    part = organization(record, verified={"contact": newer})
    whole = organization(record, verified={"contact": newer, "hours": newer, "services": newer})

    assert age_of(part, DEFAULT_DAYS, CHECKED).checked_on == CHECKED
    assert age_of(whole, DEFAULT_DAYS, CHECKED).checked_on == date(2026, 3, 1)


def test_check_of_the_whole_record_outdates_an_older_one_of_a_group(record: dict[str, Any]) -> None:
    older = organization(record, verified={"hours": {"on": "2025-01-01", "how": "by-phone"}})

    assert age_of(older, DEFAULT_DAYS, CHECKED).groups["hours"] == CHECKED


def test_limits_come_from_the_site(record: dict[str, Any]) -> None:
    days = read_days({"ages": {"hotline": "30"}})

    assert days == {"hotline": 30, "organization": 180, "material": 365}
    assert age_of(organization(record), days, CHECKED).due_on == date(2026, 1, 31)


@pytest.mark.parametrize("typed", ["ninety", "-1", "0", "1.5", ""])
def test_limit_that_is_no_number_of_days_is_refused(typed: str) -> None:
    with pytest.raises(DataError, match=r"ages\.hotline: found '.*', want a whole number of days such as 90"):
        read_days({"ages": {"hotline": typed}})

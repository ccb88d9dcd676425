"""A machine whose clock is behind, as one without a battery after a loss of power: the records are right, and stay in use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from directory.records.check import check_file
from tests.site.conftest import Folder, make_record

BEHIND = date(1970, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "directory")


def test_clock_that_is_behind_is_warned_of_and_the_records_are_taken(folder: Folder) -> None:
    folder.write_records(*(make_record(f"record-{number}") for number in range(6)))

    checked = check_file(folder.settings.resources, today=BEHIND)

    assert (len(checked.resources), checked.is_sound) == (6, True)
    assert str(checked.faults[0]) == (
        "data/resources.yaml:1:1 found 1970-01-01 on this machine's clock, and records checked after that day, want a clock that "
        "is right. Set the clock. Until then today counts as 2026-11-21."
    )


def test_day_to_come_in_one_record_is_its_own_fault(folder: Folder, today: date) -> None:
    slip = make_record("slip", verified={"on": "2062-11-21", "how": "by-phone"})
    folder.write_records(*(make_record(f"record-{number}") for number in range(6)), slip)

    [fault] = check_file(folder.settings.resources, today=today).faults

    assert (fault.record, fault.found) == ("slip", "'2062-11-21'")

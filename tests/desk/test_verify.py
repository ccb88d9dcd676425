"""A check moves stamps and nothing else."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from directory.desk.checks.verify import Check, mark_called, mark_checked, printed_number
from directory.errors import DataError
from directory.records.check import check_document
from directory.records.tree import Document
from directory.records.vocabulary import Vocabulary

CALL = Check(date(2026, 12, 1), "by-phone", "AB")
STAMP = {"on": "2026-12-01", "how": "by-phone", "by": "AB"}


def without_stamps(record: dict[str, Any]) -> dict[str, Any]:
    bare = copy.deepcopy(record)
    for part in (bare, *bare.get("phones", ())):
        part.pop("verified")
    return bare


def test_one_group_leaves_the_stamp_of_the_whole_record(record: dict[str, Any]) -> None:
    marked = mark_checked(record, ["hours"], CALL)

    assert marked["verified"] == {"on": "2026-11-21", "how": "by-phone", "hours": STAMP}
    assert marked["phones"] == record["phones"]


@pytest.mark.parametrize("groups", [["contact"], ["contact", "hours"], ["contact", "hours", "services"]])
def test_check_changes_stamps_alone(record: dict[str, Any], vocabulary: Vocabulary, groups: list[str]) -> None:
    before = copy.deepcopy(record)

    marked = mark_checked(record, groups, CALL)

    assert without_stamps(marked) == without_stamps(before)
    assert record == before
    checked = check_document(Document("", [marked]), vocabulary, today=CALL.on)
    assert checked.faults == ()


def test_all_groups_are_a_check_of_the_whole_record(record: dict[str, Any]) -> None:
    older = mark_checked(record, ["hours"], Check(date(2026, 11, 25), "by-email"))

    assert mark_checked(older, ["contact", "hours", "services"], CALL)["verified"] == STAMP


@pytest.mark.parametrize(
    ("how", "verdict"),
    [("by-phone", "confirmed"), ("in-person", "confirmed"), ("published-pages", "same-source-only")],
)
def test_number_is_confirmed_by_whom_it_belongs_to(record: dict[str, Any], how: str, verdict: str) -> None:
    record["phones"][0]["verified"]["verdict"] = "same-source-only"

    marked = mark_checked(record, ["contact"], Check(CALL.on, how))

    assert marked["phones"] == [
        record["phones"][0] | {"verified": {"on": "2026-12-01", "how": how, "verdict": verdict}}
    ]


def test_material_is_checked_as_a_whole(record: dict[str, Any]) -> None:
    assert mark_checked(record | {"kind": "video"}, ["contact"], CALL)["verified"] == STAMP


def test_day_before_the_last_check_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(DataError, match="found 2026-11-20, but it was checked on 2026-11-21 already"):
        mark_checked(record, ["hours"], Check(date(2026, 11, 20), "by-phone"))


@pytest.mark.parametrize(("groups", "found"), [(["name"], "the group 'name'"), ([], "nothing that was checked")])
def test_unknown_group_is_refused(record: dict[str, Any], groups: list[str], found: str) -> None:
    with pytest.raises(DataError, match=f"found {found}.*, want one of contact, hours, services"):
        mark_checked(record, groups, CALL)


@pytest.mark.parametrize("number", ["1-800-799-7233 (SAFE)", "8007997233", "+1 800 799 7233", "1-800-799-SAFE"])
def test_number_printed_with_a_word_is_stamped_however_it_is_named(record: dict[str, Any], number: str) -> None:
    record["phones"] += [{"number": "+18007997233", "display": "1-800-799-7233 (SAFE)"}]

    first, second = mark_called(record, [number], CALL)["phones"]

    assert first == record["phones"][0]
    assert second["verified"] == STAMP | {"verdict": "confirmed"}


@pytest.mark.parametrize("phones", [["406-265-6743"], "406-265-6743", [None], {"number": "+14062656743"}])
def test_check_of_a_faulty_record_loses_nothing_that_was_typed(record: dict[str, Any], phones: Any) -> None:
    assert mark_checked(record | {"phones": phones}, ["contact"], CALL)["phones"] == phones


def test_check_of_one_number_keeps_what_is_no_phone(record: dict[str, Any]) -> None:
    record["phones"] += ["406-555-0100"]

    assert mark_called(record, ["406-265-6743"], CALL)["phones"][1] == "406-555-0100"


@pytest.mark.parametrize("number", ["+99912345678", "406-265", ["+14062656743"]])
def test_number_of_no_plan_is_printed_as_typed(number: Any) -> None:
    assert printed_number({"number": number}) == str(number)

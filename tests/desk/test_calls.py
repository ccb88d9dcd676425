"""Verifying: the call sheet, its answers, and the command. Stamps move, what a visitor reads does not."""

from __future__ import annotations

import copy
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.cli import main
from directory.desk.checks.calls import list_calls, read_answers
from directory.errors import DataError
from directory.records.ages import DEFAULT_DAYS
from directory.records.check import check_file
from directory.records.vocabulary import Vocabulary
from tests.site.conftest import SHELTER, TODAY, VIDEO, Folder, make_record

LATER = date(2027, 2, 10)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "directory")
    made.write_text(
        yaml.safe_dump([make_record("example-hotline"), SHELTER, VIDEO], sort_keys=False, allow_unicode=True)
    )
    return made


def records_of(folder: Folder) -> dict[str, dict[str, Any]]:
    rows = yaml.safe_load(folder.settings.resources.read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def without_stamps(tree: Any) -> Any:
    """A record as a visitor reads it."""
    if isinstance(tree, dict):
        return {key: without_stamps(value) for key, value in tree.items() if key != "verified"}
    return [without_stamps(value) for value in tree] if isinstance(tree, list) else tree


def calls_of(folder: Folder, vocabulary: Vocabulary, today: date = LATER, within: int = 14) -> list[Any]:
    resources = check_file(folder.settings.resources, today=today).resources
    return list_calls(resources, vocabulary, DEFAULT_DAYS, today, within)


def test_sheet_has_what_is_due_soon_and_nothing_else(folder: Folder, vocabulary: Vocabulary) -> None:
    """Checked on 2026-11-21; on 2027-02-10 the hotline has nine days left, the others months."""
    assert [call.id for call in calls_of(folder, vocabulary)] == ["example-hotline"]
    assert [call.id for call in calls_of(folder, vocabulary, within=365)] == [
        "example-hotline",
        "example-shelter",
        "example-video",
    ]


def test_number_nobody_confirmed_is_on_the_sheet_however_new(folder: Folder, vocabulary: Vocabulary) -> None:
    record = make_record("unsure", services=["legal-aid"])
    record["phones"][0]["verified"]["verdict"] = "same-source-only"
    folder.write_records(record)

    [call] = calls_of(folder, vocabulary, today=TODAY)

    assert call.numbers[0].note == "not confirmed (seen 2026-11-21)"


def test_number_on_a_page_that_is_doubted_is_on_the_sheet_until_somebody_called(
    folder: Folder, vocabulary: Vocabulary
) -> None:
    """ "Number confirmed" beside a doubt about it: only a call tells which is right."""
    record = make_record("example-hotline", doubts=[{"about": "phone", "text": "The page is from 2010."}])
    record["phones"][0]["verified"] |= {"how": "published-pages"}
    folder.write_records(record)
    [call] = calls_of(folder, vocabulary, TODAY)
    assert call.numbers[0].note == "on a page, but there is a doubt; nobody called"
    record["phones"][0]["verified"] |= {"how": "by-phone"}
    folder.write_records(record)
    assert calls_of(folder, vocabulary, TODAY) == []


def test_number_that_waits_for_a_call_is_on_the_sheet(folder: Folder, vocabulary: Vocabulary) -> None:
    """This paper is for the person who calls: without the number she could not."""
    doubt = {"about": "phone", "text": "Two pages disagree.", "withheld": "+14063295776"}
    folder.write_records(make_record("unsure", doubts=[doubt]))

    [call] = calls_of(folder, vocabulary, today=TODAY)

    assert call.numbers[-1].display == "406-329-5776"
    assert call.doubts == ("Two pages disagree.",)


def test_sheet_asks_what_the_record_says(folder: Folder, vocabulary: Vocabulary) -> None:
    folder.write_records(
        make_record("one", hours="Mo-Fr 08:00-17:00", address="1 Main St", city="Havre", email="a@example.org")
    )

    [call] = calls_of(folder, vocabulary)

    texts = {question.group: " ".join(question.texts) for question in call.questions}
    assert "1 Main St, Havre?" in texts["contact"]
    assert "E-mail: a@example.org?" in texts["contact"]
    assert texts["hours"] == "Open: Mo-Fr 08:00-17:00?"
    assert "You offer: Hotline?" in texts["services"]


def test_verify_moves_stamps_and_nothing_else(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_text(folder.settings.resources.read_text(encoding="utf-8").replace("2026-11-21", "2026-11-01"))
    before = records_of(folder)
    data = ["--data", str(folder.settings.resources)]

    code = main(["verify", "example-hotline", "--by", "phone", "--initials", "KT", "--on", "2026-11-20", *data])

    after = records_of(folder)
    assert code == 0
    assert after["example-hotline"]["verified"] == {"on": "2026-11-20", "how": "by-phone", "by": "KT"}
    assert without_stamps(after) == without_stamps(before)
    assert after["example-shelter"] == before["example-shelter"]
    assert capsys.readouterr().out == (
        "example-hotline: contact, hours, services checked on 2026-11-20 (by-phone); confirmed: 406-265-6743\n"
    )


def test_verify_of_one_group_leaves_the_others_as_old_as_they_were(folder: Folder) -> None:
    data = ["--data", str(folder.settings.resources)]

    assert main(["verify", "example-shelter", "--group", "hours", "--initials", "KT", *data]) == 0

    verified = records_of(folder)["example-shelter"]["verified"]
    assert verified["on"] == "2026-11-21"
    assert verified["hours"]["by"] == "KT"
    assert "contact" not in verified


def test_one_number_called_confirms_that_number_alone(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    record = make_record("example-hotline")
    line, office = copy.deepcopy(record["phones"][0]), copy.deepcopy(record["phones"][0])
    office |= {"number": "+14063295776", "label": "Office"}
    for phone in (line, office):
        phone["verified"]["verdict"] = "same-source-only"
    folder.write_text(yaml.safe_dump([record | {"phones": [line, office]}], sort_keys=False))
    before = records_of(folder)["example-hotline"]
    data = ["--data", str(folder.settings.resources)]

    assert main(["verify", "example-hotline", "--number", "(406) 329-5776", "--initials", "KT", *data]) == 0

    after = records_of(folder)["example-hotline"]
    assert after["phones"][0] == before["phones"][0]
    assert after["phones"][1]["verified"]["verdict"] == "confirmed"
    assert after["phones"][1]["verified"]["by"] == "KT"
    assert after["verified"] == before["verified"]
    assert capsys.readouterr().out.endswith("(by-phone); confirmed: (406) 329-5776\n")


def test_answer_may_name_a_number_and_groups(vocabulary: Vocabulary) -> None:
    [answer] = read_answers("2026-11-21 KT by-phone example-hotline +14063295776,hours\n", vocabulary)

    assert (answer.numbers, answer.groups) == (("+14063295776",), ("hours",))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["example-hotlin"], 1, "did you mean 'example-hotline'?"),
        (["example-hotline", "--on", "2099-01-01"], 1, "want a day that has been"),
        (["example-hotline", "--on", "2020-01-01"], 1, "was checked on 2026-11-21 already"),
        (["example-hotline", "--on", "yesterday"], 2, "want a day such as 2026-11-21"),
        (
            ["example-hotline", "--number", "406-555-0100"],
            1,
            "found the number '406-555-0100', but the record has 4062656743",
        ),
        (["example-hotline", "--number", "406-265-6743", "--group", "contact"], 1, "found contact and single numbers"),
        (["example-hotline", "--group", "phones"], 1, "want one of contact, hours, services"),
        (["example-video", "--group", "hours"], 1, "want one of contact"),
        ([], 2, "name the records that were checked, or --answers FILE"),
        (["--answers", "nowhere.txt"], 2, "nowhere.txt: No such file or directory"),
    ],
)
def test_verify_that_cannot_be_is_refused_and_writes_nothing(
    folder: Folder, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folder.settings.resources.read_bytes()

    try:
        got = main(["verify", *arguments, "--data", str(folder.settings.resources)])
    except SystemExit as end:
        got = int(end.code or 0)

    assert got == code
    assert said in capsys.readouterr().err
    assert folder.settings.resources.read_bytes() == before


def test_answers_of_a_sheet_are_stamped_and_what_differs_is_named(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_bytes(
        b"\xef\xbb\xbf# from the call sheet\r\n\r\n"
        b"2026-11-21 KT by-phone example-hotline contact,hours\r\n"
        b"2026-11-21 KT by-phone example-shelter ! moved to 5th St\r\n"
        b"2026-11-21 KT published-pages example-video contact\r\n"
    )

    assert main(["verify", "--answers", str(answers), "--data", str(folder.settings.resources)]) == 0

    said = capsys.readouterr().out.splitlines()
    records = records_of(folder)
    assert said[1] == "to edit: example-shelter: moved to 5th St"
    assert "by" not in records["example-shelter"]["verified"]
    assert records["example-hotline"]["verified"]["contact"]["by"] == "KT"
    assert records["example-video"]["verified"] == {"on": "2026-11-21", "how": "published-pages", "by": "KT"}


def test_one_answer_that_cannot_be_taken_stops_all(folder: Folder, tmp_path: Path) -> None:
    before = folder.settings.resources.read_bytes()
    answers = tmp_path / "answers.txt"
    answers.write_text("2026-11-21 KT by-phone example-hotline hours\n2026-11-21 KT by-phone nobody hours\n")

    assert main(["verify", "--answers", str(answers), "--data", str(folder.settings.resources)]) == 1
    assert folder.settings.resources.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("21.11.2026 KT by-phone example-hotline hours", 'want a day such as "2026-11-21" first'),
        ("2026-11-21 KT phoned example-hotline hours", "want one of by-phone, by-email"),
        ("2026-11-21 by-phone example-hotline", "want a line such as: 2026-11-21 KT"),
    ],
)
def test_answer_that_cannot_be_read_names_its_line(vocabulary: Vocabulary, line: str, said: str) -> None:
    with pytest.raises(DataError, match=f"line 2: found '.*', {re.escape(said)}"):
        read_answers(f"# answers\n{line}\n", vocabulary)


def test_sheet_is_one_page(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "calls.html"

    assert main(["report", "--calls", str(out), "--within", "365", "--data", str(folder.settings.resources)]) == 0

    page = out.read_text(encoding="utf-8")
    assert page.count("<section data-id=") == 3
    assert 'href="tel:+14062656743"' in page
    assert "src=" not in page

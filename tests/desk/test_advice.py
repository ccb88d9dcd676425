"""Remarks of `check`: they stop nothing, name their line, and can be read by people, programs and GitHub."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from directory.cli import main
from directory.desk.checks.advice import advise, read_hurtful_words
from directory.records.check import check_file
from tests.site.conftest import SHELTER, TODAY, VIDEO, Folder, make_record

pytestmark = pytest.mark.usefixtures("check_today")

SPANISH = {"es": {"title": "Ejemplo", "summary": "Llame cuando necesite hablar."}}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "directory")


def remarks(folder: Folder, *records: dict[str, Any], today: date = TODAY) -> list[tuple[str, str]]:
    """(what it is about, sentence without file and line) of each remark."""
    folder.write_records(*records)
    resources = check_file(folder.settings.resources, today=today).resources
    found = advise(folder.settings.resources, resources, {}, today)
    return [(remark.about, str(remark.fault).split(" ", 1)[1]) for remark in found]


def test_record_with_nothing_to_remark(folder: Folder) -> None:
    assert remarks(folder, make_record("one", translations=SPANISH)) == []


def test_record_without_spanish_is_remarked(folder: Folder) -> None:
    assert remarks(folder, make_record("one"))[0] == (
        "spanish",
        "one: found no Spanish, want a Spanish title and summary. Add title and summary under 'translations: es:'.",
    )


def test_number_confirmed_and_doubted_is_remarked(folder: Folder) -> None:
    record = make_record("one", translations=SPANISH, doubts=[{"about": "phone", "text": "The page is from 2010."}])
    record["phones"][0]["verified"] |= {"how": "published-pages"}

    assert remarks(folder, record) == [
        (
            "doubted",
            "one doubts: found a doubt about the numbers beside 406-265-6743, confirmed by a page, want one of the two. Call. Is "
            "it right, verify it by phone and take the doubt away; is it not, change the verdict.",
        )
    ]


def test_text_above_the_eighth_grade_is_remarked(folder: Folder) -> None:
    hard = "Organizational representatives facilitate multidisciplinary interventions accommodating individualized necessities."

    [(about, sentence)] = remarks(folder, make_record("one", summary=hard, translations=SPANISH))

    assert about == "reading"
    assert "want at most 8. Make short sentences of everyday words." in sentence


@pytest.mark.parametrize("text", ["Help for a prostitute.", "Help for PROSTITUTES."])
def test_word_that_hurts_is_remarked_with_another(folder: Folder, text: str) -> None:
    [(about, sentence)] = remarks(folder, make_record("one", summary=text, translations=SPANISH))

    assert about == "word"
    assert "want a word that blames nobody. Say" in sentence


def test_word_that_hurts_in_spanish_is_remarked(folder: Folder) -> None:
    spanish = {"es": {"title": "Ejemplo", "summary": "Ayuda para prostitutas."}}

    [(_, sentence)] = remarks(folder, make_record("one", translations=spanish))

    assert sentence.startswith("one translations.es.summary: found 'prostitutas'")


def test_word_inside_another_word_is_not_remarked(folder: Folder) -> None:
    assert (
        remarks(folder, make_record("one", summary="Crazyhorse Road, by the locomotive.", translations=SPANISH)) == []
    )


def test_list_of_words_has_something_to_say_for_each(data_folder: Path) -> None:
    words = read_hurtful_words(data_folder)

    assert len(words) >= 40
    assert all(word.instead for word in words)
    assert len({word.word for word in words}) == len(words)


def test_check_too_old_is_remarked(folder: Folder) -> None:
    [(about, sentence)] = remarks(folder, make_record("one", translations=SPANISH), today=date(2027, 3, 1))

    assert about == "overdue"
    assert (
        "found a last check on 2026-11-21, want a check every 90 days. Call, then: resource-directory verify one"
        in sentence
    )


@pytest.mark.parametrize(
    ("one", "other", "is_remarked"),
    [
        ("Helping Hands of Havre", "Helping Hands of Havre", True),
        ("Helping Hands of Havre", "The Helping Hands, Havre", True),
        ("Helping Hands of Havre", "Helping Hands of Hardin", False),
        ("Safe Harbor", "New Horizons", False),
    ],
)
def test_titles_almost_the_same_are_remarked(folder: Folder, one: str, other: str, is_remarked: bool) -> None:
    records = [make_record(name, title=title, translations=SPANISH) for name, title in (("a", one), ("b", other))]

    assert bool(remarks(folder, *records)) == is_remarked


def test_titles_among_many_are_compared_as_each_two_alone(folder: Folder) -> None:
    titles = ["Northern Harbor", "Northern Harbors", "Northern Harbor Inn", "Harbor Inn", "Northern Harbor Inc", "Inn"]
    records = [make_record(f"r{n}", title=title, translations=SPANISH) for n, title in enumerate(titles)]

    alone = [remark for pair in combinations(records, 2) for remark in remarks(folder, *pair)]

    assert alone != []
    assert sorted(remarks(folder, *records)) == sorted(alone)


def test_video_that_does_not_tell_of_captions_is_remarked(folder: Folder) -> None:
    silent = {**VIDEO, "translations": SPANISH}
    captioned = {**silent, "id": "other", "title": "Another Film", "summary": "A short film with captions."}

    listed = {**silent, "id": "third", "title": "Third Film", "captions": ["en"]}

    assert [about for about, _ in remarks(folder, silent, captioned, listed)] == ["transcript"]


def run(folder: Folder, *arguments: str) -> int:
    return main(["check", str(folder.settings.resources), *arguments])


def test_remarks_are_counted_and_shown_when_asked(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_records(make_record("example-hotline"), SHELTER)

    assert run(folder) == 0
    short = capsys.readouterr().out
    assert run(folder, "--warnings") == 0
    long = capsys.readouterr().out

    assert short == (
        "0 faults and 1 warning in 2 records\nWarnings: 1 record without Spanish. To read them: check --warnings\n"
    )
    assert long.startswith("data/resources.yaml:2:2 example-hotline: found no Spanish")


def test_github_shows_faults_and_warnings_beside_their_lines(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write_records(make_record("one", cost="100%\n::error::x"), make_record("two"))

    assert run(folder, "--format", "github") == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=data/resources.yaml,line=")
    assert "one cost: found '100%25 ::error::x'" in lines[0]
    assert lines[1].startswith("::warning file=data/resources.yaml,line=")
    assert len(lines) == 2


def test_json_says_which_are_warnings(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_records(make_record("one"))

    assert run(folder, "--format", "json") == 0
    assert [fault["severity"] for fault in json.loads(capsys.readouterr().out)["faults"]] == ["warning"]

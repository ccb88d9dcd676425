"""`new`: questions, answers in people's words, faults asked again, and a record that check likes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.cli import main
from directory.desk.beginning.new_record import make_id
from tests.site.conftest import Folder, make_record

ANSWERS = {
    "title": "Helping Hands of Havre",
    "summary": "Food and a bed for the night. For anyone.",
    "number": "406-265-6743",
    "scope": "counties",
    "counties": "hill, Blaine",
    "services": "Emergency shelter; basic-needs",
    "source": "https://example.org/about",
    "how": "we called",
    "by": "KT",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "directory")
    made.write_text(yaml.safe_dump([make_record("example-hotline")], sort_keys=False))
    return made


def new(folder: Folder, answers: dict[str, str], *more: str) -> int:
    file = folder.data.parent / "answers.txt"
    file.write_text(yaml.safe_dump(answers, allow_unicode=True), encoding="utf-8")
    return main(["new", "--answers", str(file), *more, "--data", str(folder.settings.resources)])


def records_of(folder: Folder) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(folder.settings.resources.read_text(encoding="utf-8"))
    return rows


def test_answers_in_peoples_words_become_a_sound_record(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(folder, ANSWERS, "--yes") == 0

    record = records_of(folder)[-1]
    assert capsys.readouterr().out.endswith("Written: helping-hands-of-havre\n")
    assert record["phones"][0]["number"] == "+14062656743"
    assert record["phones"][0]["verified"]["verdict"] == "confirmed"
    assert (record["reach"]["counties"], record["services"]) == (
        ["Hill", "Blaine"],
        ["emergency-shelter", "basic-needs"],
    )
    assert main(["check", str(folder.settings.resources)]) == 0


def test_number_read_on_a_page_is_not_confirmed(folder: Folder) -> None:
    assert new(folder, ANSWERS | {"how": ""}, "--yes") == 0
    assert records_of(folder)[-1]["phones"][0]["verified"]["verdict"] == "same-source-only"


def test_answers_without_yes_write_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(folder, ANSWERS) == 0
    assert "- id: helping-hands-of-havre" in capsys.readouterr().out
    assert len(records_of(folder)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "12"}, "number: found '12', want"),
        ({"services": "sheltr"}, "services: found 'sheltr', want a word from the list services"),
        ({"counties": "Hil"}, "Did you mean 'Hill'?"),
        ({"source": ""}, "source: found"),
        ({"titel": "x"}, "found titel, want lines such as"),
    ],
)
def test_answer_that_cannot_be_is_named(
    folder: Folder, change: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder, ANSWERS | change, "--yes") == 1
    assert said in capsys.readouterr().err
    assert len(records_of(folder)) == 1


def test_terminal_asks_again_what_was_wrong(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question once, then the one with the fault, then whether to write."""
    typed: Iterator[str] = iter(
        [
            "",
            "One",
            "Help.",
            "12",
            "",
            "",
            "",
            "hotline",
            "",
            "",
            "",
            "https://example.org/",
            "phone",
            "KT",
            "4062656743",
            "by-phone",
            "y",
        ]
    )
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    monkeypatch.setattr("builtins.input", answer)

    assert main(["new", "--data", str(folder.settings.resources)]) == 0
    assert asked[-1] == "Write it? [y/N] "
    assert records_of(folder)[-1]["phones"][0]["number"] == "+14062656743"


def test_answers_that_end_too_soon_write_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", end)

    assert main(["new", "--data", str(folder.settings.resources)]) == 2
    assert "the answers ended too soon" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Helping Hands", "helping-hands-2"),
        ("Línea Segura (406)", "linea-segura-406"),
        ("救助", "record"),
        ("x" * 300, "x" * 70),
    ],
)
def test_id_is_made_of_the_title_and_is_free(title: str, name: str) -> None:
    assert make_id(title, {"helping-hands"}) == name

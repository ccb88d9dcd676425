"""A record that is taken away at the desk: why, in the file beside, with the same save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from directory.cli import main
from directory.records.removed import load_removed
from tests.desk.editor.asking import ID, Browser, text_of

OTHER = "example-office"


def take_away(browser: Browser, name: str = ID, **answers: str) -> Any:
    return browser.post(f"/records/{name}/remove", data={"by": "AB", **answers})


def notes_of(folder: Path) -> str:
    """The text of removed.yaml; "" where there is none."""
    path = folder / "removed.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_record_taken_away_leaves_a_note_that_check_wants(
    browser: Browser, folder: Path, capsys: pytest.CaptureFixture[str], check_today: None
) -> None:
    answer = take_away(browser, reason="merged", instead=OTHER, note="One office now.")

    assert (answer.status_code, ID in text_of(folder)) == (303, False)
    gone = load_removed(folder)[ID]
    assert (gone.title, gone.reason, gone.note) == ("Example Hotline", "merged", "One office now.")
    assert (gone.instead, gone.on) == ((OTHER,), "2026-11-30")
    assert "Who comes to its page reads: “It is now part of another entry.”" in browser.get("/").text
    main(["check", str(folder / "resources.yaml")])
    assert "stood here before" not in capsys.readouterr().out


def test_record_taken_away_comes_back_and_its_note_goes(browser: Browser, folder: Path) -> None:
    before = text_of(folder)
    take_away(browser, reason="closed")
    noted = notes_of(folder)

    assert browser.post("/saves/1/undo", data={"by": "AB"}).status_code == 303
    assert "Taken back" in browser.get("/saves").text
    assert (text_of(folder), notes_of(folder)) == (before, "")

    assert browser.post("/saves/2/undo", data={"by": "AB"}).status_code == 303
    assert (ID in text_of(folder), notes_of(folder)) == (False, noted)


def test_notes_on_other_records_stay_as_they_are(browser: Browser, folder: Path) -> None:
    others = "# Ours.\n- {id: old-line, title: Old Line, reason: not-found}\n"
    (folder / "removed.yaml").write_text(others, encoding="utf-8")

    take_away(browser, reason="closed")
    assert notes_of(folder).startswith(others)
    browser.post("/saves/1/undo", data={"by": "AB"})

    assert notes_of(folder) == others


def test_note_written_afterwards_goes_with_the_record_that_comes_back(browser: Browser, folder: Path) -> None:
    take_away(browser, reason="closed")
    (folder / "removed.yaml").write_text(f"- {{id: {ID}, title: Example Hotline, reason: mistake}}\n", encoding="utf-8")

    browser.post("/saves/1/undo", data={"by": "AB"})

    assert (ID in text_of(folder), ID in notes_of(folder)) == (True, False)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Choose why it goes."),
        ({"reason": "bored"}, "Choose why it goes."),
        ({"reason": "merged"}, "Name the record that it is part of now."),
        (
            {"reason": "merged", "instead": "Example Ofice"},
            "No other record is called “Example Ofice”. Did you mean &#39;Example Office&#39;?",
        ),
        ({"reason": "closed", "instead": ID}, f"No other record is called “{ID}”."),
    ],
    ids=["nothing", "no reason of ours", "merged into nothing", "mistyped", "itself"],
)
def test_record_stays_until_the_form_says_why(
    browser: Browser, folder: Path, answers: dict[str, str], words: str
) -> None:
    before = text_of(folder)

    answer = take_away(browser, note="Kept as typed.", **answers)

    assert (answer.status_code, text_of(folder), notes_of(folder)) == (422, before, "")
    assert f"Not taken away. {words}" in answer.text
    assert 'value="Kept as typed."' in answer.text


def test_record_that_another_names_in_its_place_is_not_taken_away(browser: Browser, folder: Path) -> None:
    take_away(browser, reason="merged", instead="EXAMPLE OFFICE")

    answer = take_away(browser, OTHER, reason="closed")

    assert "want a list of ids of records that are here" in answer.text
    assert OTHER in text_of(folder)


def test_record_stays_where_its_note_cannot_be_written(browser: Browser, folder: Path) -> None:
    before = text_of(folder)
    broken = "- {id: old-line\n"
    (folder / "removed.yaml").write_text(broken, encoding="utf-8")

    answer = take_away(browser, reason="closed")

    assert "Not taken away. data/removed.yaml" in answer.text
    assert (text_of(folder), notes_of(folder)) == (before, broken)


def test_removal_and_its_note_are_one_commit(committing: Browser, git: Any) -> None:
    take_away(committing, reason="closed")

    assert set(git("show", "--name-only", "--format=", "HEAD").splitlines()) == {"resources.yaml", "removed.yaml"}
    committing.post("/saves/1/undo", data={"by": "AB"})
    assert set(git("show", "--name-only", "--format=", "HEAD").splitlines()) == {"resources.yaml", "removed.yaml"}
    assert git("status", "--porcelain", "--untracked-files=no") == ""

"""What visitors said of a record, at the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from directory.corrections import Queue
from tests.conftest import RECORD
from tests.desk.editor.asking import ID, Browser


def waiting(folder: Path) -> Queue:
    queue = Queue(folder)
    queue.put(ID, "no-answer", "<img src=x onerror=alert(1)>", "en", today=date(2026, 11, 29))
    return queue


def test_note_of_a_visitor_stands_beside_its_record_and_is_only_text(browser: Browser, folder: Path) -> None:
    waiting(folder)

    for path in (f"/records/{ID}", "/corrections"):
        page = browser.get(path).text
        assert "The number does not answer" in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert "<img" not in page


def test_save_that_takes_a_note_up_settles_it(browser: Browser, folder: Path) -> None:
    queue = waiting(folder)
    body = {"id": ID, "record": RECORD | {"title": "Renamed"}, "was": RECORD, "base": browser.base(), "accepted": [1]}

    assert browser.post("/api/save", json=body).status_code == 200
    assert queue.list() == []


def test_note_is_declined_with_a_reason_only(browser: Browser, folder: Path) -> None:
    queue = waiting(folder)

    browser.post("/corrections/1", data={"state": "declined", "note": ""})
    assert "say why in a few words" in browser.get("/corrections").text
    browser.post("/corrections/1", data={"state": "declined", "note": "We called; it answers."})

    assert queue.list() == []


def test_note_is_kept_for_a_call(browser: Browser, folder: Path) -> None:
    queue = waiting(folder)

    browser.post("/corrections/1", data={"state": "call"})

    assert [correction.state for correction in queue.list(ID)] == ["call"]
    assert "kept for a call" in browser.get(f"/records/{ID}").text

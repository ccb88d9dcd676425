"""What a save at the desk writes into the file, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import RECORD
from tests.desk.editor.asking import ID, Browser, text_of


def test_save_writes_the_field_and_can_be_taken_back(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    saved = browser.save(RECORD | {"title": "Renamed"}, RECORD, browser.base())

    assert saved.status_code == 200
    assert text_of(folder) == before.replace("Example Hotline", "Renamed", 1)
    assert "Saved. Renamed: Name: “Example Hotline” becomes “Renamed”" in browser.get(f"/records/{ID}").text
    assert browser.post(f"/saves/{saved.json()['number']}/undo", data={"by": "AB"}).status_code == 303
    assert text_of(folder) == before


def test_save_with_a_fault_is_refused_in_the_words_of_check(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    answer = browser.save(RECORD | {"cost": "cheap"}, RECORD, browser.base())

    assert answer.status_code == 422
    fault = answer.json()["faults"][0]
    assert fault["words"].startswith("Found 'cheap', want one of the choices.")
    assert fault["field"] == "Cost"
    assert text_of(folder) == before


def test_change_by_somebody_else_shows_both_versions(browser: Browser, folder: Path) -> None:
    base = browser.base()
    theirs = text_of(folder).replace("Example Hotline", "Theirs", 1)
    (folder / "resources.yaml").write_text(theirs, encoding="utf-8")
    mine = RECORD | {"cost_note": "None."}

    answer = browser.save(mine, RECORD, base)

    both = answer.json()
    assert (answer.status_code, text_of(folder)) == (409, theirs)
    assert both["theirs"] == ["Name: “Example Hotline” becomes “Theirs”"]
    assert both["mine"] == ["More about the cost: new, “None.”"]
    assert browser.save(both["merged"], RECORD, both["base"]).status_code == 200
    assert "Theirs" in text_of(folder)
    assert "None." in text_of(folder)


def test_change_of_another_record_does_not_stand_in_the_way(browser: Browser, folder: Path) -> None:
    base = browser.base()
    (folder / "resources.yaml").write_text(text_of(folder).replace("Example Office", "Moved Office"), encoding="utf-8")

    assert browser.save(RECORD | {"title": "Renamed"}, RECORD, base).status_code == 200
    assert "Moved Office" in text_of(folder)


def test_merge_marks_keep_the_last_good_list_and_stop_saving(browser: Browser, folder: Path) -> None:
    base = browser.base()
    broken = text_of(folder) + "<<<<<<< HEAD\n"
    (folder / "resources.yaml").write_text(broken, encoding="utf-8")

    assert "a merge mark: two versions of the same lines" in browser.get("/").text
    assert browser.save(RECORD | {"title": "Renamed"}, RECORD, base).status_code == 400
    assert text_of(folder) == broken


def test_new_record_is_added_and_its_id_must_be_its_own(browser: Browser, folder: Path) -> None:
    new = RECORD | {"id": "third-place", "title": "Third Place"}

    taken = browser.draft(RECORD | {"title": "Again"}, None, "")
    assert browser.save(new, None, "", "").status_code == 200

    assert [fault["path"] for fault in taken["faults"]] == [["id"]]
    assert text_of(folder).rstrip().count("- id: third-place") == 1


@pytest.mark.parametrize("other", ["another-name", "example-office", ""])
def test_save_with_another_id_is_refused_and_adds_no_second_record(browser: Browser, folder: Path, other: str) -> None:
    before = text_of(folder)
    record = RECORD | {"id": other}

    answer = browser.save(record, RECORD, browser.base())

    assert (answer.status_code, text_of(folder)) == (422, before)
    assert f"want '{ID}'; an id never changes." in answer.json()["faults"][0]["words"]
    assert ["id"] in [fault["path"] for fault in browser.draft(record, RECORD)["faults"]]


def test_new_record_cannot_be_laid_on_top_of_another(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    answer = browser.save(RECORD | {"title": "Again"}, None, browser.base(), name="")

    assert (answer.status_code, text_of(folder)) == (422, before)
    assert "which is taken" in answer.json()["faults"][0]["words"]


def test_new_record_without_an_id_is_told_what_is_missing(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    answer = browser.save({key: value for key, value in RECORD.items() if key != "id"}, None, "", name="")

    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()["faults"]] == [["id"]]
    assert text_of(folder) == before


def test_check_of_one_group_moves_its_stamp_and_nothing_else(browser: Browser, folder: Path) -> None:
    answer = browser.post(
        f"/records/{ID}/verify", data={"groups": "hours", "how": "by-phone", "on": "2026-11-29", "by": "AB"}
    )

    stamp = '"verified": {"on": "2026-11-21", "how": "by-phone", hours: {on: "2026-11-29", how: by-phone, by: AB}}'
    assert answer.status_code == 303
    assert "Noted: hours found right" in browser.get(f"/records/{ID}").text
    assert stamp in text_of(folder)


def test_number_printed_with_a_word_is_confirmed_by_its_own_button(browser: Browser, folder: Path) -> None:
    """A line that takes calls and texts has its number twice, and one button."""
    stamp = RECORD["phones"][0]["verified"]
    lines = [
        {"kind": kind, "label": kind, "number": "+18007997233", "display": display, "verified": stamp}
        for kind, display in (("voice", "1-800-799-7233 (SAFE)"), ("text", "1-800-799-7233"))
    ]
    record = RECORD | {"phones": [*RECORD["phones"], *lines]}
    (folder / "resources.yaml").write_text(f"- {json.dumps(record)}\n", encoding="utf-8")

    buttons = re.findall(r'name="numbers" value="(.+?)">(.+?): correct', browser.get(f"/records/{ID}").text)
    check = {"numbers": buttons[1][0], "how": "by-phone", "on": "2026-11-29", "by": "AB"}
    browser.post(f"/records/{ID}/verify", data=check)

    assert [printed for _, printed in buttons] == ["406-265-6743", "1-800-799-7233 (SAFE)"]
    assert "Noted: 1-800-799-7233 (SAFE) found right on 2026-11-29." in browser.get(f"/records/{ID}").text
    assert text_of(folder).count("2026-11-29") == 2


def test_edit_moves_no_stamp(browser: Browser, folder: Path) -> None:
    browser.save(RECORD | {"title": "Renamed"}, RECORD, browser.base())

    assert "2026-11-30" not in text_of(folder)


def test_file_that_was_cut_off_is_said_and_not_shown(browser: Browser, folder: Path) -> None:
    """By itself it is sound; who began to edit it would make the loss last."""
    rows = [RECORD | {"id": f"place-{number}", "title": f"Place {number}"} for number in range(30)]
    first = text_of(folder)
    lines = [first, *(f"- {json.dumps(row)}\n" for row in rows)]
    (folder / "resources.yaml").write_text("".join(lines), encoding="utf-8")
    browser.get("/")

    (folder / "resources.yaml").write_text("".join(lines[:16]), encoding="utf-8")

    page = browser.get("/").text
    assert "15 that stood here before are gone (Place 15; Place 16; Place 17; and 12 more)" in page
    assert "32 records in data/resources.yaml" in page
    (folder / "resources.yaml").write_text("".join(lines), encoding="utf-8")
    assert "are gone" not in browser.get("/").text


def test_line_on_the_home_page_keeps_its_number(browser: Browser, folder: Path) -> None:
    """Said in words for the form, which knows nothing of the other file's places."""
    site = (folder / "site.yaml").read_text(encoding="utf-8")
    (folder / "site.yaml").write_text(f"{site}\npinned: {{en: [{{id: {ID}}}], es: [{{id: {ID}}}]}}\n", encoding="utf-8")

    answer = browser.save(RECORD | {"phones": []}, RECORD, browser.base())

    assert [(fault["path"], fault["field"]) for fault in answer.json()["faults"]] == [([], "")]
    assert "It is one of the lines on the home page" in answer.json()["faults"][0]["words"]

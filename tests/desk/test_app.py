"""The desk over HTTP: who is let in, what the pages show, what lands in the file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from directory.corrections import Queue
from directory.desk.editor.app import create_desk
from directory.desk.editor.desk import Desk
from directory.desk.editor.guard import Keys
from directory.settings import Settings
from tests.conftest import RECORD

PORT = 8177
HOST = f"127.0.0.1:{PORT}"
HOME = f"http://{HOST}"
ID = "example-hotline"


class Browser:
    """Asks the desk as one browser would: keeps the cookie, sends Host and Origin."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.keys = desk, Keys(PORT)
        self.app = create_desk(desk, self.keys)
        self.cookie = ""

    def ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        sent = {"host": HOST, "cookie": self.cookie, "origin": HOME} | (headers or {})

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
                return await client.request(method, path, headers=sent, **options)

        return asyncio.run(send())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("POST", path, **options)

    def enter(self) -> httpx.Response:
        answer = self.get(f"/?token={self.keys.token}")
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer

    def draft(self, record: dict[str, Any], was: dict[str, Any] | None, name: str = ID) -> Any:
        return self.post("/api/draft", json={"id": name, "record": record, "was": was}).json()

    def save(self, record: dict[str, Any], was: dict[str, Any] | None, base: str, name: str = ID) -> httpx.Response:
        return self.post("/api/save", json={"id": name, "record": record, "was": was, "base": base, "by": "AB"})

    def base(self, name: str = ID) -> str:
        return self.get(f"/records/{name}").text.split('data-base="')[1].split('"')[0]


@pytest.fixture
def folder(data_file: Path) -> Path:
    """A data folder with two records of no fame, as YAML a person could have written."""
    other = RECORD | {"id": "example-office", "title": "Example Office", "services": ["legal-aid"], "phones": []}
    data_file.write_text(
        "# Ours.\n" + "\n".join(f"- {json.dumps(row)}" for row in (RECORD, other)) + "\n", encoding="utf-8"
    )
    site = (data_file.parent / "site.yaml").read_text(encoding="utf-8")
    names = ("pinned:", "urgent:", "native_first:", "spanish_confirmed:", "never_urgent:", "hold_back:")
    blocks = ("\n" + site).split("\n\n")
    (data_file.parent / "site.yaml").write_text(
        "\n\n".join(block for block in blocks if not any(f"\n{name}" in f"\n{block}" for name in names)),
        encoding="utf-8",
    )
    return data_file.parent


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    settings = Settings(folder / "resources.yaml", folder.parent / "search_index")
    made = Desk(settings, today=lambda: date(2026, 11, 30))
    yield made
    made.finder.close()


@pytest.fixture
def browser(desk: Desk) -> Browser:
    made = Browser(desk)
    made.enter()
    return made


def text_of(folder: Path) -> str:
    return (folder / "resources.yaml").read_text(encoding="utf-8")


def test_token_opens_once_and_becomes_a_cookie_no_script_reads(desk: Desk) -> None:
    browser = Browser(desk)
    token = browser.keys.token

    assert browser.get("/").status_code == 403
    answer = browser.enter()

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert browser.get("/").status_code == 200
    assert Browser.get(browser, f"/?token={token}", headers={"cookie": ""}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_other_name_that_leads_here_is_refused(browser: Browser, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", f"http://localhost:{PORT}"])
def test_change_from_another_page_is_refused(browser: Browser, folder: Path, origin: str) -> None:
    before = text_of(folder)

    answer = browser.post(f"/records/{ID}/remove", headers={"origin": origin}, data={"by": "X"})

    assert (answer.status_code, text_of(folder)) == (403, before)


def test_pages_run_nothing_from_elsewhere_and_are_kept_nowhere(browser: Browser) -> None:
    headers = browser.get("/").headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["cache-control"], headers["x-frame-options"]) == ("no-store", "SAMEORIGIN")


def test_list_searches_and_narrows_by_badge(browser: Browser) -> None:
    assert browser.get("/?q=office").text.count("data-record=") == 1
    assert 'data-record="example-office"' in browser.get("/?badge=no-phone").text
    assert "Nothing is called that" in browser.get("/?q=zzzz").text


def test_form_shows_the_record_with_labels(browser: Browser) -> None:
    page = browser.get(f"/records/{ID}").text

    assert 'value="+14062656743"' in page
    assert "24-hour" in page or "Crisis line" in page or 'value="hotline" checked' in page
    assert "en español" in page


def test_draft_is_judged_by_check_and_nothing_is_written(browser: Browser, folder: Path) -> None:
    before = text_of(folder)
    bad = RECORD | {"title": "", "cost": "cheap"}

    judged = browser.draft(bad, RECORD)

    paths = [fault["path"] for fault in judged["faults"]]
    assert ["cost"] in paths
    assert ["title"] in paths
    assert judged["changes"] == ["Name: taken away (was “Example Hotline”)", "Cost: “Free” becomes “cheap”"]
    assert text_of(folder) == before


def test_draft_says_where_it_stands_already(browser: Browser) -> None:
    judged = browser.draft(RECORD | {"id": "new-one", "title": "Quite another"}, None, "")

    assert [(other["id"], other["shares"]) for other in judged["alike"]] == [(ID, "the same number, +14062656743")]


def test_preview_is_the_visitors_own_page_of_the_draft(browser: Browser) -> None:
    browser.draft(RECORD | {"summary": "Quite new <b>words</b>."}, RECORD)

    page = browser.get(f"/preview/{ID}").text

    assert "Quite new &lt;b&gt;words&lt;/b&gt;." in page
    assert "406-265-6743" in page


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


def test_check_of_one_group_moves_its_stamp_and_nothing_else(browser: Browser, folder: Path) -> None:
    answer = browser.post(
        f"/records/{ID}/verify", data={"groups": "hours", "how": "by-phone", "on": "2026-11-29", "by": "AB"}
    )

    stamp = '"verified": {"on": "2026-11-21", "how": "by-phone", hours: {on: "2026-11-29", how: by-phone, by: AB}}'
    assert answer.status_code == 303
    assert "Noted: hours found right" in browser.get(f"/records/{ID}").text
    assert stamp in text_of(folder)


def test_edit_moves_no_stamp(browser: Browser, folder: Path) -> None:
    browser.save(RECORD | {"title": "Renamed"}, RECORD, browser.base())

    assert "2026-11-30" not in text_of(folder)


def test_record_taken_away_comes_back(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    browser.post(f"/records/{ID}/remove", data={"by": "AB"})
    assert ID not in text_of(folder)
    assert browser.post("/saves/1/undo", data={"by": "AB"}).status_code == 303
    assert "Taken back" in browser.get("/saves").text

    assert text_of(folder) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"id": 1}',
        b'{"id": "x", "record": {"title": 7}}',
        b"[" * 5_000,
        b'{"id": "", "record": {"a": "\\ud800"}}',
        b'{"id": "", "record": {"a": "b"}, "accepted": 7}',
    ],
)
def test_body_that_is_no_record_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.post("/api/draft", content=body).status_code == 400
    assert browser.post("/api/save", content=body).status_code == 400


def test_new_record_without_an_id_is_told_what_is_missing(browser: Browser, folder: Path) -> None:
    before = text_of(folder)

    answer = browser.save({key: value for key, value in RECORD.items() if key != "id"}, None, "", name="")

    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()["faults"]] == [["id"]]
    assert text_of(folder) == before


def test_body_of_a_megabyte_is_refused_at_the_door(browser: Browser) -> None:
    assert browser.post("/api/draft", content=b"x" * 1_000_001).status_code == 413


def test_record_no_form_can_show_names_its_line(browser: Browser, folder: Path) -> None:
    (folder / "resources.yaml").write_text(
        text_of(folder).replace('"services": ["legal-aid"]', '"services": "legal-aid"'), encoding="utf-8"
    )

    page = browser.get("/records/example-office").text

    assert "starts on line 3" in page
    assert "Line 3: found" in page


def test_saves_of_a_folder_kept_by_git_are_commits_with_a_name(folder: Path, desk: Desk, git: Any) -> None:
    git("init", "-q")
    git("add", "resources.yaml")
    git("commit", "-qm", "Start")
    desk.commits = True
    browser = Browser(desk)
    browser.enter()

    browser.save(RECORD | {"title": "Renamed"}, RECORD, browser.base())

    assert git("log", "-1", "--format=%an|%s") == "Ada|Renamed: Name: “Example Hotline” becomes “Renamed”"
    assert "Ada" in browser.get(f"/records/{ID}/history").text


def test_commit_of_a_save_holds_nothing_another_program_wrote(folder: Path, desk: Desk, git: Any) -> None:
    git("init", "-q")
    git("add", "resources.yaml")
    git("commit", "-qm", "Start")
    desk.commits = True
    browser = Browser(desk)
    browser.enter()
    changed = text_of(folder).replace("Example Office", "Changed by hand")
    (folder / "resources.yaml").write_text(changed, encoding="utf-8")

    browser.save(RECORD | {"title": "Renamed"}, RECORD, browser.base())

    assert "Changed by hand" not in git("show", "--format=", "-U0", "HEAD")
    assert git("log", "-2", "--format=%s").splitlines()[1] == "Changes made before, without the desk's commits"
    assert "Changed by hand" in git("show", "--format=", "-U0", "HEAD~")


def test_many_records_are_listed_by_the_page(folder: Path) -> None:
    rows = "".join(f"- {json.dumps(RECORD | {'id': f'r-{n}', 'title': f'Place {n}'})}\n" for n in range(200))
    (folder / "resources.yaml").write_text(rows, encoding="utf-8")
    settings = Settings(folder / "resources.yaml", folder.parent / "search_index")
    desk = Desk(settings, today=lambda: date(2026, 11, 30))
    browser = Browser(desk)
    browser.enter()

    page = browser.get("/?page=3").text
    desk.finder.close()

    assert page.count("data-record=") == 50
    assert "Page 3 of 4" in page


def waiting(folder: Path, text: str = "<img src=x onerror=alert(1)>") -> Queue:
    queue = Queue(folder)
    queue.put(ID, "no-answer", text, "en", today=date(2026, 11, 29))
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

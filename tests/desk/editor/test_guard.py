"""Who is let in at the desk, and what is refused at its door."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.desk.editor.desk import Desk
from tests.desk.editor.asking import ID, PORT, Browser, text_of


def test_token_opens_once_and_becomes_a_cookie_no_script_reads(desk: Desk) -> None:
    browser = Browser(desk)
    token = browser.keys.token

    assert browser.get("/").status_code == 403
    answer = browser.enter()

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert browser.get("/").status_code == 200
    assert browser.get(f"/?token={token}", headers={"cookie": ""}).status_code == 403


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


def test_body_of_a_megabyte_is_refused_at_the_door(browser: Browser) -> None:
    assert browser.post("/api/draft", content=b"x" * 1_000_001).status_code == 413


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

"""What visitors say is wrong: taken as a form or as JSON, bounded, kept without a trace of who said it, shown to nobody else."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from directory import corrections
from directory.corrections import Queue, QueueFullError
from directory.site.app import create_app
from tests.site.conftest import NOW, SHELTER, TODAY, Client, Folder, make_record

SENT = {"id": "example-hotline", "reason": "no-answer", "text": "Rang for ten minutes."}


def post(client: Client, **changes: Any) -> Any:
    return client.post("/corrections", json={**SENT, **changes})


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Folder, Client]]:
    folder = Folder(tmp_path_factory.mktemp("corrections") / "directory")
    folder.write_records(make_record("example-hotline"), SHELTER)
    client = Client(create_app(folder.settings, lambda: TODAY, lambda: datetime.fromisoformat(NOW)))
    yield folder, client
    client.close()


@pytest.fixture
def folder(served: tuple[Folder, Client]) -> Folder:
    """A served folder whose queue is empty."""
    private = served[0].data / ".desk"
    shutil.rmtree(private) if private.is_dir() else private.unlink(missing_ok=True)
    return served[0]


@pytest.fixture
def client(served: tuple[Folder, Client], folder: Folder) -> Client:
    return served[1]


@pytest.fixture
def queue(folder: Folder) -> Queue:
    return Queue(folder.data)


def test_record_page_asks_whether_something_is_wrong_in_both_languages(client: Client) -> None:
    assert "Is something wrong?" in client.get("/resources/example-hotline").text
    assert "¿Hay algo mal?" in client.get("/es/resources/example-hotline").text


def test_form_without_script_is_taken_and_thanked_for(client: Client, queue: Queue) -> None:
    answer = client.post(
        "/es/resources/example-hotline", data={"reason": "closed", "text": " Cerró.\r\nEn mayo. ", "website": ""}
    )

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Enviado. Gracias" in answer.text
    assert [(c.record, c.reason, c.text, c.lang, c.state) for c in queue.list()] == [
        ("example-hotline", "closed", "Cerró.\nEn mayo.", "es", "waiting")
    ]


def test_json_is_taken_once_however_often_it_is_sent(client: Client, queue: Queue) -> None:
    assert [post(client, key="k" * 20).status for _ in range(3)] == [201, 201, 201]
    assert len(queue.list("example-hotline")) == 1


def test_nothing_is_kept_that_could_find_the_sender(client: Client, folder: Folder) -> None:
    client.post(
        "/corrections", json=SENT, headers={"user-agent": "TelltaleBrowser/1", "x-forwarded-for": "203.0.113.9"}
    )

    with sqlite3.connect(folder.data / ".desk" / "corrections.sqlite") as rows:
        kept = rows.execute("SELECT * FROM corrections").fetchall()
    assert kept == [
        (1, None, "example-hotline", "no-answer", "Rang for ten minutes.", "en", "2026-11-21", "waiting", "", "")
    ]


def test_what_a_visitor_writes_is_on_no_page(client: Client) -> None:
    post(client, text="<b>zebra</b>")

    for path in (
        "/",
        "/resources/example-hotline",
        "/api/v1/resources/example-hotline",
        "/healthz",
        "/packs/latest.json",
    ):
        assert "zebra" not in client.get(path).text


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"reason": "rude"}, 400, "reason: found 'rude'"),
        ({"reason": ""}, 400, "reason: found ''"),
        ({"text": "x" * 501}, 400, "found '501 letters', want at most 500"),
        ({"id": "nowhere"}, 404, ""),
        ({"key": "short"}, 400, "key: found 'short'"),
        ({"name": "Ada"}, 400, "found 'name'"),
        ({"text": "x" * 1_000_000}, 413, "want at most that"),
        ({"text": {"a": 1}}, 400, "text: found 'dict'"),
    ],
)
def test_bad_note_is_refused_in_words(
    client: Client, queue: Queue, changes: dict[str, Any], status: int, says: str
) -> None:
    answer = post(client, **changes)

    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]
    assert queue.list() == []


def test_bad_form_gets_a_page(client: Client) -> None:
    answer = client.post("/resources/example-hotline", data={"reason": "rude", "text": "<script>alert(1)</script>"})

    assert answer.status == 400
    assert "The note could not be taken" in answer.text
    assert "alert(1)" not in answer.text


def test_five_hundred_letters_of_any_script_are_taken_whole(client: Client, queue: Queue) -> None:
    text = "<i>🐎</i>" * 62
    assert post(client, text=text + "\u202e").status == 201

    assert [c.text for c in queue.list()] == [text]


def test_program_that_fills_the_hidden_field_is_thanked_and_forgotten(client: Client, queue: Queue) -> None:
    assert post(client, website="http://spam.example").status == 201
    assert queue.list() == []


def test_flood_of_one_record_is_stopped_and_leaves_room_for_others(client: Client, queue: Queue) -> None:
    statuses = [post(client, text=f"n {n}").status for n in range(25)]

    assert statuses == [201] * 20 + [429] * 5
    assert post(client, id="example-shelter").status == 201
    assert len(queue.list()) == 21


def test_flood_of_all_is_stopped_for_the_day(client: Client, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "MAX_A_DAY", 3)
    answers = [post(client, text=f"n {n}") for n in range(4)]

    assert [answer.status for answer in answers] == [201, 201, 201, 429]
    assert answers[-1].headers["retry-after"] == "43200"
    assert answers[-1].json()["mend"] == "Send it again tomorrow."


def test_patient_flood_over_days_leaves_a_small_queue(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "MAX_A_DAY", 10)
    monkeypatch.setattr(corrections, "MAX_WAITING", 25)
    taken = 0
    for n in range(60):
        # Never more in a day than a day may bring, each time another record and text.
        with contextlib.suppress(QueueFullError):
            queue.put(f"record-{n}", "other", f"{n} <b>x</b>", "en", today=TODAY + timedelta(days=n // 10))
            taken += 1

    assert taken == len(queue.list()) == 25


def test_switched_off_nobody_is_asked_and_nothing_taken(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "directory")
    folder.write_records(make_record("example-hotline"))
    folder.write_site(corrections="off")
    client = Client(create_app(folder.settings, lambda: TODAY))

    assert "Is something wrong?" not in client.get("/resources/example-hotline").text
    assert "Is something wrong?" not in client.get("/").text
    assert (post(client).status, post(client).json()["type"]) == (404, "urn:resource-directory:problem:corrections-off")
    assert not (folder.data / ".desk").exists()
    client.close()


def test_folder_that_cannot_be_written_is_said_in_words(client: Client, folder: Folder) -> None:
    (folder.data / ".desk").write_text("in the way", encoding="ascii")

    answer = post(client)

    assert (answer.status, answer.json()["mend"]) == (503, "Send it again later.")


def test_shell_pages_carry_the_form_for_a_phone_with_no_signal(client: Client) -> None:
    strings = json.dumps(client.get("/").text)

    assert "data-wrong" in strings
    assert "data-notes" in strings

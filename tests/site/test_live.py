"""The watcher: a changed file goes live without a dropped request, a broken one leaves the last good records in use."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import brotli
import httpx
import pytest

from directory.site.served.assets import load_assets
from directory.site.served.live import Live
from directory.snapshot import Snapshot, load_snapshot
from tests.site.conftest import TODAY, Folder, make_record
from tests.site.server import PATIENCE_SECONDS, Server, wait_until


@pytest.fixture
def server(folder: Folder) -> Iterator[Server]:
    """A server of one process over one record."""
    with Server(folder) as running:
        yield running


class Visitors:
    """Search without a pause until told to stop; `answers` are (status, how many records)."""

    def __init__(self, url: str, number: int = 4) -> None:
        self.url = url
        self.answers: list[tuple[int, int]] = []
        self.failures: list[httpx.HTTPError] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._visit) for _ in range(number)]

    def _visit(self) -> None:
        with httpx.Client(base_url=self.url, timeout=PATIENCE_SECONDS) as client:
            while not self._stop.is_set():
                try:
                    answer = client.get("/api/v1/search", params={"q": "example"})
                    self.answers.append((answer.status_code, answer.json()["total"]))
                except httpx.HTTPError as error:
                    self.failures.append(error)

    def __enter__(self) -> Visitors:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def test_changed_file_goes_live_without_a_dropped_request(server: Server, folder: Folder) -> None:
    with Visitors(server.url) as visitors:
        for records in (2, 3, 1):
            folder.write_records(*(make_record(f"record-{number}") for number in range(records)))
            wait_until(lambda: visitors.answers[-1:] == [(200, records)])  # noqa: B023 - waited for inside the loop
    assert visitors.failures == []
    assert {status for status, _ in visitors.answers} == {200}
    assert {total for _, total in visitors.answers} == {1, 2, 3}


def test_broken_file_leaves_the_last_good_records_in_use(server: Server, folder: Folder) -> None:
    folder.write_records(make_record("example-hotline"), make_record("two", cost="cheap"))
    wait_until(lambda: server.health()["status"] == "degraded")
    health = server.health()
    assert health["records"] == 1
    assert any("data/resources.yaml:" in fault and "two" in fault for fault in health["faults"])
    assert server.get("/healthz").status_code == 200
    assert server.get("/resources/example-hotline").status_code == 200
    folder.write_records(make_record("example-hotline"), make_record("two"))
    wait_until(lambda: server.health()["status"] == "ok")
    assert server.health()["records"] == 2
    server.stop()
    assert "two cost: found 'cheap'" in server.log
    assert "Traceback" not in server.log


def test_file_of_any_text_never_stops_the_server(server: Server, folder: Folder) -> None:
    texts = {"": "want a list of records", "[]": "no records", "- x": "want a record", "\t": "want YAML"}
    for text, fault in texts.items():
        folder.write_text(text)
        wait_until(lambda: fault in str(server.health()["faults"]))  # noqa: B023 - waited for inside the loop
        assert server.health()["records"] == 1


def test_file_cut_off_between_records_leaves_the_last_good_ones_in_use(server: Server, folder: Folder) -> None:
    """Such a file is sound by itself; notes on what was taken out, or another file in its place, say that it was meant."""
    records = [make_record(f"record-{number}") for number in range(30)]
    folder.write_records(*records)
    wait_until(lambda: server.health()["records"] == 30)
    folder.write_records(*records[:15])
    wait_until(lambda: server.health()["status"] == "degraded")
    assert server.health()["records"] == 30
    assert "a note on each that was taken out in data/removed.yaml" in str(server.health()["faults"])
    rows = [{"id": record["id"], "title": record["title"], "reason": "closed"} for record in records[15:]]
    (folder.data / "removed.yaml").write_text(json.dumps(rows), encoding="utf-8")
    wait_until(lambda: server.health()["records"] == 15)
    folder.write_records(make_record("another"))
    wait_until(lambda: server.health()["records"] == 1)
    server.stop()
    assert "found 15 records; 15 that stood here before are gone" in server.log


def test_file_taken_away_and_brought_back(server: Server, folder: Folder) -> None:
    text = folder.settings.resources.read_text(encoding="utf-8")
    folder.settings.resources.unlink()
    wait_until(lambda: server.health()["status"] == "degraded")
    folder.write_text(text)
    wait_until(lambda: server.health()["status"] == "ok")


def test_file_beside_the_records_is_watched_too(server: Server, folder: Folder) -> None:
    folder.write_site(short_name={"en": "Numbers"})
    wait_until(lambda: server.get("/manifest.webmanifest").json()["short_name"] == "Numbers")


def test_workers_follow_the_file_and_know_each_others_packs(folder: Folder) -> None:
    """Whichever process announces a pack, whichever is asked for it, the phone gets it."""
    with Server(folder, workers=2) as server:
        before = server.get("/packs/latest.json").json()
        folder.write_records(make_record("first"), make_record("second"))
        wait_until(lambda: {server.health()["records"] for _ in range(8)} == {2})
        for url in {server.get("/packs/latest.json").json()["url"], before["url"]}:
            assert {server.get(url).status_code for _ in range(8)} == {200}
    assert server.code == 0
    assert "Traceback" not in server.log


def test_end_while_newer_records_are_made_leaves_no_word(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was being made comes too late to be put in place, and is put away."""
    live = Live(folder.settings, load_assets(folder.settings.static), today=lambda: TODAY)
    begun = threading.Event()

    def load(*arguments: Any) -> Snapshot:
        begun.set()
        return load_snapshot(*arguments)

    monkeypatch.setattr("directory.site.served.live.load_snapshot", load)

    async def serve_and_end() -> None:
        with live.watching(asyncio.get_running_loop()):
            folder.write_records(make_record("another"))
            await asyncio.to_thread(begun.wait)
        # What the watcher left for the loop to do.
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(serve_and_end())

    assert [entry.getMessage() for entry in caplog.records] == []


def test_pack_is_squeezed_further_while_nothing_changes(server: Server) -> None:
    """At first the pack is squeezed quickly, so that it is live at once."""
    url = server.get("/packs/latest.json").json()["url"]

    def size() -> int:
        return int(server.get(url, headers={"accept-encoding": "br"}).headers["content-length"])

    loose = len(brotli.compress(server.get(url).content, quality=4))
    wait_until(lambda: size() < loose)

"""/healthz: whether search answers, what is served, what waits to be mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from directory.search.engine import Engine
from directory.site.served.live import public_faults
from directory.snapshot import FaultyRecordsError, load_snapshot
from tests.site.conftest import TODAY, Client, Folder, make_record


def test_health_of_a_sound_directory(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert (found["status"], found["records"], found["records_on"], found["faults"]) == ("ok", 4, "2026-11-21", [])
    assert "Never logged: words of a search" in found["logs"]
    assert client.get("/packs/latest.json").json()["hash"] == found["pack"]


def test_health_without_search_is_a_failure(serve: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve()

    def fail(*_: object) -> None:
        raise OSError("disk gone")

    monkeypatch.setattr(Engine, "search", fail)
    answer = client.get("/healthz")
    assert (answer.status, answer.json()["status"]) == (503, "failed")


def test_fault_shown_to_everybody_keeps_back_what_was_typed(folder: Folder) -> None:
    """A number that waits in `withheld` must not get out through the words of a fault."""
    record = make_record(
        "hidden", doubts=[{"about": "phone", "text": "Two pages disagree.", "withheld": "+14062656743"}]
    )
    folder.write_records(record)
    with pytest.raises(FaultyRecordsError) as caught:
        load_snapshot(folder.settings, TODAY)
    assert "4062656743" in str(caught.value)
    shown = "\n".join(public_faults(caught.value))
    assert "data/resources.yaml:" in shown
    assert "hidden" in shown
    assert "4062656743" not in shown

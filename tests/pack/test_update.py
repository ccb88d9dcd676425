"""A new pack on the phone: by what changed, whole where that fails, and cut off wherever it may be, the old one goes on working."""

from __future__ import annotations

import json
from typing import Any

import brotli
import pytest

from directory.pack.build import Pack, build_pack
from directory.pack.delta import make_delta
from directory.records.vocabulary import Vocabulary
from directory.snapshot import Snapshot
from tests.pack.phone import ask_phone

OLD, NEW = "2026-11-21", "2026-11-22"
MAX_DELTA_BYTES = 3_000


def make_pack(records_on: str) -> Pack:
    """A small pack of its day."""
    forms = [{"id": f"record-{n}", "title": f"Record {n} of {records_on if n == 3 else OLD}"} for n in range(9)]
    return build_pack(forms, {"groups": [], "places": {}}, Vocabulary({}), records_on)


def meet(faults: list[Any], *, delta: bytes | None) -> list[list[str]]:
    """For each fault while the new pack is fetched: what was said, and the day of the pack then in use."""
    old, new = make_pack(OLD), make_pack(NEW)
    question = {
        "old": [dict(old.manifest), old.bytes.decode()],
        "new": [dict(new.manifest), new.bytes.decode(), delta and delta.decode()],
        "faults": faults,
    }
    met: list[list[str]] = ask_phone("phone_store.mjs", question)
    return met


@pytest.fixture
def delta() -> bytes:
    """What changed from the small pack of one day to that of the next."""
    made = make_delta(make_pack(OLD).bytes, make_pack(NEW).bytes)
    assert made
    return made


def test_delta_makes_the_new_pack(delta: bytes) -> None:
    # The whole pack is cut off at once: only the delta can have made it.
    assert meet([{"url": make_pack(NEW).manifest["url"], "after": 0}], delta=delta) == [["stored", NEW]]


def test_delta_cut_off_at_any_byte_gives_way_to_the_whole_pack(delta: bytes) -> None:
    faults = [{"url": f"/packs/{make_pack(OLD).hash}-", "after": after} for after in range(len(delta))]
    assert meet(faults, delta=delta) == [["stored", NEW]] * len(delta)


def test_pack_cut_off_at_any_byte_leaves_the_old_one_in_use() -> None:
    new = make_pack(NEW)
    faults = [{"url": new.manifest["url"], "after": after} for after in range(len(new.bytes))]
    assert meet(faults, delta=None) == [["failed", OLD]] * len(new.bytes)


def test_manifest_cut_off_at_any_byte_leaves_the_old_one_in_use() -> None:
    size = len(json.dumps(dict(make_pack(NEW).manifest), separators=(",", ":")))
    faults = [{"url": "/packs/latest.json", "after": after} for after in range(size)]
    assert meet(faults, delta=None) == [["failed", OLD]] * size


def test_full_phone_keeps_the_old_pack_and_works_from_memory(delta: bytes) -> None:
    assert meet([{"step": 0}, {"step": 1}], delta=delta) == [["memory", OLD]] * 2


def test_delta_of_another_pack_gives_way_to_the_whole_pack() -> None:
    other = make_delta(make_pack("2026-01-01").bytes, make_pack("2026-01-02").bytes)
    assert meet([None], delta=other) == [["stored", NEW]]


def test_three_records_changed_are_a_small_delta(snapshot: Snapshot) -> None:
    forms = [dict(form) for form in snapshot.forms.values()]
    for place in (10, 100, 200):
        forms[place]["summary"] = "This place moved in the spring. Call before you go, since its hours are new as well."
        forms[place]["verified"] = {"on": NEW, "how": "by-phone"}
    new = build_pack(forms, snapshot.engine.tables, snapshot.vocabulary, NEW)
    delta = make_delta(snapshot.pack.bytes, new.bytes)
    assert delta
    assert len(brotli.compress(delta)) <= MAX_DELTA_BYTES


def test_pack_with_nothing_in_common_has_no_delta() -> None:
    assert make_delta(b"x" * 10, json.dumps(list(range(500))).encode()) is None

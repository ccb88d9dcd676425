"""A stored pack that is whole and yet none this app can search, as one of a newer program may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from directory.pack.build import Pack, build_pack
from directory.snapshot import Snapshot
from tests.pack.phone import ask_phone


def make_pack(snapshot: Snapshot, **tables: Any) -> Pack:
    """The real records with other tables."""
    return build_pack(snapshot.forms.values(), {**snapshot.engine.tables, **tables}, snapshot.vocabulary, "2026-11-20")


def open_with(stored: Pack, newest: Pack | None) -> Any:
    """What opening came to, and what looking for news then came to."""
    packs = [[dict(pack.manifest), pack.bytes.decode()] if pack else None for pack in (stored, newest)]
    return ask_phone("search_thread.mjs", {"old": packs[0], "new": packs[1], "saved": None})[:2]


def test_pack_that_cannot_be_searched_is_fetched_anew(snapshot: Snapshot) -> None:
    assert open_with(make_pack(snapshot, stems="of another kind"), make_pack(snapshot)) == ["stored", "stored"]


def test_pack_that_cannot_be_searched_is_said_to_be_none_without_signal(snapshot: Snapshot) -> None:
    """The page must hear of it: searches wait for the thread, and then go to the server."""
    assert open_with(make_pack(snapshot, stems="of another kind"), None) == ["none", "none"]
    broken = make_pack(snapshot, stems="of another kind")
    assert open_with(broken, broken) == ["none", "none"]


def test_pack_larger_than_a_phone_can_hold_is_left_to_the_server(snapshot: Snapshot) -> None:
    """It would end the page, at each visit anew. What is stored is used on, with its day told."""
    newest = make_pack(snapshot, stop_words=[])
    large = replace(newest, manifest={**newest.manifest, "size_bytes": 40_000_001})
    assert open_with(make_pack(snapshot), large) == ["stored", "none"]
    assert open_with(make_pack(snapshot, stems="of another kind"), large) == ["none", "none"]

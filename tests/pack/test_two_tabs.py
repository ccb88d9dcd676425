"""Two tabs that keep packs of different days at the same time."""

from __future__ import annotations

from directory.pack.build import Pack
from tests.pack.phone import ask_phone
from tests.pack.test_update import NEW, OLD, make_pack

ROUNDS = 60


def told(pack: Pack) -> list[object]:
    return [dict(pack.manifest), pack.bytes.decode()]


def test_pack_in_use_is_never_dropped_by_the_other_tab() -> None:
    """In whatever order their steps come: one of both is in use afterwards, and its bytes are there."""
    days = ask_phone("two_tabs.mjs", {"packs": [told(make_pack(OLD)), told(make_pack(NEW))], "rounds": ROUNDS})
    assert len(days) == ROUNDS
    assert set(days) <= {OLD, NEW}

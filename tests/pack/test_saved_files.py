"""Files saved on the phone, after newer records: what no record names any more goes, the rest stays."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from directory.pack.build import Pack, build_pack
from directory.snapshot import Snapshot
from tests.pack.phone import ask_phone

KEPT, REMOVED, REPLACED, REPLACING = (f"/files/{letter * 20}.webm" for letter in "abcd")


def make_pack(snapshot: Snapshot, day: str, *urls: str) -> Pack:
    """The real records as a pack of that day, the first of them with these files."""
    files = [{"file": {"url": url, "type": "video/webm", "size_bytes": 4}} for url in urls]
    forms = [{**form, **file} for form, file in zip_longest(snapshot.forms.values(), files, fillvalue={})]
    return build_pack(forms, snapshot.engine.tables, snapshot.vocabulary, day)


def meet_news(snapshot: Snapshot, saved: list[str] | None, *, is_locked: bool = False) -> Any:
    """What the phone says, and the files it still has, after one was taken away and another replaced."""
    old = make_pack(snapshot, "2026-11-20", KEPT, REPLACED, REMOVED)
    new = make_pack(snapshot, "2026-11-21", KEPT, REPLACING)
    packs = {"old": [dict(old.manifest), old.bytes.decode()], "new": [dict(new.manifest), new.bytes.decode()]}
    return ask_phone("search_thread.mjs", {**packs, "saved": saved, "is_locked": is_locked})


def test_file_that_no_record_names_any_more_is_dropped(snapshot: Snapshot) -> None:
    assert meet_news(snapshot, [KEPT, REMOVED, REPLACED]) == ["stored", "stored", [KEPT]]


def test_phone_without_saved_files_gets_no_place_for_them(snapshot: Snapshot) -> None:
    """That there is one would tell whoever looks that something was saved here."""
    assert meet_news(snapshot, None) == ["stored", "stored", None]


def test_newest_records_are_in_use_though_the_saved_files_cannot_be_read(snapshot: Snapshot) -> None:
    assert meet_news(snapshot, [KEPT, REMOVED], is_locked=True) == ["stored", "stored", [KEPT, REMOVED]]

"""Packs on disk: kept whole, given back only as they were, the oldest forgotten."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from directory.pack.build import Pack
from directory.pack.store import MOST_KEPT, KeptFolderError, keep_bytes, read_bytes


def make_pack(number: int) -> Pack:
    """A pack that differs from others by its number."""
    data = f'{{"number":{number}}}'.encode()
    return Pack(data, hashlib.sha256(data).hexdigest(), {})


def test_pack_kept_is_given_back(tmp_path: Path) -> None:
    pack = make_pack(1)
    keep_bytes(tmp_path / "packs", pack.bytes)
    assert read_bytes(tmp_path / "packs", pack.hash) == pack.bytes


def test_pack_not_kept_is_none(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, make_pack(1).hash) is None


@pytest.mark.parametrize("name", ["../resources", "", "x" * 64, "A" * 64, "/etc/passwd"])
def test_name_that_is_no_hash_opens_no_file(tmp_path: Path, name: str) -> None:
    assert read_bytes(tmp_path, name) is None


def test_pack_torn_on_disk_is_none_and_then_mended(tmp_path: Path) -> None:
    pack = make_pack(1)
    (tmp_path / f"{pack.hash}.json").write_bytes(pack.bytes[:5])
    assert read_bytes(tmp_path, pack.hash) is None
    keep_bytes(tmp_path, pack.bytes)
    assert read_bytes(tmp_path, pack.hash) == pack.bytes


def test_oldest_packs_are_forgotten(tmp_path: Path) -> None:
    packs = [make_pack(number) for number in range(MOST_KEPT + 2)]
    for age, pack in enumerate(reversed(packs)):
        keep_bytes(tmp_path, pack.bytes)
        os.utime(tmp_path / f"{pack.hash}.json", (10_000 - age, 10_000 - age))
    keep_bytes(tmp_path, packs[0].bytes)
    kept = {path.stem for path in tmp_path.iterdir()}
    assert len(kept) == MOST_KEPT
    assert packs[0].hash in kept


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(KeptFolderError, match=r"Cannot write to .*packs"):
        keep_bytes(tmp_path / "file" / "packs", make_pack(1).bytes)

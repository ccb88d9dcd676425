"""Packs kept on disk, so that a phone in mid-download, or one that asks another process, still gets the one it was promised."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from directory.atomic import replace_file
from directory.errors import DirectoryError
from directory.pack.build import Pack

# Enough for a day of edits; each is well under a megabyte.
PACKS_KEPT = 8

_NAME = re.compile(r"[0-9a-f]{64}")


class PacksFolderError(DirectoryError):
    """Packs cannot be kept on disk."""


def keep_pack(folder: Path, pack: Pack) -> None:
    """Writes the pack to `folder` whole or not at all, and forgets the oldest beyond PACKS_KEPT.

    Raises PacksFolderError if the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if read_pack(folder, pack.hash) is None:
            replace_file(folder / f"{pack.hash}.json", pack.bytes)
        os.utime(folder / f"{pack.hash}.json")
        for old in _newest_first(folder)[PACKS_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise PacksFolderError(
            f"Cannot write to {folder} ({error.strerror}). Make room, or let the server write there."
        ) from error


def read_pack(folder: Path, name: str) -> bytes | None:
    """The bytes of the pack with that hash; None if it is not kept, or not the bytes it was."""
    if not _NAME.fullmatch(name):
        return None
    try:
        data = (folder / f"{name}.json").read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name else None


def _newest_first(folder: Path) -> list[Path]:
    """What stands in the folder, half-written leftovers of a crash included."""
    ages: list[tuple[int, Path]] = []
    for path in folder.iterdir():
        try:
            ages.append((path.stat().st_mtime_ns, path))
        except FileNotFoundError:  # another process has just forgotten it
            continue
    return [path for _, path in sorted(ages, reverse=True)]

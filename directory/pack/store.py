"""What may still be asked for by its hash, kept on disk: packs, editions of the pages, versions of the element for other sites.

A phone in mid-download, or one that asks another process, gets what it was promised; what is new is told from what it has.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from directory.atomic import replace_file
from directory.errors import DirectoryError

# Enough for a day of edits; each is well under a megabyte.
MOST_KEPT = 8

_NAME = re.compile(r"[0-9a-f]{64}")


class KeptFolderError(DirectoryError):
    """What may still be asked for cannot be kept on disk."""


def keep_bytes(folder: Path, data: bytes) -> None:
    """Keeps the bytes under their hash, and forgets the oldest beyond MOST_KEPT. Raises KeptFolderError."""
    keep_file(folder, f"{hashlib.sha256(data).hexdigest()}.json", data, MOST_KEPT)


def keep_file(folder: Path, name: str, data: bytes, most: int) -> None:
    """Writes the file whole or not at all, and forgets the oldest of the folder beyond `most`.

    Raises KeptFolderError if the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if _read(path) != data:
            replace_file(path, data)
        os.utime(path)
        for old in _newest_first(folder)[most:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise KeptFolderError(
            f"Cannot write to {folder} ({error.strerror}). Make room, or let the server write there."
        ) from error


def read_bytes(folder: Path, name: str) -> bytes | None:
    """The bytes with that SHA-256 in hex digits; None if they are not kept, or not what they were."""
    if not _NAME.fullmatch(name):
        return None
    data = _read(folder / f"{name}.json")
    return data if data is not None and hashlib.sha256(data).hexdigest() == name else None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _newest_first(folder: Path) -> list[Path]:
    """What stands in the folder, half-written leftovers of a crash included."""
    ages: list[tuple[int, Path]] = []
    for path in folder.iterdir():
        try:
            ages.append((path.stat().st_mtime_ns, path))
        except FileNotFoundError:  # another process has just forgotten it
            continue
    return [path for _, path in sorted(ages, reverse=True)]

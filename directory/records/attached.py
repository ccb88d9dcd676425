"""Materials that have a file of their own in data/files/: what it is, how large, and whether it can be given out.

A file that is missing or not what its name says never stops the records: it is warned of, and the record goes without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from directory.records.fault import Fault
from directory.records.pieces import Placed

FOLDER = "files"

# More than this nobody saves on a phone, and a server should not hold it beside its records.
MAX_BYTES = 200_000_000

# Ending -> media type, and the bytes such a file has at a place near its beginning.
TYPES: Mapping[str, tuple[str, int, bytes]] = {
    "pdf": ("application/pdf", 0, b"%PDF-"),
    "mp4": ("video/mp4", 4, b"ftyp"),
    "webm": ("video/webm", 0, b"\x1a\x45\xdf\xa3"),
    "mp3": ("audio/mpeg", 0, b""),
    "m4a": ("audio/mp4", 4, b"ftyp"),
    "png": ("image/png", 0, b"\x89PNG"),
    "jpg": ("image/jpeg", 0, b"\xff\xd8\xff"),
}


@dataclass(frozen=True)
class LocalFile:
    """A file to give out: where it is, its address, type, size and state. The address holds a hash of the content alone."""

    path: Path
    url: str
    content_type: str
    size_bytes: int
    modified_ns: int

    @property
    def form(self) -> dict[str, Any]:
        """What the public form says of it."""
        return {"url": self.url, "type": self.content_type, "size_bytes": self.size_bytes}

    def is_unchanged(self) -> bool:
        """Whether the file is still the one its address names."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (self.size_bytes, self.modified_ns)


def find_file(folder: Path, name: str) -> LocalFile | None:
    """The file of that name in data/files/, None where it cannot be given out. `folder`: the data folder."""
    path = folder / FOLDER / name
    if find_flaw(folder, name):
        return None
    ending = path.suffix[1:]
    found = path.stat()
    digest = _hash_file(path, found.st_mtime_ns, found.st_size)
    return LocalFile(path, f"/files/{digest}.{ending}", TYPES[ending][0], found.st_size, found.st_mtime_ns)


def find_flaw(folder: Path, name: str) -> str:
    """Why the file cannot be given out, in an editor's words; empty where it can."""
    path = folder / FOLDER / name
    if not path.is_file() or path.is_symlink():
        return f"no file {name} in {folder.name}/{FOLDER}/"
    size = path.stat().st_size
    if not 0 < size <= MAX_BYTES:
        return f"a file of {size} bytes"
    _, place, mark = TYPES[path.suffix[1:]]
    with path.open("rb") as file:
        is_marked = file.read(place + len(mark))[place:] == mark
    return "" if is_marked else f"a file that is not what {path.suffix} says"


def check_files(name: str, placed: Iterable[Placed], folder: Path) -> Iterator[Fault]:
    """A warning for each record whose file cannot be given out. `name`: of the file of the records."""
    for line, entry in placed:
        if entry.file is None or Path(entry.file).suffix[1:] not in TYPES or "/" in entry.file:
            continue
        flaw = find_flaw(folder, entry.file)
        if flaw:
            want = f"a whole file of at most {MAX_BYTES // 1_000_000} MB in {folder.name}/{FOLDER}/"
            mend = "Copy it there again, or remove the line. Until then the record is shown without it."
            yield Fault(name, entry.file_at, ("file",), flaw, want, mend, entry.name, True).moved(line)


@lru_cache(maxsize=1024)
def _hash_file(path: Path, modified_ns: int, size_bytes: int) -> str:
    """32 hex digits of the SHA-256; read again only when the file has changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]

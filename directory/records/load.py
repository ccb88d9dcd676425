"""YAML file -> Document: text scalars with the line and column of each. No opinions on what the text means.

PyYAML would read `10:00` as 600, `no` as False, `+1406...` as a number, and let a repeated key win. Here every
scalar stays the text that was typed, a repeated key is a fault, and the model gives each text its type.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from directory.records.fault import Fault, Mark
from directory.records.tree import Document, Tree, read_tree

__all__ = ["MAX_BYTES", "Document", "Tree", "UnreadableError", "load_bytes", "load_file", "load_text"]

# Room for 20,000 records with half as much again; what a file may cost in memory is held by tree.MAX_VALUES and MAX_FAULTS.
MAX_BYTES = 50_000_000

# The files beside the records are read at every change of a record, and are seldom another. Records are: they are larger.
_KEPT, _MAX_KEPT_BYTES = 8, 300_000


class UnreadableError(Exception):
    """The file is no text at all; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def load_file(path: Path, name: str | None = None) -> Document:
    """The file as a Document; a file that cannot be read at all is a Document with one fault."""
    name = name or str(path)
    try:
        return load_bytes(_read_bytes(path, name), name)
    except UnreadableError as error:
        return Document(name, faults=[error.fault])


def load_text(path: Path, name: str) -> str:
    """The text of the file. Raises UnreadableError."""
    return _decode(_read_bytes(path, name), name)


def load_bytes(data: bytes, name: str) -> Document:
    """The bytes of a YAML file as a Document, which nobody may change: it may be kept. Never raises on any input."""
    return (_read_kept if len(data) <= _MAX_KEPT_BYTES else _read)(data, name)


def _read(data: bytes, name: str) -> Document:
    try:
        return read_tree(_decode(data, name), name)
    except UnreadableError as error:
        return Document(name, faults=[error.fault])


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(name, size)
        return path.read_bytes()
    except FileNotFoundError as error:
        mend = "Was it moved or renamed? Put it back, or the last copy that was kept of it."
        raise _refuse(name, "no such file", f"the file {path.name}", mend) from error
    except OSError as error:
        found = f"{error.strerror or 'nothing readable'} ({path.name})"
        raise _refuse(name, found, "a readable file", "Check the name and the permissions.") from error


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        found = f"the byte {data[error.start]:#04x}"
        mend = "In your editor choose Save as, encoding UTF-8."
        raise _refuse(name, found, "text saved as UTF-8", mend, (line, column)) from error


_read_kept = lru_cache(_KEPT)(_read)


def _too_large(name: str, size_bytes: int) -> UnreadableError:
    return _refuse(
        name, f"{size_bytes:,} bytes", f"at most {MAX_BYTES:,} bytes", "Remove what was pasted in by mistake."
    )


def _refuse(name: str, found: str, want: str, mend: str, at: Mark = (1, 1)) -> UnreadableError:
    return UnreadableError(Fault(name, at, (), found, want, mend))

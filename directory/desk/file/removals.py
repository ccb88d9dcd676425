"""Notes on records that were taken out -> removed.yaml, and off it again for those that came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from directory.desk.file.datafile import Changes, Record, read_bytes, split_records
from directory.desk.file.style import write_item
from directory.desk.file.writing import write_whole
from directory.records.removed import FILE, Removed

_HEAD = b"# Records that are gone. Their pages say why, and their ids are never used again.\n\n"


def note_removed(folder: Path, gone: Iterable[Removed]) -> None:
    """Adds a row for each. Raises DataError where removed.yaml cannot be read, FileNotWrittenError where it cannot be written."""
    path = folder / FILE
    data = read_bytes(path) if path.exists() else b""
    rows = [_row(removed) for removed in gone]
    if not data.strip():
        text = "\n".join(write_item(row, 0, "\n", is_record=True) + "\n" for row in rows)
        write_whole(path, _HEAD + text.encode())
        return
    _write(path, data, {str(row["id"]): row for row in rows})


def forget_removed(folder: Path, ids: Collection[str]) -> None:
    """Takes the rows of these ids away: a record that is back is not gone. Raises as note_removed does."""
    path = folder / FILE
    if path.exists():
        _write(path, read_bytes(path), dict.fromkeys(ids))


def _write(path: Path, data: bytes, changes: Changes) -> None:
    file = split_records(data, path)
    new = file.with_changes({name: row for name, row in changes.items() if row or name in file.places})
    if new.data != data:
        # Of a list with no row left only the words above it stand.
        write_whole(path, new.data)


def _row(removed: Removed) -> Record:
    row: Record = {"id": removed.id, "title": removed.title, "on": removed.on, "reason": removed.reason}
    return {**row, "note": removed.note} if removed.note else row

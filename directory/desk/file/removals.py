"""Notes on records that were taken out -> removed.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from directory.desk.file.datafile import Record, read_bytes, split_records
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
    new = split_records(data, path).with_changes({str(row["id"]): row for row in rows})
    if new.data != data:
        write_whole(path, new.data)


def _row(removed: Removed) -> Record:
    row: Record = {"id": removed.id, "title": removed.title, "on": removed.on, "reason": removed.reason}
    return {**row, "note": removed.note} if removed.note else row

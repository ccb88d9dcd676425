"""Notes on records that were taken out -> removed.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from directory.desk.file.datafile import Record, read_bytes, split_records
from directory.desk.file.style import write_item
from directory.desk.file.writing import not_written, write_whole
from directory.records.load import load_bytes
from directory.records.removed import FILE, Removed

_HEAD = b"# Records that are gone. Their pages say why, and their ids are never used again.\n\n"


def note_removed(folder: Path, gone: Iterable[Removed]) -> None:
    """Adds a row for each. Raises DataError where removed.yaml cannot be read, FileNotWrittenError where it cannot be written."""
    write_notes(folder, change_notes(folder, gone))


def change_notes(folder: Path, gone: Iterable[Removed], back: Collection[str] = ()) -> bytes:
    """What removed.yaml shall hold, with a row for each that is `gone` and none for the ids that are `back`; b"" for no such file.

    Raises DataError where it cannot be read.
    """
    path = folder / FILE
    data = read_bytes(path) if path.exists() else b""
    rows = {removed.id: _row(removed) for removed in gone}
    if not rows and not back:
        return data
    document = load_bytes(data, FILE)
    if document.tree is None and not document.faults:
        text = "\n".join(write_item(row, 0, "\n", is_record=True) + "\n" for row in rows.values())
        above = data.rstrip() + b"\n\n" if data.strip() else _HEAD
        return above + text.encode()
    new = split_records(data, path).with_changes({**rows, **dict.fromkeys(back)}).data
    return b"" if new.strip() == _HEAD.strip() else new


def write_notes(folder: Path, data: bytes) -> None:
    """Makes removed.yaml hold these bytes; with none there is no such file. Raises FileNotWrittenError."""
    path = folder / FILE
    if data:
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error


def _row(removed: Removed) -> Record:
    row: Record = {"id": removed.id, "title": removed.title, "on": removed.on, "reason": removed.reason}
    more: Record = {"note": removed.note, "instead": list(removed.instead)}
    return row | {key: value for key, value in more.items() if value}

"""The journal of saves beside the data: what each record's text was before and after, so that any save can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from directory.atomic import replace_file
from directory.desk.file.beside import desk_folder
from directory.desk.file.writing import not_written
from directory.records.removed import Removed

# A year of busy days; the oldest go first.
MAX_SAVES = 500


@dataclass(frozen=True)
class Change:
    """One record of a save. `before` or `after` is None where it was added or taken away.

    For one that was taken away: `next_id` is who stood behind it, `lead` and `gap` the lines between it and its neighbours.
    `note` came into removed.yaml with a record that was taken away, or went with one that came back.
    """

    id: str
    before: str | None
    after: str | None
    next_id: str = ""
    lead: str = ""
    gap: str = ""
    note: Removed | None = None


@dataclass(frozen=True)
class Save:
    """One save: its number, when (ISO, local time), by whom, in which words, and what it changed."""

    number: int
    at: str
    by: str
    words: str
    changes: tuple[Change, ...]

    def touches(self, name: str) -> bool:
        """Whether the save changed that record."""
        return any(change.id == name for change in self.changes)


def note_save(data_file: Path, save: Save) -> None:
    """Puts the save into the journal, and lets the oldest go. Raises FileNotWrittenError, naming the data file."""
    folder = _folder(data_file)
    try:
        replace_file(folder / f"{save.number:08}.json", json.dumps(asdict(save), ensure_ascii=False).encode())
    except OSError as error:
        raise not_written(data_file, error) from error
    for old in sorted(folder.glob("*.json"))[:-MAX_SAVES]:
        old.unlink(missing_ok=True)


def list_saves(data_file: Path) -> Iterator[Save]:
    """The saves, newest first. An entry torn by a crash is left out."""
    for path in sorted(_folder(data_file).glob("*.json"), reverse=True):
        save = _read(path)
        if save is not None:
            yield save


def find_save(data_file: Path, number: int) -> Save | None:
    """One save by its number."""
    return _read(_folder(data_file) / f"{number:08}.json")


def next_number(data_file: Path) -> int:
    """The number of the next save."""
    return max((int(path.stem) for path in _folder(data_file).glob("*.json")), default=0) + 1


def _folder(data_file: Path) -> Path:
    folder = desk_folder(data_file) / "saves"
    folder.mkdir(exist_ok=True)
    return folder


def _read(path: Path) -> Save | None:
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        changes = tuple(map(_read_change, content["changes"]))
        return Save(content["number"], content["at"], content["by"], content["words"], changes)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_change(content: Mapping[str, Any]) -> Change:
    note = content.get("note")
    return Change(**{**content, "note": note and Removed(**{**note, "instead": tuple(note["instead"])})})

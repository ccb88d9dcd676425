"""removed.yaml -> the records that are gone, so that their addresses say so and their ids are never used again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.records.fault import Fault, show_value
from directory.records.load import Document, Tree, load_file
from directory.records.values import read_day, read_id
from directory.records.vocabulary import Vocabulary

FILE = "removed.yaml"
_KEYS = ("id", "title", "on", "reason", "note", "instead")
_ROW_WANT = "a record that is gone: '- id: ...' and below it title, on, reason"


@dataclass(frozen=True)
class Removed:
    """A record that is gone. `reason`: a tag of the closed list removal_reasons; `note`: more in plain words, in English;
    `instead`: ids of records to use now; `on`: the day it was taken out, "" where nobody wrote it down.
    """

    id: str
    title: str
    reason: str
    note: str = ""
    instead: tuple[str, ...] = ()
    on: str = ""


def load_removed(folder: Path) -> dict[str, Removed]:
    """The removed records by id; rows with a fault are passed over (`check` names them). No file: none."""
    rows = _rows(_document(folder))
    gone = [_read(row) for row in rows if not list(_wrong_fields(row))]
    return {removed.id: removed for removed in gone}


def check_removed(folder: Path, ids: Collection[str] | None, vocabulary: Vocabulary) -> Iterator[Fault]:
    """The faults of removed.yaml, as `check_rows` has them; none where there is no such file."""
    document = _document(folder)
    if document:
        yield from check_rows(document, ids, vocabulary)


def check_rows(document: Document, ids: Collection[str] | None, vocabulary: Vocabulary) -> Iterator[Fault]:
    """The faults of the rows: an id twice or in use, a reason nobody knows, a record to use instead that is not there.

    `ids`: every record there is; None where nobody knows them all.
    """
    yield from document.faults
    if document.tree is not None and not isinstance(document.tree, list):
        yield Fault(document.name, (1, 1), (), show_value(document.tree), _ROW_WANT)
        return
    first: dict[str, int] = {}
    for number, row in enumerate(document.tree or []):
        if isinstance(row, dict):
            for key, want in (*_wrong_fields(row), *_wrong_names(row, ids, vocabulary)):
                yield _fault(document, number, row, key, show_value(row.get(key)), want)
            yield from _doubled_id(document, number, row, first)
        else:
            yield Fault(document.name, document.mark((number,)), (), show_value(row), _ROW_WANT)


def _doubled_id(document: Document, number: int, row: Mapping[str, Tree], first: dict[str, int]) -> Iterator[Fault]:
    """A fault where an earlier row has the id. `first`: id -> line of the first row with it; this row is added."""
    name = row.get("id")
    if not isinstance(name, str):
        return
    if name in first:
        found = f"'{name}' a second time (first on line {first[name]})"
        yield _fault(document, number, row, "id", found, "each id once", "Make one row of the two.")
    first.setdefault(name, document.mark((number, "id"))[0])


def _fault(
    document: Document, number: int, row: Mapping[str, Tree], key: str, found: str, want: str, mend: str = ""
) -> Fault:
    at = document.mark((number, key)) if key in row else document.mark((number,))
    name = row.get("id")
    return Fault(document.name, at, (key,), found, want, mend, record=name if isinstance(name, str) else "")


def _document(folder: Path) -> Document | None:
    path = folder / FILE
    return load_file(path, f"{folder.name}/{FILE}") if path.is_file() else None


def _rows(document: Document | None) -> list[dict[str, Tree]]:
    tree = document.tree if document else None
    return [row for row in tree if isinstance(row, dict)] if isinstance(tree, list) else []


def _read(row: Mapping[str, Tree]) -> Removed:
    texts = {key: str(row.get(key) or "") for key in ("id", "title", "reason", "note", "on")}
    return Removed(**texts, instead=tuple(_instead(row)))


def _instead(row: Mapping[str, Tree]) -> list[str]:
    value = row.get("instead")
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _wrong_fields(row: Mapping[str, Tree]) -> Iterator[tuple[str, str]]:
    """Each field that is not of its form, and what is wanted there."""
    wants = {
        "id": "the id the record had",
        "title": "the title it had",
        "reason": "a word from the list removal_reasons",
    }
    for key, want in wants.items():
        value = row.get(key)
        if not isinstance(value, str) or not value.strip() or (key == "id" and not _reads(read_id, value)):
            yield key, want
    if not isinstance(row.get("note"), str | None):
        yield "note", "a sentence or two in English"
    if "on" in row and not _reads(read_day, row["on"]):
        yield "on", 'the day it was taken out, such as "2026-11-21"'
    yield from ((key, f"one of {', '.join(_KEYS)}") for key in row if key not in _KEYS)


def _wrong_names(
    row: Mapping[str, Tree], ids: Collection[str] | None, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    """Each name that leads nowhere, or that must not be used again."""
    if ids is not None and row.get("id") in ids:
        yield "id", "an id that no record has: ids are never used again"
    reasons = vocabulary.tags("removal_reasons")
    if isinstance(row.get("reason"), str) and row["reason"] not in reasons:
        yield "reason", f"one of {', '.join(reasons)}"
    if ids is None or row.get("instead") is None:
        return
    if any(name not in ids for name in _instead(row) or [""]):
        yield "instead", "a list of ids of records that are here"


def _reads(reader: Callable[[Tree], object], value: Tree) -> bool:
    try:
        reader(value)
    except ValueError:
        return False
    return True

"""resources.yaml as the desk holds it: the text of each record and of what stands between, so that one can change without the rest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from directory.desk.file import style
from directory.desk.file.nodes import parse
from directory.desk.file.rewrite import Placing, keep_places, rewrite_record
from directory.errors import DataError
from directory.records.fault import Fault
from directory.records.load import Tree, load_bytes

BOM = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")

Record = dict[str, Tree]
Changes = Mapping[str, Record | None]


class UnreadableFileError(DataError):
    """The file cannot be taken apart into records; `faults` say where, `str(error)` has a line for each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Piece:
    """One record: its text from the dash to the end of its last line, the text behind it up to the next, and its tree."""

    text: str
    gap: str
    record: Record

    @property
    def id(self) -> str:
        """The record's id, "" where it has none."""
        name = self.record.get("id")
        return name if isinstance(name, str) else ""

    @cached_property
    def lines(self) -> int:
        """How many lines end in the text and the text behind it; counted once, as a save asks for that of every record."""
        return count_lines(self.text + self.gap)


@dataclass(frozen=True)
class DataFile:
    """One state of the file. `digest`: SHA-256 of its bytes. `head`: what stands above the first record."""

    path: Path
    digest: str
    head: str
    pieces: tuple[Piece, ...]
    newline: str

    @property
    def text(self) -> str:
        """The whole text."""
        return self.head + "".join(piece.text + piece.gap for piece in self.pieces)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Id -> place of the first record of that id, from 0. Found once: an import asks for thousands."""
        return {piece.id: place for place, piece in reversed(list(enumerate(self.pieces)))}

    @cached_property
    def _lines_above(self) -> Sequence[int]:
        """How many lines end above each record."""
        return list(accumulate((piece.lines for piece in self.pieces), initial=count_lines(self.head)))

    def find(self, name: str) -> Piece | None:
        """The first record of that id."""
        place = self.places.get(name)
        return None if place is None else self.pieces[place]

    def line_of(self, name: str) -> tuple[int, int]:
        """First and last line of a record, from 1. Raises KeyError if there is none."""
        place = self.places[name]
        line = self._lines_above[place] + 1
        return line, line + count_lines(self.pieces[place].text)

    def with_changes(self, changes: Changes, place: Placing = keep_places) -> DataFile:
        """The file with some records as they shall be: id -> record, None to take it away; an unknown id is added at the end.

        Raises DataError for a value that YAML cannot hold.
        """
        pieces = list(self.pieces)
        gone = sorted(
            (self.places[name] for name in changes if changes[name] is None and name in self.places), reverse=True
        )
        for name, record in changes.items():
            if record is not None and name in self.places:
                old = pieces[self.places[name]]
                text = rewrite_record(old.text, record, self.newline, place)
                pieces[self.places[name]] = replace(old, text=text, record=record)
        # The last one first, so that the places of the others stay.
        for number in gone:
            _remove(pieces, number)
        for name, record in changes.items():
            if record is not None and name not in self.places:
                self._add(pieces, record)
        return self._of(pieces)

    def with_texts(self, texts: Mapping[str, str]) -> DataFile:
        """The file with the texts of some records, by id, put back as they once were. Raises DataError if one is no record."""
        return self._of(_with_text(piece, texts[piece.id]) if piece.id in texts else piece for piece in self.pieces)

    def with_text_between(self, lead: str, text: str, gap: str, next_id: str) -> DataFile:
        """The file with a removed record's text put back in front of the record `next_id`, or at the end; `lead` and `gap` are
        the lines before and behind it.
        """
        tree = parse(text).tree()
        record = tree[0] if isinstance(tree, list) and tree and isinstance(tree[0], dict) else {}
        pieces = list(self.pieces)
        place = next((i for i, piece in enumerate(pieces) if piece.id == next_id), len(pieces))
        if place:
            pieces[place - 1] = replace(pieces[place - 1], gap=lead)
        pieces.insert(place, Piece(text, gap, record))
        return self._of(pieces)

    def _add(self, pieces: list[Piece], record: Record) -> None:
        text = style.write_item(record, 0, self.newline, is_record=True)
        if pieces:
            gap = pieces[-1].gap
            pieces[-1] = replace(pieces[-1], gap=gap.rstrip() + self.newline * 2 if gap.strip() else self.newline * 2)
        pieces.append(Piece(text, self.newline, record))

    def _of(self, pieces: Iterable[Piece]) -> DataFile:
        changed = replace(self, pieces=tuple(pieces))
        return replace(changed, digest=digest_of(changed.data))


def _with_text(piece: Piece, text: str) -> Piece:
    tree = parse(text).tree()
    if not isinstance(tree, list) or len(tree) != 1 or not isinstance(tree[0], dict):
        raise DataError(f"{piece.id}: found text that is not one record")
    return replace(piece, text=text, record=tree[0])


def _remove(pieces: list[Piece], number: int) -> None:
    """Takes one record away; comments that stood behind it stay, for they speak of what follows."""
    gone = pieces.pop(number)
    if number and ("#" in gone.gap or number == len(pieces)):
        pieces[number - 1] = replace(pieces[number - 1], gap=gone.gap)


def read_data_file(path: Path) -> DataFile:
    """The file as it stands. Symbolic links are followed. Raises UnreadableFileError with the faults of its form."""
    path = path.resolve()
    return split_records(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """The bytes of the file. Raises DataError where they cannot be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name}: {error.strerror}. Check the name and the permissions.") from error


def split_records(data: bytes, path: Path) -> DataFile:
    """The bytes of a file taken apart. Raises UnreadableFileError with the faults of its form."""
    name = f"{path.parent.name}/{path.name}"
    document = load_bytes(data, name)
    rows = document.tree
    if document.faults:
        raise UnreadableFileError(document.faults)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFileError(
            [Fault(name, (1, 1), (), "something else", "a list of records, each starting with '- id:'")]
        )
    text = data.decode()
    is_marked = text.startswith(BOM)
    starts = _line_starts(text.removeprefix(BOM))
    bounds = [starts[document.marks[(number,)][0] - 1] + is_marked for number in range(len(rows))]
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces = []
    for start, end, row in zip(bounds, [*bounds[1:], len(text)], rows, strict=True):
        record: Record = row if isinstance(row, dict) else {}
        body = _body_length(text[start:end])
        pieces.append(Piece(text[start : start + body], text[start + body : end], record))
        _must_be_one(pieces[-1], name)
    return DataFile(path, digest_of(data), text[: bounds[0]] if bounds else text, tuple(pieces), newline)


def _must_be_one(piece: Piece, name: str) -> None:
    """A record that shares its lines with another cannot be changed alone."""
    if not piece.text.startswith("-"):
        found = f"{piece.id or 'a record'} inside brackets or indented"
        mend = "Start each record with '- id:' at the beginning of a line."
        raise UnreadableFileError([Fault(name, (1, 1), (), found, "records one below the other", mend)])


def _body_length(text: str) -> int:
    """How much of the text is the record: not the empty lines and the comments behind it that stand at the left edge."""
    end = len(text.rstrip())
    while (start := max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1) and text.startswith("#", start):
        end = len(text[:start].rstrip())
    return end


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE_BREAK.finditer(text))]


def count_lines(text: str) -> int:
    """How many lines end in the text."""
    return len(_LINE_BREAK.findall(text))


def digest_of(data: bytes) -> str:
    """SHA-256, in hex digits."""
    return hashlib.sha256(data).hexdigest()

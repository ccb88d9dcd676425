"""The text of a file -> its records read one by one, so that after a change only the text that is new is read and checked.

Most files are lists at the left edge: each line that begins with "- " begins a record, and none says anything of another.
Where any piece cannot be read by itself, nothing is said here: the file has to be read as one, which tells every fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from directory.records.record import Entry, read_entry
from directory.records.rules import find_all
from directory.records.tree import MAX_VALUES, read_tree
from directory.records.vocabulary import Vocabulary

_START = "- "

# What ends or begins a document or speaks to the parser counts for all that follows. After any character that YAML takes for
# the end of a line.
_FOR_ALL = re.compile(r"(?:^|[\n\r\x85\u2028\u2029])(?:---|\.\.\.|%)")

# An entry and the lines above what it was read with.
Placed = tuple[int, Entry]


class Piece(NamedTuple):
    """A record read by itself; `lines` that end in it, and how many `values` it has."""

    entry: Entry
    lines: int
    values: int


@dataclass(frozen=True)
class Known:
    """Records without a fault, by the digest of their text; they are so with this vocabulary on this day."""

    vocabulary: Vocabulary | None = None
    today: date = date.min
    pieces: Mapping[bytes, Piece] = field(default_factory=dict)

    def list_sound(self, vocabulary: Vocabulary, today: date) -> Mapping[bytes, Piece]:
        """Those that have no fault with another vocabulary or on another day either."""
        if vocabulary != self.vocabulary:
            return {}
        if today == self.today:
            return self.pieces
        return {key: piece for key, piece in self.pieces.items() if _is_sound_on(piece, vocabulary, today)}


NOTHING = Known()


def _is_sound_on(piece: Piece, vocabulary: Vocabulary, today: date) -> bool:
    return piece.entry.resource is not None and not any(find_all(piece.entry.resource, vocabulary, today))


def read_pieces(
    text: str, name: str, vocabulary: Vocabulary, today: date, known: Known
) -> tuple[list[Placed], Known] | None:
    """The records of a text in their order, and what of them is known from now on; None where it must be read as one."""
    head, *texts = cut_text(text)
    above = read_tree(head, name)
    if above.faults or above.marks or not texts or _FOR_ALL.search(head):
        return None
    sound, kept = known.list_sound(vocabulary, today), {}
    placed: list[Placed] = []
    line, values = above.lines, 1
    for number, piece_text in enumerate(texts):
        digest = blake2b(piece_text.encode(), digest_size=16).digest()
        piece = sound.get(digest) or _read_piece(piece_text, name, number, vocabulary, today)
        if piece is None:
            return None
        if piece.entry.resource and not piece.entry.faults:
            kept[digest] = piece
        placed.append((line, piece.entry))
        line, values = line + piece.lines, values + piece.values
    return (placed, Known(vocabulary, today, kept)) if values <= MAX_VALUES else None


def cut_text(text: str) -> list[str]:
    """What stands above the first record, then the text of each."""
    head, *texts = f"\n{text}".split(f"\n{_START}")
    if not texts:
        return [text]
    return [f"{head}\n"[1:], *(f"{_START}{piece}\n" for piece in texts[:-1]), f"{_START}{texts[-1]}"]


def _read_piece(text: str, name: str, number: int, vocabulary: Vocabulary, today: date) -> Piece | None:
    """The record of that number; None where the text is not just one record, or more than that."""
    if _FOR_ALL.search(text):
        return None
    document = read_tree(text, name)
    if document.faults or not isinstance(document.tree, list) or len(document.tree) != 1:
        return None
    entry = read_entry(document, 0, number, vocabulary, today)
    return Piece(entry, document.lines, len(document.marks) - 1)

"""Our records -> the national lines a new directory starts with, without what they say of our state."""

from __future__ import annotations

import re
from collections.abc import Mapping

from directory.desk.file import style
from directory.desk.file.datafile import DataFile, Piece
from directory.records.load import Tree

# Words by which a text is known to be about our state. Places of a neighbour are named beside ours.
_OURS = re.compile(r"Montana|Bakken|Sidney|\bMT\b", re.IGNORECASE)

# A line for the whole country whose record tells how it works here -> its id elsewhere.
RENAMED = {"montana-988": "988-lifeline"}


def list_national(file: DataFile) -> dict[str, str]:
    """Id in the new directory -> the text of its record, in the file's order."""
    lines = {}
    for piece in file.pieces:
        if piece.id in RENAMED:
            lines[RENAMED[piece.id]] = _tell_anywhere(piece)
        elif _is_national(piece.record):
            lines[piece.id] = piece.text
    return lines


def is_ours(text: str) -> bool:
    """Whether a text speaks of our state."""
    return bool(_OURS.search(text))


def _is_national(record: Mapping[str, Tree]) -> bool:
    """A line for the whole country whose record says nothing of our state."""
    reach, services = record.get("reach"), record.get("services")
    is_line = isinstance(services, list) and "hotline" in services and bool(record.get("phones"))
    return is_line and isinstance(reach, dict) and reach.get("scope") == "national" and not _speaks_of_us(dict(record))


def _speaks_of_us(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return any(map(_speaks_of_us, tree.values()))
    if isinstance(tree, list):
        return any(map(_speaks_of_us, tree))
    return bool(tree and is_ours(tree))


def _tell_anywhere(piece: Piece) -> str:
    """The record under its national name; what happens to a call is told of our state's centers, so it goes."""
    told = {key: _without_us(value) for key, value in piece.record.items() if key != "what_happens"}
    return style.write_item(told | {"id": RENAMED[piece.id]}, 0, "\n", is_record=True)


def _without_us(tree: Tree) -> Tree:
    """The tree without names of lists and sources that name our state, and without its name behind a title."""
    if isinstance(tree, dict):
        return {key: _without_us(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_without_us(item) for item in tree if not _names_us(item)]
    return tree.removesuffix(" (Montana)") if tree else tree


def _names_us(item: Tree) -> bool:
    text = item.get("url") if isinstance(item, dict) else item
    return isinstance(text, str) and "montana" in text.lower()

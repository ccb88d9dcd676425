"""Names of places as people mistype them. Twin of web/search/slips.js."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.search.words import Words

# A name of fewer letters has too many neighbours for one edit, or for two; so has a shape.
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 5, 7
_SHORTEST_SHAPE = 4


class Slips:
    """Names found by something near them. ZIPs are never mistyped: every number is near another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_shape: dict[str, list[str]] = {}
        for name in sorted(names):
            if len(name) >= _ONE_EDIT_FROM and not name.isdigit():
                self._by_shape.setdefault(_reduce(name), []).append(name)
        self._shapes = Words(self._by_shape)
        self._longest = max(map(len, self._by_shape), default=0)

    def list_near(self, typed: str) -> list[str]:
        """Names at most one edit away, doubled letters counting once."""
        shape = _reduce(typed)
        if len(typed) < _ONE_EDIT_FROM or not _SHORTEST_SHAPE <= len(shape) <= self._longest + 1:
            return []
        shapes = [shape] if shape in self._by_shape else self._shapes.one_edit_from(shape)
        return [name for near in shapes for name in self._by_shape[near]]

    def list_near_in_two(self, typed: str) -> list[str]:
        """Names two edits away that begin alike."""
        shape, letters = _reduce(typed), set(typed)
        if len(shape) < _TWO_EDITS_FROM:
            return []
        # An edit changes two letters at most: most names are told apart by that alone.
        candidates = [near for near in self._shapes.begin_with(shape[0]) if len(letters ^ set(near)) <= 4]
        return [name for near in candidates if is_two_edits(shape, near) for name in self._by_shape[near]]


def _reduce(name: str) -> str:
    """The name with doubled letters once: people leave one out or add one ("misoula", "kallispell")."""
    return re.sub(r"(.)\1+", r"\1", name)


def is_two_edits(one: str, other: str) -> bool:
    """True if at most two letters added, dropped, changed or swapped make `other` of `one`."""
    if abs(len(one) - len(other)) > 2:
        return False
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != wanted))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1] <= 2

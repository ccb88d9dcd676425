"""The words of an index, found by their beginning or by one edit. Twin of web/search/words.js."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from directory.search.scoring import NUMBERS, weigh_beginning, weigh_edit

# Comes after "z", the last letter of any word.
_AFTER_LETTERS = "{"


class Words:
    """Every word that occurs in an index, stems among them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._forwards)
        self._known = frozenset(self._forwards)

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def begin_with(self, start: str) -> list[str]:
        """The words that begin with `start`, sorted."""
        return _slice(self._forwards, start)

    def one_edit_from(self, word: str) -> list[str]:
        """The words one letter added, dropped, changed or swapped with its neighbour away from `word`, sorted.

        One edit touches one half of the word, or swaps the two letters where the halves meet: the other half stands
        unchanged at the beginning or at the end of what is looked for.
        """
        half = len(word) // 2
        front, back = word[:half], word[half:]
        backwards, lengths = word[::-1], range(len(word) - 1, len(word) + 2)
        found = {near for near in _slice(self._forwards, front) if len(near) in lengths and is_one_edit(word, near)}
        ends = _slice(self._backwards, back[::-1])
        found.update(near[::-1] for near in ends if len(near) in lengths and is_one_edit(backwards, near))
        swapped = front[:-1] + back[:1] + front[-1:] + back[1:]
        if swapped in self._known and swapped != word:
            found.add(swapped)
        return sorted(found)


def _slice(words: list[str], start: str) -> list[str]:
    return words[bisect_left(words, start) : bisect_left(words, start + _AFTER_LETTERS)]


def is_one_edit(one: str, other: str) -> bool:
    """True if one letter added, dropped, changed or swapped with its neighbour makes `other` of `one`."""
    gap = len(one) - len(other)
    if not -1 <= gap <= 1 or one == other:
        return False
    start = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        start += 1
    after, after_other = one[start + 1 :], other[start + 1 :]
    if gap:
        return after == other[start:] if gap > 0 else one[start:] == after_other
    is_swapped = one[start : start + 2] == other[start : start + 2][::-1] and after[1:] == after_other[1:]
    return after == after_other or is_swapped


def list_variants(word: str, stem: str | None, words: Words, *, is_last: bool, is_literal: bool) -> dict[str, float]:
    """The words of the index that answer a typed `word`, each with its weight: the word, its stem, words it may be meant for.

    `is_literal`: what was typed is meant letter for letter, without edits.

    The last word of a query may still be unfinished, so from two letters on it also stands for every word that begins
    with it. Where two ways lead to one word, the first of this order counts: itself, stem, beginning, edit.
    """
    weights = {word: 1.0}
    if stem is not None:
        weights.setdefault(stem, NUMBERS["stem"])
    if is_last and len(word) >= NUMBERS["beginning_from"]:
        for longer in words.begin_with(word):
            weights.setdefault(longer, weigh_beginning(longer, word))
    if not is_literal and len(word) >= NUMBERS["edit_from"]:
        for near in words.one_edit_from(word):
            weights.setdefault(near, weigh_edit(near))
    return {variant: weight for variant, weight in weights.items() if variant in words}

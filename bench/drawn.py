"""Queries drawn from records: what somebody types who has one certain record in mind."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.search.text import tokens

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST_LETTERS = 5


@dataclass(frozen=True)
class Drawn:
    """A query of a class (a key of CLASSES) and the record whose own words it has."""

    kind: str
    text: str
    id: str


def draw_queries(forms: Sequence[Mapping[str, Any]], count: int, seed: int) -> list[Drawn]:
    """`count` queries of each class; the same seed gives the same queries."""
    chance = random.Random(seed)
    return [_draw(kind, forms, chance) for kind in CLASSES for _ in range(count)]


def _draw(kind: str, forms: Sequence[Mapping[str, Any]], chance: random.Random) -> Drawn:
    while True:
        form = chance.choice(forms)
        words = sorted({word for word in tokens(f"{form['title']} {form['summary']}") if _is_telling(word)})
        if len(words) >= 3:
            return Drawn(kind, CLASSES[kind](words, chance), form["id"])


def _is_telling(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word.isalpha()


def _type_words(count: int) -> Callable[[Sequence[str], random.Random], str]:
    return lambda words, chance: " ".join(chance.sample(words, count))


def _type_beginning(words: Sequence[str], chance: random.Random) -> str:
    first, last = chance.sample(words, 2)
    return f"{first} {last[: chance.choice((3, 4))]}"


def _type_wrong(words: Sequence[str], chance: random.Random) -> str:
    """Two words, one of them with a letter too many, too few, or wrong."""
    first, last = chance.sample(words, 2)
    place = chance.randrange(1, len(first))
    letter, rest = chance.choice(((chance.choice(_LETTERS), 0), ("", 1), (chance.choice(_LETTERS), 1)))
    return f"{first[:place]}{letter}{first[place + rest :]} {last}"


# Class -> the words of a record to what is typed.
CLASSES: Mapping[str, Callable[[Sequence[str], random.Random], str]] = {
    "1 word": _type_words(1),
    "2 words": _type_words(2),
    "3 words": _type_words(3),
    "beginning": _type_beginning,
    "typo": _type_wrong,
}

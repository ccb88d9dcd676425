"""What is asked of the servers: the list of queries, over and over, or never twice the same."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).parent / "queries.txt"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SEED = 20261121


def read_queries() -> list[str]:
    """The queries of queries.txt, in its order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def again_and_again() -> Iterator[str]:
    """The list in a fixed shuffled order, from its start again after its end."""
    return itertools.cycle(_shuffled())


def spelled_anew() -> Iterator[str]:
    """The list with other capitals each time round: the same words, but no request that was ever made before."""
    queries = _shuffled()
    for time_round in itertools.count():
        yield from (_capitalize(query, time_round) for query in queries)


def mistyped() -> Iterator[str]:
    """The list with one wrong letter in each query, so that its words too were mostly never asked before."""
    chance = random.Random(_SEED)
    for query in again_and_again():
        place = chance.randrange(len(query))
        yield f"{query[:place]}{chance.choice(_LETTERS)}{query[place + 1 :]}"


def _shuffled() -> list[str]:
    queries = read_queries()
    random.Random(_SEED).shuffle(queries)
    return queries


def _capitalize(query: str, number: int) -> str:
    """`query` with its letters in capitals where the bits of `number` are set; what is left of the number as spaces."""
    letters = []
    for letter in query:
        if letter in _LETTERS:
            letters.append(letter.upper() if number % 2 else letter)
            number //= 2
        else:
            letters.append(letter)
    return "".join(letters) + " " * number

"""The numbers and formulas of the ranking. The pack carries the numbers, so that the phone has none of its own.

BM25+ as MiniSearch 7 computes it; Whoosh is made to follow (docs/design.md, "Search"; the study it rests on is named there).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

# Field of the search document -> weight.
FIELDS: Mapping[str, float] = {"title": 4.0, "names": 3.0, "tags": 3.0, "contact": 3.0, "place": 1.5, "summary": 1.0}

NUMBERS: Mapping[str, float] = {
    # BM25+: how soon repeated words stop counting, how much long texts lose, what the first occurrence is worth.
    "k": 1.2,
    "b": 0.7,
    "d": 0.5,
    # What another form of a typed word is worth, the word itself being 1.
    "stem": 1.0,
    "beginning": 0.375,
    "edit": 0.45,
    # Letters from which a word is searched with one edit: shorter ones have too many neighbours.
    "edit_from": 5,
    # Hits with all words that make hits with some of them unnecessary.
    "enough": 3,
    # Different words of a query that count; the rest of a pasted page is not read.
    "words": 32,
    # What a record without a confirmed number is worth beside one that has it.
    "unconfirmed": 0.9,
}


def rarity(records: int, matching: int) -> float:
    """How much a word tells that `matching` of `records` records have: large for rare words, never negative (idf)."""
    return math.log(1 + (records - matching + 0.5) / (matching + 0.5))


def saturate(times: float, length: int, average_length: float) -> float:
    """How much `times` occurrences in a field of `length` different words count, before rarity (BM25+)."""
    k, b, d = NUMBERS["k"], NUMBERS["b"], NUMBERS["d"]
    return d + times * (k + 1) / (times + k * (1 - b + b * length / average_length))


def weigh_beginning(word: str, typed: str) -> float:
    """What `word` is worth where `typed` is only its beginning."""
    missing = len(word) - len(typed)
    return NUMBERS["beginning"] * len(word) / (len(word) + 0.3 * missing)


def weigh_edit(word: str) -> float:
    """What `word` is worth where one edit leads to it from what was typed."""
    return NUMBERS["edit"] * len(word) / (len(word) + 1)


def rate_trust(form: Mapping[str, Any]) -> float:
    """Factor of a record's score: 1 for a material and for whoever has a confirmed number."""
    is_sure = form["kind"] != "organization" or any(phone["confirmed"] for phone in form.get("phones", ()))
    return 1.0 if is_sure else NUMBERS["unconfirmed"]


def round_score(score: float) -> int:
    """The score as it is compared, in steps of 1e-7, so that the last bits of two machines never change an order."""
    return math.floor(score * 1e7 + 0.5)

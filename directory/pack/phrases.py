"""Phrases of everyday words, smaller on the way: what begins like the one before is said once. web/search/columns.js says it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, takewhile
from typing import Any

from directory.pack.columns import to_columns

# Stands for a word that the phrase before has at the same place.
_SAME = " "


def fold_groups(groups: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The groups of everyday words by column, their phrases folded: "boss passport|boss visa" is "boss passport| visa"."""
    return to_columns([{**group, "phrases": fold_phrases(group["phrases"])} for group in groups])


def fold_phrases(phrases: str) -> str:
    """Phrases with a | between them, each without the words with which the one before begins as well."""
    rows = [phrase.split(" ") for phrase in phrases.split("|")]
    return "|".join(_tell(before, row) for before, row in pairwise([[], *rows]))


def _tell(before: list[str], row: list[str]) -> str:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, row, strict=False)))
    return _SAME * same + " ".join(row[same:])

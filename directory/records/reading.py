"""How hard a text is to read, as a US school grade."""

from __future__ import annotations

import re
from functools import lru_cache

from pyphen import Pyphen

# Flesch-Kincaid grade level; source: Kincaid et al. 1975, Navy Research Branch Report 8-75.
PER_SENTENCE, PER_WORD, BASE = 0.39, 11.8, -15.59


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text, one decimal. Syllables are counted at hyphenation points."""
    words = re.findall(r"[A-Za-z0-9][\w'’-]*", text)
    sentences = len(re.findall(r"[.!?]+(?=\s|$)", text)) or 1
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return round(PER_SENTENCE * len(words) / sentences + PER_WORD * syllables / len(words) + BASE, 1)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    return len(_english().positions(word)) + 1


@lru_cache(maxsize=1)
def _english() -> Pyphen:
    return Pyphen(lang="en_US")

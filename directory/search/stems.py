"""What joins "shelter" with "shelters" and "trabajo" with "trabajos": a table word -> stem. Twin of web/search/stems.js.

Made once, here, and carried in the pack: both sides look words up in it, neither runs a stemmer on a query.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain, groupby, takewhile
from typing import Any

from directory.search.known import CODES
from directory.search.tally import Tally

Stemmer = Callable[[str], str]

# Fewer letters than this are left of no word when its ending is taken off.
_SHORTEST_ROOT = 3

# Endings before which English doubles the last letter: "stab", "stabbed".
_DOUBLING = ("ed", "ing")


def make_stems(tallies: Sequence[Tally], stemmers: Mapping[str, Stemmer]) -> dict[str, str]:
    """Word -> stem for every word of the tallied texts whose stem is another word.

    A word is of the language in which more parts have it, English where as many. Words of names and numbers (parts
    without a language) get none by themselves, and words of towns and counties never: "Billings" is not several "bill".
    """
    counts = {lang: [tally.langs[lang] for tally in tallies if lang in tally.langs] for lang in stemmers}
    words = set().union(*chain.from_iterable(counts.values()))
    stems: dict[str, str] = {}
    for word in sorted(words.difference(*(tally.towns for tally in tallies))):
        lang = max(stemmers, key=lambda lang: sum(tally[word] for tally in counts[lang]))
        stem = stemmers[lang](word)
        if stem != word and word.isalpha():
            stems[word] = stem
    return stems


def pack_stems(stems: Mapping[str, str], *known: Sequence[str]) -> dict[str, Any]:
    """The table as the pack carries it, a twelfth of the size, for a phone that has the words anyway.

    `endings`: as in "ies>i", the longest first. `codes`: for each list of `known`, which are from `list_known` and have
    every word of `stems`, a letter for each word: a blank where it has no stem, else which of the endings that fit the word is
    its own.
    """
    endings_of = {word: cut_endings(word, stem) for word, stem in stems.items()}
    endings = sorted(set(endings_of.values()), key=lambda pair: (-len(pair[0]), pair))
    alike = {ending: list(pairs) for ending, pairs in groupby(endings, lambda pair: pair[0])}
    lengths = set(map(len, alike))

    def code(word: str) -> str:
        pair = endings_of[word]
        longer = [word[-length:] for length in lengths if len(pair[0]) < length <= len(word)]
        return CODES[sum(len(alike.get(ending, ())) for ending in longer) + alike[pair[0]].index(pair)]

    codes = ["".join(code(word) if word in endings_of else " " for word in words) for words in known]
    return {"endings": " ".join(map(">".join, endings)), "codes": codes}


def cut_endings(word: str, stem: str) -> tuple[str, str]:
    """What makes the stem of a word: "y" and "i" of "family" and "famili"."""
    cut = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False)))
    return word[cut:], stem[cut:]


class Stems:
    """The table as queries use it: also for words no record has, by the endings that the words of the records have."""

    def __init__(self, stems: Mapping[str, str], known: Container[str]) -> None:
        """`known`: every word and stem of the index."""
        self._stems, self._known = stems, known
        # Ending -> what stands for it in stems, the longest endings first.
        self._endings: dict[str, list[str]] = {}
        for ending, replacement in sorted({cut_endings(word, stem) for word, stem in stems.items()}):
            self._endings.setdefault(ending, []).append(replacement)
        self._lengths = sorted(set(map(len, self._endings)), reverse=True)

    def find(self, word: str) -> str | None:
        """The stem of `word` if it is another word.

        For a word that is not in the index, the longest ending is taken off that leaves a word of the index: nobody
        wrote "beatings", but "meet-ings" has shown the ending, and "beat" is there. A letter doubled before -ed
        or -ing counts once: "grabbing" is "grab".
        """
        if word in self._stems or word in self._known:
            return self._stems.get(word)
        for length in self._lengths:
            root = len(word) - length
            if root < _SHORTEST_ROOT:
                continue
            for replacement in self._endings.get(word[root:], ()):
                for base in _list_bases(word[:root] + replacement, word[root:]):
                    if base in self._known:
                        return self._stems.get(base, base)
        return None

    def reduce(self, word: str) -> str:
        """The stem of `word`, or the word itself."""
        return self.find(word) or word


def _list_bases(base: str, ending: str) -> Iterable[str]:
    """What is left of a word without its ending, and the same without the letter that the ending doubled."""
    yield base
    if ending in _DOUBLING and len(base) > _SHORTEST_ROOT and base[-1] == base[-2]:
        yield base[:-1]

"""Mistyped words of a query -> the words probably meant. Twin of web/search/spelling.js."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from directory.search.scoring import round_score
from directory.search.words import Words

# A word this short is put right only in a query of this many telling words: in a long sentence the others suffice.
_SHORT_WORD, _FEW_WORDS = 4, 3
_SHORTEST = 5
_SHORTEST_STEM = 5


class Spelling:
    """Knows the words of the records and of everyday speech; guesses which one was meant."""

    def __init__(
        self, spoken: Iterable[str], written: Iterable[str], common: Iterable[str], stem: Callable[[str], str]
    ) -> None:
        """`spoken`: words of the lay phrases, `written`: words of the records, `common`: words that are never wrong.

        `stem`: the stem of a word, or the word itself; an inflected form of a known word is known.
        """
        self._stem = stem
        self._spoken = frozenset(spoken)
        self._words = Words(word for word in {*self._spoken, *written} if not word.isdigit())
        self._common = frozenset(common)

    def is_known(self, word: str) -> bool:
        """Whether the word means something as it stands."""
        return word in self._words or word in self._common or self._is_inflected(word)

    def _is_inflected(self, word: str) -> bool:
        """Whether it is a form of a known word; of "traning" too little is left to be sure ("tran-ing")."""
        stem = self._stem(word)
        return stem != word and (len(stem) >= _SHORTEST_STEM or word.endswith("s"))

    def correct(self, words: Sequence[str], rate: Callable[[Sequence[str]], float]) -> list[str]:
        """`words`, each mistyped one replaced by the word probably meant.

        `rate`: how well a whole query makes sense; among several near words the one that makes most sense is taken, then
        one of everyday speech, then one with the same first letter.
        """
        telling = [word for word in words if len(word) > 2 and word not in self._common]
        shortest = _SHORT_WORD if len(telling) <= _FEW_WORDS else _SHORTEST
        corrected = list(words)
        for place, word in enumerate(words):
            if len(word) < shortest or self.is_known(word) or not word.isalpha():
                continue
            near = [other for other in self._words.one_edit_from(word) if len(other) >= _SHORT_WORD]
            if near:
                corrected[place] = max(near, key=lambda other: self._rate(corrected, place, other, rate))
        return corrected

    def _rate(
        self, words: Sequence[str], place: int, meant: str, rate: Callable[[Sequence[str]], float]
    ) -> tuple[int, bool, bool, str]:
        sense = rate([*words[:place], meant, *words[place + 1 :]])
        return (round_score(sense), meant in self._spoken, meant[0] == words[place][0], meant)

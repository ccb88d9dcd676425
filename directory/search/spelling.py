"""Mistyped words of a query -> the words probably meant. Twin of web/search/spelling.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial

from directory.search.cache import PrivateCache
from directory.search.scoring import round_score
from directory.search.slips import Slips
from directory.search.sounds import Sounds, find_sound
from directory.search.words import Words, is_one_edit

# A word this short is put right only in a query of this many telling words: in a long sentence the others suffice.
_SHORT_WORD, _FEW_WORDS = 4, 3
_SHORTEST = 5
# What must be left of a word without its ending for it to be known; less where that is a word itself.
_SHORTEST_STEM, _SHORTEST_BASE = 5, 4
# A word this long may lack a letter and a doubled one.
_LONG_WORD = 7

_ENDING = re.compile("(ing|ed)$")

# "traffic" becomes "trafficking".
_NEEDS_K = ("ed", "er", "ers", "ing")

# How much sense a word that only sounds alike must make beside one that is one letter off.
_SOUNDS_ALIKE = 0.9

# A word or a number of fewer letters, as an age, says nothing of what a query is about.
_SHORTEST_TELLING = 3

# Words before and after a slip that say what was meant.
_NEIGHBOURS = 6

# Words put right in one query: a page of noise is not worth the time.
_MOST_CORRECTED = 6

# Near words kept in memory.
_NEAR_KEPT = 500


class Spelling:
    """Knows the words of the records and of everyday speech; guesses which one was meant."""

    def __init__(
        self, spoken: Collection[str], written: Words, common: Collection[str], stem: Callable[[str], str]
    ) -> None:
        """`spoken`: words of the lay phrases, `written`: words of the records, `common`: words that are never wrong.

        `stem`: the stem of a word, or the word itself; an inflected form of a known word is known.
        """
        self._spoken, self._slips = Words(spoken), Slips(spoken)
        self._sounds = Sounds(self._spoken)
        self._written, self._common, self._stem = written, common, stem
        self._near: PrivateCache[list[str]] = PrivateCache(_NEAR_KEPT, size=len)

    def is_known(self, word: str) -> bool:
        """Whether the word means something as it stands."""
        return word in self._written or word in self._spoken or word in self._common or self._is_inflected(word)

    def _is_inflected(self, word: str) -> bool:
        """Whether it is a form of a known word: "raping" is no "vaping"; of "traning" too little is left to be sure ("tran-ing"),
        and "trafficing" is none. A short word is sure where the ending is spelled as it must be: "rubbing", "biting", not "hiting".
        """
        stem = self._stem(word)
        if stem.endswith("ic") and word[len(stem) :] in _NEEDS_K:
            return False
        left = _ENDING.sub("", word)
        is_right = left == stem + stem[-1] or len(stem) >= _SHORTEST_BASE
        is_base = is_right and (stem in self._spoken or stem in self._common)
        is_mute = left != word and f"{left}e" in self._spoken
        return stem != word and (is_base or is_mute or len(stem) >= _SHORTEST_STEM or word.endswith("s"))

    def is_strange(self, words: Sequence[str]) -> bool:
        """Whether nearly nothing of a query is about what we have: its words that nobody knows outnumber the others, of
        which one of the records counts two and a common one nothing.
        """
        known = unknown = 0
        for word in dict.fromkeys(words):
            if word in self._common or len(word) < _SHORTEST_TELLING:
                continue
            if word in self._written:
                known += 2
            elif self.is_known(word) or (word == words[-1] and self._is_begun(word)):
                known += 1
            else:
                unknown += 1
        return unknown > known

    def correct(self, words: Sequence[str], rate: Callable[[Sequence[str]], float]) -> list[str]:
        """`words`, the first mistyped ones replaced by the words probably meant.

        `rate`: how well a whole query makes sense; among several near words the one that makes most sense is taken, then
        one that is one letter off, then one of everyday speech, then one with the same first letter.
        """
        corrected = list(words)
        near_of = {place: near for place in self._find_mistyped(words) if (near := self.list_near(words[place]))}
        places = list(near_of)[:_MOST_CORRECTED]
        # Once more where there are several: the first was chosen beside a word that was still wrong.
        for place in places * min(2, len(places)):
            corrected[place] = max(near_of[place], key=partial(self._rate, corrected, place, words[place], rate))
        return corrected

    def _find_mistyped(self, words: Sequence[str]) -> list[int]:
        """The places of words that mean nothing; the last one may be the beginning of a known word."""
        telling = [word for word in words if len(word) > 2 and word not in self._common]
        shortest = _SHORT_WORD if len(telling) <= _FEW_WORDS else _SHORTEST
        return [
            place
            for place, word in enumerate(words)
            if len(word) >= shortest
            and word.isalpha()
            and not self.is_known(word)
            and not (place == len(words) - 1 and self._is_begun(word))
        ]

    def _is_begun(self, word: str) -> bool:
        return bool(self._written.begin_with(word) or self._spoken.begin_with(word))

    def list_near(self, word: str) -> list[str]:
        """The known words one edit away, without short ones; else, of a long word, those of everyday speech that are so when
        doubled letters count once ("trafiking"); and those of it that sound alike ("homles"). Kept a while: a word that may
        be a place is asked for again.
        """
        return self._near.get(word, lambda: self._find_near(word))

    def _find_near(self, word: str) -> list[str]:
        near = {*self._written.one_edit_from(word), *self._spoken.one_edit_from(word)}
        if not near and len(word) >= _LONG_WORD:
            near.update(self._slips.list_near(word))
        near = {other for other in near if _is_likely(word, other)}
        near.update(self._sounds.list_alike(word))
        return [other for other in near if len(other) >= _SHORT_WORD]

    def _rate(
        self, words: Sequence[str], place: int, typed: str, rate: Callable[[Sequence[str]], float], meant: str
    ) -> tuple[int, bool, bool, bool, str]:
        """How likely `meant` was meant by the word typed at `place`."""
        sense = rate([*words[max(0, place - _NEIGHBOURS) : place], meant, *words[place + 1 : place + 1 + _NEIGHBOURS]])
        is_near = is_one_edit(typed, meant)
        likely = round_score(sense if is_near else sense * _SOUNDS_ALIKE)
        return (likely, is_near, meant in self._spoken, meant[0] == typed[0], meant)


def _is_likely(typed: str, meant: str) -> bool:
    """Whether `meant` may be typed so by mistake. Nobody mistypes a first letter, but one writes another of the same sound
    ("bisa"); and a word of four letters has a neighbour for every letter changed ("star", "stab").
    """
    is_swapped = sum(one != other for one, other in zip(typed, meant, strict=False)) > 1
    if is_swapped or len(typed) != len(meant):
        return True
    return len(typed) > _SHORT_WORD if typed[0] == meant[0] else find_sound(typed) == find_sound(meant)

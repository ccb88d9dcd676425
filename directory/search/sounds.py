"""Words as they sound in English and Spanish, for those who write as they speak. Twin of web/search/sounds.js."""

from __future__ import annotations

import re

from directory.search.slips import is_two_edits
from directory.search.words import Words

# Letters and their sound; other consonants sound as they are written. A capital stands for what takes two letters.
_SOUNDS = {
    "kn": "n",
    "wr": "r",
    "w": "w",
    "wh": "w",
    **dict.fromkeys(("tion", "sion", "ssion", "cion", "shun", "shion", "cian", "tian"), "Xn"),
    **dict.fromkeys(("sch", "sh", "ch"), "X"),
    "ph": "f",
    "gh": "",
    "x": "ks",
    "z": "s",
    "v": "b",
    "h": "",
    "c": "s",
    "g": "j",
    **dict.fromkeys(("ck", "q", "qu"), "k"),
}
_LETTERS = re.compile(
    "^kn|^wr|^wh?|ss?ion|[tc]ion|shun|shion|[ct]ian$|sch|[sc]h|ph|gh|ck|qu?|[xzv]|[cg](?=[eiy])|c|^h?[aeiouy]+|h|[aeiouyw]+"
)
# The sound a word begins with -> the letters it may then begin with, in their order; others are written as they sound.
_SPELLED = {"A": "aehiouy", "X": "cs", "b": "bv", "f": "fp", "j": "gj", "k": "ckq", "n": "kn", "r": "rw", "s": "csz"}
_SOFTENING = ("e", "i", "y")
_TWICE = re.compile(r"(.)\1+")

_SHORTEST = 5
# Words of fewer sounds share them with words that mean something else, and are alike only two edits away.
_LEAST_SOUNDS, _TELLING_SOUNDS = 3, 6


class Sounds:
    """Known words by their sound."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._by_initial: dict[str, dict[str, list[str]]] = {}

    def list_alike(self, typed: str) -> list[str]:
        """The known words that sound as `typed`, sorted by their letters."""
        sound = find_sound(typed)
        if len(typed) < _SHORTEST or len(sound) < _LEAST_SOUNDS:
            return []
        initial, is_telling = sound[0], len(sound) >= _TELLING_SOUNDS
        if initial not in self._by_initial:
            self._by_initial[initial] = self._group_by_sound(_SPELLED.get(initial, initial))
        return [word for word in self._by_initial[initial].get(sound, ()) if is_telling or is_two_edits(typed, word)]

    def _group_by_sound(self, initials: str) -> dict[str, list[str]]:
        """Sound -> words that begin with one of the letters. Made when a word with such a sound is first mistyped: to do all
        at once would be a third of a second's work for a cheap phone.
        """
        by_sound: dict[str, list[str]] = {}
        for word in (word for letter in initials for word in self._words.begin_with(letter)):
            if len(word) >= _SHORTEST and word.isascii() and word.isalpha():
                by_sound.setdefault(find_sound(word), []).append(word)
        return by_sound


def find_sound(word: str) -> str:
    """The consonants of a word as they sound, and "A" for vowels that begin it: "sextorshun" and "sextortion" -> "skstrXn"."""
    return _TWICE.sub(r"\1", _LETTERS.sub(_sound, word))


def _sound(found: re.Match[str]) -> str:
    letters = found[0]
    if letters == "c" and not found.string.startswith(_SOFTENING, found.end()):
        return "k"
    return _SOUNDS.get(letters, "" if found.start() else "A")

"""Text typed -> what the person means: a place, meanings, urgency, corrected words, and the words left to search for.

Twin of web/search/intent.js. What was understood can be taken back one by one (`ignore`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directory.search.meanings import SMALL_WORDS, Meaning, Meanings
from directory.search.place_names import Place
from directory.search.places import AFTER_A_PLACE, BEFORE_A_PLACE, Found, Gazetteer
from directory.search.spelling import Spelling
from directory.search.text import STOP_WORDS, fold_apostrophes, split_words

# Words of a query that are read; a pasted page is not read to its end.
MOST_WORDS = 64

# Stands for a text of pictures alone, or of letters of another script than ours: a word that nobody wrote.
UNREAD = "????"

# The picture that is a word.
_SOS = "🆘"

# What may be taken back.
IGNORABLE = ("place", "topics", "corrected")

# Lists of tags shown as understood.
_SHOWN = ("topics", "services")

# A place with only such words asks who helps there. The pack carries them.
_ENGLISH = (
    "help helps helping can you please services service resources support need me someone anyone who whos call find get"
    " there near here around montana mt"
)
_SPANISH = "ayuda ayudan ayudar servicios recursos apoyo necesito alguien quien quienes hay busco buscar cerca aqui"
ANY_HELP = frozenset(f"{_ENGLISH} {_SPANISH}".split())


@dataclass(frozen=True)
class Intent:
    """What a query means. `spelled`: all words typed, put right; `words`: those of them without a place, which are searched
    as text; `meanings`: the few that count, strongest first; `touched`: all, also those taken back.

    `place_others`: places of the same name. `corrected`: `words` as a text if any was mistyped, else empty; `left`: `words`
    as they were typed. `is_literal`: they are meant letter for letter. `is_any_help`: nothing but words that ask for any help
    was typed beside a place, if any. `is_strange`: nearly nothing of it is about what we have.
    """

    typed: tuple[str, ...]
    spelled: tuple[str, ...]
    words: tuple[str, ...]
    left: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    touched: tuple[Meaning, ...] = ()
    place: Place | None = None
    place_others: tuple[Place, ...] = ()
    corrected: str = ""
    is_literal: bool = False
    is_any_help: bool = False
    is_strange: bool = False

    @property
    def is_place_only(self) -> bool:
        """Nothing but a place was typed, or words that ask for any help there."""
        return self.place is not None and self.is_any_help

    def search_as_typed(self) -> Intent:
        """The same, its slips only heard in what is meant: the words searched are those typed."""
        return replace(self, spelled=self.typed, words=self.left, corrected="")


class Reader:
    """Reads queries; knows places, meanings and the words that exist."""

    def __init__(self, places: Gazetteer, meanings: Meanings, spelling: Spelling) -> None:
        self._places, self._meanings, self._spelling = places, meanings, spelling

    def read(self, text: str, ignore: Collection[str] = (), chosen: Place | None = None) -> Intent:
        """The intent of `text`. `chosen`: a place picked by the person, which then counts instead of one in the text."""
        typed = read_typed(text)
        found = None if "place" in ignore else self._places.find(typed, self._spelling)
        start, end = _cut_out(typed, found) if found else (len(typed), len(typed))
        rest = [*typed[:start], *typed[end:]]
        right = rest if "corrected" in ignore else self._correct(rest)
        meanings, touched, is_strange = self._understand(right, ignore)
        place = chosen or (found.place if found else None)
        return Intent(
            typed=tuple(typed),
            spelled=(*right[:start], *typed[start:end], *right[start:]),
            words=tuple(right),
            left=tuple(rest),
            meanings=meanings,
            touched=touched,
            place=place,
            place_others=found.others if found and not chosen else (),
            corrected=" ".join(right) if right != rest else "",
            is_literal="corrected" in ignore,
            is_any_help=all(word in ANY_HELP or word in STOP_WORDS for word in rest),
            is_strange=is_strange,
        )

    def read_literally(self, intent: Intent, ignore: Collection[str] = ()) -> Intent:
        """The intent of the same text, none of its words put right."""
        meanings, touched, is_strange = self._understand(intent.left, ignore)
        typed = intent.search_as_typed()
        return replace(typed, meanings=meanings, touched=touched, is_strange=is_strange, is_literal=True)

    def _understand(
        self, words: Sequence[str], ignore: Collection[str]
    ) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...], bool]:
        """The meanings of `words` that count, all of them, and whether nearly nothing is about what we have."""
        telling = _list_telling(words)
        touched = tuple(self._meanings.find(telling))
        meanings = () if "topics" in ignore else tuple(self._meanings.choose(touched, telling))
        return meanings, touched, self._spelling.is_strange(telling)

    def _correct(self, words: Sequence[str]) -> list[str]:
        return self._spelling.correct(words, self._sense)

    def _sense(self, words: Sequence[str]) -> float:
        """How much sense the words make together: the strength of what they mean."""
        meanings = self._meanings.find(_list_telling(words))
        return meanings[0].strength if meanings else 0.0


def read_typed(text: str) -> list[str]:
    """The words of a query, all that is read of it: texts with the same words have the same answer."""
    words = split_words(fold_apostrophes(text.replace(_SOS, " sos ")))[:MOST_WORDS]
    return words or ([UNREAD] if any(map(_is_unreadable, text)) else [])


def _is_unreadable(char: str) -> bool:
    """Whether it is a letter of another script than ours, or a picture; a mark such as "¿" says nothing."""
    kind = unicodedata.category(char)
    return not char.isascii() and (kind == "So" or kind.startswith("L"))


def _list_telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in SMALL_WORDS]


def _cut_out(words: Sequence[str], found: Found) -> tuple[int, int]:
    """From where to where a place stands, with the words that only lead to it."""
    start, end = found.start, found.end
    while start > 0 and words[start - 1] in BEFORE_A_PLACE:
        start -= 1
    while end < len(words) and words[end] in AFTER_A_PLACE:
        end += 1
    return start, end


def describe(intent: Intent, groups: Sequence[Mapping[str, Any]], urgent: Sequence[str]) -> dict[str, Any]:
    """The intent as `understood` in an answer: place (with others of its name), tags meant most, the corrected words, the
    kinds of urgency.
    """
    place = intent.place.as_json() if intent.place else None
    if place and intent.place_others:
        place["others"] = [other.as_json() for other in intent.place_others]
    meant = [groups[meaning.group] for meaning in intent.meanings]
    tags = {name: list(dict.fromkeys(tag for group in meant for tag in group.get(name, ()))) for name in _SHOWN}
    return {"place": place, **tags, "corrected": intent.corrected or None, "urgent": list(urgent)}

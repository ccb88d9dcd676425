"""Words of a query -> a place of Montana. Twin of web/search/places.js; both read the gazetteer of data/places.json."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, Protocol

from directory.search.place_names import Place, Point, list_full_names, list_names, read_nation, read_point
from directory.search.slips import Slips
from directory.search.text import split_words

# Where several places bear one name, the first of these kinds is meant and the others are offered.
_KINDS = ("zip", "nation", "town", "county", "region")

# Before or after a name that is also an everyday word ("Power", "Emigrant"), these say that the place is meant. They lead to
# it and mean nothing without it. The pack carries them.
BEFORE_A_PLACE = frozenset(
    ("in", "near", "at", "around", "by", "from", "to", "of", "outside", "en", "cerca", "de", "desde", "por")
)
AFTER_A_PLACE = frozenset(("mt", "montana"))

_MOST_WORDS_MISTYPED = 3
# In longer queries a word two edits away from a place is more likely to be just another word; so is one that is only one
# edit away from another word.
_SHORT_QUERY = 8
# Two words that both mean something else are still a name with one slip ("lame dear") from this many letters.
_KNOWN_WORDS_FROM = 8
# But "en montana" is not "ne montana".
_KNOWN_WORD_FROM = 4


class Language(Protocol):
    """What is known of words that are no places: `spelling.Spelling`."""

    def is_known(self, word: str) -> bool:
        """Whether the word means something as it stands."""

    def list_near(self, word: str) -> list[str]:
        """The known words one edit away."""


class Found(NamedTuple):
    """A place in a query: words `start` to `end` mean `place`; `others` bear the same name."""

    place: Place
    others: tuple[Place, ...]
    start: int
    end: int


class Gazetteer:
    """The names of all places, as keys of words joined by a blank."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        """`tables`: places.json."""
        self._names: dict[str, list[Place]] = {}
        self.neighbors = {row["name"]: tuple(row["neighbors"]) for row in tables.get("counties", ())}
        self.nations = tuple(row["id"] for row in tables.get("nations", ()))
        for name, place in list_names(tables):
            self._add(name, place)
        for name, place in list_full_names(tables):
            key = " ".join(split_words(name))
            self._names[key] = [place]
        for row in tables.get("nations", ()):
            nation = read_nation(row)
            # "Flathead" alone is the county first, and the reservation is offered.
            for stem in row.get("stems", ()):
                if " ".join(split_words(stem)) in self._names:
                    self._add(stem, replace(nation, is_ordinary=True))
        for places in self._names.values():
            places.sort(key=lambda place: (place.is_ordinary, _KINDS.index(place.kind), place.id))
        self._longest = max((key.count(" ") + 1 for key in self._names), default=0)
        self._starts = {key.partition(" ")[0] for key in self._names}
        self._slips = Slips(self._names)
        # Town -> where it is.
        self.points: dict[str, Point] = {row["name"]: read_point(row) for row in tables.get("towns", ())}

    def _add(self, name: str, place: Place) -> None:
        places = self._names.setdefault(" ".join(split_words(name)), [])
        if all((place.kind, place.id) != (known.kind, known.id) for known in places):
            places.append(place)

    def named(self, name: str) -> tuple[Place, ...]:
        """The places that bear exactly this name, ZIP or id, most likely first."""
        return tuple(self._names.get(" ".join(split_words(name)), ()))

    def choose(self, name: str) -> Place | None:
        """The place of exactly this name, ZIP or id; a county wins over a town of its name, which is "Lake, Lake County"."""
        places = self._find_town(name) or self.named(name)
        return next((place for place in places if place.kind == "county"), places[0] if places else None)

    def list_names(self) -> Iterator[tuple[str, Place]]:
        """Every name, as words joined by a blank, with each place that bears it."""
        return ((key, place) for key, places in self._names.items() for place in places)

    def list_near(self, name: str) -> list[str]:
        """The names at most one edit away, doubled letters counting once: words joined by a blank."""
        return self._slips.list_near(name)

    def _find_town(self, name: str) -> list[Place]:
        """The town of a "town, county"; none where the text is something else."""
        town, comma, county = name.partition(",")
        counties = {place.id for place in self.named(county) if place.kind == "county"} if comma else set()
        return [place for place in self.named(town) if place.kind == "town" and counties & {*place.counties}]

    def find(self, words: Sequence[str], language: Language) -> Found | None:
        """The first place in `words`, the longest name where several begin alike; None if there is none.

        `language`: says which words mean something by themselves, so that they are no misspelled places.
        """
        # Each word is looked at from several starts, alone and with its neighbours.
        is_known = cache(language.is_known)
        for start in range(len(words)):
            found = self._exact(words, start) or self._mistyped(words, start, language, is_known)
            if found:
                return found
        return None

    def _exact(self, words: Sequence[str], start: int) -> Found | None:
        if words[start] not in self._starts:
            return None
        for end in range(min(len(words), start + self._longest), start, -1):
            places = self._names.get(" ".join(words[start:end]))
            if places is None:
                continue
            is_meant = (
                end - start == len(words)
                or (start > 0 and words[start - 1] in BEFORE_A_PLACE)
                or (end < len(words) and words[end] in AFTER_A_PLACE)
            )
            meant = [place for place in places if is_meant or not place.is_ordinary]
            if meant:
                return Found(meant[0], _differing(meant), start, end)
        return None

    def _mistyped(
        self, words: Sequence[str], start: int, language: Language, is_known: Callable[[str], bool]
    ) -> Found | None:
        for end in range(min(len(words), start + _MOST_WORDS_MISTYPED), start, -1):
            window = words[start:end]
            typed = " ".join(window)
            if any(map(str.isdigit, window)):
                continue
            if all(map(is_known, window)) and (end - start == 1 or len(typed) < _KNOWN_WORDS_FROM):
                continue
            near = self._slips.list_near(typed)
            if not near and end - start == 1 and len(words) <= _SHORT_QUERY and not language.list_near(typed):
                near = self._slips.list_near_in_two(typed)
            names = [name for name in near if _agrees(window, name.split(" "), is_known)]
            places = [place for name in names for place in self._names[name] if not place.is_ordinary]
            if places:
                return Found(places[0], _differing(places), start, end)
        return None


def _agrees(typed: Sequence[str], name: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    """Word for word: of several words typed, those that differ mean nothing, or it is one alone, and not a short one."""
    if len(typed) == 1 or len(typed) != len(name):
        return not any(map(is_known, typed))
    mistyped = [word for word, wanted in zip(typed, name, strict=True) if word != wanted]
    known = [word for word in mistyped if is_known(word)]
    return not known or (len(mistyped) == 1 and len(known[0]) >= _KNOWN_WORD_FROM)


def _differing(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places after the first whose area is another: Missoula the town and its county need no question."""
    first = places[0]
    return tuple(
        place
        for place in places[1:]
        if place.counties[:1] != first.counties[:1] or (place.kind == "nation") != (first.kind == "nation")
    )

"""Letters typed so far -> services, places and records they may become. Twin of web/search/suggest.js."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from directory.search.choice import Fit, keep_better, take_best
from directory.search.intent import read_typed
from directory.search.place_names import Place
from directory.search.places import BEFORE_A_PLACE, Gazetteer
from directory.search.subjects import KINDS, LAY, Name, Subject, Subjects
from directory.search.text import STOP_WORDS, fold_apostrophes, split_words
from directory.search.words import Words

# What is suggested for the end of a text, and so leaves the words before it as they are.
_AFTER_WORDS = ("place",)
_AFTER_A_PLACE = ("service", "topic")

_FEWEST_LETTERS = 2
# An end of a text, a lay phrase and a slip are guessed from a little more.
_FEWEST_LETTERS_OF_AN_END = 3
_FEWEST_LETTERS_OF_A_SLIP = 4
_MOST_WORDS_OF_AN_END = 3

# After these the beginning of a place is most likely one: "shelter in mis".
_POINTING = frozenset(("in", "near", "around", "en", "cerca"))

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LEADING = BEFORE_A_PLACE | STOP_WORDS
_BY_BLANKS = re.compile(r"[^ \t\r\n]+")


class Suggestion(NamedTuple):
    """`kind`: one of KINDS; `id`: a tag, the id of a place or of a record; `rest`: the words typed before it, which stay;
    `place`: the place itself.
    """

    kind: str
    id: str
    rest: str = ""
    place: Place | None = None


class Suggester:
    """All names, found by the beginnings of their words."""

    def __init__(self, known: Subjects, places: Gazetteer) -> None:
        self._places, self._subjects, self._names = places, known.subjects, known.names

    def suggest(self, text: str, limit: int) -> list[Suggestion]:
        """At most `limit`, best first, those of one group together."""
        typed = read_typed(text)
        if not typed or len(typed[-1]) < _FEWEST_LETTERS:
            return []
        fits: dict[int, Fit] = {}
        for start in _list_starts(typed):
            kinds = self._list_kinds(typed[:start])
            is_led_to = _points_to_a_place(typed[:start])
            for subject, fit in self._match(typed[start:], left_out=start, is_led_to=is_led_to):
                if self._subjects[subject].kind in kinds:
                    keep_better(fits, subject, fit)
        if not any(self._subjects[subject].place for subject in fits):
            for subject, fit in self._match_mistyped_place(typed):
                keep_better(fits, subject, fit)
        fitting = sorted(((fit, self._subjects[subject]) for subject, fit in fits.items()), key=lambda row: row[0])
        best = take_best(fitting, limit)
        return [
            Suggestion(subject.kind, subject.id, _cut_rest(text, len(typed) - fit[1], len(typed)), subject.place)
            for fit, subject in best
        ]

    def _list_kinds(self, before: Sequence[str]) -> Collection[str]:
        """What may follow some words: a place follows anything, a need only a place, or it would end a sentence with a label."""
        telling = " ".join(word for word in before if word not in BEFORE_A_PLACE)
        return KINDS if not before else _AFTER_A_PLACE if self._places.named(telling) else _AFTER_WORDS

    def _match(self, typed: Sequence[str], *, left_out: int, is_led_to: bool) -> Iterator[tuple[int, Fit]]:
        """The subjects with a name that has all words typed, or begins of them, each with how it fits."""
        telling = [word for word in typed[:-1] if word not in STOP_WORDS] + [typed[-1]]
        found: set[int] | None = None
        slips = 0
        for word in telling:
            having = self._having(word)
            if not having and len(word) >= _FEWEST_LETTERS_OF_A_SLIP:
                having = set().union(*(self._having(near) for near in _list_near(word)))
                slips += 1
            found = having if found is None else found & having
            if not found:
                return
        for number in found or ():
            name = self._names[number]
            fit = self._rate(name, telling, left_out, slips, is_led_to=is_led_to)
            # At least half of a lay phrase, or a word would mean all that it is ever part of.
            letters = sum(map(len, telling))
            if name.source != LAY or letters >= max(_FEWEST_LETTERS_OF_AN_END, fit[6]):
                yield name.subject, fit

    def _match_mistyped_place(self, typed: Sequence[str]) -> Iterator[tuple[int, Fit]]:
        """The places of a name that nothing typed begins: "misula", "kallispell"."""
        for key in self._places.list_near(" ".join(typed)):
            for name in self._place_names[key]:
                yield name.subject, self._rate(name, typed, left_out=0, slips=1)

    def _rate(self, name: Name, typed: Sequence[str], left_out: int, slips: int, *, is_led_to: bool = False) -> Fit:
        subject = self._subjects[name.subject]
        is_aside = int(not (is_led_to and subject.place))
        starts_else = int(not name.words[0].startswith(typed[0]))
        to_come = sum(map(len, name.words)) - sum(map(len, typed))
        order = (KINDS.index(subject.kind), " ".join(name.words), _name_for_sure(subject))
        return (is_aside, left_out, slips, name.source, starts_else, -subject.size, to_come, *order)

    def _having(self, start: str) -> set[int]:
        """The numbers of names that have a word which begins so."""
        return {name for word in self._words.begin_with(start) for name in self._by_word[word]}

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        by_word: dict[str, list[int]] = {}
        for number, name in enumerate(self._names):
            for word in dict.fromkeys(name.words):
                by_word.setdefault(word, []).append(number)
        return by_word

    @cached_property
    def _place_names(self) -> dict[str, list[Name]]:
        names: dict[str, list[Name]] = {}
        for name in self._names:
            if self._subjects[name.subject].place:
                names.setdefault(" ".join(name.words), []).append(name)
        return names

    @cached_property
    def _words(self) -> Words:
        return Words(self._by_word)


def _name_for_sure(subject: Subject) -> str:
    """Differs for any two subjects of one kind: a town and a county may share their id."""
    return f"{subject.id} {subject.place.kind}" if subject.place else subject.id


def _list_starts(typed: Sequence[str]) -> Iterator[int]:
    """Where the words may start that a name is looked for in: with the first, or with one of the last few."""
    yield 0
    for start in range(max(1, len(typed) - _MOST_WORDS_OF_AN_END), len(typed)):
        is_led_to = start == len(typed) - 1 and typed[start - 1] in BEFORE_A_PLACE
        is_enough = sum(map(len, typed[start:])) >= _FEWEST_LETTERS_OF_AN_END
        if is_enough and (is_led_to or typed[start] not in STOP_WORDS):
            yield start


def _points_to_a_place(before: Sequence[str]) -> bool:
    """Whether words end with one that a place follows, as in "shelter near" or "ayuda cerca de"."""
    return next((word for word in reversed(before) if word != "de"), "") in _POINTING


def _list_near(word: str) -> Iterator[str]:
    """Everything one letter added, dropped, changed or swapped with its neighbour away."""
    for place in range(len(word)):
        front, back = word[:place], word[place:]
        yield front + back[1:]
        yield front + back[1:2] + back[:1] + back[2:]
        for letter in _LETTERS:
            yield front + letter + back[1:]
            yield front + letter + back


def _cut_rest(text: str, taken: int, count: int) -> str:
    """What stands in `text` before the last `taken` of its `count` words, without words that only lead to a place."""
    parts = _BY_BLANKS.findall(text)
    if taken == count:
        return ""
    while parts and taken > 0:
        taken -= len(split_words(fold_apostrophes(parts.pop())))
    while parts and _LEADING.issuperset(split_words(fold_apostrophes(parts[-1]))):
        parts.pop()
    return " ".join(parts)

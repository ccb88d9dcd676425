"""Queries as people type them: words of records, beginnings, endings, typos, filters, everyday speech, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from string import ascii_lowercase
from typing import Any

from directory.records.vocabulary import Vocabulary
from directory.search.document import make_document
from directory.search.holidays import day_of
from directory.search.intent import IGNORABLE
from directory.search.opening import Moment
from directory.search.places import Gazetteer
from directory.search.results import FILTERS, OPEN, Query
from directory.search.text import split_words

ENDINGS = ("s", "es", "ed", "ing", "ings", "ers", "ando", "ada", "ly")


def make_queries(forms: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, count: int, seed: int) -> list[Query]:
    """`count` queries of one to five words of the records, most of them bent, some with filters."""
    random = Random(seed)
    return [_make_query(random.choice(forms), vocabulary, random) for _ in range(count)]


def _make_query(form: Mapping[str, Any], vocabulary: Vocabulary, random: Random) -> Query:
    words = split_words(" ".join(make_document(form, vocabulary).values()))
    text = " ".join(bend(random.choice(words), random) for _ in range(random.randint(1, 5)))
    filters = {
        name: _draw_tags(form, FILTERS[name], random)
        for name in random.sample(list(FILTERS), random.choice((0, 0, 1, 2)))
    }
    moment = draw_moment(random) if random.random() < 0.5 else None
    if moment and random.random() < 0.3:
        filters[OPEN] = tuple(random.sample(("now", "closed", "unknown"), random.randint(1, 2)))
    return Query(text, filters, limit=random.choice((5, 20, 1000)), offset=random.choice((0, 0, 3)), moment=moment)


def draw_moment(random: Random) -> Moment:
    """Any minute of a year that begins with a holiday."""
    return Moment(day_of(2027, 1, 1) + random.randrange(365), random.randrange(1440))


def make_spoken_queries(vocabulary: Vocabulary, places: Gazetteer, count: int, seed: int) -> list[Query]:
    """`count` queries of everyday speech, many bent, most with a place: in the text, chosen, or both."""
    random = Random(seed)
    return [_make_spoken_query(vocabulary, places, random) for _ in range(count)]


def _make_spoken_query(vocabulary: Vocabulary, places: Gazetteer, random: Random) -> Query:
    texts = [text for row in vocabulary.lay_words for texts in row.phrases.values() for text in texts]
    names = sorted(places.points) + sorted(f"{name} County" for name in places.neighbors) + list(places.nations)
    words = random.choice(texts).split(" ") + random.choice(([], random.choice(texts).split(" ")))
    place = random.choice(names).split(" ")
    typed = [*words, *random.choice(([], ["in", *place], place))]
    return Query(
        " ".join(bend(word, random) if random.random() < 0.2 else word for word in typed),
        lang=random.choice(("en", "es")),
        limit=random.choice((20, 1000)),
        place=places.choose(random.choice(names)) if random.random() < 0.2 else None,
        ignore=frozenset(random.sample(IGNORABLE, random.choice((0, 0, 0, 1)))),
    )


def bend(word: str, random: Random) -> str:
    """The word, its beginning, another form of it, or the word mistyped."""
    place, letter = random.randrange(len(word)), random.choice(ascii_lowercase)
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    mistyped = (word[:place] + letter + word[place + random.randint(0, 1) :], word[:place] + word[place + 1 :], swapped)
    bent = (word, word, word[: place + 1], word + random.choice(ENDINGS), random.choice(mistyped))
    return random.choice(bent) or word


def _draw_tags(form: Mapping[str, Any], key: str, random: Random) -> tuple[str, ...]:
    """A tag of the record, or one that nothing carries."""
    value = form.get(key, ())
    tags = [value] if isinstance(value, str) else list(value)
    return tuple(random.sample([*tags, "nobody"], random.randint(1, min(2, len(tags) + 1))))

"""What may be suggested, and every name it is known by. Twin of web/search/subjects.js.

Everything comes from what is known anyway: labels, other words and lay phrases of the vocabulary, names of the gazetteer, titles.
Only what leads somewhere is suggested: needs that some record serves, places, and records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from directory.records.vocabulary import Vocabulary
from directory.search.place_names import Place
from directory.search.places import Gazetteer
from directory.search.text import fold_apostrophes, split_words

# In the order of groups that fit alike.
KINDS = ("service", "topic", "place", "organization", "video", "print")

_NEEDS: Mapping[str, str] = {"service": "services", "topic": "topics"}

# How a name is known: as it is shown, by another name, by a lay phrase.
OWN, OTHER, LAY = range(3)


class Subject(NamedTuple):
    """What a name means. `size`: how much there is of it, to set the greater before the smaller."""

    kind: str
    id: str
    size: int
    place: Place | None = None


class Name(NamedTuple):
    words: tuple[str, ...]
    subject: int
    source: int


class Subjects:
    """`subjects`, and the `names` they are known by, each with the number of its subject."""

    def __init__(
        self,
        forms: Sequence[Mapping[str, Any]],
        vocabulary: Vocabulary,
        groups: Sequence[Mapping[str, Any]],
        places: Gazetteer,
        held_back: Collection[str],
    ) -> None:
        """`held_back`: records that are never suggested, only found."""
        self.subjects: list[Subject] = []
        self.names: list[Name] = []
        self._add_needs(forms, vocabulary, groups)
        self._add_places(places)
        for form in forms:
            if form["id"] not in held_back:
                self._add_record(form)

    def _add(self, subject: Subject, names: Iterable[tuple[str, int]]) -> None:
        """A subject with its names, each with how it is known by it."""
        number = len(self.subjects)
        self.subjects.append(subject)
        for text, source in names:
            words = tuple(split_words(fold_apostrophes(text)))
            if words:
                self.names.append(Name(words, number, source))

    def _add_needs(
        self, forms: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, groups: Sequence[Mapping[str, Any]]
    ) -> None:
        """The services and topics that some record has, by their labels, their other words, and the phrases that mean them.

        Of all that a phrase means, the rarest says most: a hotline is nearly always meant too.
        """
        for kind, name in _NEEDS.items():
            sizes = Counter(tag for form in forms for tag in form.get(name, ()))
            meanings = [(_find_rarest(group.get(name, ()), sizes), group["phrases"].split("|")) for group in groups]
            for tag, term in vocabulary.lists.get(name, {}).items():
                if tag in sizes:
                    labels = [(text, OWN) for text in term.labels.values()]
                    words = [(text, OTHER) for texts in term.words.values() for text in texts]
                    lay = [(text, LAY) for meant, phrases in meanings if meant == tag for text in phrases]
                    self._add(Subject(kind, tag, sizes[tag]), [*labels, *words, *lay])

    def _add_places(self, places: Gazetteer) -> None:
        """Every place by all its names; towns with more ZIPs are greater."""
        by_place: dict[tuple[str, str], tuple[Place, list[str]]] = {}
        zips: dict[str, int] = {}
        for key, place in places.list_names():
            by_place.setdefault((place.kind, place.id), (place, []))[1].append(key)
            if place.kind == "zip":
                town = place.name.removeprefix(place.id).strip()
                zips[town] = zips.get(town, 0) + 1
        for (kind, id_), (place, keys) in by_place.items():
            own = " ".join(split_words(place.name))
            size = zips.get(place.name, 0) if kind == "town" else 0
            self._add(Subject("place", id_, size, place), [(key, OWN if key == own else OTHER) for key in keys])

    def _add_record(self, form: Mapping[str, Any]) -> None:
        """A record by its titles and its other names."""
        titles = [form["title"], *(row["title"] for row in form.get("translations", {}).values())]
        names = [(text, OWN) for text in titles] + [(text, OTHER) for text in form.get("alternate_names", ())]
        self._add(Subject(form["kind"], form["id"], 0), names)


def _find_rarest(tags: Iterable[str], sizes: Mapping[str, int]) -> str | None:
    """The tag that fewest records have, though some; the first of several."""
    return min((tag for tag in tags if tag in sizes), key=lambda tag: sizes[tag], default=None)

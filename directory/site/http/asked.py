"""The fields of a request -> what was asked, or a problem that says what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from directory.records.vocabulary import Vocabulary
from directory.search.intent import IGNORABLE
from directory.search.opening import Moment
from directory.search.place_names import Place
from directory.search.places import Gazetteer
from directory.search.results import Query
from directory.site.http.fields import Fields, last_value
from directory.site.http.problems import bad_value, unknown_parameter, unknown_value

# Filter in the address -> closed list in vocabulary.yaml that its values come from.
LIST_OF_FILTER = {
    "kind": "kinds",
    "service": "services",
    "topic": "topics",
    "audience": "audiences",
    "language": "languages",
    "cost": "costs",
    "format": "formats",
    "open": "openings",
}
# These may be given several times; any one of the values will do.
OF_MANY = (*LIST_OF_FILTER, "ignore")
PARAMETERS = ("q", *LIST_OF_FILTER, "place", "ignore", "lang", "limit", "offset")

MAX_TEXT_LENGTH = 10_000
MAX_LIMIT = 100
MAX_OFFSET = 10_000
DEFAULT_LIMIT = 20
MAX_SUGGESTIONS = 20
DEFAULT_SUGGESTIONS = 7


@dataclass(frozen=True)
class Known:
    """What a request may name: the closed lists, the places, the languages of the pages."""

    vocabulary: Vocabulary
    places: Gazetteer
    langs: tuple[str, ...]


def read_search(fields: Fields, known: Known, moment: Moment) -> Query:
    """What was asked at `moment`. Raises ProblemError for whatever is not known or not of its form."""
    check_names(fields, PARAMETERS)
    filters = {name: values for name in LIST_OF_FILTER if (values := _read_filter(name, fields, known.vocabulary))}
    return Query(
        text=read_text(fields),
        filters=filters,
        lang=read_lang(fields, known.langs),
        limit=read_number(fields, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        offset=read_number(fields, "offset", 0, 0, MAX_OFFSET),
        place=_read_place(fields, known.places),
        ignore=_read_ignore(fields),
        moment=moment,
    )


def check_names(fields: Fields, known: Iterable[str]) -> None:
    """Raises ProblemError for the first parameter that nobody reads."""
    names = tuple(known)
    for name in fields:
        if name not in names:
            raise unknown_parameter(name, names)


def read_number(fields: Fields, name: str, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises ProblemError for anything else."""
    text = last_value(fields, name)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise bad_value(name, text, f"a whole number from {least} to {most:,}")
    return int(text)


def read_lang(fields: Fields, langs: tuple[str, ...]) -> str:
    """A language the pages are written in; the first of them where none is asked for."""
    lang = last_value(fields, "lang")
    if lang and lang not in langs:
        raise unknown_value("lang", lang, langs)
    return lang or langs[0]


def read_text(fields: Fields) -> str:
    """The words typed. Raises ProblemError if they are too many."""
    text = last_value(fields, "q")
    if len(text) > MAX_TEXT_LENGTH:
        raise bad_value("q", text, f"at most {MAX_TEXT_LENGTH:,} characters")
    return text


def _read_filter(name: str, fields: Fields, vocabulary: Vocabulary) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in fields.get(name, ()) if value))
    tags = vocabulary.tags(LIST_OF_FILTER[name]) if values else ()
    for value in values:
        if value not in tags:
            raise unknown_value(name, value, tags)
    return values


def _read_place(fields: Fields, places: Gazetteer) -> Place | None:
    """The place of exactly that name, id or ZIP; a county wins over a town of its name. Raises ProblemError for another."""
    name = last_value(fields, "place")
    found = places.choose(name) if name else None
    if name and not found:
        raise unknown_value("place", name, [*places.neighbors, *places.nations, "any town or ZIP of the state"])
    return found


def _read_ignore(fields: Fields) -> frozenset[str]:
    """What was understood and is taken back."""
    values = [value for value in fields.get("ignore", ()) if value]
    for value in values:
        if value not in IGNORABLE:
            raise unknown_value("ignore", value, IGNORABLE)
    return frozenset(values)

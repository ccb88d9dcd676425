"""Nothing was found -> the ways on: what to leave out of the search, and the nearest records. Twin of web/app/ways.js."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from directory.search.results import Query, Results

# Nearest records shown, and ways on.
_MOST_NEAREST = 5
_MOST_WAYS = 5

# What may be left out: a filter, or this.
PLACE = "place"

Search = Callable[[Query], Results]


class Way(NamedTuple):
    """What to leave out of a search, names of filters or PLACE, and how much is found without."""

    names: tuple[str, ...]
    total: int


def list_ways(query: Query, search: Search) -> list[Way]:
    """What to leave out so that something is found, most first: one thing where that will do, else two together, else all."""
    filters = tuple(name for name, tags in query.filters.items() if tags)
    names = (*filters, PLACE) if query.place else filters
    for choices in (combinations(names, 1), combinations(names, 2), [filters], [names]):
        ways = [Way(left, search(replace(leave_out(query, left), limit=0)).total) for left in choices if left]
        if found := [way for way in ways if way.total]:
            return sorted(found, key=lambda way: -way.total)[:_MOST_WAYS]
    return []


def leave_out(query: Query, names: Sequence[str]) -> Query:
    """The same search from its beginning, without some filters or the place."""
    filters = {name: tags for name, tags in query.filters.items() if name not in names}
    return replace(query, filters=filters, place=None if PLACE in names else query.place, offset=0)


def find_nearest(query: Query, search: Search) -> Results | None:
    """A few records for the same words: by the first way on, else without any filter, else anywhere; None if none."""
    results = (search(replace(wider, limit=_MOST_NEAREST)) for wider in _list_wider(query, search))
    return next((found for found in results if found.total), None)


def _list_wider(query: Query, search: Search) -> Iterator[Query]:
    yield from (leave_out(query, way.names) for way in list_ways(query, search)[:1])
    if query.text.strip():
        bare = replace(query, filters={}, offset=0)
        yield bare
        yield replace(bare, place=None, ignore=query.ignore | {PLACE})

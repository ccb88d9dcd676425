"""Nothing was found -> the ways on: what to leave out of the search, and the nearest records. Twin of web/app/ways.js."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from directory.search.results import Query, Results

# Nearest records shown.
_MOST_NEAREST = 5

# What may be left out: a filter, or this.
PLACE = "place"

Search = Callable[[Query], Results]


def list_ways(query: Query, search: Search) -> list[tuple[str, int]]:
    """What to leave out so that something is found, a filter or the place picked, and how much is: most first."""
    names = [name for name, tags in query.filters.items() if tags] + ([PLACE] if query.place else [])
    totals = [(name, search(replace(leave_out(query, name), limit=0)).total) for name in names]
    return sorted(((name, total) for name, total in totals if total), key=lambda way: -way[1])


def leave_out(query: Query, name: str) -> Query:
    """The same search from its beginning, without one filter or without the place."""
    if name == PLACE:
        return replace(query, place=None, offset=0)
    return replace(query, filters={other: tags for other, tags in query.filters.items() if other != name}, offset=0)


def find_nearest(query: Query, search: Search) -> Results | None:
    """A few records for the same words: without what helps most, else without any filter, else anywhere; None if none."""
    results = (search(replace(wider, limit=_MOST_NEAREST)) for wider in _list_wider(query, search))
    return next((found for found in results if found.total), None)


def _list_wider(query: Query, search: Search) -> Iterator[Query]:
    yield from (leave_out(query, name) for name, _ in list_ways(query, search)[:1])
    if query.text.strip():
        bare = replace(query, filters={}, offset=0)
        yield bare
        yield replace(bare, place=None, ignore=query.ignore | {PLACE})

"""What a search is asked and what it answers. The twin of the objects web/search/search.js takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from directory.errors import UsageError
from directory.search.opening import Moment
from directory.search.place_names import Place

# What one may filter by, and the key of the public form that holds the tags.
FILTERS: Mapping[str, str] = {
    "kind": "kind",
    "service": "services",
    "topic": "topics",
    "audience": "audiences",
    "language": "languages",
    "cost": "cost",
    "format": "format",
}

# And by this, which depends on the moment: "now", "closed" or "unknown" (search/opening.py).
OPEN = "open"
FILTER_NAMES = (*FILTERS, OPEN)


@dataclass(frozen=True)
class Query:
    """What somebody asks. A text without words lists every record; one of another script finds nothing.

    `filters`: tags by filter (see FILTER_NAMES); one of the tags of each filter must be there, an empty tuple asks nothing.
    `moment`: when it is asked, without which nothing is said of what is open.
    `place`: a place picked by the person, which then counts instead of one in the text. `ignore`: what was understood and
    taken back ("place", "topics", "corrected").
    Raises UsageError for a filter nobody knows, for what is open when no moment is given, and for a limit or offset below zero.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lang: str = "en"
    limit: int = 20
    offset: int = 0
    place: Place | None = None
    ignore: frozenset[str] = frozenset()
    moment: Moment | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.filters) - set(FILTER_NAMES))
        if unknown:
            raise UsageError(f"found the filter {unknown[0]!r}, want one of: {', '.join(FILTER_NAMES)}")
        if self.filters.get(OPEN) and self.moment is None:
            raise UsageError("found the filter 'open' without a moment, want the moment that is asked about")
        if min(self.limit, self.offset) < 0:
            raise UsageError(f"found limit {self.limit} and offset {self.offset}, want 0 or more")


class Hit(NamedTuple):
    """One record found. `score` compares hits of one answer, nothing else. `open`: now, closed or unknown; None where no moment
    was given and for what has no hours.

    Where a place is known: `near` is how the record reaches it (local, regional, statewide, national), `miles` how far its
    town is, if it has one.
    """

    id: str
    score: float
    near: str | None = None
    miles: int | None = None
    open: str | None = None


@dataclass(frozen=True)
class Results:
    """One answer: `total` records found, the `hits` asked for, best first.

    `facets`: filter -> tag -> how many of the found records carry it, as if that one filter were not set.
    `understood`: what was read out of the words besides text. `urgent`: ids of lines to show above everything.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    understood: Mapping[str, Any]
    urgent: tuple[str, ...]

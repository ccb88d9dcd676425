"""Filters and their counts. Twin of web/search/facets.js.

A set of records is one whole number with a bit for each record, so that Python joins and counts sets of any size in a few
machine steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from directory.search.open_now import OpenNow
from directory.search.opening import Moment
from directory.search.records import Form, Records
from directory.search.results import FILTERS, OPEN

_NAMED_TAGS_KEPT = 2_000


class _Seen(NamedTuple):
    """What is open at a moment: the tag of each group, one name for all of them, and tag -> the records that carry it."""

    tags: tuple[str, ...] = ()
    name: str = ""
    carriers: Mapping[str, int] = {}


class Facets:
    """Which records carry which tag, for every filter; and which are open at a moment."""

    def __init__(self, records: Records) -> None:
        self._size = len(records.forms)
        carriers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for record, tags in enumerate(records.tell(_list_tags)):
            for named_tag in tags:
                carriers[named_tag].append(record)
        self._carriers: dict[str, dict[str, int]] = {name: {} for name in FILTERS}
        for (name, tag), having in sorted(carriers.items()):
            self._carriers[name][tag] = _make_set(self._size, having)
        self._open_now = OpenNow(records)
        groups: dict[int, list[int]] = {}
        for record, group in enumerate(self._open_now.groups):
            groups.setdefault(group, []).append(record)
        self._groups = [_make_set(self._size, records) for records in groups.values()]
        self._seen = _Seen()

    def apply(
        self, found: Sequence[int], filters: Mapping[str, Sequence[str]], moment: Moment | None = None
    ) -> tuple[list[int], dict[str, dict[str, int]]]:
        """Those of the records found that pass all filters, in their order; and the counts for Results.facets."""
        all_carriers = self._carriers | ({OPEN: self._see(moment).carriers} if moment else {})
        asked = {name: _join(all_carriers[name], tags) for name, tags in filters.items() if tags}
        found_set = _make_set(self._size, found)
        passing = _narrow(found_set, asked.values())
        counts: dict[str, dict[str, int]] = {}
        for name, carriers in all_carriers.items():
            others = _narrow(found_set, (records for other, records in asked.items() if other != name))
            counts[name] = {tag: size for tag, records in carriers.items() if (size := (records & others).bit_count())}
        return _list_those_in(passing, found) if asked else list(found), counts

    def get_open(self, record: int, moment: Moment) -> str | None:
        """now, closed or unknown; None for what has no hours."""
        return self._see(moment).tags[self._open_now.groups[record]] or None

    def name_state(self, moment: Moment) -> str:
        """A name for what is open at `moment`: while it stays the same, so does every answer."""
        return self._see(moment).name

    def _see(self, moment: Moment) -> _Seen:
        """What is open at `moment`, put together once for all who ask at that moment."""
        tags = self._open_now.list_tags(moment)
        seen = self._seen
        if seen.tags is not tags:
            seen = self._seen = _Seen(tags, " ".join(tags), self._find_carriers(tags))
        return seen

    def _find_carriers(self, tags: Sequence[str]) -> dict[str, int]:
        """Tag -> the records that carry it. `tags`: those of the groups."""
        carriers: dict[str, int] = {}
        for tag, records in zip(tags, self._groups, strict=True):
            if tag:
                carriers[tag] = carriers.get(tag, 0) | records
        return dict(sorted(carriers.items()))


def _join(carriers: Mapping[str, int], tags: Iterable[str]) -> int:
    """The records that carry one of `tags`."""
    joined = 0
    for tag in tags:
        joined |= carriers.get(tag, 0)
    return joined


def _narrow(records: int, asked: Iterable[int]) -> int:
    """The records that are in every one of the sets asked for."""
    for wanted in asked:
        records &= wanted
    return records


def _list_tags(form: Form) -> tuple[tuple[str, str], ...]:
    """Each filter's name with each tag that the record has for it."""
    values = {name: form.get(key, ()) for name, key in FILTERS.items()}
    lists = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return tuple(_name_tag(name, tag) for name, tags in lists.items() for tag in dict.fromkeys(tags))


@lru_cache(_NAMED_TAGS_KEPT)
def _name_tag(name: str, tag: str) -> tuple[str, str]:
    """The pair; one for all of the thousands of records that have it."""
    return name, tag


def _make_set(size: int, records: Iterable[int]) -> int:
    """Written as a number of base 2, the last record first: far quicker than setting bit after bit."""
    digits = bytearray(b"0") * (size + 1)
    for record in records:
        digits[size - record] = ord("1")
    return int(digits, 2)


def _list_those_in(wanted: int, records: Iterable[int]) -> list[int]:
    digits = f"{wanted:b}"[::-1]
    return [record for record in records if digits[record : record + 1] == "1"]

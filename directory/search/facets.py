"""Filters and their counts. Twin of web/search/facets.js.

A set of records is one whole number with a bit for each record, so that Python joins and counts sets of any size in a few
machine steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directory.search.results import FILTERS


class Facets:
    """Which records carry which tag, for every filter."""

    def __init__(self, forms: Sequence[Mapping[str, Any]]) -> None:
        self._size = len(forms)
        carriers: dict[str, dict[str, list[int]]] = {name: {} for name in FILTERS}
        for record, form in enumerate(forms):
            for name, key in FILTERS.items():
                for tag in _list_tags(form, key):
                    carriers[name].setdefault(tag, []).append(record)
        self._carriers = {
            name: {tag: _make_set(self._size, records) for tag, records in sorted(tags.items())}
            for name, tags in carriers.items()
        }

    def apply(
        self, found: Sequence[int], filters: Mapping[str, Sequence[str]]
    ) -> tuple[list[int], dict[str, dict[str, int]]]:
        """Those of the records found that pass all filters, in their order; and the counts for Results.facets."""
        asked = {name: self._join_tags(name, tags) for name, tags in filters.items() if tags}
        found_set = _make_set(self._size, found)
        passing = _narrow(found_set, asked.values())
        counts: dict[str, dict[str, int]] = {}
        for name, carriers in self._carriers.items():
            others = _narrow(found_set, (records for other, records in asked.items() if other != name))
            sizes = {tag: (records & others).bit_count() for tag, records in carriers.items()}
            counts[name] = {tag: size for tag, size in sizes.items() if size}
        return _list_those_in(passing, found) if asked else list(found), counts

    def _join_tags(self, name: str, tags: Sequence[str]) -> int:
        """The records that carry one of `tags`."""
        joined = 0
        for tag in tags:
            joined |= self._carriers[name].get(tag, 0)
        return joined


def _narrow(records: int, asked: Iterable[int]) -> int:
    """The records that are in every one of the sets asked for."""
    for wanted in asked:
        records &= wanted
    return records


def _list_tags(form: Mapping[str, Any], key: str) -> Iterable[str]:
    value = form.get(key, ())
    return (value,) if isinstance(value, str) else dict.fromkeys(value)


def _make_set(size: int, records: Iterable[int]) -> int:
    """Written as a number of base 2, the last record first: far quicker than setting bit after bit."""
    digits = bytearray(b"0") * (size + 1)
    for record in records:
        digits[size - record] = ord("1")
    return int(digits, 2)


def _list_those_in(wanted: int, records: Iterable[int]) -> list[int]:
    digits = f"{wanted:b}"[::-1]
    return [record for record in records if digits[record : record + 1] == "1"]

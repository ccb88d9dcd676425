"""How well a record fits what a query means: which of the meant tags it carries, rare ones counting more.

Twin of web/search/fitting.js.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from directory.search.meanings import Meaning
from directory.search.records import Form, Records
from directory.search.scoring import NUMBERS, is_at_least, rarity

# Lists of tags in a group of lay words -> what a tag of it counts.
_LISTS = {"services": "service_tag", "topics": "topic_tag", "audiences": "audience_tag", "formats": "format_tag"}

_WORTHS_KEPT = 2_000


class Fitting:
    """Fits of all records to the groups of lay words; made when a group is first meant, then kept."""

    def __init__(self, records: Records, groups: Sequence[Mapping[str, Any]]) -> None:
        self._groups, self._size = groups, len(records.forms)
        self._kinds = [str(form["kind"]) for form in records.forms]
        self._carriers: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        for record, worths in enumerate(records.tell(_list_worths)):
            for tag, worth in worths:
                self._carriers[tag][record] = worth
        self._fits: dict[int, dict[int, float]] = {}

    def fit(self, meanings: Sequence[Meaning]) -> dict[int, float]:
        """Record -> sum over the meanings of their strength times the fit; records that fit none are left out."""
        sums: dict[int, float] = {}
        for group, strength in ((meaning.group, meaning.strength) for meaning in meanings):
            fits = self._fit_group(group).items()
            more = {record: strength * fit for record, fit in fits}
            if sums:
                more = {record: sums.get(record, 0.0) + fit for record, fit in more.items()}
            sums |= more
        return sums

    def list_kinds(self, meanings: Sequence[Meaning]) -> frozenset[str]:
        """The kinds that the stronger meanings ask for; empty where none asks. Part of a phrase is no wish: "numbers to report"
        is near "numbers of cases", and wants no statistics.
        """
        least = NUMBERS["kind_from"] * meanings[0].strength if meanings else 0.0
        asking = [m for m in meanings if is_at_least(m.strength, least) and is_at_least(m.share, NUMBERS["kind_share"])]
        return frozenset(kind for meaning in asking for kind in self._groups[meaning.group].get("kinds", ()))

    def _fit_group(self, number: int) -> dict[int, float]:
        if number not in self._fits:
            self._fits[number] = self._make_fit(self._groups[number])
        return self._fits[number]

    def _make_fit(self, group: Mapping[str, Any]) -> dict[int, float]:
        """Record -> share of the group's tags it carries, by weight, the first of each list most; less for a record of a
        kind not asked for.
        """
        tags = [(name, tag) for name in _LISTS for tag in group.get(name, ())]
        weights = [
            NUMBERS[_LISTS[name]] * self._rarity(name, tag) * _lessen("later_tag", place)
            for name in _LISTS
            for place, tag in enumerate(group.get(name, ()))
        ]
        whole = sum(weights)
        fits: dict[int, float] = {}
        for (name, tag), weight in zip(tags, weights, strict=True):
            for record, share in self._carriers.get((name, tag), {}).items():
                fits[record] = fits.get(record, 0.0) + share * weight / whole
        kinds = group.get("kinds", ())
        if kinds and not tags:
            return {record: 1.0 for record, kind in enumerate(self._kinds) if kind in kinds}
        if kinds:
            return {r: fit if self._kinds[r] in kinds else fit * NUMBERS["other_kind"] for r, fit in fits.items()}
        return fits

    def _rarity(self, name: str, tag: str) -> float:
        return rarity(self._size, len(self._carriers.get((name, tag), ())))


def _list_worths(form: Form) -> tuple[tuple[tuple[str, str], float], ...]:
    """Each tag of a record, with its list, and what it is worth to it."""
    lists = {name: form.get(name, ()) for name in _LISTS}
    if "format" in form:
        lists["formats"] = [form["format"]]
    return tuple(_rate_tag(name, tag, place) for name, tags in lists.items() for place, tag in enumerate(tags))


@lru_cache(_WORTHS_KEPT)
def _rate_tag(name: str, tag: str, place: int) -> tuple[tuple[str, str], float]:
    """The first of a list is what a record is there for, the last one of many it also does. Kept, as thousands have the same."""
    return (name, tag), _lessen("later_own", place)


def _lessen(number: str, place: int) -> float:
    """What a tag counts at its place in a list, from 1 for the first."""
    return 1.0 / (1.0 + NUMBERS[number] * place)

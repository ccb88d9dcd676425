"""How far a resource reaches somebody in a place: the first thing results are ordered by. Twin of web/search/reach.js."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directory.search.cache import Cache
from directory.search.place_names import Place, Point
from directory.search.places import Gazetteer

# Reach of a resource as seen from a place, nearest first. `ELSEWHERE` serves other places only.
LOCAL, REGIONAL, STATEWIDE, NATIONAL, ELSEWHERE = range(5)
NAMES = ("local", "regional", "statewide", "national", "elsewhere")

# Who serves everybody in the state or in the country does so from anywhere.
_EVERYWHERE = {"statewide": STATEWIDE, "national": NATIONAL}

_EARTH_MILES = 3958.8

# Distances from a place to a town kept in memory: about 100 bytes each.
_MILES_KEPT = 50_000


class Reaches:
    """The reach of all records."""

    def __init__(self, forms: Sequence[Mapping[str, Any]], places: Gazetteer) -> None:
        self._neighbors, self._points = places.neighbors, places.points
        # What each record is from anywhere.
        self._general = bytes(_EVERYWHERE.get(form["reach"]["scope"], ELSEWHERE) for form in forms)
        self._is_tribal = [form["reach"]["scope"] == "tribal" for form in forms]
        self._by_county: dict[str, list[int]] = {}
        self._by_nation: dict[str, list[int]] = {}
        for record, form in enumerate(forms):
            if self._general[record] == ELSEWHERE:
                _add_to(self._by_county, form["reach"].get("counties", ()), record)
            if self._general[record] != NATIONAL:
                _add_to(self._by_nation, form["reach"].get("nations", ()), record)
        self._towns = [form.get("city", "") for form in forms]
        self._towns_at = {town: self._points[town] for town in {*self._towns} & self._points.keys()}
        self._miles: Cache[Point, dict[str, float]] = Cache(_MILES_KEPT, size=len)
        self._towns_visited = [
            town if self._general[record] == ELSEWHERE else "" for record, town in enumerate(self._towns)
        ]

    def rate(self, place: Place) -> bytearray:
        """The reach of every record: LOCAL if it serves that county or nation; REGIONAL if it serves a part of it, as a
        nation in it, or the county next door.
        """
        reach = bytearray(self._general)
        next_door = [county for own in place.counties for county in self._neighbors.get(own, ())]
        for record in _list(self._by_county, (*place.further, *next_door)):
            if not self._is_tribal[record]:
                reach[record] = REGIONAL
        is_town = place.kind in ("town", "zip")
        own = frozenset(_list(self._by_county, place.counties))
        for record in own:
            is_for_others = is_town and self._is_tribal[record]
            reach[record] = REGIONAL if is_for_others or place.kind == "nation" else LOCAL
        for record in _list(self._by_nation, place.nations):
            reach[record] = REGIONAL if place.kind == "county" and record not in own else LOCAL
        return reach

    def find_serving(self, place: Place) -> frozenset[int]:
        """The records that name the place's own counties."""
        return frozenset(_list(self._by_county, (*place.counties, *place.further)))

    def measure(self, record: int, place: Place) -> float | None:
        """Miles from `place` to the town of a record; None where one of the two has no point."""
        return self._list_miles(place.point).get(self._towns[record]) if place.point else None

    def rate_distances(self, records: Iterable[int], point: Point, half_miles: float) -> list[float]:
        """For each of `records` 1 at the point itself, half at `half_miles`; 1 for whoever is reached from anywhere."""
        nearness = {town: 1.0 / (1.0 + miles / half_miles) for town, miles in self._list_miles(point).items()}
        return [nearness.get(self._towns_visited[record], 1.0) for record in records]

    def _list_miles(self, point: Point) -> dict[str, float]:
        """Town of a record -> miles to it, for every town whose point is known; kept, as most ask from few places."""
        return self._miles.get(point, lambda: {town: measure_miles(point, at) for town, at in self._towns_at.items()})


def _list(lists: Mapping[str, Sequence[int]], names: Iterable[str]) -> Iterable[int]:
    return (record for name in names for record in lists.get(name, ()))


def _add_to(lists: dict[str, list[int]], names: Iterable[str], record: int) -> None:
    for name in names:
        lists.setdefault(name, []).append(record)


def measure_miles(one: Point, other: Point) -> float:
    """Miles between two points (latitude, longitude) as the crow flies (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(half))

"""How far a resource reaches somebody in a place: the first thing results are ordered by. Twin of web/search/reach.js."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from directory.search.cache import Cache
from directory.search.place_names import Place, Point
from directory.search.places import Gazetteer
from directory.search.records import Form, Records

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

    def __init__(self, records: Records, places: Gazetteer) -> None:
        self._neighbors, self._points = places.neighbors, places.points
        # What each record is from anywhere.
        self._general = bytes(records.tell(_rate_anywhere))
        self._is_tribal = records.tell(_is_tribal)
        self._by_county = _turn_round(records.tell(_list_counties))
        self._by_nation = _turn_round(records.tell(_list_nations))
        self._towns = records.tell(_get_town)
        self._towns_at = {town: self._points[town] for town in {*self._towns} & self._points.keys()}
        self._miles: Cache[Point, dict[str, float]] = Cache(_MILES_KEPT, size=len)
        self._towns_visited = records.tell(_get_town_visited)

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


def _rate_anywhere(form: Form) -> int:
    return _EVERYWHERE.get(form["reach"]["scope"], ELSEWHERE)


def _is_tribal(form: Form) -> bool:
    return bool(form["reach"]["scope"] == "tribal")


def _list_counties(form: Form) -> Sequence[str]:
    """Those that a record is there for by name."""
    return form["reach"].get("counties", ()) if _rate_anywhere(form) == ELSEWHERE else ()


def _list_nations(form: Form) -> Sequence[str]:
    return form["reach"].get("nations", ()) if _rate_anywhere(form) != NATIONAL else ()


def _get_town(form: Form) -> str:
    return str(form.get("city", ""))


def _get_town_visited(form: Form) -> str:
    """Where one has to go; nowhere for whoever is reached from anywhere."""
    return _get_town(form) if _rate_anywhere(form) == ELSEWHERE else ""


def _list(lists: Mapping[str, Sequence[int]], names: Iterable[str]) -> Iterable[int]:
    return (record for name in names for record in lists.get(name, ()))


def _turn_round(names_of: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Name -> the records that name it. `names_of`: by record."""
    lists: dict[str, list[int]] = {}
    for record, names in enumerate(names_of):
        for name in names:
            lists.setdefault(name, []).append(record)
    return lists


def measure_miles(one: Point, other: Point) -> float:
    """Miles between two points (latitude, longitude) as the crow flies (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(half))

"""How far a resource reaches somebody in a place: the first thing results are ordered by. Twin of web/search/reach.js."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from directory.search.places import Place, Point

# Reach of a resource as seen from a place, nearest first. `ELSEWHERE` serves other places only.
LOCAL, REGIONAL, STATEWIDE, NATIONAL, ELSEWHERE = range(5)
NAMES = ("local", "regional", "statewide", "national", "elsewhere")

_EARTH_MILES = 3958.8


def rate_reach(reach: Mapping[str, Any], place: Place, neighbors: Mapping[str, Sequence[str]]) -> int:
    """LOCAL if it serves that county or nation; REGIONAL if it serves a part of it, as a nation in it, or the county next door."""
    scope = reach["scope"]
    if scope == "national":
        return NATIONAL
    counties, nations = set(reach.get("counties", ())), set(reach.get("nations", ()))
    if nations & set(place.nations):
        return REGIONAL if place.kind == "county" and not counties & set(place.counties) else LOCAL
    if scope == "statewide":
        return STATEWIDE
    if counties & set(place.counties):
        is_for_others = scope == "tribal" and place.kind in ("town", "zip")
        return REGIONAL if is_for_others or place.kind == "nation" else LOCAL
    next_door = {county for own in place.counties for county in neighbors.get(own, ())}
    if scope != "tribal" and counties & {*place.further, *next_door}:
        return REGIONAL
    return ELSEWHERE


def measure_miles(one: Point, other: Point) -> float:
    """Miles between two points (latitude, longitude) as the crow flies (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(math.sqrt(half))

"""Quantized TopoJSON of the Census Bureau's county boundaries -> counties with their rings and arcs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# Latitude, longitude in degrees.
Point = tuple[float, float]
Topology = dict[str, Any]


@dataclass(frozen=True)
class County:
    """A county as the boundary file draws it: closed rings of points, and the arcs its border is made of."""

    name: str
    fips: str
    rings: tuple[tuple[Point, ...], ...]
    arcs: frozenset[int]

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside."""
        return is_inside(point, self.rings)


def is_inside(point: tuple[float, float], rings: Iterable[Sequence[tuple[float, float]]]) -> bool:
    """Whether a point lies inside closed rings: a ray along the second axis crosses them an odd number of times."""
    up, along = point
    inside = False
    for ring in rings:
        for (up1, along1), (up2, along2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            crosses = (up1 > up) != (up2 > up)
            if crosses and along < along1 + (along2 - along1) * (up - up1) / (up2 - up1):
                inside = not inside
    return inside


def read_counties(text: str, state_fips: str) -> list[County]:
    """A state's counties of a quantized TopoJSON file, whose neighbouring counties name the same arcs."""
    topology = json.loads(text)
    geometries = topology["objects"]["counties"]["geometries"]
    return [_read_county(row, topology) for row in geometries if row["id"].startswith(state_fips)]


def _read_county(geometry: Topology, topology: Topology) -> County:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [ring for polygon in polygons for ring in polygon]
    return County(
        name=geometry["properties"]["name"],
        fips=geometry["id"],
        rings=tuple(tuple(_ring_points(ring, topology)) for ring in rings),
        arcs=frozenset(_arc_number(arc) for ring in rings for arc in ring),
    )


def _arc_number(arc: int) -> int:
    # TopoJSON writes an arc walked backwards as its ones' complement.
    return arc if arc >= 0 else ~arc


def _ring_points(ring: list[int], topology: Topology) -> Iterator[Point]:
    for arc in ring:
        points = list(_arc_points(topology["arcs"][_arc_number(arc)], topology["transform"]))
        # The last point of an arc is the first of the next.
        yield from points[:-1] if arc >= 0 else points[:0:-1]


def _arc_points(steps: list[tuple[int, int]], transform: Topology) -> Iterator[Point]:
    x = y = 0
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        longitude, latitude = (
            n * s + t for n, s, t in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )
        yield latitude, longitude

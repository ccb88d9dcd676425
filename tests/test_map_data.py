"""data/map.json, the outlines of the counties: whole, small, fitting together, and what the builder makes."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.boundaries import read_counties
from scripts.build_map import build_map, thin_line

MAP_PATH = Path(__file__).resolve().parent.parent / "data" / "map.json"
MAX_BYTES = 12_000

# Two squares side by side, degrees west of Greenwich; arc 1 is the border they share, with a point that says nothing.
TWO_SQUARES = {
    "transform": {"scale": [1, 1], "translate": [-112, 45]},
    "arcs": [[[1, 0], [-1, 0], [0, 1], [1, 0]], [[1, 1], [0, -1]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
    "objects": {
        "counties": {
            "geometries": [
                {"id": "30001", "type": "Polygon", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                {"id": "30003", "type": "Polygon", "properties": {"name": "East"}, "arcs": [[2, 1]]},
                {"id": "16001", "type": "Polygon", "properties": {"name": "Elsewhere"}, "arcs": [[2, 1]]},
            ]
        }
    },
}


@pytest.fixture(scope="module")
def county_map() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(MAP_PATH.read_text(encoding="utf-8"))
    return document


def spots_of(path: str) -> list[tuple[int, int]]:
    """The corners of an outline, back to the first."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    x, y = numbers[:2]
    spots = [(x, y)]
    for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + step_x, y + step_y
        spots.append((x, y))
    return [*spots, spots[0]]


def area_of(path: str) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(spots_of(path)))) / 2


def test_map_has_every_county_and_seat_of_the_gazetteer(county_map: dict[str, Any], data_folder: Path) -> None:
    places = json.loads((data_folder / "places.json").read_text(encoding="utf-8"))

    assert list(county_map["counties"]) == sorted(county["name"] for county in places["counties"])
    assert set(county_map["towns"]) == {county["seat"] for county in places["counties"]}


def test_map_is_small_enough_to_travel() -> None:
    assert len(gzip.compress(MAP_PATH.read_bytes(), 9, mtime=0)) <= MAX_BYTES


def test_map_names_its_source_and_licence(county_map: dict[str, Any]) -> None:
    assert county_map["source"]["licence"].startswith("public domain (U.S. Census Bureau")


def test_outlines_have_the_areas_of_the_counties(county_map: dict[str, Any]) -> None:
    """Square miles of the 2020 Census Gazetteer, water included: Beaverhead 5,571, Silver Bow 719, Montana 147,040."""
    areas = {name: area_of(county["path"]) for name, county in county_map["counties"].items()}
    square_mile = sum(areas.values()) / 147_040

    assert areas["Beaverhead"] / square_mile == pytest.approx(5_571, rel=0.02)
    assert areas["Silver Bow"] / square_mile == pytest.approx(719, rel=0.05)


def test_borders_between_counties_are_the_same_line(county_map: dict[str, Any]) -> None:
    """Every border is drawn twice, point for point; what is drawn once is the edge of the state."""
    outlines = [spots_of(county["path"]) for county in county_map["counties"].values()]
    edges = [frozenset(edge) for outline in outlines for edge in pairwise(outline)]

    assert len(edges) / len(set(edges)) > 1.7


def test_label_and_seat_stand_on_the_page(county_map: dict[str, Any]) -> None:
    width, height = county_map["view_box"][2:]
    spots = [county["at"] for county in county_map["counties"].values()] + list(county_map["towns"].values())

    assert all(0 <= x <= width and 0 <= y <= height for x, y in spots)


def test_neighbours_stay_together_and_other_states_stay_out() -> None:
    text = build_map(read_counties(json.dumps(TWO_SQUARES), "30"), {"Seat": (45.5, -111.0)}, {"name": "squares"})

    drawn = json.loads(text)
    edges = [{frozenset(edge) for edge in pairwise(spots_of(c["path"]))} for c in drawn["counties"].values()]
    assert list(drawn["counties"]) == ["East", "West"]
    assert len(edges[0] & edges[1]) == 1
    # The state is two degrees wide; the seat stands in its middle, where the two meet.
    assert drawn["towns"]["Seat"][0] == 500


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000)), min_size=2, max_size=30))
def test_thinned_line_keeps_its_ends_and_its_order(line: list[tuple[float, float]]) -> None:
    thinned = thin_line(line, 5)

    assert (thinned[0], thinned[-1]) == (line[0], line[-1])
    places = iter(line)
    assert all(spot in places for spot in thinned)

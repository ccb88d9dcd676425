"""Places by exact name: which counties and nations they stand for, and which reaches serve them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directory.site.places import Place, index_places


@pytest.fixture(scope="module")
def places(data_folder: Path) -> dict[str, Place]:
    """The real gazetteer."""
    return index_places(json.loads((data_folder / "places.json").read_text(encoding="utf-8")))


def test_every_county_is_known_with_and_without_the_word(places: dict[str, Place]) -> None:
    counties = {place.name for place in places.values() if place.kind == "county"}
    assert len(counties) == 56
    assert all(places[name.lower()] is places[f"{name.lower()} county"] for name in counties)


def test_county_wins_over_a_town_of_its_name(places: dict[str, Place]) -> None:
    """Lincoln, the town, lies in Lewis and Clark County."""
    assert places["lincoln"].counties == {"Lincoln"}


def test_zip_of_several_counties_stands_for_all(places: dict[str, Place]) -> None:
    assert places["59044"].counties == {"Carbon", "Stillwater", "Yellowstone"}


def test_town_on_a_reservation_stands_for_the_nation_too(places: dict[str, Place]) -> None:
    assert places["browning"].nations == {"blackfeet"}
    assert places["lame deer"].nations == {"northern-cheyenne"}


def test_every_nation_is_known_by_id_and_name(places: dict[str, Place]) -> None:
    assert places["cskt"] is places["confederated salish and kootenai tribes"]
    assert places["little-shell"].counties


@pytest.mark.parametrize(
    ("reach", "is_served"),
    [
        ({"scope": "national"}, True),
        ({"scope": "statewide"}, True),
        ({"scope": "counties", "counties": ["Cascade", "Glacier"]}, True),
        ({"scope": "counties", "counties": ["Cascade"]}, False),
        ({"scope": "tribal", "nations": ["blackfeet"]}, True),
        ({"scope": "tribal", "nations": ["crow"]}, False),
        ({"scope": "tribal", "nations": ["crow"], "counties": ["Glacier"]}, True),
    ],
)
def test_place_is_served_by_whoever_reaches_it(
    places: dict[str, Place], reach: dict[str, Any], is_served: bool
) -> None:
    assert places["browning"].is_served_by(reach) is is_served

"""data/places.json, the gazetteer: what must be true of Montana whichever packages it was built from."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.build_places import dump_places
from scripts.packages import Package, SourcesError

ROOT = Path(__file__).resolve().parent.parent
PLACES_PATH = ROOT / "data" / "places.json"

# Corners of a box round Montana (the 45th and 49th parallels, the Idaho and Dakota lines).
LATITUDES = (44.3, 49.01)
LONGITUDES = (-116.06, -104.03)

NATION_IDS = {
    "blackfeet",
    "chippewa-cree",
    "crow",
    "cskt",
    "fort-belknap",
    "fort-peck",
    "little-shell",
    "northern-cheyenne",
}


@pytest.fixture(scope="module")
def places() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(PLACES_PATH.read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "data" / "place-sources.yaml").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def county_names(places: dict[str, Any]) -> set[str]:
    return {county["name"] for county in places["counties"]}


@pytest.fixture(scope="module")
def town_by_name(places: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {town["name"]: town for town in places["towns"]}


@pytest.fixture(scope="module")
def town_by_zip(places: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {code: town for town in places["towns"] for code in town.get("zips", [])}


def test_montana_has_56_counties_with_official_fips_codes(places: dict[str, Any]) -> None:
    """FIPS numbers Montana's counties 30001, 30003 ... 30111 in alphabetical order, McCone before Madison as filed."""
    codes = {county["fips"]: county["name"] for county in places["counties"]}
    assert sorted(codes) == [f"30{number:03d}" for number in range(1, 112, 2)]
    spot_checks = {
        "30001": "Beaverhead",
        "30013": "Cascade",
        "30049": "Lewis and Clark",
        "30055": "McCone",
        "30111": "Yellowstone",
    }
    assert spot_checks.items() <= codes.items()


def test_neighbors_are_counties_and_mutual(places: dict[str, Any]) -> None:
    neighbors = {county["name"]: set(county["neighbors"]) for county in places["counties"]}
    one_sided = [(a, b) for a, others in neighbors.items() for b in others if a not in neighbors.get(b, set())]
    assert one_sided == []
    assert all(name not in others for name, others in neighbors.items())
    assert min(map(len, neighbors.values())) >= 2


def test_neighbors_of_cascade_are_those_on_the_map(places: dict[str, Any]) -> None:
    [cascade] = (county for county in places["counties"] if county["name"] == "Cascade")
    assert cascade["neighbors"] == ["Chouteau", "Judith Basin", "Lewis and Clark", "Meagher", "Teton"]


def test_every_county_seat_is_a_town_of_that_county(places: dict[str, Any], town_by_name: dict[str, Any]) -> None:
    astray = [
        county["name"] for county in places["counties"] if town_by_name[county["seat"]]["county"] != county["name"]
    ]
    assert astray == []


def test_every_county_has_a_town_with_a_zip(places: dict[str, Any], county_names: set[str]) -> None:
    assert {town["county"] for town in places["towns"] if town.get("zips")} == county_names


def test_towns_are_listed_once_in_order_and_in_known_counties(places: dict[str, Any], county_names: set[str]) -> None:
    names = [town["name"] for town in places["towns"]]
    assert names == sorted(set(names))
    assert {town["county"] for town in places["towns"]} <= county_names


def test_zips_are_montanas_each_in_one_town(places: dict[str, Any]) -> None:
    """The Postal Service has a little over 400 ZIPs in Montana, all of them 59xxx."""
    codes = Counter(code for town in places["towns"] for code in town.get("zips", []))
    assert [code for code, count in codes.items() if count > 1] == []
    assert [code for code in codes if not re.fullmatch(r"59\d{3}", code)] == []
    assert 400 <= len(codes) <= 420


def test_zip_counties_are_beyond_the_towns_own(
    places: dict[str, Any], town_by_zip: dict[str, Any], county_names: set[str]
) -> None:
    for code, counties in places["zip_counties"].items():
        assert counties, code
        assert set(counties) <= county_names - {town_by_zip[code]["county"]}, code


@pytest.mark.parametrize("kind", ["counties", "towns", "nations"])
def test_coordinates_lie_in_montana(places: dict[str, Any], kind: str) -> None:
    outside = [
        row["name"]
        for row in places[kind]
        if not (LATITUDES[0] <= row["lat"] <= LATITUDES[1] and LONGITUDES[0] <= row["lon"] <= LONGITUDES[1])
    ]
    assert outside == []


def test_all_eight_nations_are_there(places: dict[str, Any]) -> None:
    """Seven have a reservation; the Little Shell Tribe has none."""
    assert [nation["id"] for nation in places["nations"]] == sorted(NATION_IDS)
    assert [nation["id"] for nation in places["nations"] if "reservation" not in nation] == ["little-shell"]


def test_nations_name_known_counties_and_towns(
    places: dict[str, Any], county_names: set[str], town_by_name: dict[str, Any]
) -> None:
    for nation in places["nations"]:
        towns = {nation["seat"], *nation.get("towns", []), *nation.get("border", [])}
        assert towns <= set(town_by_name), nation["id"]
        assert set(nation["counties"]) <= county_names, nation["id"]
        assert {town_by_name[town]["county"] for town in towns} <= set(nation["counties"]), nation["id"]


def test_a_town_on_one_reservation_is_not_on_another(places: dict[str, Any]) -> None:
    towns = Counter(town for nation in places["nations"] for town in nation.get("towns", []))
    assert [town for town, count in towns.items() if count > 1] == []


def test_regions_name_known_counties(places: dict[str, Any], county_names: set[str]) -> None:
    ids = [region["id"] for region in places["regions"]]
    assert ids == sorted(set(ids))
    for region in places["regions"]:
        assert region["counties"], region["id"]
        assert set(region["counties"]) <= county_names, region["id"]


def test_further_names_are_lower_case_and_not_another_towns(places: dict[str, Any]) -> None:
    own = {town["name"].lower() for town in places["towns"]}
    further = Counter(name for town in places["towns"] for name in town.get("names", []))
    assert [name for name, count in further.items() if name in own or count > 1] == []
    rows = [row for kind in ("regions", "counties", "towns", "nations") for row in places[kind]]
    names = [name for row in rows for name in [*row.get("names", []), *row.get("stems", [])]]
    assert [name for name in names if name != name.lower() or name != name.strip()] == []


@pytest.mark.parametrize(
    ("code", "town", "county"),
    [
        ("59001", "Absarokee", "Stillwater"),
        ("59022", "Crow Agency", "Big Horn"),
        ("59043", "Lame Deer", "Rosebud"),
        ("59101", "Billings", "Yellowstone"),
        ("59201", "Wolf Point", "Roosevelt"),
        ("59221", "Fairview", "Richland"),
        ("59255", "Poplar", "Roosevelt"),
        ("59270", "Sidney", "Richland"),
        ("59301", "Miles City", "Custer"),
        ("59401", "Great Falls", "Cascade"),
        ("59417", "Browning", "Glacier"),
        ("59461", "Lothair", "Liberty"),
        ("59501", "Havre", "Hill"),
        ("59521", "Box Elder", "Hill"),
        ("59526", "Harlem", "Blaine"),
        ("59601", "Helena", "Lewis and Clark"),
        ("59701", "Butte", "Silver Bow"),
        ("59722", "Deer Lodge", "Powell"),
        ("59749", "Sheridan", "Madison"),
        ("59801", "Missoula", "Missoula"),
        ("59847", "Lolo", "Missoula"),
        ("59860", "Polson", "Lake"),
        ("59865", "St. Ignatius", "Lake"),
        ("59923", "Libby", "Lincoln"),
        ("59937", "Whitefish", "Flathead"),
    ],
)
def test_zip_is_where_everyone_knows_it_is(town_by_zip: dict[str, Any], code: str, town: str, county: str) -> None:
    assert (town_by_zip[code]["name"], town_by_zip[code]["county"]) == (town, county)


def test_zip_that_crosses_a_county_line_names_the_other_county(places: dict[str, Any]) -> None:
    """Big Sky's post office is in Gallatin County; half the resort is in Madison County."""
    assert places["zip_counties"]["59716"] == ["Madison"]


def test_sources_are_named_with_version_and_licence(places: dict[str, Any], kept: dict[str, Any]) -> None:
    assert all(source[key] for source in places["sources"] for key in ("name", "version", "licence", "what"))
    assert {package["name"] for package in kept["packages"]} <= {source["name"] for source in places["sources"]}


def test_hand_kept_part_is_in_the_built_file(
    places: dict[str, Any], kept: dict[str, Any], town_by_name: dict[str, Any]
) -> None:
    """Fails when place-sources.yaml was changed and the gazetteer not built again."""
    assert {county["name"]: county["seat"] for county in places["counties"]} == {
        name: row["seat"] for name, row in kept["counties"].items()
    }
    assert places["regions"] == sorted(kept["regions"], key=lambda region: region["id"])
    for built, row in zip(places["nations"], sorted(kept["nations"], key=lambda nation: nation["id"]), strict=True):
        assert {key: built.get(key) for key in row} == {key: value or None for key, value in row.items()}
    assert set(kept["towns"]["communities"]) <= set(town_by_name)
    assert {name for name, town in town_by_name.items() if town.get("ordinary")} == set(kept["towns"]["ordinary"])
    for name, others in kept["towns"]["names"].items():
        assert set(others) <= set(town_by_name[name].get("names", [])), name


def test_file_is_in_the_one_form_the_builder_writes(places: dict[str, Any]) -> None:
    assert PLACES_PATH.read_text(encoding="utf-8") == dump_places(places)


def test_package_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    package = Package("atlas", "1.0", "npm", "counties.json", "0" * 64, "public domain", "counties")
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas" / "counties.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SourcesError, match="sha256 is 44136fa355b3678a"):
        package.read(tmp_path)


def test_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    package = Package("atlas", "1.0", "npm", "counties.json", "0" * 64, "public domain", "counties")
    with pytest.raises(SourcesError, match=r"want atlas 1\.0 unpacked there"):
        package.read(tmp_path)

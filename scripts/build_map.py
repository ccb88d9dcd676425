"""The Census Bureau's county boundaries -> data/map.json, outlines of Montana's counties to draw as SVG.

    python scripts/build_map.py                  fetches the pinned package into a temporary folder, then builds
    python scripts/build_map.py --packages DIR   reads packages unpacked at DIR/<package name>/

The package is the one data/place-sources.yaml pins, checked against its hash, so the same source gives the same bytes.
Borders are thinned alike on both sides, so that neighbours still fit together; drawn in a conic projection of the state.

The file, one county to a line, sorted by name:

    format    1
    source    {name, version, licence, what}
    view_box  [0, 0, width, height]
    counties  {name: {path, at: [x, y]}}   `path` for the `d` of an SVG path; `at` well inside, where a label may stand
    towns     {name: [x, y]}               the county seats
"""

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from boundaries import County, Point, is_inside, read_counties
from packages import SourcesError, credit, named_packages, read_packages

DATA = Path(__file__).resolve().parent.parent / "data"
ATLAS = "us-atlas"
MONTANA_FIPS = "30"

# A unit is about a kilometre of Montana, a third of a pixel on a phone.
WIDTH = 1000
# How far in units a border may move when its points are thinned: less than a pixel on a phone, which fetches the map.
TOLERANCE = 2.5
# A label's place is looked for on a grid of this many lines each way.
GRID = 40

# In units, x to the right and y down.
Spot = tuple[float, float]
Projection = Callable[[Point], Spot]


def build_map(counties: Sequence[County], seats: dict[str, Point], source: dict[str, Any]) -> str:
    """The text of map.json."""
    project, height = fit_projection([point for county in counties for ring in county.rings for point in ring])
    corners = _corners(counties)
    drawn = {
        county.name: {
            "path": "".join(_path(_thin_ring(ring, corners, project)) for ring in county.rings),
            "at": _round(_label_spot([[project(point) for point in ring] for ring in county.rings])),
        }
        for county in sorted(counties, key=lambda county: county.name)
    }
    head = {"format": 1, "source": source, "view_box": [0, 0, WIDTH, height]}
    towns = {name: _round(project(point)) for name, point in sorted(seats.items())}
    lines = [f'"{key}":{_compact(value)}' for key, value in head.items()]
    lines += [_block("counties", drawn), _block("towns", towns)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(key: str, rows: dict[str, Any]) -> str:
    return f'"{key}":{{\n' + ",\n".join(f'"{name}":{_compact(row)}' for name, row in rows.items()) + "\n}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ---- From the globe to the page ----------------------------------------------------------------------------------


def fit_projection(points: Sequence[Point]) -> tuple[Projection, int]:
    """Lambert's conformal conic fitted to the points, and the height of the page it fills.

    Standard parallels a sixth from the top and the bottom. Source: Snyder, Map Projections (USGS Professional Paper
    1395), page 106, on a sphere.
    """
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    middle = (min(lon for _, lon in points) + max(lon for _, lon in points)) / 2
    first, second = (math.radians(south + (north - south) * share) for share in (1 / 6, 5 / 6))
    cone = math.log(math.cos(first) / math.cos(second)) / math.log(_tangent(second) / _tangent(first))

    def on_cone(point: Point) -> Spot:
        radius = _tangent(math.radians(point[0])) ** -cone
        angle = cone * math.radians(point[1] - middle)
        return radius * math.sin(angle), radius * math.cos(angle)

    spots = [on_cone(point) for point in points]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    scale = WIDTH / (max(x for x, _ in spots) - left)
    height = math.ceil((max(y for _, y in spots) - top) * scale)

    def project(point: Point) -> Spot:
        x, y = on_cone(point)
        return (x - left) * scale, (y - top) * scale

    return project, height


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


# ---- Outlines ----------------------------------------------------------------------------------------------------


def _corners(counties: Iterable[County]) -> set[Point]:
    """The points where more than two counties, or two and the state's edge, meet: these must stay."""
    around: dict[Point, set[Point]] = {}
    for county in counties:
        for ring in county.rings:
            for before, point, after in zip((ring[-1], *ring[:-1]), ring, (*ring[1:], ring[0]), strict=True):
                around.setdefault(point, set()).update((before, after))
    return {point for point, others in around.items() if len(others) > 2}


def _thin_ring(ring: Sequence[Point], corners: set[Point], project: Projection) -> list[Spot]:
    """The ring's spots, thinned between its corners; the first is not repeated at the end."""
    # A county inside one other has no corner; any point will do, the same for both.
    fixed = [i for i, point in enumerate(ring) if point in corners] or [ring.index(min(ring))]
    turned = [*ring[fixed[0] :], *ring[: fixed[0] + 1]]
    ends = [i - fixed[0] for i in fixed] + [len(ring)]
    if len(ends) == 2:
        # A closed line has no two ends to thin between: its farthest point is the other end.
        far = max(range(len(ring)), key=lambda i: (math.dist(turned[0], turned[i]), turned[i]))
        ends.insert(1, far)
    spots: list[Spot] = []
    for start, end in pairwise(ends):
        spots += thin_line([project(point) for point in turned[start : end + 1]], TOLERANCE)[:-1]
    return spots


def thin_line(line: Sequence[Spot], tolerance: float) -> list[Spot]:
    """The line without the points that lie within `tolerance` of what is left (Douglas and Peucker 1973)."""
    farthest = max(range(1, len(line) - 1), key=lambda i: _distance(line[i], line[0], line[-1]), default=0)
    if not farthest or _distance(line[farthest], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return thin_line(line[: farthest + 1], tolerance)[:-1] + thin_line(line[farthest:], tolerance)


def _distance(spot: Spot, start: Spot, end: Spot) -> float:
    """From a spot to the straight line between two others."""
    length_squared = (end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2
    along = (spot[0] - start[0]) * (end[0] - start[0]) + (spot[1] - start[1]) * (end[1] - start[1])
    share = min(1.0, max(0.0, along / length_squared)) if length_squared else 0.0
    return math.dist(spot, (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))


def _path(spots: Sequence[Spot]) -> str:
    """Whole units, each step from the last: "M10 20l5 0-3 8z"."""
    x, y = before = _round(spots[0])
    steps = []
    for spot in spots[1:]:
        here = _round(spot)
        if here != before:
            steps.append(f"{here[0] - before[0]} {here[1] - before[1]}")
            before = here
    return f"M{x} {y}l{' '.join(steps).replace(' -', '-')}z"


def _label_spot(rings: Sequence[Sequence[Spot]]) -> Spot:
    """The spot of a grid over the county that is farthest from its border, so that a label stands well inside."""
    lines = [line for ring in rings for line in zip(ring, (*ring[1:], ring[0]), strict=True)]
    xs, ys = zip(*(spot for ring in rings for spot in ring), strict=True)
    grid = [
        (min(xs) + (max(xs) - min(xs)) * i / GRID, min(ys) + (max(ys) - min(ys)) * j / GRID)
        for i in range(1, GRID)
        for j in range(1, GRID)
    ]
    inside = [spot for spot in grid if is_inside(spot, rings)]
    return max(inside, key=lambda spot: min(_distance(spot, *line) for line in lines))


def _round(spot: Spot) -> tuple[int, int]:
    return round(spot[0]), round(spot[1])


# ---- Sources -----------------------------------------------------------------------------------------------------


def read_seats() -> dict[str, Point]:
    """County seat -> its point, from places.json."""
    places = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    points = {town["name"]: (town["lat"], town["lon"]) for town in places["towns"]}
    return {county["seat"]: points[county["seat"]] for county in places["counties"]}


def main() -> int:
    parser = argparse.ArgumentParser(description="Build data/map.json.")
    parser.add_argument(
        "--packages", type=Path, metavar="DIR", help="folder of unpacked packages; without it they are fetched"
    )
    folder = parser.parse_args().packages
    rows = yaml.safe_load((DATA / "place-sources.yaml").read_text(encoding="utf-8"))["packages"]
    [source] = (row for row in rows if row["name"] == ATLAS)
    try:
        text = read_packages(named_packages(rows, [ATLAS]), folder)[ATLAS]
    except (SourcesError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    named = {**credit(source), "what": "outlines of counties, thinned"}
    (DATA / "map.json").write_text(build_map(read_counties(text, MONTANA_FIPS), read_seats(), named), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

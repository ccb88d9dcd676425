"""Figures -> shapes: the county map and the columns of the months, as numbers that a template draws in SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.desk.reporting.coverage import Coverage
from directory.desk.reporting.report import DueMonth
from directory.snapshot import read_outlines

# Organizations that serve a county: none, 1 or 2, 3 to 5, 6 and more.
LEVELS = (1, 3, 6)
KINDS = ("hotline", "organization", "material")

COLUMN_STEP, COLUMN_WIDTH, COLUMN_HEIGHT = 60, 40, 180


@dataclass(frozen=True)
class CountyShape:
    """A county on the map: `path` for SVG, `at` where its number stands, `level` 0 to 3, `title` what the shape says."""

    path: str
    at: tuple[int, int]
    level: int
    number: int
    has_office: bool
    title: str


@dataclass(frozen=True)
class CountyMap:
    """The map: `view_box` as SVG wants it."""

    view_box: str
    shapes: tuple[CountyShape, ...]


@dataclass(frozen=True)
class Column:
    """One month: `bars` of (kind, y, height) from the bottom up, `x` of its left edge, `label` below it."""

    x: int
    label: str
    total: int
    bars: tuple[tuple[str, float, float], ...]


def draw_map(folder: Path, coverage: Coverage) -> CountyMap | None:
    """The map of map.json beside the records; None where there is none. Raises DataError if it cannot be used."""
    drawn = read_outlines(folder)
    if not drawn:
        return None
    outlines, box = drawn["counties"], drawn["view_box"]
    shapes = []
    for county in coverage.counties:
        if outline := outlines.get(county.name):
            number, offices = len(county.serving), len(county.offices)
            title = f"{county.name}: {_organizations(number)}, {offices or 'none'} with an office there"
            level = sum(number >= least for least in LEVELS)
            shapes.append(CountyShape(outline["path"], tuple(outline["at"]), level, number, bool(offices), title))
    return CountyMap(" ".join(map(str, box)), tuple(shapes))


def _organizations(number: int) -> str:
    return "1 organization" if number == 1 else f"{number or 'no'} organizations"


def draw_columns(months: Sequence[DueMonth], names: Mapping[str, str]) -> tuple[Column, ...]:
    """A column for each month, the tallest COLUMN_HEIGHT high; `names`: month -> its label."""
    most = max((month.total for month in months), default=0) or 1
    columns = []
    for place, month in enumerate(months):
        bars, y = [], float(COLUMN_HEIGHT)
        for kind in KINDS:
            height = month.counts.get(kind, 0) / most * COLUMN_HEIGHT
            y -= height
            if height:
                bars.append((kind, round(y, 1), round(height, 1)))
        columns.append(Column(place * COLUMN_STEP + 10, names[month.month], month.total, tuple(bars)))
    return tuple(columns)

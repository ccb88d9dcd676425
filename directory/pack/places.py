"""The gazetteer's tables, smaller: counties by number, towns by column and near their county. web/search/columns.js opens them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from directory.pack.columns import to_columns, to_table

# The fields of a town's row that say where it is, in hundredths of a degree (directory/search/gazetteer.py).
_LAT, _LON = 1, 2

Tables = Mapping[str, Any]


def fold_places(places: Tables) -> dict[str, Any]:
    """The `places` of the search tables with `county_names` once, and their numbers wherever a county stood."""
    if not places:
        return {}
    names = _list_counties(places)
    number_of = {name: number for number, name in enumerate(names)}

    def count(counties: Iterable[str]) -> list[int]:
        return [number_of[name] for name in counties]

    return {
        **places,
        "county_names": names,
        "counties": to_table(
            {
                str(number_of[name]): row | {"neighbors": count(row["neighbors"])}
                for name, row in places["counties"].items()
            }
        ),
        "towns": fold_towns(places["towns"], places["counties"], number_of),
        "nations": to_table(
            {name: row | {"counties": count(row["counties"])} for name, row in places["nations"].items()}
        ),
        "regions": to_columns([row | {"counties": count(row["counties"])} for row in places["regions"]]),
        "zip_counties": {code: count(counties) for code, counties in places["zip_counties"].items()},
    }


def fold_towns(towns: Tables, counties: Tables, number_of: Mapping[str, int]) -> dict[str, Any]:
    """`counts`: [county, how many towns]; `fields`: the first field of every town, then the second, and so on.

    The degrees of a town are told from the point of its county.
    """
    rows = [_near(row.split("|"), counties[name]["point"]) for name, rows in sorted(towns.items()) for row in rows]
    counts = [[number_of[name], len(rows)] for name, rows in sorted(towns.items())]
    return {"counts": counts, "fields": [list(field) for field in zip_longest(*rows, fillvalue="")]}


def _near(fields: list[str], point: Sequence[int]) -> list[Any]:
    lat, lon = int(fields[_LAT]) - point[0], int(fields[_LON]) - point[1]
    return [fields[0], lat, lon, *fields[_LON + 1 :]]


def _list_counties(places: Tables) -> list[str]:
    """Every county named anywhere, sorted."""
    rows = [*places["counties"].values(), *places["nations"].values(), *places["regions"]]
    named = {name for row in rows for key in ("neighbors", "counties") for name in row.get(key, ())}
    zips = {name for names in places["zip_counties"].values() for name in names}
    return sorted({*places["counties"], *places["towns"], *named, *zips})

"""places.json -> every name a place of Montana goes by. Twin of web/search/place_names.js."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.search.gazetteer import to_hundredths

# Words for a kind of place that stand before its name: the Spanish ones.
_BEFORE_ITS_NAME = frozenset(("condado", "reserva", "tribu"))

Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A place somebody may mean. `counties` and `nations` are whose services reach it, `further` other counties of a ZIP.

    `kind`: zip, town, county, region or nation. `point`: latitude and longitude, None for a region.
    """

    kind: str
    id: str
    name: str
    counties: tuple[str, ...]
    nations: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    point: Point | None = None
    is_ordinary: bool = False

    def as_json(self) -> dict[str, Any]:
        """As `understood.place` gives it."""
        counties, nations = list(self.counties), list(self.nations)
        return {"kind": self.kind, "id": self.id, "name": self.name, "counties": counties, "nations": nations}


def list_names(tables: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Every name that may mean several places."""
    nations_of: dict[str, list[str]] = {}
    for row in tables.get("nations", ()):
        for town in (*row.get("towns", ()), *row.get("border", ())):
            nations_of.setdefault(town, []).append(row["id"])
    for row in tables.get("towns", ()):
        nations = tuple(nations_of.get(row["name"], ()))
        point = read_point(row)
        town = Place("town", row["name"], row["name"], (row["county"],), nations, (), point, row.get("ordinary", False))
        yield from ((name, town) for name in (row["name"], *row.get("names", ())))
        for code in row.get("zips", ()):
            further = tuple(tables.get("zip_counties", {}).get(code, ()))
            yield code, Place("zip", code, f"{code} {row['name']}", (row["county"],), nations, further, point)
    for row in tables.get("counties", ()):
        county = _county(row, tables, row.get("ordinary", False))
        yield from ((name, county) for name in (row["name"], *row.get("names", ())))
    for row in tables.get("regions", ()):
        region = Place("region", row["id"], row["name"], tuple(row["counties"]))
        names = (row["name"].removeprefix("The "), *row.get("names", ()))
        yield from ((name, region) for name in names)
    for row in tables.get("nations", ()):
        yield from _nation_names(row, tables["words"]["nation"])


def list_full_names(tables: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Names that can mean nothing else: "Lincoln County"."""
    for row in tables.get("counties", ()):
        for word in tables["words"]["county"]:
            yield _call(row["name"], word), _county(row, tables, is_ordinary=False)


def _county(row: Mapping[str, Any], tables: Mapping[str, Any], is_ordinary: bool) -> Place:
    """A county, with the nations whose land lies in it."""
    name = f"{row['name']} County"
    nations = tuple(nation["id"] for nation in tables.get("nations", ()) if row["name"] in nation["counties"])
    return Place("county", row["name"], name, (row["name"],), nations, (), read_point(row), is_ordinary)


def read_point(row: Mapping[str, Any]) -> Point:
    """To a hundredth of a degree, which is less than a mile: as the pack carries it."""
    return (to_hundredths(row["lat"]) / 100, to_hundredths(row["lon"]) / 100)


def read_nation(row: Mapping[str, Any]) -> Place:
    return Place("nation", row["id"], row["name"], tuple(row["counties"]), (row["id"],), (), read_point(row))


def _nation_names(row: Mapping[str, Any], words: Sequence[str]) -> Iterator[tuple[str, Place]]:
    nation = read_nation(row)
    names = row.get("names", ())
    yield row["id"], nation
    yield from (
        (name, nation) for name in (row["name"], *(row[k] for k in ("reservation", "official") if k in row), *names)
    )
    for stem in (*row.get("stems", ()), *names):
        for word in words:
            yield _call(stem, word), nation


def _call(name: str, word: str) -> str:
    """ "Lake County", but "condado de Lake"."""
    return f"{word} {name}" if word.split(" ")[0] in _BEFORE_ITS_NAME else f"{name} {word}"

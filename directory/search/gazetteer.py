"""data/places.json -> the part of it that the phone's search reads, small. web/search/gazetteer.js opens it again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

_COUNTY_KEYS = ("neighbors", "names", "ordinary")
_NATION_KEYS = ("name", "official", "reservation", "names", "stems", "counties", "towns", "border")
_REGION_KEYS = ("id", "name", "names", "counties")


def pack_places(places: Mapping[str, Any], before: Iterable[str], after: Iterable[str]) -> dict[str, Any]:
    """The `places` of the pack's search tables; nothing where `places` is empty.

    A town is one text in its county: "name|latitude|longitude|ZIPs|other names|1 if an everyday word", in hundredths of a
    degree, without what is empty at its end. `before` and `after`: words that lead to a place or follow one.
    """
    if not places:
        return {}
    towns: dict[str, list[str]] = {row["name"]: [] for row in places["counties"]}
    for row in places["towns"]:
        towns[row["county"]].append(_pack_town(row))
    return {
        "towns": towns,
        "counties": {row["name"]: _pick(row, _COUNTY_KEYS) | _pack_point(row) for row in places["counties"]},
        "nations": {row["id"]: _pick(row, _NATION_KEYS) | _pack_point(row) for row in places["nations"]},
        "regions": [_pick(row, _REGION_KEYS) for row in places.get("regions", ())],
        "zip_counties": places["zip_counties"],
        "words": {
            **_pick(places["words"], ("county", "nation")),
            "before": " ".join(sorted(before)),
            "after": " ".join(sorted(after)),
        },
    }


def _pack_town(row: Mapping[str, Any]) -> str:
    lat, lon = _pack_point(row)["point"]
    zips, names = " ".join(row.get("zips", ())), ";".join(row.get("names", ()))
    return f"{row['name']}|{lat}|{lon}|{zips}|{names}|{'1' if row.get('ordinary') else ''}".rstrip("|")


def _pack_point(row: Mapping[str, Any]) -> dict[str, list[int]]:
    return {"point": [to_hundredths(row["lat"]), to_hundredths(row["lon"])]}


def _pick(row: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: row[key] for key in keys if key in row}


def to_hundredths(degrees: float) -> int:
    """Degrees in hundredths, whole."""
    return math.floor(degrees * 100 + 0.5)

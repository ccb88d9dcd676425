"""The `place` parameter: an exact county, nation, town or ZIP -> which reaches serve it. No guessing here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """A place as understood: `kind` is county, nation, town or zip; the counties it lies in, the nations whose land it touches."""

    kind: str
    name: str
    counties: frozenset[str]
    nations: frozenset[str]

    def is_served_by(self, reach: Mapping[str, Any]) -> bool:
        """Whether a record of this reach serves the place. Statewide and national ones always do."""
        if reach["scope"] in ("national", "statewide"):
            return True
        return not self.counties.isdisjoint(reach.get("counties", ())) or not self.nations.isdisjoint(
            reach.get("nations", ())
        )

    def as_json(self) -> dict[str, Any]:
        """As the API shows it under `understood.place`."""
        return {
            "kind": self.kind,
            "name": self.name,
            "counties": sorted(self.counties),
            "nations": sorted(self.nations),
        }


def index_places(places: Mapping[str, Any]) -> dict[str, Place]:
    """Every place of the gazetteer by its name or number in small letters; a county wins over a town of its name."""
    found = _towns_and_zips(places)
    for nation in places["nations"]:
        place = Place("nation", nation["name"], frozenset(nation["counties"]), frozenset([nation["id"]]))
        found |= {nation["id"]: place, nation["name"].lower(): place}
    for county in places["counties"]:
        name = county["name"]
        nations = frozenset(nation["id"] for nation in places["nations"] if name in nation["counties"])
        found[name.lower()] = found[f"{name.lower()} county"] = Place("county", name, frozenset([name]), nations)
    return found


def _towns_and_zips(places: Mapping[str, Any]) -> dict[str, Place]:
    """Towns by name and ZIPs by number; a ZIP of several towns touches what each of them touches."""
    found: dict[str, Place] = {}
    for town in places["towns"]:
        nations = frozenset(nation["id"] for nation in places["nations"] if _touches(nation, town["name"]))
        counties = frozenset([town["county"]])
        found[town["name"].lower()] = Place("town", town["name"], counties, nations)
        for code in town.get("zips", ()):
            other = found.get(code, Place("zip", code, frozenset(places["zip_counties"].get(code, ())), frozenset()))
            found[code] = Place("zip", code, other.counties | counties, other.nations | nations)
    return found


def _touches(nation: Mapping[str, Any], town: str) -> bool:
    """Whether the town lies on the nation's land or at its border."""
    return town in nation.get("towns", ()) or town in nation.get("border", ())

"""Who can be reached from where: for each county the organizations that serve it by name, and those with an office there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.records.model import Organization, Resource


@dataclass(frozen=True)
class CountyCoverage:
    """One county. `serving`: titles of organizations that name it, one of its nations, or have their office there.

    `offices` of them have their office there; `services`: service -> how many of them offer it; `nations`: whose land is there.
    """

    name: str
    seat: str
    serving: tuple[str, ...]
    offices: tuple[str, ...]
    services: Mapping[str, int]
    nations: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """Every county by name, and how many organizations serve the whole state or country besides."""

    counties: tuple[CountyCoverage, ...]
    statewide: int
    national: int

    @property
    def without_service(self) -> tuple[str, ...]:
        """Counties that no organization names."""
        return tuple(county.name for county in self.counties if not county.serving)

    @property
    def without_office(self) -> tuple[str, ...]:
        """Counties that are served, if at all, from elsewhere."""
        return tuple(county.name for county in self.counties if not county.offices)


def cover(resources: Iterable[Resource], places: Mapping[str, Any]) -> Coverage:
    """The coverage of all counties of the gazetteer."""
    organizations = [resource for resource in resources if isinstance(resource, Organization)]
    scopes = Counter(organization.reach.scope for organization in organizations)
    counties = tuple(_cover_county(row, organizations, places["nations"]) for row in places["counties"])
    return Coverage(counties, scopes["statewide"], scopes["national"])


def _cover_county(
    county: Mapping[str, Any], organizations: Sequence[Organization], nations: Sequence[Mapping[str, Any]]
) -> CountyCoverage:
    name = county["name"]
    here = {nation["id"]: nation["name"] for nation in nations if name in nation["counties"]}
    offices = [organization for organization in organizations if organization.county == name]
    serving = [
        organization
        for organization in organizations
        if name in organization.reach.counties or here.keys() & organization.reach.nations or organization in offices
    ]
    return CountyCoverage(
        name=name,
        seat=county.get("seat", ""),
        serving=tuple(organization.title for organization in serving),
        offices=tuple(organization.title for organization in offices),
        # asdict() cannot copy a Counter.
        services=dict(Counter(service for organization in serving for service in organization.services)),
        nations=tuple(here.values()),
    )

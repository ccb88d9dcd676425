"""The lists of the HSDS 3.0 API: which records or rows match what was asked, and how one is shown.

Parameters follow the OpenAPI document of HSDS 3.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.hsds.catalog import Catalog, flatten
from directory.hsds.context import Entity, Form
from directory.hsds.names import organization_uuid, service_uuid
from directory.search.results import Query
from directory.site.http.fields import Fields, last_value
from directory.site.http.paging import read_moment, read_truth, read_uuid
from directory.site.http.problems import bad_value
from directory.site.served.release import Release

MAX_SEARCH_LENGTH = 500
OF_SERVICES = ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")


@dataclass(frozen=True)
class Listing:
    """One list: its parameters besides paging, which entities match, how one is shown in a list and whole, and what the whole takes."""

    names: tuple[str, ...]
    select: Callable[[Release, Fields], Sequence[Any]]
    row: Callable[[Catalog, Any, Fields], Entity]
    find: Callable[[Catalog, str], Any]
    whole: Callable[[Catalog, Any, Fields], Entity]
    of_whole: tuple[str, ...] = ()


def _select_services(release: Release, fields: Fields) -> list[Form]:
    """The records that match every parameter, best first where words are given, else in order of id."""
    term, taxonomy, organization = (
        read_uuid(fields, f"{name}_id") for name in ("taxonomy_term", "taxonomy", "organization")
    )
    after = read_moment(fields, "modified_after")
    catalog = release.catalog
    forms: Iterable[Form] = _search(release, fields)
    if organization:
        forms = [form for form in forms if organization_uuid(form) == organization]
    if after:
        forms = [form for form in forms if _moment(catalog.context.modified(form["id"])) >= after]
    if term or taxonomy:
        forms = [form for form in forms if _is_about(catalog, form, term, taxonomy)]
    return list(forms)


def _search(release: Release, fields: Fields) -> list[Form]:
    forms = release.snapshot.forms
    text = last_value(fields, "search")
    if len(text) > MAX_SEARCH_LENGTH:
        raise bad_value("search", text, f"at most {MAX_SEARCH_LENGTH} characters")
    if not text:
        return list(forms.values())
    hits = release.snapshot.engine.search(Query(text, {}, limit=len(forms))).hits
    return [forms[hit.id] for hit in hits]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _is_about(catalog: Catalog, form: Form, term: str, taxonomy: str) -> bool:
    terms = [row["taxonomy_term"] for row in catalog.service(form).get("attributes", ())]
    return any((not term or row["id"] == term) and (not taxonomy or row["taxonomy_id"] == taxonomy) for row in terms)


def _show_service(catalog: Catalog, form: Form, fields: Fields) -> Entity:
    if read_truth(fields, "minimal"):
        return {"id": service_uuid(form), "modified_date": catalog.context.modified(form["id"])}
    return catalog.service(form) if read_truth(fields, "full") else catalog.service_row(form)


def _select_organizations(release: Release, fields: Fields) -> list[list[Form]]:
    """Each organization's records; where words are given, in the order its best record is found."""
    catalog = release.catalog
    names = dict.fromkeys(organization_uuid(form) for form in _search(release, fields))
    return [catalog.organizations[name] for name in names]


def _show_organization(catalog: Catalog, forms: list[Form], fields: Fields) -> Entity:
    whole = catalog.organization(forms)
    return _with_services(catalog, forms, whole, fields) if read_truth(fields, "full") else flatten(whole)


def _with_services(catalog: Catalog, forms: list[Form], whole: Entity, fields: Fields) -> Entity:
    """With its services: their ids and names, or all of them with full_service."""
    is_full = read_truth(fields, "full_service")
    services = [catalog.service(form) if is_full else _brief(form) for form in forms]
    return {**whole, "services": services}


def _brief(form: Form) -> Entity:
    return {"id": service_uuid(form), "name": form["title"], "status": "active"}


def _select_located(release: Release, fields: Fields) -> list[Form]:
    return [form for form in _select_services(release, fields) if "city" in form]


def _show_located(catalog: Catalog, form: Form, fields: Fields) -> Entity:
    is_full = read_truth(fields, "full")
    return _whole_located(catalog, form, fields) if is_full else flatten(catalog.service_at_location(form))


def _values(name: str) -> Callable[[Release, Fields], list[Any]]:
    return lambda release, fields: list(getattr(release.catalog, name).values())


def _select_terms(release: Release, fields: Fields) -> list[Entity]:
    taxonomy, parent = read_uuid(fields, "taxonomy_id"), read_uuid(fields, "parent_id")
    terms = release.catalog.terms.values()
    # Our lists are flat: no term has a parent, and every one is at the top.
    return [] if parent else [term for term in terms if not taxonomy or term["taxonomy_id"] == taxonomy]


def _show_location(catalog: Catalog, form: Form, fields: Fields) -> Entity:
    return catalog.location(form)


def _itself(catalog: Catalog, entity: Mapping[str, Any], fields: Fields) -> Entity:
    return dict(entity)


def _whole_organization(catalog: Catalog, forms: list[Form], fields: Fields) -> Entity:
    return _with_services(catalog, forms, catalog.organization(forms), fields)


def _whole_located(catalog: Catalog, form: Form, fields: Fields) -> Entity:
    return {**catalog.service_at_location(form), "service": catalog.service_row(form)}


LISTINGS: Mapping[str, Listing] = {
    "services": Listing(
        (*OF_SERVICES, "minimal", "full"), _select_services, _show_service, Catalog.find_service,
        lambda catalog, form, fields: catalog.service(form),
    ),
    "organizations": Listing(
        ("search", "full", "full_service"), _select_organizations, _show_organization, Catalog.find_organization,
        _whole_organization, ("full_service",),
    ),
    "locations": Listing(
        (), _values("locations"), _show_location, lambda catalog, name: catalog.locations.get(name), _show_location
    ),
    "service_at_locations": Listing(
        (*OF_SERVICES, "full"), _select_located, _show_located, lambda catalog, name: catalog.located.get(name), _whole_located
    ),
    "taxonomies": Listing((), _values("taxonomies"), _itself, lambda catalog, name: catalog.taxonomies.get(name), _itself),
    "taxonomy_terms": Listing(
        ("taxonomy_id", "top_only", "parent_id"), _select_terms, _itself, lambda catalog, name: catalog.terms.get(name), _itself
    ),
}  # fmt: skip

"""The HSDS 3.0 API: the records in the field's own standard. Request -> document, thin; the mapping is directory/hsds.

Paths, parameters and the page around a list follow the OpenAPI document of HSDS 3.0. A record is found by its UUID or by our id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.hsds.catalog import Catalog, flatten
from directory.hsds.context import Entity, Form
from directory.hsds.names import organization_uuid, service_uuid
from directory.hsds.package import build_package
from directory.search.results import Query
from directory.site.http.asked import check_names
from directory.site.http.fields import Fields, fields_of_address, last_value
from directory.site.http.paging import link_page, read_moment, read_page, read_truth, read_uuid
from directory.site.http.problems import bad_value, from_status
from directory.site.http.stored import CHECK_FIRST, JSON, Stored, store
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.release import Release

ROOT = "/hsds"
PER_PAGE, MAX_PER_PAGE = 50, 500
MAX_SEARCH_LENGTH = 500
TRUTHS = ("full", "minimal", "full_service", "top_only")
PAGING = ("page", "per_page")
OF_SERVICES = ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
ZIP = "application/zip"


@dataclass(frozen=True)
class Listing:
    """One list: its parameters besides paging, which entities match, how one is shown in a list and whole, and what the whole takes."""

    names: tuple[str, ...]
    select: Callable[[Release, Fields], Sequence[Any]]
    row: Callable[[Catalog, Any, Fields], Entity]
    find: Callable[[Catalog, str], Any]
    whole: Callable[[Catalog, Any, Fields], Entity]
    of_whole: tuple[str, ...] = ()


async def show_root(request: Request) -> Response:
    """What is here: version, profile, description."""
    content = {"version": "3.0", "profile": "https://docs.openreferral.org/", "openapi_url": "/openapi.json"}
    return _body(request, "hsds root", (), lambda release, fields: content)


async def send_package(request: Request) -> Response:
    """The tabular data package as ZIP."""
    release = live_of(request).release
    check_names(fields_of_address(request), ())
    site = release.snapshot.site
    made = lambda: store(build_package(release.catalog, site["name"]["en"], site["licence"]["data"]), ZIP, CHECK_FIRST)  # noqa: E731
    reply = release.recent("hsds package", made).reply(request)
    reply.headers["content-disposition"] = 'attachment; filename="hsds.zip"'
    return reply


def list_routes() -> list[Route]:
    """The root, the package, and for each table its list and its single entities."""
    routes = [Route(ROOT, show_root), Route(f"{ROOT}/", show_root), Route(f"{ROOT}/datapackage.zip", send_package)]
    for name, listing in LISTINGS.items():
        routes += [
            Route(f"{ROOT}/{name}", _lister(name, listing)),
            Route(f"{ROOT}/{name}/{{id}}", _finder(name, listing)),
        ]
    return routes


def _lister(name: str, listing: Listing) -> Callable[[Request], Any]:
    async def show_list(request: Request) -> Response:
        def make(release: Release, fields: Fields) -> Entity:
            return _page(f"{ROOT}/{name}", listing, release, fields)

        return _body(request, f"hsds {name}", (*PAGING, *listing.names), make)

    return show_list


def _finder(name: str, listing: Listing) -> Callable[[Request], Any]:
    async def show_one(request: Request) -> Response:
        wanted = request.path_params["id"]

        def make(release: Release, fields: Fields) -> Entity:
            found = listing.find(release.catalog, wanted)
            if found is None:
                raise from_status(404)
            return listing.whole(release.catalog, found, fields)

        return _body(request, f"hsds {name} {wanted}", listing.of_whole, make)

    return show_one


def _body(request: Request, name: str, known: Iterable[str], make: Callable[[Release, Fields], Entity]) -> Response:
    """The document with an ETag; one that was asked for by words is not kept."""
    release = live_of(request).release
    fields = fields_of_address(request)
    check_names(fields, known)
    for truth in TRUTHS:
        read_truth(fields, truth)

    def write() -> Stored:
        return store(encode(make(release, fields)), JSON, CHECK_FIRST)

    if last_value(fields, "search"):
        return write().reply(request)
    return release.recent(f"{name} {sorted(fields.items())}", write).reply(request)


def _page(path: str, listing: Listing, release: Release, fields: Fields) -> Entity:
    """One page of a list, with links to those before and after it."""
    found = listing.select(release, fields)
    is_minimal = "minimal" in listing.names and read_truth(fields, "minimal")
    number, size = read_page(fields, PER_PAGE, MAX_PER_PAGE)
    size = max(len(found), 1) if is_minimal else size
    rows = [listing.row(release.catalog, one, fields) for one in found[(number - 1) * size : number * size]]
    pages = -(-len(found) // size)
    around = {"next_page": number + 1 if number < pages else None, "previous_page": number - 1 if number > 1 else None}
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not rows,
        "links": {name: link_page(path, fields, [("page", to)]) for name, to in around.items() if to},
        "contents": rows,
    }


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

"""The HSDS 3.0 API: the records in the field's own standard. Request -> document, thin; the mapping is directory/hsds.

Paths and the page around a list follow the OpenAPI document of HSDS 3.0. A record is found by its UUID or by our id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.hsds.context import Entity
from directory.hsds.package import build_package
from directory.site.http.asked import check_names
from directory.site.http.fields import Fields, fields_of_address, last_value
from directory.site.http.paging import link_page, read_page, read_truth
from directory.site.http.problems import from_status
from directory.site.http.stored import CHECK_FIRST, JSON, Stored, store
from directory.site.programs.hsds_lists import LISTINGS, Listing
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.release import Release

ROOT = "/hsds"
PER_PAGE, MAX_PER_PAGE = 50, 500
TRUTHS = ("full", "minimal", "full_service", "top_only")
PAGING = ("page", "per_page")
ZIP = "application/zip"


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

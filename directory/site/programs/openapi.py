"""The API's description of itself (OpenAPI 3.1), made from the same lists that requests are checked against."""

from __future__ import annotations

from directory import __version__
from directory.site.http import asked
from directory.site.programs import feeds, hsds
from directory.site.programs.hsds_lists import LISTINGS
from directory.site.programs.parameters import (
    UUID,
    describe_hsds_query,
    describe_in_body,
    describe_in_path,
    describe_lang,
    describe_number,
    describe_query,
    list_search_parameters,
    list_suggest_parameters,
)
from directory.site.programs.samples import list_samples
from directory.site.programs.schemas import Schema, array_of, list_responses, list_schemas, ref
from directory.site.served.release import Release

HSDS_ENTITIES = {
    "services": "service", "organizations": "organization", "locations": "location",
    "service_at_locations": "service_at_location", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


def describe_api(release: Release) -> Schema:
    """The whole document. Every parameter has its bounds and an example, every answer its schema."""
    site = release.snapshot.site
    licence = site["licence"]["data"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site['name']['en']} API",
            "version": __version__,
            "description": (
                "Everything this directory knows, open to read, with no key. Words of a search are never logged. "
                "Nothing is taken away within v1, and nothing is deprecated today; what will go says so a year before, by Deprecation "
                "and Sunset headers."
            ),
            "license": {"name": licence["name"]["en"], "url": licence["url"]},
        },
        "servers": [{"url": release.base_url or "/"}],
        "paths": {**_api_paths(release), **_change_paths(), **_hsds_paths()},
        "components": {"schemas": list_schemas(release), "responses": list_responses()},
    }


def _api_paths(release: Release) -> Schema:
    search = list_search_parameters(release)
    lang = describe_lang(release)
    some_id = next(iter(release.snapshot.forms))
    one = describe_in_path("id", "The record's id.", {"type": "string", "minLength": 1, "maxLength": 80}, some_id)
    listed = [
        describe_number("limit", asked.DEFAULT_LIMIT, 1, asked.MAX_LIMIT),
        describe_number("offset", 0, 0, asked.MAX_OFFSET),
        lang,
    ]
    body = {
        "type": "object",
        "properties": {p["name"]: describe_in_body(p) for p in search},
        "additionalProperties": False,
    }
    posted = {
        "required": True,
        "content": {"application/json": {"schema": body, "example": {"q": "safe place tonight", "limit": 5}}},
    }
    return {
        "/api/v1/search": {
            "get": _get("search", "Search", search, ref("SearchAnswer")),
            "post": {
                **_get(
                    "searchByPost", "Search, with the words in the body and so in no address", [], ref("SearchAnswer")
                ),
                "requestBody": posted,
            },
        },
        "/api/v1/search/cards": {
            "post": {
                **_get("searchForCards", "Search, answered with texts ready to be shown", [], ref("CardsAnswer")),
                "requestBody": posted,
            },
        },
        "/api/v1/suggest": {
            "get": _get(
                "suggest",
                "What the letters typed so far may become",
                list_suggest_parameters(release),
                ref("Suggestions"),
            )
        },
        "/api/v1/resources": {"get": _get("listResources", "Every record", listed, ref("ResourceList"))},
        "/api/v1/resources/{id}": {
            "get": _get("showResource", "One record", [one, lang], ref("Resource"), missing=("404", "410"))
        },
        "/api/v1/facets": {"get": _get("listFacets", "What one may filter by, with counts", [lang], ref("Facets"))},
        "/api/v1/snapshot": {
            "get": _get(
                "fetchSnapshot", "Every record in one array; its SHA-256 is the revision", [], array_of("Resource")
            )
        },
    }


def _change_paths() -> Schema:
    since = describe_query(
        "since", "The revision a mirror holds.", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "0" * 64
    )
    parameters = [since, describe_number("limit", feeds.MAX_CHANGES, 1, feeds.MAX_CHANGES)]
    return {
        "/changes.json": {
            "get": _get("listChanges", "What changed since a revision", parameters, ref("Changes"), missing=("404",))
        },
        "/changes.atom": {"get": _get("followChanges", "What changed, for feed readers", [], {"type": "string"}, media="application/atom+xml")},
    }  # fmt: skip


def _hsds_paths() -> Schema:
    paths: Schema = {
        "/hsds": {"get": _get("showHsds", "The version of HSDS", [], {"type": "object"})},
        "/hsds/datapackage.zip": {
            "get": _get("fetchPackage", "HSDS tabular data package", [], {"type": "string"}, media=hsds.ZIP)
        },
    }
    for name, listing in LISTINGS.items():
        entity = HSDS_ENTITIES[name]
        parameters = [
            describe_number("page", 1, 1, 100_000),
            describe_number("per_page", hsds.PER_PAGE, 1, hsds.MAX_PER_PAGE),
        ]
        parameters += [describe_hsds_query(known) for known in listing.names]
        one = describe_in_path("id", f"The {entity}'s UUID.", UUID, "00000000-0000-4000-8000-000000000000")
        more = [describe_hsds_query(known) for known in listing.of_whole]
        title = entity.replace("_", " ")
        paths[f"/hsds/{name}"] = {"get": _get(f"list_{name}", f"HSDS: every {title}", parameters, ref("HsdsPage"))}
        paths[f"/hsds/{name}/{{id}}"] = {
            "get": _get(f"show_{entity}", f"HSDS: one {title}", [one, *more], ref("HsdsEntity"), missing=("404",))
        }
    return paths


def _get(
    name: str, summary: str, parameters: list[Schema], schema: Schema, *,
    media: str = "application/json", missing: tuple[str, ...] = (),
) -> Schema:  # fmt: skip
    """One operation. `missing`: the codes of what is not there, or no longer."""
    refused = {"400": _response("Refused"), "429": _response("TooMany")} | {
        code: _response("Missing") for code in missing
    }
    found = {"description": "What was asked for.", "content": {media: {"schema": schema}}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": found, **refused},
        "x-codeSamples": list_samples(name),
    }


def _response(name: str) -> Schema:
    return {"$ref": f"#/components/responses/{name}"}

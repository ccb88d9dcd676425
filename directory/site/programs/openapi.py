"""The API's description of itself (OpenAPI 3.1), made from the same lists that requests are checked against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from directory import __version__
from directory.hsds.taxonomies import TAXONOMIES
from directory.search.intent import IGNORABLE
from directory.site.http import asked
from directory.site.programs import feeds, hsds
from directory.site.programs.samples import list_samples
from directory.site.programs.schemas import Schema, array_of, list_responses, list_schemas, ref
from directory.site.served.release import Release

# What each filter narrows by, for readers.
FILTER_TELLS = {
    "kind": "organization, video or print",
    "service": "what an organization does",
    "topic": "what it is about",
    "audience": "whom it is for",
    "language": "a language it is certainly offered in",
    "cost": "what it costs",
    "format": "what a video or print is",
    "open": "whether it is open now, in its own time zone",
}
HSDS_ENTITIES = {
    "services": "service", "organizations": "organization", "locations": "location",
    "service_at_locations": "service_at_location", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
UUID: Schema = {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}

EMPTY: Schema = {"type": "string", "maxLength": 0}


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
    search = _search_parameters(release)
    lang = _lang(release)
    some_id = next(iter(release.snapshot.forms))
    one = _path_parameter("id", "The record's id.", {"type": "string", "minLength": 1, "maxLength": 80}, some_id)
    listed = [
        _number("limit", asked.DEFAULT_LIMIT, 1, asked.MAX_LIMIT),
        _number("offset", 0, 0, asked.MAX_OFFSET),
        lang,
    ]
    body = {"type": "object", "properties": {p["name"]: _in_body(p) for p in search}, "additionalProperties": False}
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
                "suggest", "What the letters typed so far may become", _suggest_parameters(release), ref("Suggestions")
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


def _search_parameters(release: Release) -> list[Schema]:
    vocabulary = release.snapshot.vocabulary
    filters = [
        _many(name, f"Only {tells}. Several values: any of them.", vocabulary.tags(asked.LIST_OF_FILTER[name]))
        for name, tells in FILTER_TELLS.items()
    ]
    return [
        _query("q", "What a person types: any words, places, a phone number.", {"type": "string", "maxLength": asked.MAX_TEXT_LENGTH}, "safe place tonight in havre"),
        *filters,
        _query("place", "A county, nation, town or ZIP; it then counts instead of one in the words.", {"type": "string", "enum": list_places(release)}, "Hill"),
        _many("ignore", "What was understood and is taken back.", IGNORABLE),
        _lang(release),
        _number("limit", asked.DEFAULT_LIMIT, 1, asked.MAX_LIMIT),
        _number("offset", 0, 0, asked.MAX_OFFSET),
    ]  # fmt: skip


def _suggest_parameters(release: Release) -> list[Schema]:
    text = {"type": "string", "maxLength": asked.MAX_TEXT_LENGTH}
    limit = _number("limit", asked.DEFAULT_SUGGESTIONS, 1, asked.MAX_SUGGESTIONS)
    return [_query("q", "The letters typed so far.", text, "hav"), _lang(release), limit]


def list_places(release: Release) -> list[str]:
    """The names that `place` takes as they are: counties, nations by id, towns, ZIPs."""
    places = release.snapshot.places
    names = [row["name"] for row in places["counties"]] + [row["id"] for row in places["nations"]]
    names += [row["name"] for row in places["towns"]] + [
        code for row in places["towns"] for code in row.get("zips", ())
    ]
    return list(dict.fromkeys(name for name in names if release.known.places.named(name)))


def _change_paths() -> Schema:
    since = _query("since", "The revision a mirror holds.", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "0" * 64)
    parameters = [since, _number("limit", feeds.MAX_CHANGES, 1, feeds.MAX_CHANGES)]
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
    for name, listing in hsds.LISTINGS.items():
        entity = HSDS_ENTITIES[name]
        parameters = [_number("page", 1, 1, 100_000), _number("per_page", hsds.PER_PAGE, 1, hsds.MAX_PER_PAGE)]
        parameters += [_hsds_parameter(known) for known in listing.names]
        one = _path_parameter("id", f"The {entity}'s UUID.", UUID, "00000000-0000-4000-8000-000000000000")
        more = [_hsds_parameter(known) for known in listing.of_whole]
        title = entity.replace("_", " ")
        paths[f"/hsds/{name}"] = {"get": _get(f"list_{name}", f"HSDS: every {title}", parameters, ref("HsdsPage"))}
        paths[f"/hsds/{name}/{{id}}"] = {
            "get": _get(f"show_{entity}", f"HSDS: one {title}", [one, *more], ref("HsdsEntity"), missing=("404",))
        }
    return paths


def _hsds_parameter(name: str) -> Schema:
    tells: Mapping[str, tuple[str, Schema, Any]] = {
        "search": ("Words to find.", {"type": "string", "maxLength": 500}, "shelter"),
        "taxonomy_term_id": ("Only what carries this term.", UUID, None),
        "taxonomy_id": (f"Only what carries a term of this taxonomy ({', '.join(TAXONOMIES)}).", UUID, None),
        "organization_id": ("Only this organization's.", UUID, None),
        "parent_id": ("Only terms below this one; ours are flat.", UUID, None),
        "modified_after": ("Only what changed on or after this moment.", {"type": "string", "format": "date"}, "2026-01-01"),
    }  # fmt: skip
    if name not in tells:
        return _query(name, "true or false.", {"type": "string", "enum": ["true", "false"]}, "true")
    description, schema, example = tells[name]
    return _query(name, description, schema, example)


def _query(name: str, description: str, schema: Schema, example: Any = None) -> Schema:
    """A parameter. One with nothing behind its "=" is taken as left out, as HTML forms send them."""
    schema = schema if schema["type"] == "array" or schema.get("maxLength") else {"anyOf": [schema, EMPTY]}
    told = {"name": name, "in": "query", "description": description, "schema": schema}
    return told if example is None else {**told, "example": example}


def _many(name: str, description: str, tags: Iterable[str]) -> Schema:
    tags = list(tags)
    schema = {"type": "array", "items": {"type": "string", "enum": [*tags, ""]}}
    return {**_query(name, description, schema, tags[:1]), "style": "form", "explode": True}


def _number(name: str, default: int, least: int, most: int) -> Schema:
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return _query(name, f"From {least} to {most:,}; {default} if left out.", schema, max(default, least))


def _lang(release: Release) -> Schema:
    langs = list(release.known.langs)
    return _query("lang", "The language of titles and summaries.", {"type": "string", "enum": langs}, langs[-1])


def _path_parameter(name: str, description: str, schema: Schema, example: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def _in_body(parameter: Schema) -> Schema:
    """The parameter as a member of a JSON object: one value may stand without a list, null is as left out."""
    schema = parameter["schema"]
    single = [schema["items"]] if schema.get("type") == "array" else []
    return {
        "anyOf": [*schema.get("anyOf", [schema]), *single, {"type": "null"}],
        "description": parameter["description"],
    }


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

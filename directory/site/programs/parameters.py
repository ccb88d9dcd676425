"""The parameters of the API's description (OpenAPI 3.1): each with its bounds and an example, from the lists requests are checked against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from directory.hsds.taxonomies import TAXONOMIES
from directory.search.intent import IGNORABLE
from directory.site.http import asked
from directory.site.programs.hsds_lists import MAX_SEARCH_LENGTH
from directory.site.programs.schemas import Schema
from directory.site.served.release import Release

# What each filter narrows by, for readers.
_FILTER_TELLS = {
    "kind": "organization, video or print",
    "service": "what an organization does",
    "topic": "what it is about",
    "audience": "whom it is for",
    "language": "a language it is certainly offered in",
    "cost": "what it costs",
    "format": "what a video or print is",
    "open": "whether it is open now, in its own time zone",
}
UUID: Schema = {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_EMPTY: Schema = {"type": "string", "maxLength": 0}


def list_search_parameters(release: Release) -> list[Schema]:
    """What a search takes, with the tags and places of this release."""
    vocabulary = release.snapshot.vocabulary
    filters = [
        _many(name, f"Only {tells}. Several values: any of them.", vocabulary.tags(asked.LIST_OF_FILTER[name]))
        for name, tells in _FILTER_TELLS.items()
    ]
    return [
        describe_query("q", "What a person types: any words, places, a phone number.", {"type": "string", "maxLength": asked.MAX_TEXT_LENGTH}, "safe place tonight in havre"),
        *filters,
        describe_query("place", "A county, nation, town or ZIP; it then counts instead of one in the words.", {"type": "string", "enum": _list_places(release)}, "Hill"),
        _many("ignore", "What was understood and is taken back.", IGNORABLE),
        describe_lang(release),
        describe_number("limit", asked.DEFAULT_LIMIT, 1, asked.MAX_LIMIT),
        describe_number("offset", 0, 0, asked.MAX_OFFSET),
    ]  # fmt: skip


def list_suggest_parameters(release: Release) -> list[Schema]:
    """What suggestions take."""
    text = {"type": "string", "maxLength": asked.MAX_TEXT_LENGTH}
    limit = describe_number("limit", asked.DEFAULT_SUGGESTIONS, 1, asked.MAX_SUGGESTIONS)
    return [describe_query("q", "The letters typed so far.", text, "hav"), describe_lang(release), limit]


def _list_places(release: Release) -> list[str]:
    """The names that `place` takes as they are: counties, nations by id, towns, ZIPs."""
    places = release.snapshot.places
    names = [row["name"] for row in places["counties"]] + [row["id"] for row in places["nations"]]
    names += [row["name"] for row in places["towns"]] + [
        code for row in places["towns"] for code in row.get("zips", ())
    ]
    return list(dict.fromkeys(name for name in names if release.known.places.named(name)))


def describe_hsds_query(name: str) -> Schema:
    """A parameter of an HSDS list by its name there; one that is not told apart is true or false."""
    tells: Mapping[str, tuple[str, Schema, Any]] = {
        "search": ("Words to find.", {"type": "string", "maxLength": MAX_SEARCH_LENGTH}, "shelter"),
        "taxonomy_term_id": ("Only what carries this term.", UUID, None),
        "taxonomy_id": (f"Only what carries a term of this taxonomy ({', '.join(TAXONOMIES)}).", UUID, None),
        "organization_id": ("Only this organization's.", UUID, None),
        "parent_id": ("Only terms below this one; ours are flat.", UUID, None),
        "modified_after": ("Only what changed on or after this moment.", {"type": "string", "format": "date"}, "2026-01-01"),
    }  # fmt: skip
    if name not in tells:
        return describe_query(name, "true or false.", {"type": "string", "enum": ["true", "false"]}, "true")
    description, schema, example = tells[name]
    return describe_query(name, description, schema, example)


def describe_query(name: str, description: str, schema: Schema, example: Any = None) -> Schema:
    """A parameter. One with nothing behind its "=" is taken as left out, as HTML forms send them."""
    schema = schema if schema["type"] == "array" or schema.get("maxLength") else {"anyOf": [schema, _EMPTY]}
    told = {"name": name, "in": "query", "description": description, "schema": schema}
    return told if example is None else {**told, "example": example}


def _many(name: str, description: str, tags: Iterable[str]) -> Schema:
    tags = list(tags)
    schema = {"type": "array", "items": {"type": "string", "enum": [*tags, ""]}}
    return {**describe_query(name, description, schema, tags[:1]), "style": "form", "explode": True}


def describe_number(name: str, default: int, least: int, most: int) -> Schema:
    """A whole number from `least` to `most`."""
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return describe_query(name, f"From {least} to {most:,}; {default} if left out.", schema, max(default, least))


def describe_lang(release: Release) -> Schema:
    """The language of the answer, one of those this release speaks."""
    langs = list(release.known.langs)
    return describe_query("lang", "The language of titles and summaries.", {"type": "string", "enum": langs}, langs[-1])


def describe_in_path(name: str, description: str, schema: Schema, example: str) -> Schema:
    """A part of the address itself."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def describe_in_body(parameter: Schema) -> Schema:
    """The parameter as a member of a JSON object: one value may stand without a list, a whole number for what may be any text, as a
    ZIP is, and null is as left out."""
    schema = parameter["schema"]
    single = [schema["items"]] if schema.get("type") == "array" else []
    number = [{"type": "integer"}] if schema.get("maxLength") else []
    return {
        "anyOf": [*schema.get("anyOf", [schema]), *single, *number, {"type": "null"}],
        "description": parameter["description"],
    }

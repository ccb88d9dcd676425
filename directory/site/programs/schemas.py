"""The shapes of the API's answers, as JSON Schemas for its description. What a record may hold beyond them stays open."""

from __future__ import annotations

from typing import Any

from directory.site.served.release import Release

Schema = dict[str, Any]

PROBLEM = "application/problem+json"


def ref(name: str) -> Schema:
    """A reference to one of these schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


def array_of(name: str) -> Schema:
    """A list of one of these schemas."""
    return {"type": "array", "items": ref(name)}


def list_responses() -> Schema:
    """The refusals, all as problem+json."""
    content = {PROBLEM: {"schema": ref("Problem")}}
    wait = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return {
        "Refused": {"description": "The request has a fault; `mend` says what to do.", "content": content},
        "Missing": {"description": "There is nothing of that name, or no longer.", "content": content},
        "TooMany": {"description": "More requests than one client may make.", "headers": wait, "content": content},
    }


def list_schemas(release: Release) -> Schema:
    """Every schema by name."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    kinds = list(release.snapshot.vocabulary.tags("kinds"))
    texts = {"type": "array", "items": text}
    counts = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": whole}}
    resource = {
        "id": text, "kind": {"type": "string", "enum": kinds}, "title": text, "summary": text,
        "reach": {"type": "object", "required": ["scope"], "properties": {"scope": text, "counties": texts, "nations": texts}},
        "services": texts, "audiences": texts, "topics": texts, "languages": texts, "cost": text, "url": text,
        "phones": {"type": "array", "items": ref("Phone")}, "hours": text, "verified": {"type": "object"},
    }  # fmt: skip
    phone = {
        "kind": text,
        "label": text,
        "number": text,
        "display": text,
        "href": text,
        "confirmed": {"type": "boolean"},
    }
    understood = {
        "type": "object",
        "properties": {"place": {}, "topics": {"type": "array"}, "corrected": {}},
        "required": ["place", "topics", "corrected"],
    }
    change = {
        "revision": text, "previous": text, "on": {"type": "string", "format": "date-time"}, "added": {"type": "array"},
        "changed": {"type": "array"}, "removed": {"type": "array"}, "resources": array_of("Resource"),
    }  # fmt: skip
    page = {
        "total_items": whole, "total_pages": whole, "page_number": whole, "size": whole, "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"}, "empty": {"type": "boolean"}, "contents": array_of("HsdsEntity"),
    }  # fmt: skip
    problem = {"type": text, "title": text, "status": whole, "detail": text, "mend": text, "known": texts}
    answer = {
        "query": text, "understood": understood, "total": whole, "results": array_of("Resource"), "facets": counts, "urgent": texts,
    }  # fmt: skip
    call = {"href": text, "kind": text, "verb": text, "number": text, "confirmed": text, "unconfirmed": text}
    line = {"title": text, "phones": array_of("Call"), "hours": text, "unconfirmed": text}
    card = {
        "id": text, "page": text, "eyebrow": text, "title": text, "summary": text, "facts": text, "caution": text,
        "phones": array_of("Call"),
    }  # fmt: skip
    cards = {
        "total": whole, "count": text, "spoken": text, "understood": texts, "cards": array_of("Card"),
        "lines": array_of("Line"), "ignored": {"type": "array"},
    }  # fmt: skip
    urgent = _object({"title": text, "lines": array_of("Line")}, ("title", "lines"))
    return {
        "Resource": _object(resource, ("id", "kind", "title", "summary", "reach", "cost")),
        "Phone": _object(phone, ("kind", "label", "number", "display", "href", "confirmed")),
        "SearchAnswer": _object(answer, tuple(answer)),
        "CardsAnswer": _object({**cards, "urgent": urgent}, tuple(cards)),
        "Card": _object(card, ("id", "page", "eyebrow", "title", "summary")),
        "Line": _object(line, ("title", "phones")),
        "Call": _object(call, ("href", "kind", "verb", "number")),
        "ResourceList": _object({"total": whole, "results": array_of("Resource")}, ("total", "results")),
        "Suggestions": _object({"query": text, "suggestions": {"type": "array"}}, ("query", "suggestions")),
        "Facets": _object(
            {"total": whole, "facets": counts, "labels": {"type": "object"}}, ("total", "facets", "labels")
        ),
        "Change": _object(change, tuple(change)),
        "Changes": _object({"revision": text, "since": text, "changes": array_of("Change")}, ("revision", "changes")),
        "HsdsEntity": {"type": "object", "required": ["id"]},
        "HsdsPage": _object(page, tuple(page)),
        "Problem": _object(problem, ("type", "title", "status", "detail", "mend")),
    }


def _object(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required)}

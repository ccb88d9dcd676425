"""HSDS services -> records as typed: what another directory knows, for a person here to look through and save.

A service that came from us is found again by its UUID, and only what was changed in it changes its record. Any other becomes
a new record: what HSDS does not say is left out, and what nobody here has checked is marked as a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from directory.hsds.context import Context
from directory.hsds.fields import PHONE_TYPES
from directory.hsds.gather import Entity
from directory.hsds.mapping import describe
from directory.hsds.names import service_uuid
from directory.hsds.taxonomies import TAXONOMIES
from directory.records.model import MODEL_OF_KIND
from directory.records.publish import publish
from directory.records.values import read_day, read_email, read_phone, read_short_code, read_url
from directory.records.vocabulary import Vocabulary

Record = dict[str, Any]

# Field of a service that a person may change elsewhere -> ours.
_TEXTS = {
    "name": "title",
    "description": "summary",
    "url": "url",
    "email": "email",
    "application_process": "what_happens",
}
_KIND_OF_PHONE = {other: ours for ours, other in PHONE_TYPES.items()}
_DOUBT = "It came from another directory's data, and nobody here has checked it."
_MAX_TEXT = 2000


def take_in(
    services: Iterable[Entity], old: Mapping[str, Record], vocabulary: Vocabulary, state: str, today: date
) -> dict[str, Record]:
    """The records as they shall be, by id, in the order of the services."""
    context = Context(vocabulary, state, lambda name: "")
    ours = {service_uuid({"id": name}): name for name in old}
    taken: dict[str, Record] = {}
    for service in services:
        name = ours.get(str(service.get("id")))
        record = _changed(old[name], service, context) if name else _new(service, {*old, *taken}, context, today)
        taken[record["id"]] = record
    return taken


def _changed(record: Record, service: Entity, context: Context) -> Record:
    """The record with the texts that differ from those we would give out."""
    form = publish(MODEL_OF_KIND[record["kind"]].model_validate(record))
    given = describe("service", form, context)
    changed = {
        ours: service[theirs]
        for theirs, ours in _TEXTS.items()
        if service.get(theirs) and service[theirs] != given.get(theirs)
    }
    return {**record, **changed}


def _new(service: Entity, taken: set[str], context: Context, today: date) -> Record:
    title = _title(service)
    on = _day(service.get("assured_date"), today)
    stamp = {"on": on, "how": "published-pages"}
    record = {
        "id": _free_id(title, taken),
        "kind": "organization",
        "title": title,
        "alternate_names": _split(service.get("alternate_name")),
        "summary": _text(service.get("description")) or title,
        "phones": list(_phones(service, stamp)),
        "reach": _reach(service, context),
        **{name: list(_tags(service, name, context.vocabulary)) for name in ("services", "audiences", "topics")},
        "languages": list(_languages(service, context.vocabulary)),
        "cost": "free" if _is_free(service) else "unknown",
        "cost_note": _line(service.get("fees_description")),
        "what_happens": _text(service.get("application_process")),
        "caution": _text(service.get("alert")),
        "url": _valid(read_url, service.get("url")),
        "email": _valid(read_email, service.get("email")),
        "sources": [{"url": page} for page in _pages(service)],
        "verified": stamp,
        "confidence": "low",
        "doubts": [{"about": "content", "text": _DOUBT}],
    }
    return {name: value for name, value in record.items() if value}


def _title(service: Entity) -> str:
    """The service's name, behind its organization's where that says more."""
    name, organization = str(service["name"]).strip(), service.get("organization")
    owner = str(organization.get("name", "")).strip() if isinstance(organization, dict) else ""
    both = f"{owner}: {name}" if owner and owner.lower() not in name.lower() else name
    return both[:200]


def _pages(service: Entity) -> list[str]:
    """The page the facts can be looked up on: the service's, else its organization's."""
    owner = service.get("organization")
    pages = [service.get("url"), owner.get("website") if isinstance(owner, dict) else None]
    return [str(page) for page in pages if _valid(read_url, page)][:1]


def _free_id(title: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:70].strip("-") or "imported"
    return next(name for name in _numbered(stem) if name not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _phones(service: Entity, stamp: Record) -> Iterator[Record]:
    """Numbers that exist, each marked as seen in one place only. One that cannot be read is left out."""
    for phone in service.get("phones") or ():
        digits = re.sub(r"[^\d+]", "", str(phone.get("number", "")))
        number = _valid(read_phone, digits if digits.startswith("+") else f"+1{digits.removeprefix('1')}")
        short = _valid(read_short_code, digits)
        if number or short:
            where = {"number": number} if number else {"short_code": short}
            kind = _KIND_OF_PHONE.get(str(phone.get("type", "")).lower(), "voice")
            label = _line(phone.get("description")) or "Phone"
            yield {"kind": kind, "label": label, **where, "verified": {**stamp, "verdict": "same-source-only"}}


def _reach(service: Entity, context: Context) -> Record:
    """Counties and nations that are named; the country; else the state, which the doubt covers."""
    names = [str(area.get("name", "")) for area in service.get("service_areas") or ()]
    counties = [tag for tag in context.vocabulary.tags("counties") if f"{tag} County, {context.state}" in names]
    nations = [tag for tag in context.vocabulary.tags("nations") if context.label("nations", tag) in names]
    if counties or nations:
        scope = "counties" if counties else "tribal"
        return {
            "scope": scope,
            **({"counties": counties} if counties else {}),
            **({"nations": nations} if nations else {}),
        }
    return {"scope": "national" if "United States" in names else "statewide"}


def _tags(service: Entity, name: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Terms that are tags of ours, by their code."""
    terms = [attribute.get("taxonomy_term") or {} for attribute in service.get("attributes") or ()]
    codes = [term.get("code") for term in terms if term.get("taxonomy") == TAXONOMIES[name]]
    yield from (tag for tag in vocabulary.tags(TAXONOMIES[name]) if tag in codes)


def _languages(service: Entity, vocabulary: Vocabulary) -> Iterator[str]:
    codes = [row.get("code") for row in service.get("languages") or ()]
    yield from (tag for tag in vocabulary.tags("languages") if tag in codes)


def _is_free(service: Entity) -> bool:
    return any(str(row.get("amount")) in ("0", "0.0") for row in service.get("cost_options") or ())


def _day(value: Any, today: date) -> str:
    """The day it was last assured there, if it is one that has been."""
    day = _valid(read_day, value)
    return str(day) if day and date.fromisoformat(str(day)) <= today else today.isoformat()


def _split(value: Any) -> list[str]:
    return [name.strip() for name in str(value).split(";") if name.strip()] if value else []


def _line(value: Any) -> str:
    return " ".join(str(value).split())[:200] if value else ""


def _text(value: Any) -> str:
    return " ".join(str(value).split())[:_MAX_TEXT] if value else ""


def _valid(reader: Any, value: Any) -> Any:
    """The value as its reader gives it back; None where it is not of its form."""
    try:
        return value if reader(value) else None
    except ValueError:
        return None

"""The mapping: a record's public form -> HSDS 3.0 entities. The only file that says which of our fields becomes which of theirs.

`RULES` is the mapping as data: it makes the documents, and the table in docs/partners.md is printed from it.
Source: docs.openreferral.org, Human Services Data Specification 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from directory.hsds.hours import list_schedules
from directory.hsds.names import name_uuid
from directory.records.vocabulary import Vocabulary

Form = Mapping[str, Any]
Entity = dict[str, Any]

# Filter of ours -> the closed list that becomes a taxonomy.
TAXONOMIES = {
    "kind": "kinds",
    "services": "services",
    "audiences": "audiences",
    "topics": "topics",
    "format": "formats",
}

# RFC 6350, 6.4.1, as HSDS asks.
PHONE_TYPES = {"voice": "voice", "text": "text", "tty": "textphone", "videophone": "video"}

# Street, town, state and ZIP as our records write a public address.
_ADDRESS = re.compile(r"(?P<street>.+), (?P<city>[^,]+), (?P<state>[A-Z]{2}) (?P<zip>\d{5}(?:-\d{4})?)")


@dataclass(frozen=True)
class Context:
    """What a record does not say itself: labels of tags, the state's name, and the moment each record last changed."""

    vocabulary: Vocabulary
    state: str
    modified: Callable[[str], str]

    def label(self, name: str, tag: str) -> str:
        """What a tag is called in English."""
        return self.vocabulary.label(name, tag, "en")


@dataclass(frozen=True)
class Rule:
    """`target`: table and field of HSDS. `ours`: what it is made of. `how`: in words, for the documents."""

    target: str
    ours: str
    how: str
    make: Callable[[Form, Context], Any]

    @property
    def table(self) -> str:
        """The HSDS table."""
        return self.target.partition(".")[0]

    @property
    def field(self) -> str:
        """The field in it."""
        return self.target.partition(".")[2]


def describe(table: str, form: Form, context: Context) -> Entity:
    """The entity of that table made of a record; fields with nothing to say are left out."""
    made = ((rule.field, rule.make(form, context)) for rule in RULES if rule.table == table)
    return {field: value for field, value in made if value not in (None, "", [])}


def service_uuid(form: Form) -> str:
    """Every record is one service."""
    return name_uuid("service", form["id"])


def organization_uuid(form: Form) -> str:
    """An organization is itself; a video or print belongs to its publisher."""
    return name_uuid("organization", form["id"]) if is_organization(form) else name_uuid("publisher", form["publisher"])


def location_uuid(form: Form) -> str | None:
    """Where a record's office is; None without a town."""
    return name_uuid("location", form["id"]) if form.get("city") else None


def is_organization(form: Form) -> bool:
    """Whether the record is somebody who helps, not a video or print."""
    return bool(form["kind"] == "organization")


def _take(name: str) -> Callable[[Form, Context], Any]:
    return lambda form, context: form.get(name)


def _joined(name: str) -> Callable[[Form, Context], str]:
    return lambda form, context: "; ".join(form.get(name, ()))


def _organization_name(form: Form, context: Context) -> str:
    return str(form["title"] if is_organization(form) else form["publisher"])


def _organization_description(form: Form, context: Context) -> str:
    if is_organization(form):
        return str(form["summary"])
    return f"{form['publisher']} publishes videos or print items that are listed here."


def _own(name: str) -> Callable[[Form, Context], Any]:
    """A field that is the organization's own; a publisher's is not known."""
    return lambda form, context: form.get(name) if is_organization(form) else None


def _interpretation(form: Form, context: Context) -> str:
    return "Other languages are served by interpreter." if form.get("interpreter") else ""


def _fees(form: Form, context: Context) -> str:
    return ". ".join(text for text in (context.label("costs", form["cost"]), form.get("cost_note", "")) if text)


def _eligibility(form: Form, context: Context) -> str:
    return "; ".join(context.label("audiences", tag) for tag in form.get("audiences", ()))


def _alert(form: Form, context: Context) -> str:
    doubts = [doubt["text"] for doubt in form.get("doubts", ())]
    phones = form.get("phones", ())
    unconfirmed = (
        ["No number has been confirmed by phone."] if phones and not any(p["confirmed"] for p in phones) else []
    )
    return " ".join([*([form["caution"]] if "caution" in form else []), *unconfirmed, *doubts])


def _phones(form: Form, context: Context) -> list[Entity]:
    return [_phone(form, order, phone) for order, phone in enumerate(form.get("phones", ()))]


def _phone(form: Form, order: int, phone: Form) -> Entity:
    said = [
        phone["label"],
        f"Text {phone['keyword']} to this number" if "keyword" in phone else "",
        phone.get("hours", ""),
        phone.get("hours_note", ""),
        phone.get("note", ""),
        "" if phone["confirmed"] else "Not yet confirmed",
        f"Checked {phone['checked_on']}",
    ]
    return {
        "id": name_uuid("phone", form["id"], phone["kind"], phone["number"], phone["label"]),
        "service_id": service_uuid(form),
        "number": phone["number"],
        "type": PHONE_TYPES.get(phone["kind"], "voice"),
        "description": ". ".join(text.rstrip(".") for text in said if text) + ".",
    }


def _schedules(form: Form, context: Context) -> list[Entity]:
    hours, note = form.get("hours"), form.get("hours_note")
    rows = list(list_schedules(hours)) if hours else []
    if note:
        rows.append({"description": note})
    own = {"service_id": service_uuid(form)}
    return [{"id": name_uuid("schedule", form["id"], str(order)), **own, **row} for order, row in enumerate(rows)]


def _areas(form: Form, context: Context) -> list[Entity]:
    service = service_uuid(form)
    return [
        {"id": name_uuid("service_area", form["id"], name), "service_id": service, "name": name, "extent_type": "text"}
        for name in _area_names(form["reach"], context)
    ]


def _area_names(reach: Form, context: Context) -> Iterator[str]:
    if reach["scope"] == "national":
        yield "United States"
    if reach["scope"] == "statewide":
        yield context.state
    yield from (f"{county} County, {context.state}" for county in reach.get("counties", ()))
    yield from (context.label("nations", nation) for nation in reach.get("nations", ()))


def _languages(form: Form, context: Context) -> list[Entity]:
    service = service_uuid(form)
    return [
        {
            "id": name_uuid("language", form["id"], code),
            "service_id": service,
            "name": context.label("languages", code),
            "code": code,
        }
        for code in form.get("languages", ())
    ]


def _costs(form: Form, context: Context) -> list[Entity]:
    if form["cost"] == "unknown" and "cost_note" not in form:
        return []
    amount = {"currency": "USD", "amount": 0} if form["cost"] == "free" else {}
    option = {"option": context.label("costs", form["cost"]), **amount}
    note = {"amount_description": form["cost_note"]} if "cost_note" in form else {}
    return [{"id": name_uuid("cost_option", form["id"]), "service_id": service_uuid(form), **option, **note}]


def _attributes(form: Form, context: Context) -> list[Entity]:
    tags = ((name, tag) for name in TAXONOMIES for tag in _tags(form.get(name, ())))
    return [_attribute(form, name, tag, context) for name, tag in tags]


def _tags(value: str | Iterable[str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value


def _attribute(form: Form, name: str, tag: str, context: Context) -> Entity:
    size = {"kind": _size(form)} if not is_organization(form) else {}
    return {
        "id": name_uuid("attribute", form["id"], name, tag),
        "link_id": service_uuid(form),
        "link_entity": "service",
        "link_type": name,
        "taxonomy_term_id": term_uuid(name, tag),
        **({"value": size[name]} if size.get(name) else {}),
        "taxonomy_term": describe_term(name, tag, context),
    }


def _size(form: Form) -> str:
    if "duration_seconds" in form:
        return f"{form['duration_seconds']} seconds"
    return f"{form['pages']} pages" if "pages" in form else ""


def term_uuid(name: str, tag: str) -> str:
    """The UUID of a tag of a closed list."""
    return name_uuid("taxonomy_term", TAXONOMIES[name], tag)


def describe_term(name: str, tag: str, context: Context) -> Entity:
    """A tag as taxonomy term."""
    label = context.label(TAXONOMIES[name], tag)
    own = {"id": term_uuid(name, tag), "code": tag, "name": label, "description": label}
    return {**own, "taxonomy": TAXONOMIES[name], "taxonomy_id": taxonomy_uuid(name), "language": "en"}


def taxonomy_uuid(name: str) -> str:
    """The UUID of a closed list."""
    return name_uuid("taxonomy", TAXONOMIES[name])


def describe_taxonomy(name: str) -> Entity:
    """A closed list as taxonomy."""
    described = f"The closed list '{TAXONOMIES[name]}' of this directory."
    return {"id": taxonomy_uuid(name), "name": TAXONOMIES[name], "description": described}


def _location_description(form: Form, context: Context) -> str:
    where = f"{form['city']}, {form['county']} County" if "county" in form else form["city"]
    return f"{form['address']}." if "address" in form else f"{where}. The street address is not published."


def _addresses(form: Form, context: Context) -> list[Entity]:
    found = _ADDRESS.fullmatch(form.get("address", ""))
    if found is None:
        return []
    own = {"id": name_uuid("address", form["id"]), "location_id": location_uuid(form), "address_1": found["street"]}
    place = {"city": found["city"], "state_province": found["state"], "postal_code": found["zip"], "country": "US"}
    return [{**own, **place, "address_type": "physical"}]


RULES = (
    Rule("organization.id", "id, or publisher", "UUID version 5", lambda form, context: organization_uuid(form)),
    Rule("organization.name", "title, or publisher", "as it is", _organization_name),
    Rule("organization.alternate_name", "alternate_names", "joined with '; '", lambda f, c: _joined("alternate_names")(f, c) if is_organization(f) else ""),
    Rule("organization.description", "summary", "as it is; a sentence of its own for a publisher", _organization_description),
    Rule("organization.email", "email", "as it is", _own("email")),
    Rule("organization.website", "url", "as it is", _own("url")),
    Rule("service.id", "id", "UUID version 5; every record is one service", lambda form, context: service_uuid(form)),
    Rule("service.organization_id", "id, or publisher", "the organization, or a material's publisher", lambda form, context: organization_uuid(form)),
    Rule("service.name", "title", "as it is", _take("title")),
    Rule("service.alternate_name", "alternate_names", "joined with '; '", _joined("alternate_names")),
    Rule("service.description", "summary", "as it is", _take("summary")),
    Rule("service.url", "url", "as it is", _take("url")),
    Rule("service.email", "email", "as it is", _take("email")),
    Rule("service.status", "", "'active': a record that has ended is removed, with its reason in the change feed", lambda form, context: "active"),
    Rule("service.interpretation_services", "interpreter", "a sentence where true", _interpretation),
    Rule("service.application_process", "what_happens", "as it is", _take("what_happens")),
    Rule("service.fees_description", "cost, cost_note", "label and note", _fees),
    Rule("service.eligibility_description", "audiences", "labels joined with '; '; not a rule for who may come", _eligibility),
    Rule("service.assured_date", "verified.on", "the day it was last found true", lambda form, context: form["verified"]["on"]),
    Rule("service.alert", "caution, phones, doubts", "the caution, whether no number is confirmed, and the doubts", _alert),
    Rule("service.last_modified", "", "when the record last changed here, from the change feed", lambda form, context: context.modified(form["id"])),
    Rule("service.phones", "phones", "number with country code or short code; label, keyword, hours and last check in the description", _phones),
    Rule("service.schedules", "hours, hours_note", "weekly recurrences in local time, exceptions by date", _schedules),
    Rule("service.service_areas", "reach", "United States, the state, counties and nations by name", _areas),
    Rule("service.languages", "languages", "code and English name; languages by interpreter are not listed", _languages),
    Rule("service.cost_options", "cost, cost_note", "amount 0 where free", _costs),
    Rule("service.attributes", "kind, services, audiences, topics, format", "taxonomy terms; length or pages of a material as value of its kind", _attributes),
    Rule("location.id", "id", "UUID version 5; only for a record with a town", lambda form, context: location_uuid(form)),
    Rule("location.location_type", "", "'physical'", lambda form, context: "physical"),
    Rule("location.organization_id", "id", "the organization", lambda form, context: organization_uuid(form)),
    Rule("location.name", "title", "as it is", _take("title")),
    Rule("location.description", "city, county, address", "the public address, else the town; no point is given, so that no shelter can be found by it", _location_description),
    Rule("location.addresses", "address", "only a public address with its ZIP", _addresses),
)  # fmt: skip

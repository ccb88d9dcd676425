"""How each field of an HSDS entity is made of a record's public form; directory/hsds/mapping.py says which is made of what.

What a field has nothing to say for is "", None or an empty list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from directory.hsds.context import Context, Entity, Form
from directory.hsds.hours import list_schedules
from directory.hsds.names import is_organization, location_uuid, name_uuid, service_uuid
from directory.hsds.taxonomies import TAXONOMIES, describe_term, term_uuid

# RFC 6350, 6.4.1, as HSDS asks.
PHONE_TYPES = {"voice": "voice", "text": "text", "tty": "textphone", "videophone": "video"}

# Street, town, state and ZIP as our records write a public address.
_ADDRESS = re.compile(r"(?P<street>.+), (?P<city>[^,]+), (?P<state>[A-Z]{2}) (?P<zip>\d{5}(?:-\d{4})?)")


def take(name: str) -> Callable[[Form, Context], Any]:
    """The field as it is."""
    return lambda form, context: form.get(name)


def join(name: str) -> Callable[[Form, Context], str]:
    """The texts of a list, joined."""
    return lambda form, context: "; ".join(form.get(name, ()))


def name_organization(form: Form, context: Context) -> str:
    """The organization, or who publishes a material."""
    return str(form["title"] if is_organization(form) else form["publisher"])


def describe_organization(form: Form, context: Context) -> str:
    """Its summary; of a publisher, what is known of it."""
    if is_organization(form):
        return str(form["summary"])
    return f"{form['publisher']} publishes videos or print items that are listed here."


def take_own(name: str) -> Callable[[Form, Context], Any]:
    """A field that is the organization's own; a publisher's is not known."""
    return lambda form, context: form.get(name) if is_organization(form) else None


def say_interpretation(form: Form, context: Context) -> str:
    """That interpreters are there, where they are."""
    return "Other languages are served by interpreter." if form.get("interpreter") else ""


def say_fees(form: Form, context: Context) -> str:
    """What it costs, in words."""
    return ". ".join(text for text in (context.label("costs", form["cost"]), form.get("cost_note", "")) if text)


def say_eligibility(form: Form, context: Context) -> str:
    """Whom it is for, in words."""
    return "; ".join(context.label("audiences", tag) for tag in form.get("audiences", ()))


def say_alert(form: Form, context: Context) -> str:
    """What to know first, what nobody confirmed, and the doubts."""
    doubts = [doubt["text"] for doubt in form.get("doubts", ())]
    phones = form.get("phones", ())
    unconfirmed = (
        ["No number has been confirmed by phone."] if phones and not any(p["confirmed"] for p in phones) else []
    )
    return " ".join([*([form["caution"]] if "caution" in form else []), *unconfirmed, *doubts])


def list_phones(form: Form, context: Context) -> list[Entity]:
    """The numbers, each with what is said beside it."""
    return [_phone(form, phone) for phone in form.get("phones", ())]


def _phone(form: Form, phone: Form) -> Entity:
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


def list_hours(form: Form, context: Context) -> list[Entity]:
    """The hours, and the note on them."""
    hours, note = form.get("hours"), form.get("hours_note")
    rows = list(list_schedules(hours)) if hours else []
    if note:
        rows.append({"description": note})
    own = {"service_id": service_uuid(form)}
    return [{"id": name_uuid("schedule", form["id"], str(order)), **own, **row} for order, row in enumerate(rows)]


def list_areas(form: Form, context: Context) -> list[Entity]:
    """Whom it reaches, by name."""
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


def list_languages(form: Form, context: Context) -> list[Entity]:
    """The languages spoken there."""
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


def list_costs(form: Form, context: Context) -> list[Entity]:
    """The price where it is known."""
    if form["cost"] == "unknown" and "cost_note" not in form:
        return []
    amount = {"currency": "USD", "amount": 0} if form["cost"] == "free" else {}
    option = {"option": context.label("costs", form["cost"]), **amount}
    note = {"amount_description": form["cost_note"]} if "cost_note" in form else {}
    return [{"id": name_uuid("cost_option", form["id"]), "service_id": service_uuid(form), **option, **note}]


def list_attributes(form: Form, context: Context) -> list[Entity]:
    """Every tag of the record as a term of its taxonomy."""
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


def describe_location(form: Form, context: Context) -> str:
    """The public address, else the town."""
    where = f"{form['city']}, {form['county']} County" if "county" in form else form["city"]
    return f"{form['address']}." if "address" in form else f"{where}. The street address is not published."


def list_addresses(form: Form, context: Context) -> list[Entity]:
    """The public address, where it has all of its parts."""
    found = _ADDRESS.fullmatch(form.get("address", ""))
    if found is None:
        return []
    own = {"id": name_uuid("address", form["id"]), "location_id": location_uuid(form), "address_1": found["street"]}
    place = {"city": found["city"], "state_province": found["state"], "postal_code": found["zip"], "country": "US"}
    return [{**own, **place, "address_type": "physical"}]

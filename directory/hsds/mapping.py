"""The mapping: a record's public form -> HSDS 3.0 entities. The only file that says which of our fields becomes which of theirs.

`RULES` is the mapping as data: it makes the documents, and the table in docs/partners.md is printed from it.
Source: docs.openreferral.org, Human Services Data Specification 3.0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directory.hsds import fields
from directory.hsds.context import Context, Entity, Form
from directory.hsds.names import is_organization, location_uuid, organization_uuid, service_uuid


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


RULES = (
    Rule("organization.id", "id, or publisher", "UUID version 5", lambda form, context: organization_uuid(form)),
    Rule("organization.name", "title, or publisher", "as it is", fields.name_organization),
    Rule("organization.alternate_name", "alternate_names", "joined with '; '", lambda f, c: fields.join("alternate_names")(f, c) if is_organization(f) else ""),
    Rule("organization.description", "summary", "as it is; a sentence of its own for a publisher", fields.describe_organization),
    Rule("organization.email", "email", "as it is", fields.take_own("email")),
    Rule("organization.website", "url", "as it is", fields.take_own("url")),
    Rule("service.id", "id", "UUID version 5; every record is one service", lambda form, context: service_uuid(form)),
    Rule("service.organization_id", "id, or publisher", "the organization, or a material's publisher", lambda form, context: organization_uuid(form)),
    Rule("service.name", "title", "as it is", fields.take("title")),
    Rule("service.alternate_name", "alternate_names", "joined with '; '", fields.join("alternate_names")),
    Rule("service.description", "summary", "as it is", fields.take("summary")),
    Rule("service.url", "url", "as it is", fields.take("url")),
    Rule("service.email", "email", "as it is", fields.take("email")),
    Rule("service.status", "", "'active': a record that has ended is removed, with its reason in the change feed", lambda form, context: "active"),
    Rule("service.interpretation_services", "interpreter", "a sentence where true", fields.say_interpretation),
    Rule("service.application_process", "what_happens", "as it is", fields.take("what_happens")),
    Rule("service.fees_description", "cost, cost_note", "label and note", fields.say_fees),
    Rule("service.eligibility_description", "audiences", "labels joined with '; '; not a rule for who may come", fields.say_eligibility),
    Rule("service.assured_date", "verified.on", "the day it was last found true", lambda form, context: form["verified"]["on"]),
    Rule("service.alert", "caution, phones, doubts", "the caution, whether no number is confirmed, and the doubts", fields.say_alert),
    Rule("service.last_modified", "", "when the record last changed here, from the change feed", lambda form, context: context.modified(form["id"])),
    Rule("service.phones", "phones", "number with country code or short code; label, keyword, hours and last check in the description", fields.list_phones),
    Rule("service.schedules", "hours, hours_note", "weekly recurrences in local time, exceptions by date", fields.list_hours),
    Rule("service.service_areas", "reach", "United States, the state, counties and nations by name", fields.list_areas),
    Rule("service.languages", "languages", "code and English name; languages by interpreter are not listed", fields.list_languages),
    Rule("service.cost_options", "cost, cost_note", "amount 0 where free", fields.list_costs),
    Rule("service.attributes", "kind, services, audiences, topics, format", "taxonomy terms; length or pages of a material as value of its kind", fields.list_attributes),
    Rule("location.id", "id", "UUID version 5; only for a record with a town", lambda form, context: location_uuid(form)),
    Rule("location.location_type", "", "'physical'", lambda form, context: "physical"),
    Rule("location.organization_id", "id", "the organization", lambda form, context: organization_uuid(form)),
    Rule("location.name", "title", "as it is", fields.take("title")),
    Rule("location.description", "city, county, address", "the public address, else the town; no point is given, so that no shelter can be found by it", fields.describe_location),
    Rule("location.addresses", "address", "only a public address with its ZIP", fields.list_addresses),
)  # fmt: skip

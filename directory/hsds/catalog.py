"""All records as HSDS entities: found by UUID or by our id, flat for lists, whole for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from directory.hsds.context import Context, Entity, Form
from directory.hsds.mapping import describe
from directory.hsds.names import is_organization, location_uuid, name_uuid, organization_uuid, service_uuid
from directory.hsds.taxonomies import TAXONOMIES, describe_taxonomy, describe_term, taxonomy_uuid, term_uuid


class Catalog:
    """The entities of one state of the records, made when they are asked for; only their UUIDs are made at once.

    `services`, `organizations`, `locations`: UUID -> the records it is made of, in order of id.
    """

    def __init__(self, forms: Iterable[Form], context: Context) -> None:
        self.context = context
        self.services: dict[str, Form] = {}
        self.organizations: dict[str, list[Form]] = {}
        self.locations: dict[str, Form] = {}
        self._uuid_of: dict[str, str] = {}
        for form in forms:
            self.services[service_uuid(form)] = form
            self._uuid_of[form["id"]] = service_uuid(form)
            self.organizations.setdefault(organization_uuid(form), []).append(form)
            where = location_uuid(form)
            if where:
                self.locations[where] = form

    def find_service(self, name: str) -> Form | None:
        """The record of a service's UUID, or of our own id."""
        return self.services.get(self._uuid_of.get(name, name))

    def find_organization(self, name: str) -> list[Form] | None:
        """The records of an organization's UUID, or of our own id."""
        form = self.find_service(name)
        return self.organizations.get(organization_uuid(form) if form and is_organization(form) else name)

    def service(self, form: Form) -> Entity:
        """The service with all that belongs to it."""
        whole = describe("service", form, self.context)
        return {**whole, "organization": flatten(self.organization([form])), **self._at_locations(form)}

    def service_row(self, form: Form) -> Entity:
        """The service as a list shows it: one-to-one fields and its organization."""
        return {**flatten(describe("service", form, self.context)), "organization": flatten(self.organization([form]))}

    def organization(self, forms: list[Form]) -> Entity:
        """The organization with its locations."""
        whole = describe("organization", forms[0], self.context)
        locations = [self.location(form) for form in forms if is_organization(form) and location_uuid(form)]
        return {**whole, **({"locations": locations} if locations else {})}

    def location(self, form: Form) -> Entity:
        """Where an organization is."""
        return describe("location", form, self.context)

    def service_at_location(self, form: Form) -> Entity:
        """The link between a service and where it is given."""
        service, where = service_uuid(form), location_uuid(form)
        return {
            "id": name_uuid("service_at_location", form["id"]),
            "service_id": service,
            "location_id": where,
            "location": self.location(form),
        }

    def _at_locations(self, form: Form) -> Entity:
        return {"service_at_locations": [self.service_at_location(form)]} if location_uuid(form) else {}

    @cached_property
    def located(self) -> dict[str, Form]:
        """UUID of a service at a location -> its record."""
        return {name_uuid("service_at_location", form["id"]): form for form in self.locations.values()}

    @cached_property
    def taxonomies(self) -> dict[str, Entity]:
        """The closed lists, by UUID."""
        return {taxonomy_uuid(name): describe_taxonomy(name) for name in TAXONOMIES}

    @cached_property
    def terms(self) -> dict[str, Entity]:
        """Every tag of the closed lists, by UUID, in the order of the vocabulary."""
        tags = self.context.vocabulary.tags
        return {
            term_uuid(name, tag): describe_term(name, tag, self.context)
            for name, list_of in TAXONOMIES.items()
            for tag in tags(list_of)
        }


def flatten(entity: Mapping[str, Any]) -> Entity:
    """The one-to-one fields of an entity: nothing nested."""
    return {name: value for name, value in entity.items() if not isinstance(value, (list, dict))}

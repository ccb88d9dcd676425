"""All records as an HSDS tabular data package: one CSV for each table and a datapackage.json, in one ZIP.

Source: HSDS 3.0, "Tabular data package"; specs.frictionlessdata.io, Tabular Data Package.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from directory.hsds.catalog import Catalog, flatten
from directory.hsds.context import Entity

# Table -> (file, fields, the fields that name a row of another table). Only what we can fill.
TABLES: Mapping[str, tuple[str, Sequence[str], Mapping[str, str]]] = {
    "organization": (
        "organizations.csv",
        ("id", "name", "alternate_name", "description", "email", "website"),
        {},
    ),
    "service": (
        "services.csv",
        (
            "id", "organization_id", "name", "alternate_name", "description", "url", "email", "status",
            "interpretation_services", "application_process", "fees_description", "eligibility_description",
            "assured_date", "alert", "last_modified",
        ),
        {"organization_id": "organization"},
    ),
    "location": (
        "locations.csv",
        ("id", "location_type", "organization_id", "name", "description"),
        {"organization_id": "organization"},
    ),
    "service_at_location": (
        "service_at_location.csv",
        ("id", "service_id", "location_id"),
        {"service_id": "service", "location_id": "location"},
    ),
    "address": (
        "addresses.csv",
        ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        {"location_id": "location"},
    ),
    "phone": ("phones.csv", ("id", "service_id", "number", "type", "description"), {"service_id": "service"}),
    "schedule": (
        "schedules.csv",
        (
            "id", "service_id", "valid_from", "valid_to", "wkst", "freq", "byday", "description", "opens_at",
            "closes_at", "notes",
        ),
        {"service_id": "service"},
    ),
    "service_area": ("service_areas.csv", ("id", "service_id", "name", "extent_type"), {"service_id": "service"}),
    "language": ("languages.csv", ("id", "service_id", "name", "code"), {"service_id": "service"}),
    "cost_option": (
        "cost_options.csv",
        ("id", "service_id", "option", "currency", "amount", "amount_description"),
        {"service_id": "service"},
    ),
    "attribute": (
        "attributes.csv",
        ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"),
        {"taxonomy_term_id": "taxonomy_term"},
    ),
    "taxonomy": ("taxonomies.csv", ("id", "name", "description"), {}),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        ("id", "code", "name", "description", "taxonomy", "language", "taxonomy_id"),
        {"taxonomy_id": "taxonomy"},
    ),
}  # fmt: skip

# Parts of a service -> the table they go to.
_PARTS = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "cost_options": "cost_option",
    "attributes": "attribute",
    "service_at_locations": "service_at_location",
}

# The oldest a ZIP can say: the same records give the same bytes on any day.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def build_package(catalog: Catalog, title: str, licence: Mapping[str, Any]) -> bytes:
    """The ZIP. `licence`: id, name and url of the records' licence, as in site.yaml. Same records, same bytes."""
    rows = gather_rows(catalog)
    files = {TABLES[table][0]: write_csv(table, rows[table]) for table in TABLES if rows[table]}
    described = describe_package([table for table in TABLES if rows[table]], title, licence)
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), text, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def gather_rows(catalog: Catalog) -> dict[str, list[Entity]]:
    """Every row by table."""
    rows: dict[str, list[Entity]] = {table: [] for table in TABLES}
    for forms in catalog.organizations.values():
        rows["organization"].append(flatten(catalog.organization(forms)))
    for form in catalog.services.values():
        whole = catalog.service(form)
        rows["service"].append(flatten(whole))
        for part, table in _PARTS.items():
            rows[table] += [flatten(row) for row in whole.get(part, ())]
    for form in catalog.locations.values():
        place = catalog.location(form)
        rows["location"].append(flatten(place))
        rows["address"] += place.get("addresses", ())
    rows["taxonomy"] += catalog.taxonomies.values()
    rows["taxonomy_term"] += catalog.terms.values()
    return rows


def write_csv(table: str, rows: Iterable[Entity]) -> str:
    """The table as CSV (RFC 4180), with its header."""
    fields = TABLES[table][1]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fields, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def describe_package(tables: Sequence[str], title: str, licence: Mapping[str, Any]) -> dict[str, Any]:
    """datapackage.json."""
    return {
        "name": "human_services_data",
        "title": title,
        "profile": "tabular-data-package",
        "version": "3.0.0",
        "licenses": [{"name": licence["id"], "title": licence["name"]["en"], "path": licence["url"]}],
        "resources": list(_describe_tables(tables)),
    }


def _describe_tables(tables: Sequence[str]) -> Iterator[dict[str, Any]]:
    for table in tables:
        path, fields, references = TABLES[table]
        keys = [
            {"fields": field, "reference": {"resource": other, "fields": "id"}} for field, other in references.items()
        ]
        schema: dict[str, Any] = {"fields": [_describe_field(name) for name in fields], "primaryKey": "id"}
        yield {
            "name": table,
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema | ({"foreignKeys": keys} if keys else {}),
        }


def _describe_field(name: str) -> dict[str, str]:
    """Everything is text but the one amount; ids are UUIDs."""
    kind = {"name": name, "type": "number" if name == "amount" else "string"}
    return kind | ({"format": "uuid"} if name == "id" or name.endswith("_id") else {})

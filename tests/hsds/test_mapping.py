"""Every record becomes HSDS documents that the standard's schemas accept, the same on every day and machine."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest

from directory.hsds.catalog import Catalog
from directory.hsds.hours import list_schedules
from directory.hsds.package import TABLES, build_package, gather_rows
from tests.hsds.schemas import Complain

LICENCE = {"id": "CC-BY-4.0", "name": {"en": "Creative Commons"}, "url": "https://creativecommons.org/licenses/by/4.0/"}

# What the standard requires of the tables we fill (docs.openreferral.org, HSDS 3.0 schema reference).
REQUIRED = {
    "organization": ("id", "name", "description"),
    "service": ("id", "name", "status"),
    "location": ("id", "location_type"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("id", "number"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
}


def test_every_document_is_valid(catalog: Catalog, complain: Complain) -> None:
    documents = [
        *(("service", catalog.service(form)) for form in catalog.services.values()),
        *(("service", catalog.service_row(form)) for form in catalog.services.values()),
        *(("organization", catalog.organization(forms)) for forms in catalog.organizations.values()),
        *(("location", catalog.location(form)) for form in catalog.locations.values()),
        *(("service_at_location", catalog.service_at_location(form)) for form in catalog.locations.values()),
        *(("taxonomy", taxonomy) for taxonomy in catalog.taxonomies.values()),
        *(("taxonomy_term", term) for term in catalog.terms.values()),
    ]

    assert [fault for table, document in documents for fault in complain(table, document)] == []
    assert len(documents) > 1000


def test_every_table_of_the_package_is_valid(catalog: Catalog, complain: Complain) -> None:
    rows = gather_rows(catalog)

    assert [fault for table in TABLES for row in rows[table] for fault in complain(table, row)] == []


@pytest.mark.parametrize("table", REQUIRED)
def test_required_fields_are_filled(catalog: Catalog, table: str) -> None:
    rows = gather_rows(catalog)[table]

    assert rows
    assert [row["id"] for row in rows if any(not row.get(field) for field in REQUIRED[table])] == []


def test_ids_are_uuids_of_version_5_and_unique(catalog: Catalog) -> None:
    for table, rows in gather_rows(catalog).items():
        ids = [row["id"] for row in rows]
        assert {UUID(name).version for name in ids} <= {5}
        assert len(set(ids)) == len(ids), table


def test_uuid_of_a_record_never_changes(catalog: Catalog) -> None:
    form = catalog.find_service("montana-211")

    assert form is not None
    assert catalog.service(form)["id"] == "1c027216-bc06-5212-8e62-9b11b9c3aa73"


def test_references_lead_to_a_row(catalog: Catalog) -> None:
    rows = gather_rows(catalog)
    ids = {table: {row["id"] for row in rows[table]} for table in TABLES}
    for table, (_, _, references) in TABLES.items():
        for field, other in references.items():
            assert {row[field] for row in rows[table] if field in row} <= ids[other], (table, field)


def test_confidential_place_has_no_address(catalog: Catalog, forms: list[dict[str, Any]]) -> None:
    hidden = [form for form in forms if form.get("confidential")]

    texts = [json.dumps(catalog.service(form)) for form in hidden]

    assert hidden
    assert not any('"addresses"' in text or '"latitude"' in text for text in texts)


def test_number_keeps_its_country_code(catalog: Catalog) -> None:
    form = catalog.find_service("national-human-trafficking-hotline")

    assert form is not None
    assert "+18883737888" in [phone["number"] for phone in catalog.service(form)["phones"]]


def test_package_is_the_same_bytes_each_time_and_reads_back(catalog: Catalog) -> None:
    packed = build_package(catalog, "Montana Resources", LICENCE)

    assert packed == build_package(catalog, "Montana Resources", LICENCE)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        described = json.loads(archive.read("datapackage.json"))
        for resource in described["resources"]:
            rows = list(csv.DictReader(io.StringIO(archive.read(resource["path"]).decode("utf-8"))))
            assert rows
            assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        ("24/7", [("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00")]),
        ("Mo-Fr 08:00-17:00; PH off", [("MO,TU,WE,TH,FR", "08:00", "17:00"), (None, None, None)]),
        ("Mo,We-Th 09:00-12:00,13:00-16:00", [("MO,WE,TH", "09:00", "12:00"), ("MO,WE,TH", "13:00", "16:00")]),
        ("Sa-Mo 10:00-14:00", [("SA,SU,MO", "10:00", "14:00")]),
        ("2026-12-24 08:00-12:00", [(None, "08:00", "12:00")]),
    ],
)
def test_hours_become_schedules(hours: str, wanted: list[tuple[str | None, ...]]) -> None:
    rows = list(list_schedules(hours))

    assert [tuple(row.get(name) for name in ("byday", "opens_at", "closes_at")) for row in rows] == wanted
    assert all(row["description"] for row in rows)

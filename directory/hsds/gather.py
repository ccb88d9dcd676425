"""HSDS in any of its forms -> whole services: a page of an API, one service or organization, tables as JSON, or a data package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from directory.errors import DataError
from directory.hsds.package import TABLES

Entity = dict[str, Any]
Tables = Mapping[str, list[Entity]]

# A package of 20,000 records is a fifth of this; a ZIP can pretend to be small.
MAX_BYTES = 500_000_000

# Part of a whole service -> the table it comes from.
_PARTS = {
    "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
    "cost_options": "cost_option", "attributes": "attribute",
}  # fmt: skip

_WANT = "HSDS 3.0: a service, an organization, a page of services, the tables as JSON, or a tabular data package (ZIP)"


def gather_services(data: bytes) -> list[Entity]:
    """Every service with what belongs to it, its organization in it. Raises DataError for anything else."""
    is_package = data.startswith(b"PK\x03\x04")
    services = list(_join(_read_package(data)) if is_package else _read_json(_load(data)))
    if not services:
        raise DataError(f"found no service in it, want {_WANT}")
    for number, service in enumerate(services, 1):
        _check_shape(service, number)
    return services


def _load(data: bytes) -> Any:
    try:
        content = json.loads(data.decode("utf-8-sig"))
        # JSON may name half of a letter that is written in two; no file can hold one.
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise DataError(f"found text that is not JSON ({error}), want {_WANT}") from error
    return content


def _check_shape(service: Entity, number: int) -> None:
    """Raises DataError for a service without a name, or a part of it that is of another form."""
    name = service.get("name")
    if not isinstance(name, str) or not name.strip():
        raise DataError(f"service {number}: found no name, want {_WANT}")
    for part in _PARTS:
        rows = service.get(part) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DataError(f"service {number} ({name[:60]}) {part}: found something else, want a list of rows")
    within = [("organization", service), *(("taxonomy_term", row) for row in service.get("attributes") or ())]
    for part, row in within:
        if not isinstance(row.get(part) or {}, dict):
            raise DataError(f"service {number} ({name[:60]}) {part}: found something else, want its fields")


def _read_json(content: Any) -> Iterator[Entity]:
    if isinstance(content, list):
        for part in content:
            yield from _read_json(part)
    elif isinstance(content, dict) and isinstance(content.get("contents"), list):
        yield from _read_json(content["contents"])
    elif isinstance(content, dict) and any(
        _table_of(name) and isinstance(rows, list) for name, rows in content.items()
    ):
        yield from _join({table: _rows(rows) for name, rows in content.items() if (table := _table_of(name))})
    elif isinstance(content, dict) and isinstance(content.get("service"), dict):
        yield from _read_json(content["service"])
    elif isinstance(content, dict) and isinstance(content.get("name"), str):
        yield from _read_entity(content)
    else:
        raise DataError(f"found something else, want {_WANT}")


def _read_entity(entity: Entity) -> Iterator[Entity]:
    """A service as it is; an organization as its services, or as one service where it names none."""
    if "status" in entity:
        yield entity
        return
    services = [row for row in _rows(entity.get("services")) if row.get("name")]
    own = {name: value for name, value in entity.items() if name != "services"}
    for service in services:
        yield {**service, "organization": own}
    if not services:
        yield {**own, "url": entity.get("website"), "status": "active", "organization": own}


def _table_of(name: str) -> str | None:
    """The table of a file name ("services.csv") or of a table's own name."""
    return next((table for table, (path, _, _) in TABLES.items() if name in (path, table)), None)


def _rows(value: Any) -> list[Entity]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _read_package(data: bytes) -> Tables:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise DataError(f"found more than {MAX_BYTES // 1_000_000} MB unpacked, want a tabular data package")
            names = {table: name for name in archive.namelist() if (table := _table_of(name.rsplit("/", 1)[-1]))}
            return {table: _read_csv(archive.read(name)) for table, name in names.items()}
    except (zipfile.BadZipFile, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"found a ZIP that cannot be read ({error}), want a tabular data package") from error


def _read_csv(data: bytes) -> list[Entity]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{name: value for name, value in row.items() if name and value} for row in rows]


def _join(tables: Tables) -> Iterator[Entity]:
    """The services of tables, with the rows that name them."""
    organizations = {row.get("id"): row for row in tables.get("organization", ())}
    terms = {row.get("id"): row for row in tables.get("taxonomy_term", ())}
    parts: dict[Any, dict[str, list[Entity]]] = defaultdict(lambda: defaultdict(list))
    for part, table in _PARTS.items():
        for row in tables.get(table, ()):
            term = terms.get(row.get("taxonomy_term_id"))
            owner = row.get("link_id") if table == "attribute" else row.get("service_id")
            parts[owner][part].append({**row, "taxonomy_term": term} if term else row)
    for service in tables.get("service", ()):
        organization = organizations.get(service.get("organization_id"))
        yield {**service, **parts[service.get("id")], **({"organization": organization} if organization else {})}

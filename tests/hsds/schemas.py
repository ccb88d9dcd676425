"""The standard's own schemas, where they lie beside the checkout: an oracle for what we say is HSDS."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parent.parent.parent

# github.com/openreferral/specification, branch 3.0, folder schema: not ours to carry.
SCHEMAS = Path(os.environ.get("HSDS_SCHEMAS", ROOT.parent / "shared" / "hsds-3.0" / "schema"))

Complain = Callable[[str, Any], list[str]]


@pytest.fixture(scope="session")
def complain() -> Complain:
    """complain(table, document) -> what the standard's schema of that table says against it."""
    if not SCHEMAS.is_dir():
        pytest.skip("the standard's schemas are not here; set HSDS_SCHEMAS to their folder")
    texts = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    registry: Registry[Any] = Registry().with_resources(
        [(name, Resource.from_contents({**text, **dialect})) for name, text in texts.items()]
    )

    def find_faults(table: str, document: Any) -> list[str]:
        validator = jsonschema.Draft202012Validator(
            {"$ref": f"{table}.json"}, registry=registry, format_checker=jsonschema.FormatChecker()
        )
        return [
            f"{document.get('id')} {list(error.path)}: {error.message}" for error in validator.iter_errors(document)
        ]

    return find_faults

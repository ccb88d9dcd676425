"""The real records as HSDS."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory.hsds.catalog import Catalog
from directory.hsds.context import Context
from directory.records.check import check_file
from directory.records.publish import publish
from directory.records.vocabulary import Vocabulary
from tests.conftest import DATA


@pytest.fixture(scope="session")
def forms(vocabulary: Vocabulary, today: date) -> list[dict[str, Any]]:
    """The public forms of the real records, by id."""
    checked = check_file(DATA / "resources.yaml", today=today, vocabulary=vocabulary)
    return sorted((publish(resource) for resource in checked.resources), key=lambda form: str(form["id"]))


@pytest.fixture(scope="session")
def catalog(forms: list[dict[str, Any]], vocabulary: Vocabulary) -> Catalog:
    """The real records as HSDS entities."""
    return Catalog(forms, Context(vocabulary, "Montana", lambda name: "2026-11-21T00:00:00Z"))

"""Made-up records and an engine over them, for the laws of search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.generate import Generator
from directory.records.check import check_file
from directory.records.publish import publish
from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine, open_engine
from directory.snapshot import read_places, read_site

# Enough for every filter, tie and rare word; few enough to index in a second.
RECORDS = 300

HOURS = ("", "24/7", "Mo-Fr 08:00-17:00; PH off", "Mo-Su 20:00-08:00", "Sa,Su 10:00-14:00; 2025-07-05 off")
COSTS = ("free", "unknown", "paid")


@pytest.fixture(scope="session")
def forms(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Public forms that nobody wrote, with hours and costs of every kind."""
    made = Generator(vocabulary, seed=11, words=3000).make_records(RECORDS)
    return [give_hours(form, number) for number, form in enumerate(made)]


def give_hours(form: dict[str, Any], number: int) -> dict[str, Any]:
    """The form with hours, or none, and a cost; every seventh may have closed for good."""
    hours, cost = HOURS[number % len(HOURS)], COSTS[number % len(COSTS)]
    doubts = [{"about": "open", "text": "Nobody knows."}] if number % 7 == 0 else []
    return {**form, "cost": cost, **({"hours": hours} if hours else {}), **({"doubts": doubts} if doubts else {})}


@pytest.fixture(scope="session")
def places(data_folder: Path) -> dict[str, Any]:
    """The real gazetteer."""
    return read_places(data_folder)


@pytest.fixture(scope="session")
def site(data_folder: Path) -> dict[str, Any]:
    """The real settings: which lines lead, what is suggested."""
    return read_site(data_folder / "site.yaml")


@pytest.fixture(scope="session")
def engine(
    forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    places: dict[str, Any],
    site: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    """The server's engine over `forms`."""
    engine = open_engine(forms, vocabulary, tmp_path_factory.mktemp("index"), "abc", places, site)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def real_forms(data_folder: Path, vocabulary: Vocabulary, today: date) -> list[dict[str, Any]]:
    """Public forms of the records we serve."""
    checked = check_file(data_folder / "resources.yaml", today=today, vocabulary=vocabulary)
    return [publish(resource) for resource in checked.resources]


@pytest.fixture(scope="session")
def real_engine(
    real_forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    places: dict[str, Any],
    site: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    """The server's engine over `real_forms`."""
    engine = open_engine(real_forms, vocabulary, tmp_path_factory.mktemp("index"), "abc", places, site)
    yield engine
    engine.close()


@pytest.fixture
def open_small(
    vocabulary: Vocabulary, places: dict[str, Any], record_form: dict[str, Any], tmp_path: Path
) -> Callable[..., Engine]:
    """Opens an engine over a few records, each given by what tells it from the others."""

    def open_(*changes: dict[str, Any]) -> Engine:
        forms = [{**record_form, "id": f"record-{number}", **change} for number, change in enumerate(changes)]
        return open_engine(forms, vocabulary, tmp_path, "abc", places)

    return open_


@pytest.fixture
def record_form() -> dict[str, Any]:
    """A public form with little in it."""
    return {
        "kind": "organization",
        "title": "Example",
        "summary": "Nothing.",
        "reach": {"scope": "national"},
        "languages": ["en"],
    }

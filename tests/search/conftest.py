"""Made-up records and an engine over them, for the laws of search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.generate import Generator
from directory.records.check import check_file
from directory.records.publish import publish
from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine, open_engine

# Enough for every filter, tie and rare word; few enough to index in a second.
RECORDS = 300


@pytest.fixture(scope="session")
def forms(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Public forms that nobody wrote."""
    return Generator(vocabulary, seed=11, words=3000).make_records(RECORDS)


@pytest.fixture(scope="session")
def engine(
    forms: list[dict[str, Any]], vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The server's engine over `forms`."""
    engine = open_engine(forms, vocabulary, tmp_path_factory.mktemp("index"), "abc")
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def real_forms(data_folder: Path, vocabulary: Vocabulary, today: date) -> list[dict[str, Any]]:
    """Public forms of the records we serve."""
    checked = check_file(data_folder / "resources.yaml", today=today, vocabulary=vocabulary)
    return [publish(resource) for resource in checked.resources]


@pytest.fixture(scope="session")
def real_engine(
    real_forms: list[dict[str, Any]], vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The server's engine over `real_forms`."""
    engine = open_engine(real_forms, vocabulary, tmp_path_factory.mktemp("index"), "abc")
    yield engine
    engine.close()

"""The real records with their pack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.settings import Settings
from directory.snapshot import Snapshot, load_snapshot


@pytest.fixture(scope="session")
def snapshot(data_folder: Path, today: date, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The snapshot of the real data files."""
    settings = Settings(data_folder / "resources.yaml", tmp_path_factory.mktemp("index"))
    snapshot = load_snapshot(settings, today)
    yield snapshot
    snapshot.engine.close()

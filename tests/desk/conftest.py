"""A data folder of one's own: the real one copied, or a few records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import DATA


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """The real records in a folder that may be changed."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns(".desk"))
    return folder / "resources.yaml"

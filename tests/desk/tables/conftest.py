"""A folder of three records to bring tables into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.tables.importing import write
from tests.site.conftest import SHELTER, VIDEO, Folder, make_record


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder with an organization, one in translation, and a video."""
    made = Folder(tmp_path / "directory")
    write(made, make_record("example-hotline"), SHELTER, VIDEO)
    return made

"""A desk of two records, and a browser that was let in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.desk.editor.desk import Desk
from directory.settings import Settings
from tests.conftest import RECORD
from tests.desk.editor.asking import Browser


@pytest.fixture
def folder(data_file: Path) -> Path:
    """A data folder with two records of no fame, as YAML a person could have written."""
    other = RECORD | {"id": "example-office", "title": "Example Office", "services": ["legal-aid"], "phones": []}
    data_file.write_text(
        "# Ours.\n" + "\n".join(f"- {json.dumps(row)}" for row in (RECORD, other)) + "\n", encoding="utf-8"
    )
    site = (data_file.parent / "site.yaml").read_text(encoding="utf-8")
    names = ("pinned:", "urgent:", "native_first:", "spanish_confirmed:", "never_urgent:", "hold_back:")
    blocks = ("\n" + site).split("\n\n")
    (data_file.parent / "site.yaml").write_text(
        "\n\n".join(block for block in blocks if not any(f"\n{name}" in f"\n{block}" for name in names)),
        encoding="utf-8",
    )
    return data_file.parent


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    settings = Settings(folder / "resources.yaml", folder.parent / "search_index")
    made = Desk(settings, today=lambda: date(2026, 11, 30))
    yield made
    made.finder.close()


@pytest.fixture
def browser(desk: Desk) -> Browser:
    made = Browser(desk)
    made.enter()
    return made


@pytest.fixture
def committing(desk: Desk, git: Any) -> Browser:
    """A browser at a desk whose folder is kept by git and whose saves are commits."""
    git("init", "-q")
    git("add", "resources.yaml")
    git("commit", "-qm", "Start")
    desk.commits = True
    made = Browser(desk)
    made.enter()
    return made

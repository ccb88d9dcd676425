"""removed.yaml: a record that is gone keeps its id for ever."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from directory.records.check import check_file
from directory.records.removed import load_removed
from tests.conftest import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real data, free to change."""
    for name in ("resources.yaml", "vocabulary.yaml", "places.json", "site.yaml"):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def faults(folder: Path, text: str, today: date) -> list[str]:
    (folder / "removed.yaml").write_text(text, encoding="utf-8")
    found = check_file(folder / "resources.yaml", today=today).faults
    return [str(fault).split(" ", 1)[1] for fault in found if "removed.yaml" in fault.file]


def test_sound_row_is_read(folder: Path, today: date) -> None:
    text = "- id: old-line\n  title: Old Line\n  on: 2026-05-01\n  reason: closed\n  instead: [montana-211]\n"

    assert faults(folder, text, today) == []
    assert load_removed(folder)["old-line"].instead == ("montana-211",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "- {id: montana-211, title: Montana 211, reason: closed}\n",
            "montana-211 id: found 'montana-211', want an id that no record has: ids are never used again",
        ),
        (
            "- {id: old-line, title: Old, reason: closed}\n- {id: old-line, title: Old Line, reason: not-found}\n",
            "old-line id: found 'old-line' a second time (first on line 1), want each id once. Make one row of the two.",
        ),
        ("- {id: old-line, reason: closed}\n", "old-line title: found nothing, want the title it had"),
        (
            "- {id: old-line, title: Old, reason: gone}\n",
            "old-line reason: found 'gone', want one of closed, merged, no-longer-offered, not-found, asked-to-be-removed, not-safe, mistake",
        ),
        (
            "- {id: old-line, title: Old, reason: closed, instead: [nobody]}\n",
            "old-line instead: found a list, want a list of ids of records that are here",
        ),
        (
            "- {id: old-line, title: Old, reason: closed, on: May}\n",
            """old-line on: found 'May', want the day it was taken out, such as "2026-11-21\"""",
        ),
        (
            "- {id: old-line, title: Old, reason: closed, note: [moved, away]}\n",
            "old-line note: found a list, want a sentence or two in English",
        ),
        (
            "old-line: closed\n",
            "found a mapping, want a record that is gone: '- id: ...' and below it title, on, reason",
        ),
    ],
)
def test_fault_says_where_and_what_is_wanted(folder: Path, today: date, text: str, sentence: str) -> None:
    assert faults(folder, text, today) == [sentence]

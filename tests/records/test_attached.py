"""A material's own file: what is wrong with it is said with its line, and never stops the records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.records import attached
from directory.records.check import Checked, check_file
from directory.records.values import FILE_ENDINGS
from tests.conftest import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with nothing but the closed lists."""
    made = tmp_path / "data"
    (made / "files").mkdir(parents=True)
    for name in ("vocabulary.yaml", "places.json"):
        (made / name).write_bytes((DATA / name).read_bytes())
    return made


def check(folder: Path, record: dict[str, Any], name: str, today: date) -> Checked:
    """The check of one poster that names this file."""
    kept = {key: value for key, value in record.items() if key not in ("phones", "services")}
    poster = kept | {"kind": "print", "publisher": "Example", "publisher_kind": "nonprofit", "format": "poster"}
    rows = [poster | {"rights": "public-domain", "file": name}]
    (folder / "resources.yaml").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return check_file(folder / "resources.yaml", today=today)


@pytest.mark.parametrize(
    "name", ["../site.yaml", "a/b.pdf", "/etc/passwd.pdf", "page.html", "poster", ".pdf", "a b.pdf"]
)
def test_name_that_leads_elsewhere_or_runs_is_refused(
    folder: Path, record: dict[str, Any], today: date, name: str
) -> None:
    checked = check(folder, record, name, today)
    assert not checked.is_sound
    assert "the name of a file in data/files/" in str(checked.faults[0])


def test_every_ending_that_may_be_named_has_its_type() -> None:
    assert attached.TYPES.keys() == set(FILE_ENDINGS)


def test_missing_empty_and_mislabelled_files_are_warned_of(folder: Path, record: dict[str, Any], today: date) -> None:
    (folder / "files" / "empty.pdf").write_bytes(b"")
    (folder / "files" / "page.pdf").write_bytes(b"<html>Not found</html>")
    for name, found in (("none.pdf", "no file none.pdf"), ("empty.pdf", "0 bytes"), ("page.pdf", "not what .pdf says")):
        checked = check(folder, record, name, today)
        assert checked.is_sound
        assert len(checked.resources) == 1
        assert found in str(checked.faults[0])


def test_file_too_large_is_warned_of(
    folder: Path, record: dict[str, Any], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "MAX_BYTES", 20)
    (folder / "files" / "poster.pdf").write_bytes(b"%PDF-1.7 and much more than twenty")
    assert "a file of 34 bytes" in str(check(folder, record, "poster.pdf", today).faults[0])


def test_address_follows_the_content_and_not_the_name(folder: Path) -> None:
    (folder / "files" / "secret-name.pdf").write_bytes(b"%PDF-1.7 one")
    first = attached.find_file(folder, "secret-name.pdf")
    (folder / "files" / "other.pdf").write_bytes(b"%PDF-1.7 one")
    second = attached.find_file(folder, "other.pdf")
    assert first is not None
    assert second is not None
    assert first.url == second.url
    assert "secret" not in first.url
    (folder / "files" / "secret-name.pdf").write_bytes(b"%PDF-1.7 changed")
    assert not first.is_unchanged()

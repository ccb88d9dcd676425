"""The keys of site.yaml: one that is misspelt would take a rule away, and nobody would see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.records.load import load_bytes, load_file
from directory.records.site_keys import check_site_keys
from tests.conftest import DATA


def read_with(line: str) -> list[str]:
    """What is said of the real file with this line more."""
    text = (DATA / "site.yaml").read_text(encoding="utf-8") + line + "\n"
    return [str(fault) for fault in check_site_keys(load_bytes(text.encode(), "data/site.yaml"))]


def test_every_key_of_the_real_file_is_known() -> None:
    assert read_with("") == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("hold_bak", "hold_back"),
        ("native_frist", "native_first"),
        ("never-urgent", "never_urgent"),
        ("Urgent", "urgent"),
    ],
)
def test_misspelt_key_is_a_fault_on_its_line(key: str, meant: str) -> None:
    lines = len((DATA / "site.yaml").read_text(encoding="utf-8").splitlines())

    [fault] = read_with(f"{key}: []")

    assert fault.startswith(f"data/site.yaml:{lines + 1}:1 found the unknown key '{key}', want one of reviewed, name,")
    assert fault.endswith(f"Did you mean '{meant}'?")


def test_key_like_no_other_is_a_remark() -> None:
    """A community may keep a note of its own there; nothing reads it."""
    document = load_bytes(((DATA / "site.yaml").read_text(encoding="utf-8") + "xyz: 1\n").encode(), "data/site.yaml")

    assert [(fault.warning, fault.mend) for fault in check_site_keys(document)] == [(True, "")]


def test_empty_key_is_no_fault_where_nothing_needs_it(tmp_path: Path) -> None:
    text = (DATA / "site.yaml").read_text(encoding="utf-8").split("\nhold_back:")[0] + "\nhold_back:\n"
    path = tmp_path / "site.yaml"
    path.write_text(text, encoding="utf-8")

    found = [fault.path for fault in check_site_keys(load_file(path, "data/site.yaml"))]

    assert ("hold_back",) not in found
    assert ("licence", "data", "id") in found


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "- a list\n"])
def test_file_that_is_no_mapping_is_a_fault(text: str) -> None:
    assert [fault.found for fault in check_site_keys(load_bytes(text.encode(), "data/site.yaml"))] == ["no mapping"]


def test_texts_after_a_slip_of_form_are_not_called_missing() -> None:
    document = load_bytes(b"name: {en: Ours}\ntitle: {en: Ours\n", "data/site.yaml")

    assert document.faults
    assert list(check_site_keys(document)) == []

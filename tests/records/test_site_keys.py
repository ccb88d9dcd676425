"""The keys of site.yaml: one that is misspelt would take a rule away, and nobody would see it."""

from __future__ import annotations

import re

import pytest

from directory.records.load import load_bytes
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


@pytest.mark.parametrize(
    ("key", "missing"),
    [
        ("hold_back", []),
        ("footer", []),
        ("safety_notice", [("safety_notice", "en")]),
        ("licence", [("licence", "data", "id"), ("licence", "data", "name", "en"), ("licence", "data", "url")]),
    ],
)
def test_empty_key_is_a_fault_only_where_its_text_is_needed(key: str, missing: list[tuple[str, ...]]) -> None:
    whole = (DATA / "site.yaml").read_text(encoding="utf-8")
    text, emptied = re.subn(rf"^{key}:.*\n(?:[ #].*\n|\n)*", f"{key}:\n", whole, flags=re.MULTILINE)

    assert emptied == 1
    assert [fault.path for fault in check_site_keys(load_bytes(text.encode(), "data/site.yaml"))] == missing


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "- a list\n"])
def test_file_that_is_no_mapping_is_a_fault(text: str) -> None:
    assert [fault.found for fault in check_site_keys(load_bytes(text.encode(), "data/site.yaml"))] == ["no mapping"]


def test_texts_after_a_slip_of_form_are_not_called_missing() -> None:
    document = load_bytes(b"name: {en: Ours}\ntitle: {en: Ours\n", "data/site.yaml")

    assert document.faults
    assert list(check_site_keys(document)) == []

"""docs/safety.md is a contract: every promise names tests that exist, and the page that says it reads easily."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from directory.records.reading import reading_grade

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
TESTS = set(
    re.findall(
        r"^def (test_\w+)", "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("*.py")), re.M
    )
)
PROMISES = re.findall(r"^- (.+(?:\n  .+)*)", CONTRACT.partition("## Does\n")[2].partition("\n## ")[0], re.M)

# What someone in fear reads: eight years of school.
MOST_GRADE = 8


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[:40])
def test_promise_names_tests_that_are_there(promise: str) -> None:
    named = re.findall(r"`(test_\w+)`", promise)
    assert named
    assert [name for name in named if name not in TESTS] == []


def test_contract_has_promises() -> None:
    assert len(PROMISES) >= 20


@pytest.mark.parametrize("words", ["safety_", "install_", "erase_", "notice", "call_leaves"])
def test_safety_texts_read_easily(words: str) -> None:
    texts = yaml.safe_load((ROOT / "directory/site/locales/en/strings.yaml").read_text(encoding="utf-8"))
    lines = [line for key, value in texts.items() if key.startswith(words) for line in read_lines(value)]
    text = " ".join(line if line.endswith((".", "?")) else f"{line}." for line in lines)
    assert reading_grade(text) <= MOST_GRADE


def read_lines(value: object) -> list[str]:
    """The sentences of a text, a list of texts, or texts by name."""
    if isinstance(value, dict):
        return [str(line) for line in value.values()]
    return [str(line) for line in value] if isinstance(value, list) else [str(value)]

"""Fixtures that several rooms share: the real data, its vocabulary, a fixed day, and a record to vary."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket

from directory.records.vocabulary import Vocabulary, load_vocabulary
from tests.hsds.schemas import complain

__all__ = ["complain"]

# Laws hold however long it takes to try them: a busy machine may be slow with any example.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

RECORD: dict[str, Any] = {
    "id": "example-hotline",
    "kind": "organization",
    "title": "Example Hotline",
    "summary": "Call when you need someone to talk to.",
    "phones": [
        {
            "kind": "voice",
            "label": "Hotline",
            "number": "+14062656743",
            "verified": {"on": "2026-11-21", "how": "by-phone", "verdict": "confirmed"},
        }
    ],
    "reach": {"scope": "statewide"},
    "services": ["hotline"],
    "languages": ["en"],
    "cost": "free",
    "sources": [{"url": "https://example.org/about"}],
    "verified": {"on": "2026-11-21", "how": "by-phone"},
    "confidence": "high",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: Playwright keeps an event loop running in this thread, where no other may then start."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


class KeptCode(jinja2.BytecodeCache):
    """What templates were compiled to, kept while the tests run: each application reads and compiles the same ones."""

    def __init__(self) -> None:
        self._codes: dict[tuple[object, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(_key_of(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[_key_of(bucket)] = bucket.code


def _key_of(bucket: Bucket) -> tuple[object, ...]:
    """The file, its text, and the options that say what is made of it."""
    made = bucket.environment
    return bucket.key, bucket.checksum, made.autoescape, made.trim_blocks, made.lstrip_blocks


@pytest.fixture(scope="session", autouse=True)
def kept_code() -> Iterator[None]:
    """A third of the time of making an application, of which these tests make more than a hundred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2, "Environment", partial(jinja2.Environment, bytecode_cache=KeptCode()))
        yield


@pytest.fixture(scope="session")
def today() -> date:
    """The day the tests live in."""
    return date(2026, 11, 21)


@pytest.fixture
def check_today(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    """The command `check` takes it to be that day: in some months it would say of the tests' records that they are old."""

    class Day(date):
        @classmethod
        def today(cls) -> date:
            return today

    monkeypatch.setattr("directory.commands.check.date", Day)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The real data."""
    return DATA


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The real closed lists."""
    return load_vocabulary(DATA)


@pytest.fixture
def record() -> dict[str, Any]:
    """A sound organization as typed, free to change."""
    return copy.deepcopy(RECORD)

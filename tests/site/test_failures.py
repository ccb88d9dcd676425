"""Faults of our own: plain words for whoever asked, a place in the log, and nothing that anybody typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from directory.search.engine import Engine
from directory.search.results import Query
from tests.site.conftest import Client

WORDS = "zzrareword"


@pytest.fixture
def broken(serve: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of an application whose search fails and says so with the words in the message."""
    client = serve()

    def fail(_: Engine, query: Query) -> None:
        raise KeyError(query.text)

    monkeypatch.setattr(Engine, "search", fail)
    return client


def test_failure_in_the_api_is_a_problem(broken: Client) -> None:
    answer = broken.get("/api/v1/search", params={"q": WORDS})
    assert (answer.status, answer.json()["type"]) == (500, "urn:resource-directory:problem:broken")


def test_failure_of_a_page_is_a_page_with_a_way_on(broken: Client) -> None:
    answer = broken.post("/search", data={"q": WORDS})
    assert answer.status == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert 'href="/"' in answer.text


def test_failure_is_logged_by_place_without_the_words(broken: Client, caplog: pytest.LogCaptureFixture) -> None:
    broken.get("/api/v1/search", params={"q": WORDS})
    broken.post("/search", data={"q": WORDS})
    assert "KeyError at " in caplog.text
    assert "test_failures.py:" in caplog.text
    assert WORDS not in caplog.text


def test_failure_carries_the_headers_that_keep_a_reader_safe(broken: Client) -> None:
    assert broken.post("/search", data={"q": WORDS}).headers["referrer-policy"] == "no-referrer"

"""/api/v1/suggest: what it answers, what it refuses."""

from __future__ import annotations

import pytest

from tests.site.conftest import Client

SUGGEST = "/api/v1/suggest"


def test_place_is_suggested_with_what_it_is_and_how_to_ask_for_it(client: Client) -> None:
    found = client.get(SUGGEST, params={"q": "help in great fa"}).json()
    assert found["query"] == "help in great fa"
    assert found["suggestions"] == [
        {
            "kind": "place",
            "id": "Great Falls",
            "label": "Great Falls",
            "about": "town in Cascade County",
            "q": "help",
            "place": "Great Falls, Cascade County",
        }
    ]
    asked = client.get("/api/v1/search", params={"q": "help", "place": found["suggestions"][0]["place"]})
    assert asked.json()["understood"]["place"]["kind"] == "town"


def test_need_is_suggested_with_the_words_that_ask_for_it(client: Client) -> None:
    found = client.get(SUGGEST, params={"q": "refug", "lang": "es"}).json()["suggestions"]
    assert found[0] == {
        "kind": "service",
        "id": "emergency-shelter",
        "label": "Refugio de emergencia",
        "q": "Refugio de emergencia",
    }


def test_record_is_suggested_in_its_language_with_its_page(client: Client) -> None:
    found = client.get(SUGGEST, params={"q": "exam she", "lang": "es"}).json()["suggestions"]
    assert found[:1] == [
        {
            "kind": "organization",
            "id": "example-shelter",
            "label": "Refugio Ejemplo",
            "about": "Condado de Cascade",
            "page": "/es/resources/example-shelter",
        }
    ]


def test_need_that_no_record_serves_is_not_suggested(client: Client) -> None:
    assert client.get(SUGGEST, params={"q": "image remov"}).json()["suggestions"] == []


def test_suggestions_are_kept_nowhere_and_as_many_as_asked_for(client: Client) -> None:
    answer = client.get(SUGGEST, params={"q": "exa", "limit": "1"})
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.json()["suggestions"]) == 1


@pytest.mark.parametrize("text", ["", "?!", "x" * 300, "水道", "AND*~2 field:[", '"', "\0"])
def test_text_of_any_kind_gets_an_answer(client: Client, text: str) -> None:
    assert client.get(SUGGEST, params={"q": text}).json()["suggestions"] == []


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"limit": "0"}, "bad-value"),
        ({"limit": "21"}, "bad-value"),
        ({"lang": "fr"}, "unknown-value"),
        ({"kind": "place"}, "unknown-parameter"),
        ({"q": "x" * 10_001}, "bad-value"),
    ],
)
def test_wrong_parameter_is_a_problem(client: Client, asked: dict[str, str], kind: str) -> None:
    answer = client.get(SUGGEST, params={"q": "she"} | asked)
    assert (answer.status, answer.json()["type"].split(":")[-1]) == (400, kind)

"""/api/v1/search: what it answers, what it narrows by, what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.memory import list_texts
from tests.site.conftest import Client, Folder, make_record

SEARCH = "/api/v1/search"


def ids(answer: Any) -> list[str]:
    """The ids found, in order."""
    return [row["id"] for row in answer.json()["results"]]


def test_search_answer_has_the_promised_shape(client: Client) -> None:
    found = client.get(SEARCH, params={"q": "safe place"}).json()
    assert list(found) == ["query", "understood", "total", "results", "facets", "urgent"]
    assert found["query"] == "safe place"
    assert set(found["understood"]) == {"place", "topics", "services", "corrected", "urgent"}
    assert found["facets"]["service"]["emergency-shelter"] == 1


def test_search_result_is_enough_for_a_card(client: Client) -> None:
    row = client.get(SEARCH, params={"q": "hotline"}).json()["results"][0]
    assert row["score"] > 0
    assert row["page"] == "/resources/example-hotline"
    assert row["phones"][0]["confirmed"] is True
    assert row["phones"][0]["display"] == "406-265-6743"
    assert "sources" not in row


def test_search_by_post_answers_as_by_get(client: Client) -> None:
    by_get = client.get(SEARCH, params={"q": "example", "kind": ["organization", "video"], "limit": 2})
    by_post = client.post(SEARCH, json={"q": "example", "kind": ["organization", "video"], "limit": 2})
    assert by_post.json() == by_get.json()


def test_search_in_capitals_answers_the_same_under_its_own_words(client: Client) -> None:
    """What is kept for the same words answers; `query` is as it was typed."""
    plain, loud = (client.get("/api/v1/search", params={"q": text}).json() for text in ("refugio", " REFUGIO! "))
    assert (plain.pop("query"), loud.pop("query")) == ("refugio", "REFUGIO!")
    assert plain == loud


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_search_asked_again_answers_the_same(client: Client, coding: str) -> None:
    first, again = (
        client.get(SEARCH, params={"q": "advocates “native” ñ+%", "limit": 2}, headers={"accept-encoding": coding})
        for _ in range(2)
    )
    assert (again.status, dict(again.headers), again.raw) == (first.status, dict(first.headers), first.raw)


def test_search_asked_again_by_head_has_no_body(client: Client) -> None:
    by_get = client.get(SEARCH, params={"q": "native"})
    by_head = client.ask("HEAD", SEARCH, params={"q": "native"})
    assert (dict(by_head.headers), by_head.raw) == (dict(by_get.headers), b"")


def test_search_refused_is_refused_again(client: Client) -> None:
    assert [client.get(SEARCH, params={"limit": "many"}).status for _ in range(2)] == [400, 400]


def test_words_searched_for_stand_nowhere_in_memory(client: Client) -> None:
    """Nor does the address they came in: whoever reads the memory of the server finds no name somebody asked for."""
    typed = "".join(reversed("ikslawok"))
    assert client.get(SEARCH, params={"q": f"{typed} native"}).json()["total"] > 0
    assert [text for text in list_texts(client.app.state.live.release) if typed in text] == []


def test_search_answer_is_never_stored(client: Client) -> None:
    assert client.get(SEARCH, params={"q": "hotline"}).headers["cache-control"] == "no-store"


def test_search_without_words_lists_everything(client: Client) -> None:
    found = client.get(SEARCH).json()
    assert found["total"] == 4
    assert [row["score"] for row in found["results"]] == [0, 0, 0, 0]


def test_search_page_by_page_gives_the_whole_list(client: Client) -> None:
    whole = ids(client.get(SEARCH))
    assert [
        name for offset in range(4) for name in ids(client.get(SEARCH, params={"limit": 1, "offset": offset}))
    ] == whole


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "video"}, ["example-video"]),
        ({"service": "emergency-shelter"}, ["example-shelter"]),
        ({"language": "es"}, ["example-shelter"]),
        ({"cost": "free"}, ["example-advocates", "example-hotline", "example-shelter", "example-video"]),
        ({"cost": "paid"}, []),
        ({"format": ["training-video", "poster"]}, ["example-video"]),
        ({"service": ["hotline", "advocacy"]}, ["example-advocates", "example-hotline"]),
        ({"kind": "video", "service": "hotline"}, []),
    ],
)
def test_search_filter_narrows_to_what_carries_it(client: Client, filters: dict[str, Any], found: list[str]) -> None:
    assert ids(client.get(SEARCH, params=filters)) == found


@pytest.mark.parametrize(
    ("place", "kind", "local"),
    [
        ("Cascade", "county", {"example-shelter"}),
        ("cascade county", "county", {"example-shelter"}),
        ("Great Falls", "town", {"example-shelter"}),
        ("59401", "zip", {"example-shelter"}),
        ("fort-belknap", "nation", {"example-advocates"}),
        ("Blaine", "county", {"example-advocates"}),
        ("Garfield", "county", set()),
    ],
)
def test_search_place_keeps_local_and_wider_records(client: Client, place: str, kind: str, local: set[str]) -> None:
    """Statewide and national records serve every place; a tribal one serves the counties its nation's land lies in."""
    found = client.get(SEARCH, params={"place": place})
    assert set(ids(found)) == local | {"example-hotline", "example-video"}
    assert found.json()["understood"]["place"]["kind"] == kind
    assert found.json()["total"] == len(local) + 2


def test_search_place_narrows_the_counts_too(client: Client) -> None:
    assert "emergency-shelter" not in client.get(SEARCH, params={"place": "Garfield"}).json()["facets"]["service"]


def test_search_in_spanish_shows_spanish_titles(client: Client) -> None:
    row = client.get(SEARCH, params={"q": "refugio", "lang": "es"}).json()["results"][0]
    assert (row["title"], row["page"]) == ("Refugio Ejemplo", "/es/resources/example-shelter")


@pytest.mark.parametrize(
    ("asked", "kind", "named"),
    [
        ({"limit": "-1"}, "bad-value", "limit"),
        ({"limit": "1000000000"}, "bad-value", "limit"),
        ({"limit": "1e9"}, "bad-value", "limit"),
        ({"limit": "0"}, "bad-value", "limit"),
        ({"limit": "101"}, "bad-value", "limit"),
        ({"limit": "\u0661"}, "bad-value", "limit"),
        ({"offset": "10001"}, "bad-value", "offset"),
        ({"offset": "-1"}, "bad-value", "offset"),
        ({"colour": "red"}, "unknown-parameter", "colour"),
        ({"kind": "organisation"}, "unknown-value", "kind"),
        ({"service": "shelters"}, "unknown-value", "service"),
        ({"lang": "fr"}, "unknown-value", "lang"),
        ({"place": "Atlantis"}, "unknown-value", "place"),
        ({"q": "x" * 10_001}, "bad-value", "q"),
    ],
)
def test_search_refuses_what_it_does_not_know(client: Client, asked: dict[str, str], kind: str, named: str) -> None:
    answer = client.get(SEARCH, params=asked)
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:resource-directory:problem:{kind}"
    assert named in problem["detail"]
    assert problem["mend"]


def test_search_refusal_lists_what_is_known(client: Client) -> None:
    assert client.get(SEARCH, params={"kind": "x"}).json()["known"] == ["organization", "video", "print"]
    assert "service" in client.get(SEARCH, params={"x": ""}).json()["known"]
    assert "Yellowstone" in client.get(SEARCH, params={"place": "x"}).json()["known"]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"q=shelter", b"[1", b'"shelter"', b"[]", b"null", b"\xff\xfe", b"[" * 100_000),
        *(b'{"q": {"a": 1}}', b'{"q": true}', b'{"limit": 1.5}', b'{"limit": 1e9}', b'{"limit": NaN}'),
        b'{"limit": ' + b"9" * 10_000 + b"}",
        b'{"\\ud800": "x"}',
    ],
)
def test_search_post_that_is_no_search_is_a_problem(client: Client, body: bytes) -> None:
    answer = client.post(SEARCH, content=body)
    assert answer.status == 400
    assert answer.json()["type"].endswith((":bad-body", ":bad-value", ":unknown-parameter"))


def test_search_post_beyond_any_search_is_cut_off(client: Client) -> None:
    assert client.post(SEARCH, content=b'{"q": "' + b"x" * 300_000).status == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_search_by_another_method_names_the_allowed_ones(client: Client, method: str) -> None:
    answer = client.ask(method, SEARCH)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert answer.json()["status"] == 405


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "shelter\x00",
        "\ud800",
        "shel\udffftER",
        "x" * 10_000,
        "shelter " * 500,
        "\u202eshelter",
        "🏠 shelter",
        "مأوى",
    ],
)
def test_search_with_odd_characters_is_answered(client: Client, words: str) -> None:
    answer = client.post(SEARCH, content=b'{"q": ' + _escape(words) + b"}")
    assert answer.status == 200
    assert "\x00" not in answer.json()["query"]


def _escape(words: str) -> bytes:
    """JSON of any text, halves of characters included."""
    return json.dumps(words).encode("ascii")


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q=%ED%A0%80", "q=%", "q=a&q=b", "&&&", "q", "=x&q=", "q=\xe9"])
def test_search_address_of_any_bytes_is_no_failure(client: Client, query: str) -> None:
    assert client.get(f"{SEARCH}?{query}").status in (200, 400)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        # 9:00 and 17:00 on a Monday in Montana, and a day of the holidays.
        ("2026-11-23T16:00+00:00", ["example-hotline", "example-office"]),
        ("2026-11-24T00:00+00:00", ["example-hotline"]),
        ("2026-11-26T16:00+00:00", ["example-hotline"]),
    ],
)
def test_search_for_what_is_open_asks_the_clock_of_montana(
    serve: Callable[..., Client], now: str, found: list[str]
) -> None:
    records = [
        make_record("example-hotline", hours="24/7"),
        make_record("example-office", hours="Mo-Fr 08:00-17:00; PH off"),
        make_record("example-shelter"),
    ]
    client = serve(*records, now=now)
    answer = client.get(SEARCH, params={"open": "now"})
    assert ids(answer) == found
    assert {row["open"] for row in answer.json()["results"]} == {"now"}
    assert answer.json()["facets"]["open"]["unknown"] == 1
    assert client.get("/api/v1/facets").json()["facets"]["open"] == answer.json()["facets"]["open"]


def test_search_answers_anew_when_somebody_closes(serve: Callable[..., Client]) -> None:
    """Answers are kept in memory, but not past the minute in which they would be another."""
    clock = [""]
    client = serve(make_record("example-office", hours="Mo-Fr 08:00-17:00"), now=lambda: clock[0])
    seen = []
    for clock[0] in ("2026-11-23T23:58+00:00", "2026-11-23T23:59+00:00", "2026-11-24T00:00+00:00"):
        seen.append(client.get(SEARCH).json()["results"][0]["open"])
    assert seen == ["now", "now", "closed"]


@pytest.mark.parametrize(
    "key",
    [
        "pinned",
        "urgent",
        "urgent_channel",
        "native_first",
        "spanish_confirmed",
        "never_urgent",
        "hold_back",
        "first_help",
    ],
)
def test_emptied_rule_of_the_order_breaks_no_search(folder: Folder, serve: Callable[..., Client], key: str) -> None:
    """Such as a key whose lines were all taken out."""
    folder.write_site(**{key: None})
    client = serve()

    for text in ("he has a gun help me", "quiero morir", "hotline"):
        assert client.post("/search", data={"q": text}).status == 200
        assert client.post("/api/v1/search", json={"q": text}).status == 200

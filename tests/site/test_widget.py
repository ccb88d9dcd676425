"""/widget/ and the cards it shows: names that hold, bytes that stay, options that a slip does not turn into silence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest

from directory.site.served.baked import current_version
from tests.site.conftest import SHELTER, Client, Folder, make_record

CARDS = "/api/v1/search/cards"
HOTLINE = make_record("example-hotline")
PINNED = {
    "en": [
        {"number": "911", "label": {"en": "Emergency", "es": "Emergencia"}},
        {"id": "example-hotline", "channels": ["voice"]},
    ]
}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def newest(client: Client) -> str:
    return current_version(client.app.state.live.release).name


def baked(client: Client) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        client.get("/widget/v1.js").text.removeprefix("const baked = ").strip().rstrip(";")
    )
    return found


def test_floating_file_is_the_newest_version_and_kept_for_minutes_only(client: Client) -> None:
    floating, version = client.get("/widget/v1.js"), client.get(f"/widget/{newest(client)}")

    assert floating.text == version.text
    assert floating.headers["cache-control"] == "public, max-age=600"
    assert version.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert version.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("name", ["v1.js", "frame.js", "resize.js"])
@pytest.mark.parametrize("headers", [{}, {"origin": "https://partner.example"}, {"origin": "null"}])
def test_file_may_be_loaded_by_every_page(client: Client, name: str, headers: dict[str, str]) -> None:
    answer = client.get(f"/widget/{name}", headers=headers)

    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers


def test_version_is_named_by_its_content_and_has_the_hash_it_is_pasted_with(client: Client) -> None:
    version = current_version(client.app.state.live.release)
    code = client.get(f"/widget/{version.name}").text.encode()

    assert re.fullmatch(r"v1\.\d+\.[0-9a-f]{16}\.js", version.name)
    assert version.name.split(".")[2] == hashlib.sha256(code).hexdigest()[:16]
    assert version.integrity == f"sha384-{base64.b64encode(hashlib.sha384(code).digest()).decode()}"


def test_same_records_give_the_same_version_elsewhere(folder: Folder, serve: Callable[..., Client]) -> None:
    folder.write_site(pinned=PINNED)

    assert newest(serve(HOTLINE)) == newest(serve(HOTLINE, now="2027-03-04T05:06:07+00:00"))


def test_older_version_is_still_served_after_the_lines_changed(folder: Folder, serve: Callable[..., Client]) -> None:
    folder.write_site(pinned=PINNED)
    first = serve(HOTLINE)
    old, code = newest(first), first.get("/widget/v1.js").text
    folder.write_site(pinned={"en": PINNED["en"][:1]})
    second = serve(HOTLINE)

    assert newest(second) != old
    assert second.get(f"/widget/{old}").text == code


@pytest.mark.parametrize("name", ["v1.0.0123456789abcdef.js", "v2.js", "..%2Fpacks", "v1.0.js", "resource-search.js"])
def test_version_that_never_was_is_not_there(client: Client, name: str) -> None:
    answer = client.get(f"/widget/{name}")

    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_version_spoiled_on_disk_is_not_served(folder: Folder, serve: Callable[..., Client]) -> None:
    folder.write_site(pinned=PINNED)
    old = newest(serve(HOTLINE))
    (folder.settings.index / "widget" / old).write_bytes(b"something else")
    folder.write_site(pinned={"en": PINNED["en"][:1]})

    assert serve(HOTLINE).get(f"/widget/{old}").status == 404


def test_lines_to_call_stand_in_the_file(folder: Folder, serve: Callable[..., Client]) -> None:
    folder.write_site(pinned=PINNED, base_url="https://directory.example/")
    found = baked(serve(HOTLINE))

    assert found["base"] == "https://directory.example"
    assert isinstance(found["langs"], dict)
    lines = found["langs"]["es"]["lines"]
    assert [line["title"] for line in lines] == ["Emergencia", HOTLINE["title"]]
    assert lines[0]["phones"][0]["href"] == "tel:911"
    assert lines[1]["phones"][0]["href"].startswith("tel:")


def test_cards_come_in_the_order_of_every_other_search(client: Client) -> None:
    asked = {"q": "example", "limit": 3}
    cards = client.post(CARDS, json=asked).json()
    found = client.post("/api/v1/search", json=asked).json()

    assert [card["id"] for card in cards["cards"]] == [row["id"] for row in found["results"]]
    assert cards["total"] == found["total"]


def test_cards_speak_the_language_asked_for(client: Client) -> None:
    card = client.post(CARDS, json={"q": "refugio", "lang": "es"}).json()["cards"][0]

    assert (card["title"], card["page"]) == ("Refugio Ejemplo", "/es/resources/example-shelter")


def test_number_nobody_confirmed_carries_its_warning(serve: Callable[..., Client]) -> None:
    checked = {"on": "2026-11-21", "how": "by-phone", "verdict": "not-found"}
    phone = {**HOTLINE["phones"][0], "verified": checked}
    card = serve(make_record("example-hotline", phones=[phone])).post(CARDS, json={"q": "example"}).json()["cards"][0]

    assert card["phones"][0]["unconfirmed"]


def test_option_nobody_knows_is_left_out_of_a_form_and_named(client: Client) -> None:
    answer = client.post(
        CARDS, content=b"q=example&place=Nowhere&service=shleter&limit=x&kind=organization", headers=FORM
    )

    assert answer.status == 200
    assert {row["name"] for row in answer.json()["ignored"]} == {"place", "service", "limit"}
    assert answer.json()["total"] == client.post(CARDS, json={"q": "example", "kind": "organization"}).json()["total"]


def test_option_nobody_knows_is_refused_in_json(client: Client) -> None:
    assert client.post(CARDS, json={"q": "example", "place": "Nowhere"}).status == 400


def test_form_of_more_fields_than_any_page_has_is_refused(client: Client) -> None:
    assert client.post(CARDS, content=b"a=&" * 200, headers=FORM).status == 400


def test_words_of_cards_stand_in_no_address(client: Client) -> None:
    assert client.get(CARDS, params={"q": "example"}).status == 405
    assert client.post(CARDS, json={"q": "example"}).headers["cache-control"] == "no-store"


def test_cards_may_be_asked_for_without_leave_of_the_server_first(client: Client) -> None:
    """A form's body is a simple request: no preflight, one journey less."""
    answer = client.post(CARDS, content=b"q=example", headers={**FORM, "origin": "null"})

    assert answer.headers["access-control-allow-origin"] == "*"
    assert SHELTER["id"] in {card["id"] for card in answer.json()["cards"]}

"""The feed of changes, the snapshot it leads to, removed records, and what search engines read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from directory.changes.revision import Written, apply, read_change
from tests.site.conftest import SHELTER, Client, Folder, make_record

ATOM = "{http://www.w3.org/2005/Atom}"

Serve = Callable[..., Client]


def test_mirror_that_follows_the_feed_equals_the_snapshot(serve: Serve) -> None:
    aid, bus = make_record("aid"), make_record("bus")
    states = [[aid], [aid, bus], [{**aid, "title": "Aid and more"}, bus], [bus, SHELTER], [SHELTER]]
    clients = [serve(*state) for state in states]
    snapshots = [client.get("/api/v1/snapshot") for client in clients]

    for snapshot in snapshots:
        mirror: Any = {form["id"]: form for form in snapshot.json()}
        address = f"/changes.json?limit=1&since={hashlib.sha256(Written(mirror).bytes).hexdigest()}"
        while address:
            feed = clients[-1].get(address).json()
            for entry in feed["changes"]:
                mirror = apply(mirror, read_change(entry))
            address = feed["next"]
        assert Written(mirror).bytes.decode() == snapshots[-1].text


def test_revision_is_the_hash_of_the_snapshot(client: Client) -> None:
    text = client.get("/api/v1/snapshot").text

    assert hashlib.sha256(text.encode()).hexdigest() == client.get("/changes.json").json()["revision"]


def test_unknown_revision_says_what_to_fetch(client: Client) -> None:
    answer = client.get(f"/changes.json?since={'0' * 64}")

    assert answer.status == 404
    assert "/api/v1/snapshot" in answer.json()["mend"]


@pytest.mark.parametrize("query", ["since=xyz", "limit=0", "limit=101", "nothing=1"])
def test_wrong_parameter_is_a_problem(client: Client, query: str) -> None:
    assert client.get(f"/changes.json?{query}").status == 400


def remove(folder: Folder, *rows: dict[str, Any]) -> None:
    (folder.data / "removed.yaml").write_text(json.dumps(rows), encoding="utf-8")


def test_removed_record_says_why_and_what_instead(folder: Folder, serve: Serve) -> None:
    serve(make_record("aid"), SHELTER)
    remove(folder, {"id": "aid", "title": "Aid", "reason": "closed", "instead": ["example-shelter"]})
    client = serve(SHELTER)

    page, answer = client.get("/es/resources/aid"), client.get("/api/v1/resources/aid")
    gone = client.get("/changes.json").json()["changes"][-1]["removed"]

    assert (page.status, answer.status) == (410, 410)
    assert "Ha cerrado." in page.text
    assert "/es/resources/example-shelter" in page.text
    assert answer.json()["known"] == ["example-shelter"]
    assert gone == [{"id": "aid", "title": "Aid", "reason": "closed", "note": "", "instead": ["example-shelter"]}]


def test_atom_names_each_change(folder: Folder, serve: Serve) -> None:
    serve(make_record("aid"))
    remove(folder, {"id": "aid", "title": "Aid", "reason": "closed"})

    feed = ElementTree.fromstring(serve(SHELTER).get("/changes.atom").text)

    told = [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) for entry in feed.iter(f"{ATOM}entry")]
    assert told == [("Example Shelter", "Added."), ("Aid", "Removed. It has closed.")]


def test_sitemap_lists_pages_and_records_but_no_exit(client: Client) -> None:
    text = client.get("/sitemap.xml").text

    assert "<loc>http://test/es/resources/example-video</loc>" in text
    assert "/exit" not in text
    assert "Sitemap: http://test/sitemap.xml" in client.get("/robots.txt").text


def test_search_description_is_for_programs_and_no_page_offers_it(client: Client) -> None:
    assert "{searchTerms}" in client.get("/opensearch.xml").text
    assert "opensearch" not in client.get("/").text

"""Packs, the worker with its list, the manifest: what a phone keeps itself up to date by."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import brotli

from tests.pack.test_pieces import join
from tests.site.conftest import Client, Folder, make_record

# What the pages have asked for already.
ASKED_FOR = {
    f"/static/{name}"
    for name in (
        "app.0123456789.js",
        "later.0123456789.js",
        "search-worker.0123456789.js",
        "search-later.0123456789.js",
        "later.css",
    )
}


def newest(client: Client) -> dict[str, str]:
    """What /packs/latest.json says."""
    found: dict[str, str] = client.get("/packs/latest.json").json()
    return found


def test_latest_pack_names_an_immutable_pack_of_that_hash(client: Client) -> None:
    latest = newest(client)
    pack = client.get(latest["url"])
    assert hashlib.sha256(pack.raw).hexdigest() == latest["hash"]
    assert len(pack.raw) == latest["size_bytes"]
    assert "immutable" in pack.headers["cache-control"]
    assert client.get("/packs/latest.json").headers["cache-control"] == "no-cache"


def test_pack_squeezed_is_the_same_pack(client: Client) -> None:
    url = newest(client)["url"]
    assert brotli.decompress(client.get(url, headers={"accept-encoding": "br"}).raw) == client.get(url).raw


def test_pack_before_the_newest_is_still_sent(serve: Callable[..., Client]) -> None:
    """A phone in mid-download, or asking another process, must not be cut off by a switch."""
    before = newest(serve(make_record("first")))
    after = serve(make_record("second"))
    assert newest(after)["hash"] != before["hash"]
    assert hashlib.sha256(after.get(before["url"]).raw).hexdigest() == before["hash"]


def test_delta_makes_the_newest_pack_of_the_one_before(serve: Callable[..., Client]) -> None:
    before = serve(make_record("first"))
    old = newest(before)["hash"]
    old_bytes = before.get(newest(before)["url"]).raw
    after = serve(make_record("first", title="Another title"))
    new = newest(after)["hash"]
    answer = after.get(f"/packs/{old}-{new}.json")
    assert "immutable" in answer.headers["cache-control"]
    delta = answer.json()
    assert join(delta["pieces"], old_bytes, delta["size_bytes"]) == after.get(newest(after)["url"]).raw


def test_delta_is_made_once_for_all_phones(serve: Callable[..., Client], folder: Folder) -> None:
    old = newest(serve(make_record("first")))["hash"]
    after = serve(make_record("first", title="Another title"))
    url = f"/packs/{old}-{newest(after)['hash']}.json"
    first = after.get(url)
    (folder.settings.index / "packs" / f"{old}.json").unlink()
    assert first.status == 200
    assert after.get(url).raw == first.raw


def test_delta_to_or_from_a_pack_that_is_gone_is_not_found(serve: Callable[..., Client]) -> None:
    first = newest(serve(make_record("first")))["hash"]
    second = newest(serve(make_record("second")))["hash"]
    client = serve(make_record("third"))
    third = newest(client)["hash"]
    for names in (f"{first}-{second}", f"{'0' * 64}-{third}", f"x-{third}", f"{first}-", f"{first}-{third}-x"):
        assert client.get(f"/packs/{names}.json").status == 404


def test_new_words_in_a_record_leave_the_pages_as_they_are(serve: Callable[..., Client]) -> None:
    """Or every phone would fetch its pages anew each day."""
    entries = read_worker(serve(make_record("first")))
    older = make_record("first", summary="New words.", verified={"on": "2026-11-20", "how": "by-phone"})
    assert read_worker(serve(older)) == entries


def test_pack_nobody_made_is_not_found(client: Client) -> None:
    for name in ("0" * 64, "..%2f..%2fresources", "x"):
        assert client.get(f"/packs/{name}.json").status == 404


def test_pack_damaged_on_disk_is_not_sent(serve: Callable[..., Client], folder: Folder) -> None:
    before = newest(serve(make_record("first")))
    after = serve(make_record("second"))
    (folder.settings.index / "packs" / f"{before['hash']}.json").write_bytes(b"{}")
    assert after.get(before["url"]).status == 404


def read_worker(client: Client) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """The list of files, and the addresses of many in one by language, as the worker's code holds them."""
    code = client.get("/sw.js").text
    found = re.fullmatch(r'const edition = "\w+", shell = (\[.*\]), bundles = (\{.*\}), code = "(.*)";\n', code)
    assert found
    return json.loads(found[1]), json.loads(found[2])


def read_edition_name(client: Client) -> str:
    """The name of the edition that the worker's code holds."""
    return client.get("/sw.js").text.split('"')[1]


def test_pages_that_changed_are_told_from_the_edition_before(serve: Callable[..., Client]) -> None:
    """Also after the server was started anew."""
    before = serve(make_record("first"))
    old, texts = read_edition_name(before), {url: before.get(url).raw for url in list_addresses(before)}
    after = serve(make_record("first"), make_record("second"))
    answer = after.get(f"/pages/{old}-{read_edition_name(after)}.json")
    assert "immutable" in answer.headers["cache-control"]
    change = answer.json()
    assert set(change["files"]) == {"/", "/browse", "/es/", "/es/browse"} == set(change["base"])
    assert "policies" not in change
    joined = join(change["pieces"], b"".join(texts[url] for url in change["base"]), sum(change["files"].values()))
    assert joined == b"".join(after.get(url).raw for url in change["files"])


def test_change_to_or_from_an_edition_that_is_gone_is_not_found(serve: Callable[..., Client]) -> None:
    first = read_edition_name(serve(make_record("first")))
    client = serve(make_record("first"), make_record("second"))
    second = read_edition_name(client)
    for names in (f"{second}-{first}", f"{'0' * 64}-{second}", f"x-{second}", f"{first}-", f"{first}-{second}-x"):
        assert client.get(f"/pages/{names}.json").status == 404


def test_edition_torn_on_disk_is_not_found(serve: Callable[..., Client], folder: Folder) -> None:
    first = read_edition_name(serve(make_record("first")))
    client = serve(make_record("first"), make_record("second"))
    (folder.settings.index / "pages" / f"{first}.json").write_bytes(b"{}")
    assert client.get(f"/pages/{first}-{read_edition_name(client)}.json").status == 404


def list_addresses(client: Client) -> list[str]:
    """What a phone keeps beside the pack."""
    return [entry["url"] for entry in read_worker(client)[0]]


def test_worker_is_a_script_that_is_checked_each_time(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"


def test_worker_lists_every_page_in_every_language(client: Client) -> None:
    urls = {entry["url"] for entry in read_worker(client)[0]}
    pages = {"/", "/signs", "/safety", "/about", "/exit", "/erase", "/offline"}
    assert pages | {f"/es{page}" for page in pages} | {"/manifest.webmanifest"} <= urls


def test_worker_lists_only_what_is_served(client: Client) -> None:
    for entry in read_worker(client)[0]:
        assert client.get(entry["url"]).status == 200, entry


def test_worker_revision_changes_with_the_content(serve: Callable[..., Client]) -> None:
    def revisions(client: Client) -> dict[str, str]:
        return {entry["url"]: entry["revision"] for entry in read_worker(client)[0]}

    before, same = revisions(serve(make_record("first"))), revisions(serve(make_record("first")))
    after = revisions(serve(make_record("first"), make_record("second")))
    assert same == before
    assert {url for url in before if before[url] != after[url]} == {"/", "/browse", "/es/", "/es/browse"}


def test_pages_in_one_are_the_pages(client: Client) -> None:
    entries, bundles = read_worker(client)
    for lang, urls in bundles.items():
        told: set[str] = set()
        for url in urls:
            answer = client.get(url)
            assert "immutable" in answer.headers["cache-control"]
            told |= check_bundle(client, answer.json())
        assert told == {entry["url"] for entry in entries} - ASKED_FOR, lang
    assert client.get("/pages/0.json").status == 404


def test_newest_pack_is_named_beside_where_the_pages_are(client: Client) -> None:
    """So that a page can ask for them before the worker is there to tell."""
    assert client.get("/packs/latest.json").json()["pages"] == read_worker(client)[1]


def check_bundle(client: Client, bundle: dict[str, Any]) -> set[str]:
    """Every file of it joined is what the server sends; the addresses it needs and tells."""
    base = b"".join(client.get(url).raw for url in bundle["base"])
    joined = join(bundle["pieces"], base, sum(bundle["files"].values()))
    for url, size in bundle["files"].items():
        assert client.get(url).raw == joined[:size]
        joined = joined[size:]
    return {*bundle["base"], *bundle["files"]}


def test_manifest_is_neutral_and_complete(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["short_name"], manifest["start_url"], manifest["display"]) == ("Resources", "/", "standalone")
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).status == 200

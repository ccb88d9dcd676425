"""A day's news on the phone: records and pages that changed are told from those it has, and little else is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench.processes import Address
from bench.proxy import Transfer, count_transfers
from directory.pack.columns import to_table
from tests.browser.proxy import Proxy
from tests.browser.server import ChangingServer
from tests.browser.visitor import open_ready, search, wait_for_newer_pages
from tests.pack.phone import ask_phone

# Bodies as they came over the wire.
MAX_UPDATE_BYTES = 3_000

COUNT = "[data-facet=audience] label:has([value=minors]) [data-count]"


@pytest.fixture
def counted(own_server: ChangingServer) -> Iterator[tuple[str, list[Transfer]]]:
    """Where the browser goes, and what it was sent so far."""
    with count_transfers(Address("127.0.0.1", own_server.port)) as (address, transfers):
        yield address.url, transfers


def change_three_records(server: ChangingServer) -> None:
    """Gives three records another audience; the counts of the pages change with them."""
    text, found = re.subn(
        r"audiences: \[(?=survivors,(?!.*minors))", "audiences: [minors, ", server.read("resources.yaml"), count=3
    )
    assert found == 3
    server.hold({"resources.yaml": text.encode()})


def take_news(page: Page, url: str) -> None:
    """Open the app, wait until the news is kept, and open it again with the newer pages."""
    open_ready(page, url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    wait_for_newer_pages(page)
    open_ready(page, url)


def test_three_changed_records_with_their_pages_are_few_bytes(
    page: Page, own_server: ChangingServer, counted: tuple[str, list[Transfer]]
) -> None:
    url, transfers = counted
    open_ready(page, url)
    before = int(page.locator(COUNT).text_content() or "")
    change_three_records(own_server)
    transfers.clear()
    take_news(page, url)
    page.context.set_offline(True)
    for path in ("", "/es/", "/browse", "/es/browse"):
        page.goto(url + path)
        expect(page.locator(COUNT)).to_have_text(str(before + 3))
    assert sum(transfer.body_bytes for transfer in transfers) <= MAX_UPDATE_BYTES, list_bodies(transfers)


def list_bodies(transfers: Sequence[Transfer]) -> str:
    """What came, to be read where it was too much."""
    return "\n".join(f"{row.status} {row.body_bytes} + {row.head_bytes} {row.path}" for row in transfers)


def name_an_older_edition(body: bytes) -> tuple[bytes, str]:
    """The worker as versions before sent it: under a name that the server knows no edition by."""
    return re.sub(rb'edition:"\w+"', b'edition:"0123456789abcdef"', body), "text/javascript"


def test_worker_of_an_older_version_gives_way_and_its_pages_are_used_again(page: Page, proxy: Proxy) -> None:
    proxy.spoil("/sw.js", name_an_older_edition)
    open_ready(page, proxy.url)
    assert page.evaluate(LIST_EDITIONS) == ["pages-0123456789abcdef"]
    proxy.faults.clear()
    proxy.heard.clear()
    take_news(page, proxy.url)
    page.wait_for_function(f"async () => !(await ({LIST_EDITIONS})()).includes('pages-0123456789abcdef')")
    assert [asked for asked in proxy.asked if not re.search(r"/packs/latest|/pages/0123456789abcdef-", asked)] == []
    proxy.die()
    page.goto(f"{proxy.url}/es/signs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Conozca las señales")


LIST_EDITIONS = "async () => (await caches.keys()).filter(name => name.startsWith('pages-'))"


def test_pack_of_the_format_before_is_searched_until_a_newer_one_comes(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    newest = page.request.get(f"{proxy.url}/packs/latest.json").json()
    packed = page.request.get(proxy.url + newest["url"]).json()
    opened = ask_phone("open_pack.mjs", [packed])[0]
    page.evaluate(KEEP_PACK, json.dumps(in_format_5(packed, opened)))
    page.context.set_offline(True)
    page.goto(proxy.url)
    assert len(search(page, "shelter")) == 20
    page.context.set_offline(False)
    open_ready(page, proxy.url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    assert page.evaluate("async () => (await caches.match('/packs/latest.json')).json()") == newest
    assert len(search(page, "shelter")) == 20


def in_format_5(packed: dict[str, Any], opened: dict[str, Any]) -> dict[str, Any]:
    """A pack as it travelled before: all closed lists stand before the records."""
    rest = {name: part for name, part in packed.items() if name != "terms"}
    lists = {name: to_table(terms) for name, terms in opened["vocabulary"].items()}
    return rest | {"format": 5, "vocabulary": lists}


# Keeps a pack as a version of format 5 did.
KEEP_PACK = """async text => {
  const bytes = new TextEncoder().encode(text)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hash = [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
  const manifest = { format: 5, hash, url: `/packs/${hash}.json`, size_bytes: bytes.length }
  const records = await caches.open('records')
  const headers = { 'content-type': 'application/json' }
  await records.put(manifest.url, new Response(bytes, { headers }))
  await records.put('/packs/latest.json', new Response(JSON.stringify(manifest), { headers }))
}"""

"""A day's news on the phone: records and pages that changed are told from those it has, and little else is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, expect

from bench.processes import Address
from bench.proxy import Transfer, count_transfers
from tests.browser.conftest import open_ready
from tests.browser.server import Server

# Bodies as they came over the wire.
MAX_UPDATE_BYTES = 3_000

COUNT = "[data-facet=audience] label:has([value=minors]) [data-count]"


@pytest.fixture
def counted(own_server: Server) -> Iterator[tuple[str, list[Transfer]]]:
    """Where the browser goes, and what it was sent so far."""
    with count_transfers(Address("127.0.0.1", own_server.port)) as (address, transfers):
        yield address.url, transfers


def change_three_records(server: Server) -> None:
    """Gives three records another audience and a new sentence; the counts of the pages change with them."""
    text = server.resources.read_text(encoding="utf-8")
    text, found = re.subn(r"audiences: \[(?=survivors,(?!.*minors))", "audiences: [minors, ", text, count=3)
    assert found == 3
    server.stop()
    server.resources.write_text(text, encoding="utf-8")
    server.start()


def take_news(page: Page, url: str) -> None:
    """Open the app, wait until the news is kept, and open it again with the newer pages."""
    open_ready(page, url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    page.evaluate(UNTIL_NEWER_WAITS)
    open_ready(page, url)


UNTIL_NEWER_WAITS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  while (!registration.waiting) await new Promise(requestAnimationFrame)
}"""


def test_three_changed_records_with_their_pages_are_few_bytes(
    page: Page, own_server: Server, counted: tuple[str, list[Transfer]]
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

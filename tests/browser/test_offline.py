"""With no signal: the server stopped, the browser closed and opened again on the same profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.chromium import launch_with_profile
from tests.browser.proxy import Proxy, answer_as_portal
from tests.browser.server import ChangingServer, Server
from tests.browser.visitor import open_ready, search, wait_for_newer_pages, wait_for_whole_list


@pytest.fixture(scope="module")
def kept(playwright: Playwright, server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The profile of a browser that was ready once and was closed, and the address it knows; its server is gone."""
    profile = tmp_path_factory.mktemp("profile")
    with Proxy(server.url) as proxy:
        context = launch_with_profile(playwright, profile)
        open_ready(context.pages[0], proxy.url)
        context.close()
        return profile, proxy.url


@pytest.fixture
def reopened(playwright: Playwright, kept: tuple[Path, str]) -> Iterator[Page]:
    """A page of that browser, opened again."""
    context = launch_with_profile(playwright, kept[0])
    yield context.pages[0]
    context.close()


def test_home_search_every_record_and_pages_work(reopened: Page, kept: tuple[Path, str]) -> None:
    page, url = reopened, kept[1]
    page.context.set_offline(True)
    page.goto(url)
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()
    expect(page.locator(".offline")).to_have_text("Ready to use with no signal")
    assert len(search(page, "shelter")) == 20
    assert _open_every_record(page) == 249
    for prefix in ("", "/es"):
        for path, words in PAGES[prefix].items():
            page.goto(f"{url}{prefix}{path}")
            expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_address_of_a_record_shows_it_from_the_pack(reopened: Page, kept: tuple[Path, str]) -> None:
    page, url = reopened, kept[1]
    page.goto(f"{url}/resources/montana-legal-services-association")
    expect(page.get_by_role("heading", level=1)).to_have_text("Montana Legal Services Association")
    page.goto(f"{url}/es/resources/montana-legal-services-association")
    expect(page.get_by_role("heading", level=1)).to_have_text("Asociación de Servicios Legales de Montana (MLSA)")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Montana Legal Services Association")
    page.goto(f"{url}/resources/nobody")
    expect(page.get_by_role("heading", level=1)).to_have_text("No signal")


PAGES = {
    "": {
        "/signs": "Know the signs",
        "/safety": "Safety on this phone",
        "/about": "About",
        "/erase": "Erase from this phone",
    },
    "/es": {
        "/signs": "Conozca las señales",
        "/safety": "Seguridad en este teléfono",
        "/about": "Acerca de",
        "/erase": "Borrar de este teléfono",
    },
}


def _open_every_record(page: Page) -> int:
    """Lists all records by the filters of kind, opens each, and counts those that show their own name."""
    page.locator("input[type=search]").fill("")
    page.get_by_text("Narrow the list").click()
    for box in page.locator("[data-facet=kind] input").all():
        box.check()
    more = page.locator("[data-part=more]")
    expect(page.locator("#found")).to_have_text("249 results")
    wait_for_whole_list(page)
    while more.is_visible():
        shown = page.locator("[data-part=cards] > li").count()
        more.click()
        expect(page.locator("[data-part=cards] > li")).not_to_have_count(shown)
    return int(page.evaluate(OPEN_EACH))


# Opens each card's record and counts those that show the title of the card. One card is in the list at a time: to hide and show
# hundreds for each takes most of the time, and shows nothing.
OPEN_EACH = """async () => {
  const list = document.querySelector('[data-part=cards]')
  const room = document.querySelector('[data-part=record]')
  const opened = () => new Promise(resolve => new MutationObserver((_, observer) => {
    observer.disconnect()
    resolve(room.querySelector('h1').textContent)
  }).observe(room, {childList: true}))
  let right = 0
  for (const card of [...list.children]) {
    list.replaceChildren(card)
    const link = card.querySelector('a[data-action=open]')
    const title = opened()
    link.click()
    if (await title === link.textContent) right += 1
    document.querySelector('[data-part=back]').click()
  }
  return right
}"""


def test_ready_is_said_only_when_every_language_is_kept(
    page: Page, proxy: Proxy, own_page_addresses: list[str]
) -> None:
    proxy.spoil(own_page_addresses[1], answer_as_portal)
    page.goto(proxy.url)
    expect(page.locator(".offline")).to_have_text("Ready to use with no signal in this language")
    assert page.locator("html").get_attribute("data-offline") is None
    proxy.faults.clear()
    open_ready(page, proxy.url)
    expect(page.locator(".offline")).to_have_text("Ready to use with no signal")
    proxy.die()
    page.goto(f"{proxy.url}/es/signs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Conozca las señales")


@pytest.fixture
def own_page_addresses(server: Server) -> list[str]:
    """Where the pages of a visitor of the first language are in one body, and all the others."""
    return _page_addresses(server)


def _page_addresses(server: Server) -> list[str]:
    with urlopen(f"{server.url}/sw.js") as answer:
        return re.findall(r"/pages/\w+\.json", answer.read().decode())[:2]


def test_kept_pages_are_under_the_same_policy_as_served_ones(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    for path in ("/", "/signs", "/es/", "/es/signs"):
        served = page.request.get(server.url + path).headers
        kept = page.evaluate("async path => Object.fromEntries((await caches.match(path)).headers)", path)
        for name in ("content-security-policy", "permissions-policy", "referrer-policy", "cross-origin-opener-policy"):
            assert kept[name] == served[name] != ""


def test_newer_pages_are_taken_by_the_next_page_opened(page: Page, own_server: ChangingServer) -> None:
    open_ready(page, own_server.url)
    rename_site(own_server)
    open_ready(page, own_server.url)
    wait_for_newer_pages(page)
    expect(page.locator(".mark")).to_have_text("Montana Resources")
    page.goto(f"{own_server.url}/signs")
    expect(page.locator(".mark")).to_have_text("Newer Name")


def test_newer_pages_that_cannot_take_over_leave_the_visitor_the_older(
    page: Page, own_server: ChangingServer, own_proxy: Proxy
) -> None:
    """The worker in use has not ended its work, a download of the other languages that never comes, and so stays in use."""
    is_over = Event()

    def hold(body: bytes) -> tuple[bytes, str]:
        is_over.wait()
        return body, "application/json"

    own_proxy.spoil(_page_addresses(own_server)[1], hold)
    try:
        page.goto(own_proxy.url)
        # Said as the download is asked for.
        expect(page.locator(".offline")).to_have_text("Ready to use with no signal in this language")
        rename_site(own_server)
        page.evaluate("navigator.serviceWorker.ready.then(registration => registration.update())")
        wait_for_newer_pages(page)
        page.goto(f"{own_proxy.url}/signs")
        expect(page.get_by_role("heading", level=1)).to_have_text("Know the signs")
        expect(page.locator(".mark")).to_have_text("Montana Resources")
    finally:
        is_over.set()


def test_newer_pages_wait_while_another_page_is_open(page: Page, own_server: ChangingServer) -> None:
    open_ready(page, own_server.url)
    other = page.context.new_page()
    open_ready(other, own_server.url)
    rename_site(own_server)
    open_ready(page, own_server.url)
    wait_for_newer_pages(page)
    page.goto(f"{own_server.url}/signs")
    expect(page.locator(".mark")).to_have_text("Montana Resources")
    assert len(search(other, "shelter")) == 20


def rename_site(server: ChangingServer) -> None:
    """Give every page another name at its head."""
    site = server.read("site.yaml").replace("name: {en: Montana Resources", "name: {en: Newer Name")
    server.hold({"site.yaml": site.encode()})

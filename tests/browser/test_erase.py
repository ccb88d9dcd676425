"""Erasing: everything of ours goes, what is left is looked for and said, and nothing comes back by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.exit.leaving import expect_gone, make_ready_to_leave
from tests.browser.proxy import Proxy, answer_as_portal
from tests.browser.server import Server
from tests.browser.visitor import open_ready, search

DONE = "Erased. Nothing of these pages is saved here any more."
GONE = {"pages": "gone", "worker": "gone", "databases": "gone", "settings": "gone", "copies": "gone"}

LEFT = """async () => [
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
  (await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie,
]"""
NOTHING = [0, 0, 0, 0, 0, ""]


def fill_phone(page: Page, url: str) -> None:
    """Everything that can be kept is: pages, records, a place, a database."""
    open_ready(page, url)
    search(page, "shelter")
    page.get_by_text("Narrow the list").click()
    page.locator("#place").fill("Missoula")
    page.get_by_label("Remember this place on this phone").check()
    page.evaluate("new Promise(resolve => { indexedDB.open('other').onsuccess = resolve })")
    page.get_by_role("link", name="Erase from this phone").click()
    page.wait_for_url("**/erase")
    assert page.evaluate(LEFT) != NOTHING


def erase(page: Page) -> None:
    page.locator("[data-action=erase]").click()
    expect(page.locator("[data-part=erase-report]")).to_be_visible()


def states(page: Page) -> dict[str, str]:
    """What the page says of each thing: name of the row -> its word."""
    rows = page.locator("[data-step]").all()
    return {str(row.get_attribute("data-step")): row.locator("b").inner_text() for row in rows}


def test_everything_is_gone_and_the_page_says_so(page: Page, server: Server) -> None:
    fill_phone(page, server.url)
    with page.expect_response(lambda response: response.request.method == "POST") as answered:
        erase(page)
    assert answered.value.header_value("clear-site-data") == '"cache", "cookies", "storage"'
    expect(page.locator("#erased")).to_have_text(DONE)
    assert states(page) == GONE
    assert page.evaluate(LEFT) == NOTHING
    for text in ("browser history", "home screen", "Downloads", "call log"):
        expect(page.get_by_text(text).first).to_be_visible()


def test_nothing_comes_back_by_itself(page: Page, server: Server) -> None:
    """Other open pages of ours leave, and the page that erased leads nowhere but to Exit."""
    page.context.route("https://www.weather.gov/**", lambda route: route.fulfill(body="<h1>Weather</h1>"))
    other = page.context.new_page()
    open_ready(other, server.url)
    fill_phone(page, server.url)
    erase(page)
    expect(other.get_by_role("heading", level=1)).to_have_text("Weather")
    assert page.locator("a[href]:visible").count() == 1
    page.reload()
    assert page.evaluate(LEFT) == NOTHING
    page.goto(f"{server.url}/robots.txt")
    assert page.evaluate(LEFT)[:4] == NOTHING[:4]


def test_back_after_erasing_saves_nothing_again(page: Page, server: Server) -> None:
    """Pages of ours that were opened by their addresses lie further back; in their place is the neutral page, as after Exit."""
    make_ready_to_leave(page)
    open_ready(page, server.url)
    page.goto(f"{server.url}/signs")
    page.goto(f"{server.url}/erase")
    erase(page)
    expect_gone(page)
    page.goto(f"{server.url}/robots.txt")
    assert page.evaluate(LEFT)[:3] == NOTHING[:3]


def test_erase_works_with_no_signal_and_says_what_needs_one(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    proxy.die()
    page.get_by_role("link", name="Erase from this phone").click()
    page.wait_for_url("**/erase")
    erase(page)
    expect(page.locator("#erased")).to_have_text(DONE)
    assert states(page) == {**GONE, "copies": "goes only with a signal"}
    assert page.evaluate(LEFT) == NOTHING
    page.locator("[data-action=exit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")


def test_erase_behind_a_captive_portal_says_what_needs_a_signal(page: Page, proxy: Proxy) -> None:
    """Its page answers with 200, and tells the browser nothing."""
    open_ready(page, proxy.url)
    page.goto(f"{proxy.url}/erase")
    proxy.spoil("/", answer_as_portal)
    erase(page)
    expect(page.locator("#erased")).to_have_text(DONE)
    assert states(page) == {**GONE, "copies": "goes only with a signal"}


def test_browser_without_databases_has_none_left(page: Page, server: Server) -> None:
    """As some private windows."""
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: null})")
    open_ready(page, server.url)
    page.goto(f"{server.url}/erase")
    erase(page)
    expect(page.locator("#erased")).to_have_text(DONE)


def test_answer_of_the_worker_after_erasing_keeps_nothing(page: Page, proxy: Proxy) -> None:
    """With no signal it answers on until the page is left, and also a page of ours that is leaving in another tab."""
    open_ready(page, proxy.url)
    page.goto(f"{proxy.url}/erase")
    proxy.die()
    erase(page)
    assert page.evaluate("() => navigator.serviceWorker.controller !== null")
    page.evaluate("() => fetch('/signs').catch(() => {})")
    assert page.evaluate(LEFT) == NOTHING


@pytest.mark.parametrize(
    ("step", "broken"),
    [
        ("pages", "caches.delete = () => Promise.reject(new Error('no'))"),
        ("worker", "ServiceWorkerRegistration.prototype.unregister = () => Promise.resolve(false)"),
        ("settings", "Storage.prototype.clear = () => { throw new Error('no') }"),
    ],
)
def test_failed_step_says_so(page: Page, proxy: Proxy, step: str, broken: str) -> None:
    open_ready(page, proxy.url)
    page.goto(f"{proxy.url}/erase")
    # Online the browser itself would erase at the server's word what the page could not.
    proxy.die()
    page.evaluate(f"() => {{ {broken} }}")
    erase(page)
    expect(page.locator("#erased")).to_contain_text("Not all of it could be erased")
    assert states(page)[step] == "still here"


def test_browser_erases_at_the_servers_word_what_the_page_could_not(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.goto(f"{server.url}/erase")
    page.evaluate("() => { caches.delete = () => Promise.reject(new Error('no')) }")
    erase(page)
    assert states(page) == GONE
    assert page.evaluate(LEFT) == NOTHING


def test_erase_without_script_has_the_browser_erase(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{server.url}/es/erase")
    with page.expect_response(lambda response: response.request.method == "POST") as answered:
        page.locator("[data-action=erase]").click()
    assert answered.value.header_value("clear-site-data") == '"cache", "cookies", "storage"'
    expect(page.locator("#erased")).to_contain_text("Se pidió al navegador que borrara")
    assert page.title() == "Recursos"

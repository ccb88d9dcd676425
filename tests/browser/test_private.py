"""What is typed and opened stays on the phone: nothing is asked of the server, nothing is left behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import READY, open_ready, search
from tests.browser.proxy import Proxy

pytestmark = pytest.mark.browser

WORDS = (
    "shelter",
    "rape",
    "lawyer billings",
    "boss took my passport",
    "missoula",
    "abogado",
    "truck",
    "bozeman",
    "native",
    "runaway kid",
)


def test_ten_searches_and_ten_records_send_no_request(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    heard = list(proxy.heard)
    for words in WORDS:
        search(page, words)
        page.locator("[data-part=cards] a[data-action=open]").first.click()
        expect(page.locator("[data-part=opened] article")).to_be_visible()
        page.locator("[data-part=back]").click()
        expect(page.locator("[data-part=opened]")).to_be_hidden()
    assert proxy.heard == heard


def test_what_is_kept_on_the_phone_is_the_same_for_everybody(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    before = page.evaluate(KEPT)
    search(page, "shelter")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    assert page.evaluate(KEPT) == before


KEPT = """async () => {
  const names = await caches.keys()
  const urls = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(({url}) => url)))
  return JSON.stringify([names, urls, {...localStorage}, {...sessionStorage}, await indexedDB.databases(), document.cookie])
}"""


def test_every_request_goes_to_the_site_itself(page: Page, proxy: Proxy) -> None:
    urls: list[str] = []
    page.context.on("request", lambda request: urls.append(request.url))
    for path in ("/", "/es/", "/signs", "/safety", "/about", "/resources/montana-988"):
        open_ready(page, proxy.url) if path == "/" else page.goto(proxy.url + path)
    assert [url for url in urls if not url.startswith(proxy.url)] == []


def test_own_links_leave_one_history_entry(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Know the signs").click()
    page.wait_for_url("**/signs")
    page.wait_for_function(READY)
    page.get_by_role("link", name="Safety on this phone").click()
    page.wait_for_url("**/safety")
    assert page.evaluate("history.length") == before


def test_inputs_ask_the_browser_to_remember_and_send_nothing(page: Page, proxy: Proxy) -> None:
    page.goto(proxy.url)
    box = page.locator("input[type=search]")
    expect(box).to_have_count(1)
    for name, value in {
        "autocomplete": "off",
        "autocorrect": "off",
        "autocapitalize": "off",
        "spellcheck": "false",
    }.items():
        assert box.get_attribute(name) == value

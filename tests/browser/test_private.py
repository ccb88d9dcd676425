"""What is typed and opened stays on the phone: nothing is asked of the server, nothing is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Playwright, expect

from tests.browser.chromium import launch_with_profile
from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, send

JUDGED = Path(__file__).resolve().parents[1] / "cases" / "judged.yaml"
PATHS = (
    "/",
    "/es/",
    "/browse",
    "/signs",
    "/safety",
    "/about",
    "/install",
    "/erase",
    "/offline",
    "/resources/montana-988",
)


def read_queries() -> list[str]:
    """Fifty queries of people, in both languages, that find something."""
    cases: list[dict[str, Any]] = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    return [case["q"] for case in cases if case.get("rel")][:50]


def test_fifty_searches_and_fifty_records_leave_no_trace(page: Page, proxy: Proxy, server: Server) -> None:
    asked: list[str] = []
    open_ready(page, proxy.url)
    before, kept, seen = list(proxy.asked), page.evaluate(KEPT), page.evaluate(SEEN)
    logged = server.log.read_bytes()
    page.context.on("request", lambda request: asked.append(request.url))
    queries = read_queries()
    assert len(queries) == 50
    for words in queries:
        page.locator("input[type=search]").fill(words)
        page.locator("[data-part=cards] a[data-action=open]").first.click()
        expect(page.locator("[data-part=opened] article")).to_be_visible()
        page.locator("[data-part=back]").click()
        page.locator("input[type=search]").fill("")
        expect(page.locator("[data-part=found]")).to_be_hidden()
    assert proxy.asked == before
    assert [url for url in asked if not url.endswith("/sw.js")] == []
    assert page.evaluate(KEPT) == kept
    assert page.evaluate(SEEN) == seen
    assert server.log.read_bytes() == logged


# What the phone keeps, by name and content.
KEPT = """async () => {
  const names = await caches.keys()
  const urls = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(({url}) => url)))
  return JSON.stringify([names, urls, {...localStorage}, {...sessionStorage}, await indexedDB.databases(), document.cookie])
}"""
# What the browser shows and remembers of the page.
SEEN = "[location.href, document.title, history.length, JSON.stringify(history.state), document.referrer, window.name]"


def test_words_sent_to_the_server_are_not_among_the_open_tabs_on_disk(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    """A browser writes down what a page was asked with, to open it again: also after Exit, and after everything was erased."""
    context = launch_with_profile(playwright, tmp_path)
    page = context.pages[0]
    # Without records the app cannot answer by itself.
    page.route("**/packs/**", lambda route: route.abort())
    page.goto(server.url)
    send(page, "shelter xylophonic")
    expect(page.locator("[data-resource-id]").first).to_be_visible()
    context.close()
    tabs = list((tmp_path / "Default" / "Sessions").iterdir())
    assert tabs
    assert [tab.name for tab in tabs if b"xylophonic" in tab.read_bytes()] == []


def test_record_goes_on_in_the_other_language_without_a_trace(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    context = launch_with_profile(playwright, tmp_path)
    page = context.pages[0]
    open_ready(page, server.url)
    entries, logged = page.evaluate("history.length"), server.log.read_bytes()
    page.locator("[data-resource-id=montana-988] a[data-action=open]").click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    page.get_by_role("link", name="Español").click()
    opened = page.locator("[data-part=opened] [data-resource-id=montana-988]")
    expect(opened.get_by_role("heading", level=1)).to_be_focused()
    expect(opened.get_by_role("heading", level=2).first).to_have_text("Contacto")
    assert page.evaluate(SEEN)[:2] == [f"{server.url}/es/", "Recursos"]
    assert page.evaluate(SEEN)[2:] == [entries, "null", "", ""]
    assert "montana-988" not in page.evaluate(KEPT)
    assert server.log.read_bytes() == logged
    page.locator("[data-part=back]").click()
    expect(page.locator("[data-part=list]")).to_be_visible()
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"{server.url}/")
    page.wait_for_function(READY)
    expect(page.locator("[data-part=list]")).to_be_visible()
    context.close()
    tabs = list((tmp_path / "Default" / "Sessions").iterdir())
    assert [tab.name for tab in tabs if b"montana-988" in tab.read_bytes()] == []


def test_every_request_goes_to_the_site_itself(page: Page, proxy: Proxy) -> None:
    urls: list[str] = []
    page.context.on("request", lambda request: urls.append(request.url))
    for path in PATHS:
        open_ready(page, proxy.url) if path == "/" else page.goto(proxy.url + path)
    assert [url for url in urls if not url.startswith((proxy.url, "data:,"))] == []
    assert page.context.cookies() == []


def test_every_page_has_the_same_title(page: Page, proxy: Proxy) -> None:
    for path in PATHS:
        page.goto(proxy.url + path)
        assert page.title() == ("Recursos" if path.startswith("/es") else "Resources")


def test_list_made_by_the_server_is_kept_nowhere_and_names_nothing(page: Page, proxy: Proxy) -> None:
    """Where the records could not be kept, and where no script runs."""
    proxy.spoil("/packs/", lambda body: (b"", "text/html"))
    page.goto(proxy.url)
    expect(page.locator(".offline")).to_contain_text("Not saved")
    with page.expect_response("**/search") as answered:
        send(page, "shelter")
    assert answered.value.header_value("cache-control") == "no-store"
    assert answered.value.header_value("referrer-policy") == "no-referrer"
    assert (page.url, page.title()) == (f"{proxy.url}/search", "Resources")
    assert "shelter" not in page.evaluate(KEPT)


def test_own_links_leave_one_history_entry(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Know the signs").click()
    page.wait_for_url("**/signs")
    page.wait_for_function(READY)
    page.get_by_role("link", name="Safety on this phone").click()
    page.wait_for_url("**/safety")
    assert page.evaluate("history.length") == before


def test_place_is_kept_only_where_the_box_is_ticked(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    page.get_by_text("Narrow the list").click()
    page.locator("#place").fill("Missoula")
    page.locator("input[type=search]").fill("lawyer")
    expect(page.locator("[data-part=found]")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("path", ["/", "/es/", "/resources/montana-988"])
def test_no_field_is_remembered_corrected_or_sent_to_a_spelling_service(page: Page, proxy: Proxy, path: str) -> None:
    page.goto(proxy.url + path)
    assert page.evaluate(TELLING_FIELDS) == []


TELLING_FIELDS = """() => {
  const roots = [document, ...[...document.querySelectorAll('template')].map(({ content }) => content)]
  const fields = roots.flatMap(root => [...root.querySelectorAll('input:not([type=hidden]), textarea')])
  // What a form says holds for its fields.
  const isForgotten = field => (field.autocomplete || field.form?.autocomplete) === 'off'
  const isSafe = field => isForgotten(field) && (field.type === 'checkbox' || field.type === 'radio' ||
    field.getAttribute('spellcheck') === 'false' &&
    ['autocorrect', 'autocapitalize'].every(name => field.getAttribute(name) === 'off'))
  return fields.filter(field => !isSafe(field)).map(field => field.outerHTML)
}"""

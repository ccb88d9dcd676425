"""<resource-search> finds what the directory finds, leads to its records, and the page around learns nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.host import Host
from tests.browser.partners.element import ELEMENT, ask, ids, lines, status
from tests.browser.proxy import Proxy
from tests.browser.server import Server


def test_widget_finds_what_the_directory_finds(show: Callable[..., Page], server: Server) -> None:
    page = show()
    ask(page, "safe place tonight in havre")
    found = page.request.post(f"{server.url}/api/v1/search", data={"q": "safe place tonight in havre", "limit": 5})

    assert ids(page) == [row["id"] for row in found.json()["results"]]
    expect(status(page)).to_have_text(f"{found.json()['total']} results")


def test_lines_to_call_are_there_before_anything_is_asked(page: Page, host: Host, proxy: Proxy) -> None:
    page.goto(host.put(ELEMENT.replace("{base}", proxy.url)))

    expect(lines(page).first).to_be_visible()
    expect(lines(page).first).to_have_attribute("href", "tel:911")
    assert proxy.heard == ["GET /widget/v1.js"]


def test_words_stand_in_no_address_and_the_page_keeps_nothing(page: Page, host: Host, proxy: Proxy) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(host.put(ELEMENT.replace("{base}", proxy.url)))
    ask(page, "shelter billings")
    own = [request for request in asked if request.url.startswith(proxy.url)]

    assert not [request.url for request in asked if "shelter" in request.url]
    assert [request.all_headers().get("referer") for request in own] == [None] * len(own)
    assert not [request for request in own if "cookie" in request.all_headers()]
    assert not [line for line in proxy.heard if line.startswith("OPTIONS")]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_links_lead_to_the_record_and_tell_nobody_where_from(show: Callable[..., Page], server: Server) -> None:
    page = show()
    ask(page, "shelter billings")
    link = page.locator("resource-search [part=card] a[href*='/resources/']").first

    assert "noreferrer" in str(link.get_attribute("rel"))
    link.click()
    expect(page.locator("article.record")).to_be_visible()
    assert page.url.startswith(server.url)


def test_more_are_added_below_those_shown(show: Callable[..., Page]) -> None:
    page = show(ELEMENT.replace("<resource-search", '<resource-search limit="2"'))
    ask(page, "shelter")
    first = ids(page)
    page.locator("resource-search [part=more]").click()
    expect(page.locator("resource-search [data-resource-id]")).to_have_count(4)

    assert len(first) == 2
    assert ids(page)[:2] == first


def test_what_was_understood_is_told_once_to_a_search(show: Callable[..., Page]) -> None:
    """A live region that is written again is spoken again, also with the same words."""
    page = show(ELEMENT.replace("<resource-search", '<resource-search limit="2"'))
    ask(page, "shelter in billings")
    understood = page.locator("resource-search .understood")
    expect(understood).to_contain_text("Billings")
    understood.evaluate(
        "node => new MutationObserver(() => (node.dataset.again = 'yes')).observe(node, {childList: true})"
    )
    page.locator("resource-search [part=more]").click()
    expect(page.locator("resource-search [data-resource-id]")).to_have_count(4)

    expect(understood).not_to_have_attribute("data-again", "yes")


def test_urgent_words_bring_the_lines_for_them(show: Callable[..., Page]) -> None:
    page = show()
    ask(page, "hes going to hurt me tonight")

    expect(page.locator("resource-search .urgent a").first).to_have_attribute("href", "tel:911")


def test_who_hears_the_page_is_told_of_the_lines_for_now(show: Callable[..., Page]) -> None:
    page = show()
    ask(page, "hes going to hurt me tonight")
    title = page.locator("resource-search .urgent h3").inner_text()

    expect(page.locator("resource-search [role=status]").filter(has_text=title)).to_have_count(1)


def test_page_in_spanish_has_the_widget_in_spanish(show: Callable[..., Page]) -> None:
    page = show('<div lang="es-MX">' + ELEMENT + "</div>")

    expect(page.locator("resource-search [part=button]")).to_have_text("Buscar")
    ask(page, "abogado")
    expect(status(page)).to_contain_text("resultados")


def test_file_is_small_before_the_first_letter(page: Page, server: Server) -> None:
    answer = page.request.get(f"{server.url}/widget/v1.js", headers={"accept-encoding": "br"})

    assert int(answer.headers["content-length"]) < 8000

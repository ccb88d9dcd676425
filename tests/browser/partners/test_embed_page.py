"""The pages that partners read: every snippet works where it is pasted, the sheet for a wall is one sheet."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import violations_by_theme
from tests.browser.host import Host
from tests.browser.partners.element import ask, framed
from tests.browser.server import Server


def test_every_snippet_of_the_page_for_partners_works_where_it_is_pasted(
    new_page: Callable[..., Page], host: Host, server: Server
) -> None:
    page = new_page(viewport={"width": 390, "height": 720}, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/embed?kind=organization&heading=Near+you")
    page.locator("[data-copy=code-element]").click()
    expect(page.locator("[data-part=copied]")).to_have_text("Copied.")
    snippets = {form: page.locator(f"#code-{form}").inner_text() for form in ("element", "frame", "link")}

    page.goto(host.put(snippets["element"]))
    assert page.evaluate("navigator.clipboard.readText()") == snippets["element"]
    ask(page, "shelter")
    page.goto(host.put(snippets["frame"]))
    expect(framed(page).locator("resource-search [part=heading]")).to_have_text("Near you")
    page.goto(host.put(snippets["link"]))
    page.get_by_role("link", name="Near you").click()
    expect(page.locator("h1")).to_have_text("Find help in Montana")


@pytest.mark.parametrize("path", ["/embed", "/es/embed", "/embed/frame", "/es/embed/sheet"])
def test_axe_finds_no_violation_on_pages_for_partners(new_page: Callable[..., Page], server: Server, path: str) -> None:
    page = new_page(viewport={"width": 320, "height": 720})
    page.goto(server.url + path)

    assert violations_by_theme(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("lang", ["", "/es"])
def test_sheet_for_a_wall_is_one_sheet(page: Page, server: Server, lang: str, paper: str) -> None:
    page.goto(f"{server.url}{lang}/embed/sheet")
    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1

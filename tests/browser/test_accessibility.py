"""axe finds nothing on any page, in any theme and language; nothing is cut at 320 pixels or at 200 % text; targets are big enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_ready, search
from tests.browser.server import Server

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = (
    "/",
    "/browse",
    "/signs",
    "/safety",
    "/about",
    "/erase",
    "/exit",
    "/offline",
    "/no-such-page",
    "/resources/dhs-hsi-tip-line",
    "/resources/bc-que-es-la-trata-animation",
)
SMALLEST_TARGET = 44


def violations(page: Page) -> list[Any]:
    """What axe has to say: rule, and where."""
    # Given to the page by the debugger: its own policy would let no script of others in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]


@pytest.fixture
def new_page(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Pages on which /exit can be looked at: it does not go on to the neutral site, unless a worker has its script already."""

    def make(**options: object) -> Page:
        page = new_page(**options)
        page.context.route("**/exit-page.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        return page

    return make


def open_everything(page: Page) -> None:
    """Open all that is folded away, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["", "/es"])
def test_axe_finds_no_violation_on_any_page(
    new_page: Callable[..., Page], server: Server, lang: str, theme: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 720}, color_scheme=theme, service_workers="block")
    for path in PATHS:
        page.goto(server.url + lang + path)
        open_everything(page)
        assert violations(page) == [], path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["/", "/es/"])
def test_axe_finds_no_violation_in_results_and_opened_record(
    new_page: Callable[..., Page], server: Server, lang: str, theme: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 720}, color_scheme=theme)
    open_ready(page, server.url + lang)
    for words in ("hes going to hurt me tonight", "sehlter lincoln", "immigration"):
        search(page, words)
        assert violations(page) == [], words
    page.locator("input[type=search]").fill("qqqqzzzz")
    expect(page.locator("[data-part=cards] > li")).to_have_count(0)
    assert violations(page) == []
    search(page, "immigration")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (390, "200%"), (1280, "200%")])
@pytest.mark.parametrize("lang", ["", "/es"])
def test_no_page_scrolls_sideways(
    new_page: Callable[..., Page], server: Server, lang: str, width: int, text: str
) -> None:
    page = new_page(viewport={"width": width, "height": 720}, service_workers="block")
    for path in PATHS:
        page.goto(server.url + lang + path)
        open_everything(page)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_results_and_record_do_not_scroll_sideways(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    open_ready(page, f"{server.url}/es/")
    for words in ("no me dejan salir", "sehlter lincoln", "abogado"):
        search(page, words)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, words
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_big_enough_for_a_thumb(page: Page, server: Server) -> None:
    for path in PATHS[:-2]:
        page.goto(server.url + path)
        open_everything(page)
        small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
        assert small == [], path


def test_targets_of_what_was_understood_are_big_enough(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    for words in ("lincoln", "hes going to hurt me tonight"):
        search(page, words)
        assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == [], words


# Links inside a sentence or a list of sources are not targets of their own (WCAG 2.2, 2.5.8: inline).
SMALL_TARGETS = """least => [...document.querySelectorAll('button, .button, summary, fieldset label, nav a, .exit, .mark, .back, input[type=search]')]
  .filter(element => element.checkVisibility())
  .map(element => [element.innerText || element.id, element.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([words, box]) => `${words} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def test_page_has_landmarks_language_and_one_heading(page: Page, server: Server) -> None:
    for path in PATHS[:5]:
        page.goto(f"{server.url}/es{path}")
        assert page.locator("html").get_attribute("lang") == "es"
        for selector in ("h1", "main", "header", "footer"):
            expect(page.locator(f"{selector}:visible")).to_have_count(1)

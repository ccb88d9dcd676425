"""No result is never the end: what to leave out, the nearest records, the lines to call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import follow, open_ready, send


def narrow(page: Page, *boxes: str) -> None:
    """Tick filters: "kind=print"."""
    page.locator(".filters > summary").click()
    for name, tag in (box.split("=") for box in boxes):
        facet = page.locator(f".facet:has([data-facet={name}])")
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        facet.locator(f"input[value={tag}]").check()


@pytest.fixture(params=[True, False], ids=["phone", "no script"])
def find_nothing(
    request: pytest.FixtureRequest, returning_page: Page, new_page: Callable[..., Page], server: Server
) -> Callable[..., Page]:
    """Narrows and searches as the app does or as a page without script does; gives the page that found nothing."""
    page = returning_page if request.param else new_page(java_script_enabled=False)
    open_ready(page, server.url) if request.param else page.goto(server.url)

    def searched(words: str, *boxes: str) -> Page:
        narrow(page, *boxes)
        page.locator("input[type=search]").fill(words) if request.param else send(page, words)
        expect(page.locator("#found")).to_have_text("Nothing found")
        return page

    return searched


@pytest.fixture
def page_of_nothing(find_nothing: Callable[..., Page]) -> Page:
    """A search for hotel rooms among who helps with orders of protection."""
    return find_nothing("hotel rooms", "kind=organization", "service=orders-of-protection")


def test_filter_to_leave_out_is_named_and_leaves_on_one_tap(page_of_nothing: Page) -> None:
    page = page_of_nothing
    way = page.get_by_role("button", name="Without: Orders of protection")
    count = way.locator("small").inner_text()
    assert int(count) > 0
    way.click()
    expect(page.locator("#found")).to_have_text(f"{count} result{'' if count == '1' else 's'}")
    expect(page.locator("[data-facet] input[value=organization]")).to_be_checked()
    expect(page.locator("[data-facet] input[value=orders-of-protection]:checked")).to_have_count(0)


def test_way_on_hands_the_focus_to_what_it_found(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    narrow(page, "kind=organization", "service=orders-of-protection")
    page.locator("input[type=search]").fill("hotel rooms")
    page.get_by_role("button", name="Without: Orders of protection").press("Enter")
    expect(page.locator("#found")).to_be_focused()


def test_filters_that_must_go_together_are_named_and_leave_on_one_tap(find_nothing: Callable[..., Page]) -> None:
    page = find_nothing("posters", "service=emergency-shelter", "audience=women")
    way = page.locator("[data-part=ways] button")
    expect(way.locator("span")).to_have_text("Without: Emergency shelter, Women")
    count = way.locator("small").inner_text()
    expect(page.locator("[data-part=nearest] [data-resource-id]").first).to_be_visible()
    way.click()
    expect(page.locator("#found")).to_have_text(f"{count} results")
    expect(page.locator("[data-facet] input:checked")).to_have_count(0)


def test_nearest_records_and_lines_are_shown(page_of_nothing: Page) -> None:
    page = page_of_nothing
    expect(page.locator("[data-part=nearest] [data-resource-id]").first).to_be_visible()
    expect(page.get_by_role("heading", name="Nearest matches")).to_be_visible()
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()


def test_words_nobody_knows_lead_on_to_what_people_look_for(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url)
    send(page, "qqqqzzzz")
    expect(page.get_by_role("heading", name="Nearest matches")).to_be_hidden()
    follow(page.get_by_role("button", name="free lawyer"))
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()

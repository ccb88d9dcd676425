"""The place is picked by the person and never asked of the phone; it is kept only where she says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, search, send

KEPT = "() => ({...localStorage})"


def pick(page: Page, place: str) -> None:
    """Type a place into "Narrow the list"."""
    if not page.locator("#place").is_visible():
        page.locator(".filters > summary").click()
    page.locator("#place").fill(place)


def test_picked_place_counts_with_the_words(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "shelter")
    pick(page, "59301")
    expect(page.locator("[data-part=understood]")).to_contain_text("Near Miles City (59301)")
    page.get_by_role("button", name="Remove: Near Miles City").click()
    expect(page.locator("#place")).to_have_value("")
    expect(page.locator("[data-part=understood]")).not_to_contain_text("Miles City")


def test_place_alone_lists_who_helps_there_from_the_first_known_name(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    pick(page, "Custer Coun")
    expect(page.locator("[data-part=place-unknown]")).not_to_have_attribute("hidden", "")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    pick(page, "Custer County")
    expect(page.locator("[data-part=cards] .eyebrow").first).to_contain_text("Custer County")


@pytest.mark.parametrize(("prefix", "county"), [("/", "Custer County"), ("/es/", "Condado de Custer")])
def test_place_with_no_script_is_picked_from_counties_and_nations(
    new_page: Callable[..., Page], server: Server, prefix: str, county: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url + prefix)
    assert page.locator("#places option").count() == 64
    for place in (county, "Crow Tribe"):
        pick(page, place)
        send(page, "shelter")
        expect(page.locator("[data-part=understood]")).to_contain_text(place)
        expect(page.locator("#place")).to_have_value(place)


def test_unknown_place_with_no_script_costs_the_place_and_not_the_answer(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url)
    pick(page, "Nowhereville")
    send(page, "shelter")
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()
    expect(page.get_by_text("We do not know this place")).to_be_visible()


def test_place_is_kept_only_where_the_box_is_ticked(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    pick(page, "Lake County")
    page.locator("#place").blur()
    assert page.evaluate(KEPT) == {}
    box = page.get_by_label("Remember this place on this phone")
    expect(box).not_to_be_checked()
    box.check()
    assert page.evaluate(KEPT) == {"place": "Lake County"}
    page.reload()
    page.wait_for_function(READY)
    expect(page.locator("#place")).to_have_value("Lake County")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    search(page, "shelter")
    expect(page.locator("[data-part=understood]")).to_contain_text("Near Lake County")
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    page.locator(".filters > summary").click()
    box.uncheck()
    assert page.evaluate(KEPT) == {}


def test_erase_forgets_the_place(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    pick(page, "Lake County")
    page.get_by_label("Remember this place on this phone").check()
    page.goto(f"{server.url}/erase")
    page.locator("[data-action=erase]").click()
    expect(page.locator("#erased")).to_contain_text("Erased")
    assert page.evaluate(KEPT) == {}

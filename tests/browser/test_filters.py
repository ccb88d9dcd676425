"""Filters: open now, cost and format beside the others; what is taken is a chip that one tap drops; alike with no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Server
from tests.browser.test_understood import cards, chips
from tests.browser.visitor import follow, ids_of_results, open_ready, search, send, wait_for_whole_list, within_a_minute

SUNDAY = "2026-11-22T18:00:00Z"
MONDAY = "2026-11-23T18:00:00Z"
OFFICE = "montana-adult-protective-services"


def choice(page: Page, name: str, tag: str) -> Locator:
    return page.locator(f"fieldset label:has([name={name}][value={tag}])")


def open_filters(page: Page, *facets: str) -> None:
    page.locator(".filters > summary").click()
    for facet in facets:
        page.locator(".facet > summary", has_text=facet).click()


def facts(page: Page, id_: str) -> Locator:
    return page.locator(f"[data-part=cards] [data-resource-id={id_}] .facts")


@pytest.mark.parametrize(
    ("now", "said", "is_listed"),
    [(SUNDAY, "Closed, opens Mon 8 am", False), (MONDAY, "Open now, closes 5 pm", True)],
)
def test_open_now_asks_the_clock_of_the_phone(page: Page, server: Server, now: str, said: str, is_listed: bool) -> None:
    page.clock.set_fixed_time(now)
    open_ready(page, server.url)
    search(page, "adult protective services")
    expect(facts(page, OFFICE)).to_contain_text(said)
    open_filters(page)
    choice(page, "open", "now").locator("input").check()
    expect(page.get_by_role("button", name="Remove: Open now")).to_be_visible()
    assert (OFFICE in ids_of_results(page)) == is_listed


def test_count_beside_a_choice_is_what_choosing_it_finds(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "legal help")
    whole = page.locator("#found").inner_text()
    open_filters(page, "Cost")
    for name, tag in (("open", "now"), ("open", "unknown"), ("cost", "free")):
        label = choice(page, name, tag)
        wait_for_whole_list(page)
        count = label.locator("[data-count]").inner_text()
        label.locator("input").check()
        expect(page.locator("#found")).to_have_text(f"{count} result{'' if count == '1' else 's'}")
        label.locator("input").uncheck()
        expect(page.locator("#found")).to_have_text(whole)


def test_chip_drops_its_filter_alone(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "posters")
    open_filters(page, "Format", "Cost")
    choice(page, "format", "poster").locator("input").check()
    choice(page, "cost", "free").locator("input").check()
    page.get_by_role("button", name="Remove: Poster").click()
    expect(page.get_by_role("button", name="Remove: Poster")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove: Free")).to_be_visible()
    expect(choice(page, "format", "poster").locator("input")).not_to_be_checked()


def test_filters_to_nothing_name_the_one_to_drop(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "lawyer")
    # A choice that would find nothing is put away, but for who has chosen it before.
    for name, tag in (("cost", "sliding-scale"), ("open", "now")):
        choice(page, name, tag).locator("input").evaluate("input => { input.click() }")
    expect(page.get_by_role("button", name="Remove: Open now")).to_be_visible()
    expect(page.locator("#found")).to_have_text("Nothing found")
    way = page.locator("[data-part=ways] button").first
    expect(way).to_contain_text("Without: Price depends on what you earn")
    expect(page.locator("[data-part=nearest] > li").first).to_be_visible()
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()
    count = way.locator("small").inner_text()
    way.click()
    expect(page.locator("#found")).to_have_text(f"{count} result{'' if count == '1' else 's'}")


@pytest.mark.parametrize("prefix", ["/", "/es/"])
def test_phone_and_server_narrow_alike(
    returning_page: Page, new_page: Callable[..., Page], server: Server, prefix: str
) -> None:
    """By what is open and by cost: the same cards, chips and ways on, with script and without."""
    phone, plain = returning_page, new_page(java_script_enabled=False)
    for _ in within_a_minute():
        open_ready(phone, server.url + prefix)
        plain.goto(server.url + prefix)
        search(phone, "hotline")
        phone.locator("[name=open][value=now]").evaluate("input => { input.click() }")
        plain.locator(".filters > summary").click()
        plain.locator("[name=open][value=now]").check()
        send(plain, "hotline")
        expect(phone.locator("[data-part=understood] > li").last).to_contain_text(chips(plain)[-1])
    assert cards(phone) == cards(plain) != []
    assert chips(phone) == chips(plain)


def test_chip_with_no_script_drops_its_filter_alone(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url)
    open_filters(page, "Cost")
    choice(page, "open", "now").locator("input").check()
    choice(page, "cost", "free").locator("input").check()
    send(page, "shelter")
    narrow = len(ids_of_results(page))
    follow(page.get_by_role("button", name="Remove: Free"))
    expect(page.get_by_role("button", name="Remove: Free")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove: Open now")).to_be_visible()
    assert len(ids_of_results(page)) >= narrow
    expect(page.locator("input[type=search]")).to_have_value("shelter")

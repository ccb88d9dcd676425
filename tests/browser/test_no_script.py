"""With scripts off, as in proxy browsers and locked-down libraries: everything is pages and forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import follow, ids_of_results, send


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page that runs no script."""
    return new_page(java_script_enabled=False, viewport={"width": 390, "height": 720})


def test_search_lists_records_and_keeps_words_out_of_address_and_title(page: Page, server: Server) -> None:
    page.goto(server.url)
    send(page, "shelter")
    assert len(ids_of_results(page)) == 20
    assert page.url == f"{server.url}/search"
    assert page.title() == "Resources"
    assert page.locator("input[type=search]").input_value() == "shelter"


def test_card_leads_to_the_record_with_its_number_in_full(page: Page, server: Server) -> None:
    page.goto(server.url)
    send(page, "national human trafficking hotline")
    follow(page.get_by_role("link", name="National Human Trafficking Hotline").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("National Human Trafficking Hotline")
    expect(page.locator('a[href="tel:+18883737888"]')).to_contain_text("1-888-373-7888")
    assert page.title() == "Resources"


def test_paging_shows_the_next_part_of_the_list(page: Page, server: Server) -> None:
    page.goto(server.url)
    send(page, "shelter")
    first = ids_of_results(page)
    follow(page.get_by_role("button", name="Next"))
    assert set(ids_of_results(page)).isdisjoint(first)
    follow(page.get_by_role("button", name="Previous"))
    assert ids_of_results(page) == first


def test_filter_keeps_one_kind_and_stays_while_paging(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_text("Narrow the list").click()
    page.get_by_label("Videos and courses").check()
    follow(page.get_by_role("button", name="Show results"))
    expect(page.get_by_role("heading", name="45 results")).to_be_visible()
    follow(page.get_by_role("button", name="Next"))
    expect(page.get_by_role("heading", name="45 results")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Videos and courses")).to_be_checked()


def test_browse_by_need_lists_records(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/es/")
    follow(page.get_by_role("button", name="Refugio de emergencia"))
    assert len(ids_of_results(page)) > 5
    assert page.url == f"{server.url}/es/search"


def test_search_without_a_match_says_what_to_do_and_whom_to_call(page: Page, server: Server) -> None:
    page.goto(server.url)
    send(page, "qqqqzzzz")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()


def test_filters_narrow_and_are_taken_back_by_buttons(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/es/")
    page.locator(".filters > summary").click()
    page.locator("[name=place]").fill("Billings")
    page.locator("[name=open][value=now]").check()
    follow(page.locator(".filters button[type=submit]"))
    whole = page.locator("#found").inner_text()
    assert ids_of_results(page) != []
    follow(page.locator("[data-part=understood] .remove").first)
    expect(page.locator("#found")).not_to_have_text(whole)


def test_record_can_be_passed_on_as_plain_text(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/resources/national-human-trafficking-hotline")
    expect(page.locator("[data-tool=bar]")).to_be_hidden()
    page.get_by_text("As plain text").click()
    expect(page.locator("[data-tool=text]")).to_contain_text("Call 1-888-373-7888")
    for heading in ("Contact", "Details", "See also"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_map_and_lists_lead_to_records(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/browse")
    page.locator(".groups .group > summary").first.click()
    follow(page.locator(".groups .group form button").first)
    assert ids_of_results(page) != []


def test_exit_is_a_link_to_a_neutral_page(page: Page, server: Server) -> None:
    """Which goes on by itself: tests/browser/exit/."""
    page.goto(f"{server.url}/signs")
    page.keyboard.press("Tab")
    expect(page.locator("[data-action=exit]")).to_be_focused()
    assert page.locator("[data-action=exit]").get_attribute("href") == "/exit"
    neutral = page.request.get(f"{server.url}/exit").text()
    assert "traffick" not in neutral.lower()
    assert "Montana" not in neutral

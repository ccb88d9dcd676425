"""On paper: a record on one sheet, black on white, with nothing of the app and no address of ours on it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import open_ready, search

HOTLINE = "/resources/national-human-trafficking-hotline"


def count_sheets(page: Page) -> int:
    """Sheets of US Letter that the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter", prefer_css_page_size=True)))


@pytest.mark.parametrize("path", [HOTLINE, "/es/resources/ywca-missoula", "/resources/csat-training-video"])
def test_record_takes_one_sheet(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    assert count_sheets(page) == 1


def test_paper_has_name_and_numbers_and_nothing_of_the_app(page: Page, server: Server) -> None:
    page.goto(server.url + HOTLINE)
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    assert "National Human Trafficking Hotline" in text
    assert "1-888-373-7888" in text
    for other in ("Exit", "Know the signs", "Open now", server.url, "Share", "QR code"):
        assert other not in text


def test_number_is_the_largest_thing_on_paper_in_black_also_in_the_dark(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(server.url + HOTLINE)
    page.emulate_media(media="print", color_scheme="dark")
    number = page.locator(".numbers b").first.evaluate(
        "e => [parseFloat(getComputedStyle(e).fontSize), getComputedStyle(e).color]"
    )
    title = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert number[0] > title
    assert number[1] == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_browser_has_no_room_for_title_and_address_on_paper(page: Page, server: Server) -> None:
    page.goto(server.url + HOTLINE)
    rules = (
        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule instanceof CSSPageRule)"
    )
    assert set(page.evaluate(f"{rules}.map(rule => rule.style.margin)")) == {"0px"}


def test_print_button_prints_the_opened_record_alone(returning_page: Page, server: Server) -> None:
    page = returning_page
    page.add_init_script("window.print = () => { window.printed = document.title }")
    open_ready(page, server.url)
    search(page, "montana legal services")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("() => window.printed === 'Resources'")
    page.emulate_media(media="print")
    expect(page.locator("[data-part=list]")).to_be_hidden()


def test_list_prints_each_card_whole_with_its_numbers(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "shelter")
    page.emulate_media(media="print")
    assert page.locator(".card").first.evaluate("card => getComputedStyle(card).breakInside") == "avoid"
    expect(page.locator("[data-part=search]")).to_be_hidden()
    expect(page.locator(".card .numbers b").first).to_be_visible()

"""Words of urgency put the lines that answer now above the list, from the phone with no network and from the server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Server
from tests.browser.visitor import ids_of_results, open_ready, search, send, within_a_minute


def numbers(page: Page) -> list[str]:
    """The addresses of the buttons in the block, in order."""
    buttons = block(page).locator("a.button")
    return [str(href) for href in buttons.evaluate_all("buttons => buttons.map(button => button.getAttribute('href'))")]


@pytest.fixture
def page(returning_page: Page) -> Page:
    """Nothing here changes what a phone keeps."""
    return returning_page


def block(page: Page) -> Locator:
    """The block of lines that answer now."""
    return page.locator("[data-part=urgent]")


@pytest.mark.parametrize(
    ("prefix", "words", "heading"),
    [
        ("/", "hes going to hurt me tonight", "If you are in danger now"),
        ("/es/", "no me dejan salir", "Si no le dejan salir"),
    ],
)
def test_urgent_words_with_no_network_show_emergency_first_with_full_numbers(
    page: Page, server: Server, prefix: str, words: str, heading: str
) -> None:
    open_ready(page, server.url + prefix)
    page.context.set_offline(True)
    found = search(page, words)
    expect(block(page).get_by_role("heading", level=2)).to_have_text(heading)
    assert numbers(page)[0] == "tel:911"
    assert "tel:+18883737888" in numbers(page)
    expect(block(page)).to_contain_text("1-888-373-7888")
    assert set(found) >= {"national-human-trafficking-hotline"}
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(heading)


def test_who_cannot_talk_is_offered_texting_first_and_emergency_last(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "i cant talk he is listening")
    first, *_, last = numbers(page)
    assert first.startswith("sms:")
    assert last == "tel:911"


def test_thought_of_suicide_leads_with_988(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "end my life")
    assert numbers(page)[0] == "tel:988"


def test_urgent_words_with_no_result_still_show_the_block(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    # Choices that find nothing together are not offered together; a tick that is already there stays.
    for tag in ("print", "orders-of-protection"):
        page.evaluate("tag => { document.querySelector(`[data-facet] input[value=${tag}]`).checked = true }", tag)
    page.locator("input[type=search]").fill("hes going to hurt me tonight")
    expect(page.locator("#found")).to_have_text("Nothing found")
    expect(block(page)).to_be_visible()
    assert numbers(page)[0] == "tel:911"


def test_calm_words_and_an_emptied_box_show_no_block(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "hes going to hurt me tonight")
    expect(block(page)).to_be_visible()
    search(page, "posters for truck stops")
    expect(block(page)).to_be_hidden()
    page.locator("input[type=search]").fill("hes going to hurt me tonight")
    expect(block(page)).to_be_visible()
    page.locator("input[type=search]").fill("")
    expect(block(page)).to_be_hidden()


@pytest.mark.parametrize("prefix", ["/", "/es/"])
def test_block_with_no_script_is_that_of_the_phone(
    page: Page, new_page: Callable[..., Page], server: Server, prefix: str
) -> None:
    phone, plain = page, new_page(java_script_enabled=False)
    open_ready(phone, server.url + prefix)
    plain.goto(server.url + prefix)
    for words in ("hes going to hurt me tonight on the reservation", "no puedo hablar", "end my life", "violada"):
        for _ in within_a_minute():
            search(phone, words)
            send(plain, words)
        assert numbers(phone) == numbers(plain) != [], words
        assert block(phone).inner_text() == block(plain).inner_text(), words
        assert ids_of_results(phone) == ids_of_results(plain), words

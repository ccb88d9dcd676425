"""Suggestions while typing: a combobox for keyboard and screen reader, a strip that moves nothing, and nothing kept of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import open_ready, stop_clock, type_letters


@pytest.fixture
def page(returning_page: Page, server: Server) -> Page:
    """The home page; nothing here changes what a phone keeps."""
    open_ready(returning_page, server.url)
    return returning_page


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="What do you need, and where?")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def test_second_letter_suggests_and_names_the_groups(page: Page) -> None:
    box(page).press_sequentially("m")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    type_letters(page, "isso")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Places").get_by_role("option").first).to_have_text(
        "Missoula town in Missoula County"
    )
    expect(page.get_by_role("group", name="Organizations").get_by_role("option").first).to_be_visible()


def test_arrows_mark_one_after_the_other_and_come_back_to_the_box(page: Page) -> None:
    type_letters(page, "misso")
    count = options(page).count()
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(count - 1)).to_have_attribute("aria-selected", "true")
    expect(options(page).nth(count - 1)).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    expect(box(page)).to_have_value("misso")


def test_escape_closes_the_list_and_keeps_the_words(page: Page) -> None:
    type_letters(page, "misso")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("misso")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_enter_without_a_mark_searches_for_the_words(page: Page) -> None:
    type_letters(page, "misso")
    page.keyboard.press("Enter")
    expect(options(page)).to_have_count(0)
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()
    expect(box(page)).to_have_value("misso")


def test_place_chosen_is_the_place_and_leaves_the_other_words(page: Page) -> None:
    type_letters(page, "shelter in misso")
    options(page).filter(has_text="town in Missoula County").click()
    expect(box(page)).to_have_value("shelter")
    expect(page.locator("#place")).to_have_value("Missoula, Missoula County")
    expect(page.locator("[data-part=understood]")).to_contain_text("Near Missoula")
    expect(page.locator("#found")).to_be_focused()
    page.get_by_role("button", name="Remove: Near Missoula").click()
    expect(page.locator("#place")).to_have_value("")


def test_place_chosen_alone_lists_who_helps_there(page: Page) -> None:
    type_letters(page, "5930")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("")
    expect(page.locator("[data-part=understood]")).to_contain_text("Near Miles City (59301)")
    expect(page.locator("[data-part=cards] .eyebrow").first).to_contain_text("Custer County")


def test_place_chosen_is_kept_only_where_the_box_is_ticked(page: Page) -> None:
    type_letters(page, "5930")
    options(page).first.click()
    expect(page.locator("[data-part=understood]")).to_contain_text("Miles City")
    assert page.evaluate("({...localStorage})") == {}
    page.locator(".filters > summary").click()
    page.get_by_label("Remember this place on this phone").check()
    box(page).fill("59102")
    options(page).first.click()
    assert page.evaluate("({...localStorage})") == {"place": "59102"}


def test_need_chosen_is_searched_for(page: Page) -> None:
    type_letters(page, "abog")
    options(page).first.click()
    expect(box(page)).to_have_value("Free or low-cost lawyer")
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()


def test_organization_chosen_opens_its_record_and_back_gives_the_box_back(page: Page, server: Server) -> None:
    type_letters(page, "trevo")
    options(page).first.click()
    expect(page.locator("[data-part=opened] h1")).to_have_text("The Trevor Project")
    assert page.url == f"{server.url}/"
    page.locator("[data-part=back]").click()
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("trevo")


def test_nothing_below_moves_when_suggestions_come_and_go(page: Page) -> None:
    """They take the room of the hint."""
    height = "() => document.querySelector('.aid').getBoundingClientRect().height"
    before = page.evaluate(height)
    type_letters(page, "misso")
    assert page.evaluate(height) == before
    box(page).blur()
    expect(options(page)).to_have_count(0)
    assert page.evaluate(height) == before


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (390, "200%")])
def test_strip_covers_nothing_fits_a_thumb_and_never_scrolls_the_page(page: Page, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    type_letters(page, "mis")
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()
    strip, leave = (
        page.locator("[data-part=suggestions]").bounding_box(),
        page.locator("[data-action=exit]").bounding_box(),
    )
    assert strip
    assert leave
    assert strip["y"] + strip["height"] <= leave["y"]
    for option in options(page).all():
        area = option.bounding_box()
        assert area
        assert min(area["height"], area["width"]) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_count_of_suggestions_is_spoken_once_typing_pauses(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page()
    open_ready(page, server.url)
    stop_clock(page)
    said = page.get_by_role("search").get_by_role("status")
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-part=spoken-count]').textContent))"
        ".observe(document.querySelector('[data-part=spoken-count]'), {childList: true, characterData: true, subtree: true}) }"
    )
    type_letters(page, "runaway")
    expect(said).to_have_text("")
    page.clock.run_for(1_000)
    expect(said).to_contain_text(f"{options(page).count()} suggestion")
    expect(said).to_contain_text("result")
    assert len(page.evaluate("said")) == 1


def test_emptied_box_takes_its_suggestions_along(page: Page) -> None:
    type_letters(page, "misso")
    box(page).fill("")
    expect(options(page)).to_have_count(0)
    expect(page.locator("[data-part=hint]")).to_be_visible()


def test_suggesting_asks_the_network_for_nothing(new_page: Callable[..., Page], proxy: Proxy) -> None:
    page = new_page(viewport={"width": 390, "height": 720})
    open_ready(page, proxy.url)
    before = len(proxy.asked)
    type_letters(page, "misso")
    options(page).first.click()
    expect(page.locator("[data-part=understood]")).to_contain_text("Near Missoula")
    assert len(proxy.asked) == before
    assert page.evaluate("history.length") <= 2


def test_suggestions_come_with_no_signal_and_no_server(new_page: Callable[..., Page], proxy: Proxy) -> None:
    page = new_page()
    open_ready(page, proxy.url)
    proxy.die()
    page.context.set_offline(True)
    page.reload()
    expect(box(page)).to_be_visible()
    type_letters(page, "misula")
    options(page).first.click()
    expect(page.locator("[data-part=understood] > li > span").first).to_have_text("Near Missoula")


def test_phone_suggests_what_the_api_suggests(page: Page, server: Server) -> None:
    """The twins directory/site/views/suggested.py and web/app/suggested.js."""
    for text in ("misso", "abog", "trev", "post", "5930", "hi-li", "crow"):
        box(page).fill("")
        expect(options(page)).to_have_count(0)
        box(page).fill(text)
        answer = page.request.get(f"{server.url}/api/v1/suggest", params={"q": text}).json()
        wanted = [" ".join(filter(None, (row["label"], row.get("about")))) for row in answer["suggestions"]]
        expect(options(page)).to_have_text(wanted)

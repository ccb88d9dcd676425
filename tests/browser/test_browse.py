"""Browsing without typing: by need, place, kind, audience and language; on a map, in lists, with no signal and with no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.test_understood import cards, chips
from tests.browser.visitor import READY, follow, open_ready, within_a_minute

pytestmark = pytest.mark.browser


def open_group(page: Page, title: str) -> Locator:
    """The group of that title, opened."""
    group = page.locator("details.group", has=page.get_by_role("heading", name=title, exact=True))
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    return group


def county(page: Page, name: str) -> Locator:
    return page.locator(f'[data-place="{name} County"]')


@pytest.mark.parametrize("title", ["Need", "Kind", "For whom", "Language"])
def test_choice_finds_as_many_as_it_says_with_the_server_gone(page: Page, proxy: Proxy, title: str) -> None:
    open_ready(page, proxy.url)
    proxy.die()
    follow(page.get_by_role("link", name="Browse everything"))
    page.wait_for_function(READY)
    button = open_group(page, title).locator("button").nth(1)
    label, count = button.locator("span").inner_text(), button.locator("small").inner_text()
    button.click()
    expect(page.locator("#found")).to_have_text(f"{count} results")
    expect(page.locator("#found")).to_be_focused()
    expect(page.get_by_role("button", name=f"Remove: {label}")).to_be_visible()
    assert page.url == f"{proxy.url}/browse"
    assert page.title() == "Resources"


def test_all_choices_come_back_and_nothing_stays_chosen(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, f"{server.url}/browse")
    button = open_group(page, "Language").get_by_role("button", name="Spanish")
    button.click()
    page.get_by_role("button", name="All choices").click()
    expect(button).to_be_focused()
    expect(page.locator("[data-part=found]")).to_be_hidden()
    expect(page.locator("[data-facet] :checked")).to_have_count(0)
    button.click()
    page.get_by_role("button", name="Remove: Spanish").click()
    expect(button).to_be_visible()


def test_tap_on_the_map_says_the_name_and_its_button_goes_there(page: Page, proxy: Proxy) -> None:
    open_ready(page, f"{proxy.url}/browse")
    proxy.die()
    page.reload()
    expect(page.locator("[data-part=map]")).to_have_attribute("role", "listbox")
    for name in ("Missoula", "Silver Bow"):
        county(page, name).click()
        expect(page.locator("[data-part=chosen]")).to_contain_text(f"{name} County: ")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    page.get_by_role("button", name="Show who helps there").click()
    expect(page.get_by_role("button", name="Remove: Near Silver Bow County")).to_be_visible()
    expect(page.locator("[data-part=cards] .eyebrow").first).to_contain_text("Silver Bow County")


def test_tap_beside_the_state_takes_the_nearest_county(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, f"{server.url}/browse")
    # The lower left corner of the drawing lies in Idaho.
    box = page.locator("[data-part=map]").bounding_box()
    assert box
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] - 4)
    expect(page.locator("[data-part=chosen] p")).to_contain_text("County: ")


def test_map_is_one_stop_of_the_keyboard_and_arrows_lead_over_it(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, f"{server.url}/browse")
    assert page.locator("[data-place][tabindex='0']").count() == 1
    county(page, "Lewis and Clark").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("option", name="Cascade County 7")).to_be_focused()
    expect(county(page, "Cascade")).to_have_attribute("aria-selected", "true")
    assert page.locator("[data-place][tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: Near Cascade County")).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_phone_and_server_list_a_place_alike(new_page: Callable[..., Page], server: Server, prefix: str) -> None:
    """A tribal nation from its list: the same cards and chips with script and without."""
    phone, plain = new_page(), new_page(java_script_enabled=False)
    first = ".groups details details >> nth=0 >> button >> nth=0"
    for _ in within_a_minute():
        open_ready(phone, f"{server.url}{prefix}/browse")
        plain.goto(f"{server.url}{prefix}/browse")
        for page in (phone, plain):
            page.locator(".groups details details > summary").first.click()
        phone.locator(first).click()
        follow(plain.locator(first))
        expect(phone.locator("[data-part=understood] > li")).to_have_count(1)
    assert cards(phone) == cards(plain) != []
    assert chips(phone) == chips(plain)
    assert plain.url == f"{server.url}{prefix}/search"


def test_browsing_asks_nothing_of_the_server_and_keeps_nothing(page: Page, proxy: Proxy) -> None:
    open_ready(page, f"{proxy.url}/browse")
    heard, kept = list(proxy.asked), page.evaluate("JSON.stringify([{...localStorage}, history.length, location.href])")
    open_group(page, "Need").locator("button").first.click()
    page.locator("[data-part=cards] > [data-resource-id]").first.wait_for()
    page.get_by_role("button", name="All choices").click()
    county(page, "Hill").click()
    page.get_by_role("button", name="Show who helps there").click()
    expect(page.get_by_role("button", name="Remove: Near Hill County")).to_be_visible()
    assert proxy.asked == heard
    assert page.evaluate("JSON.stringify([{...localStorage}, history.length, location.href])") == kept


def test_map_keeps_its_shape_at_four_hundred_percent(new_page: Callable[..., Page], server: Server) -> None:
    """1280 pixels at 400 % are 320: nothing is cut, and the name of a county can still be read."""
    page = new_page(viewport={"width": 320, "height": 256}, device_scale_factor=4, forced_colors="active")
    open_ready(page, f"{server.url}/browse")
    county(page, "Yellowstone").click()
    said = page.locator("[data-part=chosen] p")
    said.scroll_into_view_if_needed()
    expect(said).to_contain_text("Yellowstone County: ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [860, 1280])
def test_nothing_to_press_scrolls_under_exit_on_wide_screens(
    new_page: Callable[..., Page], server: Server, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 720})
    page.goto(server.url)
    for top in (0, 150, 300, 700):
        page.evaluate("top => scrollTo({ top, behavior: 'instant' })", top)
        assert page.evaluate(AROUND_EXIT) == [True] * 3, top


# Left of Exit, above and below it, as far as its bar goes, there is only the bar.
AROUND_EXIT = """() => {
  const exit = document.querySelector('.exit').getBoundingClientRect()
  const bar = document.querySelector('.top')
  const spots = [[exit.left - 6, exit.top + 4], [exit.right - 10, exit.top - 3], [exit.left + 10, exit.bottom + 3]]
  return spots.map(([x, y]) => bar.contains(document.elementFromPoint(x, y)))
}"""

"""Leaving: the page goes blank at once, a neutral page takes its place, and Back does not bring ours again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_ready, search
from tests.browser.proxy import Proxy
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NEUTRAL_SITE = "https://www.weather.gov/"


@pytest.fixture(autouse=True)
def _neutral_site(page: Page) -> None:
    """Stands in for the public page that Exit ends on."""
    page.context.route(
        f"{NEUTRAL_SITE}**", lambda route: route.fulfill(body="<title>Forecast</title>", content_type="text/html")
    )


def expect_gone(page: Page) -> None:
    """Neither the page nor Back shows anything of ours."""
    assert "resource" not in page.content().lower()
    page.go_back()
    assert "data-resource-id" not in page.content()
    assert "data-action" not in page.content()


def test_exit_goes_on_to_the_neutral_site_and_back_does_not_return(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    search(page, "shelter")
    page.locator("[data-action=exit]").click()
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_exit_from_a_later_page_leaves_no_earlier_page_behind(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.get_by_role("link", name="Know the signs").click()
    page.wait_for_url("**/signs")
    page.locator("[data-action=exit]").click()
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_exit_without_signal_ends_on_the_neutral_page_of_the_phone(page: Page, own_server: Server) -> None:
    open_ready(page, own_server.url)
    own_server.stop()
    page.context.set_offline(True)
    page.locator("[data-action=exit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")
    assert page.url == f"{own_server.url}/exit"
    expect_gone(page)


def test_shift_three_times_leaves(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL_SITE)


def test_shift_is_counted_anew_after_another_key(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#exit-status")).to_have_text("1 more")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.locator("#exit-status")).to_have_text("2 more")
    assert page.url == f"{server.url}/"


def test_exit_tells_nobody(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    heard = list(proxy.heard)
    page.locator("[data-action=exit]").click()
    page.wait_for_url(NEUTRAL_SITE)
    assert proxy.heard == heard


@pytest.mark.parametrize(
    "path", ["/", "/signs", "/safety", "/about", "/erase", "/resources/montana-988", "/es/", "/no-such-page"]
)
def test_exit_is_first_in_tab_order_and_within_reach(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    page.keyboard.press("Tab")
    link = page.locator("[data-action=exit]")
    expect(link).to_be_focused()
    expect(link).to_have_text("Salir" if path.startswith("/es") else "Exit")
    box = link.bounding_box()
    assert box is not None
    assert box["y"] > 720 / 2
    assert min(box["width"], box["height"]) >= 44

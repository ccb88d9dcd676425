"""Back, after Exit, finds no earlier page of ours; before it, the pages are as they were."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.exit.leaving import NEUTRAL_SITE, expect_gone, leave, make_ready_to_leave
from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, search


def test_exit_goes_on_to_the_neutral_site_and_back_does_not_return(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    search(page, "shelter")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_exit_from_a_later_page_leaves_no_earlier_page_behind(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.get_by_role("link", name="Know the signs").click()
    page.wait_for_url("**/signs")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    assert page.evaluate("history.length") <= 2
    expect_gone(page)


def test_back_finds_no_page_that_was_opened_without_the_script(page: Page, server: Server) -> None:
    """Pages opened while the script was still on its way, and lists made by the server, have entries of their own."""
    for path in ("/", "/signs", "/resources/montana-988", "/es/safety"):
        page.goto(server.url + path)
    page.wait_for_function(READY)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_opening_the_address_again_shows_the_pages(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    open_ready(page, server.url)
    expect(page.locator("input[type=search]")).to_be_visible()
    page.goto("about:blank")
    page.go_back()
    expect(page.locator("input[type=search]")).to_be_visible()


@pytest.fixture
def page_kept_for_back(playwright: Playwright, server: Server) -> Iterator[Page]:
    """The page of a browser that keeps pages whole for Back, as phones do."""
    browser = launch(playwright, ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page()
    make_ready_to_leave(page)
    yield page
    browser.close()


def test_page_kept_whole_for_back_shows_again_only_before_exit(page_kept_for_back: Page, server: Server) -> None:
    page = page_kept_for_back
    open_ready(page, server.url)
    page.evaluate("window.isSame = true")
    page.goto(f"{server.url}/signs")
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.isSame && document.documentElement.style.visibility === ''")
    page.goto(f"{server.url}/signs")
    page.wait_for_function(READY)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)

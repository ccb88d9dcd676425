"""Exit on pages of others: first for the keyboard, by a click or by Shift three times, and nothing of the page stays."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.partners.element import NEUTRAL, ask, framed


def test_exit_blanks_the_page_and_takes_its_place(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    page.goto("about:blank")
    show()
    ask(page, "shelter")
    page.locator("resource-search [data-action=exit]").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()

    assert page.url == "about:blank"


def test_shift_three_times_leaves_too(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    show()
    page.locator("resource-search input").focus()
    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(NEUTRAL)


def test_exit_comes_first_for_the_keyboard(show: Callable[..., Page], page: Page) -> None:
    show()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.action") == "exit"


def test_exit_in_a_frame_takes_the_whole_tab(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    show('<iframe src="{base}/embed/frame" title="Search" width="360" height="700"></iframe>')
    framed(page).locator("resource-search [data-action=exit]").click()

    page.wait_for_url(NEUTRAL)

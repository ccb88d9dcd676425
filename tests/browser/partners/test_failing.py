"""No answer, a wrong one, a slow one: the element says so calmly, and the lines to call stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.partners.element import CARDS, ELEMENT, lines, status
from tests.browser.visitor import stop_clock


def test_link_stays_where_the_script_does_not_come(show: Callable[..., Page]) -> None:
    page = show(ELEMENT.replace("/widget/v1.js", "/widget/gone.js"))

    expect(page.get_by_role("link", name="Find help in Montana")).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"status": 200, "content_type": "text/html", "body": "<h1>Sign in to the hotel</h1>"}, "No answer"),
        ({"status": 200, "content_type": "application/json", "body": '{"welcome": true}'}, "No answer"),
        ({"status": 429, "headers": {"access-control-allow-origin": "*", "retry-after": "60"}}, "Many people"),
        ({"status": 500, "headers": {"access-control-allow-origin": "*"}}, "No answer"),
    ],
)
def test_answer_that_is_none_is_said_calmly_and_the_lines_stay(
    show: Callable[..., Page], answer: dict[str, Any], text: str
) -> None:
    page = show()
    page.route(CARDS, lambda route: route.fulfill(**answer))
    page.locator("resource-search input").fill("shelter")

    expect(status(page)).to_contain_text(text)
    expect(lines(page).first).to_be_visible()


def test_server_that_is_down_is_said_calmly_and_works_again_later(show: Callable[..., Page]) -> None:
    page = show()
    page.route(CARDS, lambda route: route.abort())
    page.locator("resource-search input").fill("shelter")
    expect(status(page)).to_contain_text("No answer")
    page.unroute(CARDS)
    page.locator("resource-search [part=button]").click()

    expect(status(page)).to_contain_text("results")


def test_slow_answer_is_waited_for_and_given_up_calmly(show: Callable[..., Page], page: Page) -> None:
    waiting: list[Route] = []
    page.route(CARDS, lambda route: waiting.append(route))
    stop_clock(page)
    show()
    page.locator("resource-search input").fill("shelter")
    with page.expect_request(CARDS):
        page.clock.run_for(500)
    expect(status(page)).to_have_text("Looking")
    expect(lines(page).first).to_be_visible()
    page.clock.run_for(4000)
    expect(status(page)).to_contain_text("Still looking")
    page.clock.run_for(20_000)
    expect(status(page)).to_contain_text("No answer")
    assert len(waiting) == 1


def test_late_answer_to_older_words_is_dropped(show: Callable[..., Page], page: Page) -> None:
    held: list[Route] = []
    page.route(CARDS, lambda route: held.append(route) if not held else route.continue_())
    show()
    box = page.locator("resource-search input")
    with page.expect_request(CARDS):
        box.fill("lawyer")
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        box.fill("shelter billings")

    expect(page.locator("resource-search [data-resource-id]").first).to_be_visible()
    expect(page.locator("resource-search .understood")).to_contain_text("Billings")

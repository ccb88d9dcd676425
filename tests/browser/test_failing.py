"""A search that fails on the phone: never waited for, and told to nobody in words."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, search

# See web/worker/search-thread.js.
LONGER_THAN_QUICK_QUESTIONS_WAIT_MS = 6_000

NOT_SAVED = "Not saved on this phone. Search works while there is signal."

# The thread is asked for a search without a question, which it cannot read.
FAILING_SEARCH = """
window.Worker = class extends Worker {
  postMessage(message) { super.postMessage(message.ask === 'search' ? { ...message, asked: {} } : message) }
}"""

# It says that it broke, and no more.
DYING_THREAD = """
window.Worker = class extends Worker {
  postMessage(message) {
    if (message.ask === 'search') this.dispatchEvent(new ErrorEvent('error', { cancelable: true }))
    else super.postMessage(message)
  }
}"""

FAILURES = {"search": FAILING_SEARCH, "thread": DYING_THREAD}


@pytest.fixture(params=FAILURES.values(), ids=FAILURES.keys())
def page(returning_page: Page, server: Server, request: pytest.FixtureRequest) -> Page:
    """The home page, ready, whose searches fail."""
    returning_page.add_init_script(request.param)
    returning_page.goto(server.url)
    returning_page.locator("html[data-offline=ready]").wait_for()
    return returning_page


def test_search_that_fails_while_typing_says_so_beside_the_lines_to_call(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.locator("input[type=search]").press_sequentially("shelter")
    expect(page.locator("[data-part=search-failed]")).to_be_visible()
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("did not work")
    expect(page.get_by_role("region", name="Call or text now").get_by_role("link").first).to_be_visible()
    expect(page.locator("[data-part=found]")).to_be_hidden()
    assert told == []


def test_emptied_box_takes_the_failure_back(page: Page) -> None:
    page.locator("input[type=search]").fill("shelter")
    expect(page.locator("[data-part=search-failed]")).to_be_visible()
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-part=search-failed]")).to_be_hidden()


def test_search_that_fails_when_sent_goes_to_the_server(page: Page, server: Server) -> None:
    page.locator("input[type=search]").fill("shelter")
    with page.expect_navigation(url=f"{server.url}/search"):
        page.locator("input[type=search]").press("Enter")
    expect(page.locator("[data-resource-id]").first).to_be_visible()


def test_thread_that_does_not_start_leaves_the_search_to_the_server(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page()
    broken = {"content_type": "text/javascript", "body": "throw new Error('broken')"}
    page.route("**/static/search-worker*.js", lambda route: route.fulfill(**broken))
    page.goto(server.url)
    expect(page.locator("[data-part=offline]")).to_have_text(NOT_SAVED)
    page.locator("input[type=search]").fill("shelter")
    with page.expect_navigation(url=f"{server.url}/search"):
        page.locator("input[type=search]").press("Enter")


def test_thread_without_its_later_part_searches_and_asks_for_it_again(
    new_page: Callable[..., Page], proxy: Proxy
) -> None:
    page = new_page()
    proxy.spoil("/static/search-later.", lambda body: (b"<p>Sign in</p>", "text/html"))
    page.goto(proxy.url)
    expect(page.locator("[data-part=offline]")).to_have_text(NOT_SAVED)
    assert len(search(page, "shelter")) == 20
    proxy.faults.clear()
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    page.wait_for_url("**/resources/*")
    open_ready(page, proxy.url)


def test_later_part_of_the_thread_that_takes_its_time_keeps_everything_all_the_same(
    new_page: Callable[..., Page], proxy: Proxy
) -> None:
    """As on 2G, where it shares the line with the pages."""
    page, may_come = new_page(), threading.Event()

    def hold(body: bytes) -> tuple[bytes, str]:
        may_come.wait()
        return body, "text/javascript; charset=utf-8"

    proxy.spoil("/static/search-later.", hold)
    try:
        page.goto(proxy.url)
        assert len(search(page, "shelter")) == 20
        page.wait_for_timeout(LONGER_THAN_QUICK_QUESTIONS_WAIT_MS)
    finally:
        may_come.set()
    page.wait_for_function(READY)


# It takes questions and answers none of these, as one does that loops, or that the phone has ended.
HANGING_THREAD = """
window.Worker = class extends Worker {
  postMessage(message) { if (!(window.silent ?? []).includes(message.ask)) super.postMessage(message) }
}"""


@pytest.fixture
def hanging(new_page: Callable[..., Page], server: Server) -> Page:
    """The home page, ready, whose thread answers no question named in `window.silent`; its clock goes as the test lets it."""
    page = new_page(viewport=PHONE)
    open_ready(page, server.url)
    page.add_init_script(HANGING_THREAD)
    page.clock.install(time=0)
    page.goto(server.url)
    page.locator("html[data-offline=ready]").wait_for()
    expect(page.locator("[data-news]")).to_have_attribute("data-news", "stored")
    page.clock.pause_at(3_600_000)
    page.evaluate("window.silent = ['search', 'suggest']")
    return page


def test_search_that_hangs_is_given_up(hanging: Page) -> None:
    hanging.locator("input[type=search]").fill("shelter")
    hanging.clock.run_for(9_000)
    expect(hanging.locator("[data-part=search-failed]")).to_be_hidden()
    hanging.clock.run_for(2_000)
    expect(hanging.locator("[data-part=search-failed]")).to_be_visible()


def test_search_that_hangs_when_sent_goes_to_the_server(hanging: Page, server: Server) -> None:
    hanging.locator("input[type=search]").fill("shelter")
    hanging.locator("input[type=search]").press("Enter")
    with hanging.expect_navigation(url=f"{server.url}/search"):
        hanging.clock.run_for(11_000)


def test_search_is_waited_for_while_newer_records_are_made_ready(hanging: Page) -> None:
    """Of many records, on a slow phone: a minute in which the thread says nothing."""
    hanging.evaluate("window.silent.push('update')")
    hanging.locator("[data-part=check]").click()
    hanging.locator("input[type=search]").fill("shelter")
    hanging.clock.run_for(100_000)
    expect(hanging.locator("[data-part=search-failed]")).to_be_hidden()
    hanging.clock.run_for(30_000)
    expect(hanging.locator("[data-part=search-failed]")).to_be_visible()


def test_search_before_the_phone_slept_is_not_given_up(hanging: Page) -> None:
    hanging.locator("input[type=search]").fill("shelter")
    hanging.clock.fast_forward(3_600_000)
    hanging.clock.run_for(5_000)
    expect(hanging.locator("[data-part=search-failed]")).to_be_hidden()

"""A phone that was never here, on a line that takes its time."""

from __future__ import annotations

import re
import threading
import urllib.request

import brotli
import pytest
from playwright.sync_api import Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, search, type_letters

# What the first round trips of a slow line carry.
MAX_FIRST_SCREEN_BYTES = 14_000

IS_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"


@pytest.mark.parametrize("path", ["/", "/es/"])
def test_first_screen_is_small_in_every_language(server: Server, path: str) -> None:
    with urllib.request.urlopen(server.url + path) as answer:
        assert len(brotli.compress(answer.read())) <= MAX_FIRST_SCREEN_BYTES


def find_sheet(server: Server) -> str:
    """The address of the sheet that the app asks for."""
    with urllib.request.urlopen(server.url) as answer:
        return re.findall(r'data-sheet="([^"]+)"', answer.read().decode())[0]


def test_first_screen_waits_for_no_style_and_what_opens_later_has_its_own(
    page: Page, server: Server, proxy: Proxy
) -> None:
    may_come = threading.Event()

    def hold(body: bytes) -> tuple[bytes, str]:
        may_come.wait()
        return body, "text/css; charset=utf-8"

    proxy.spoil(find_sheet(server), hold)
    try:
        page.goto(proxy.url, wait_until="commit")
        page.wait_for_function(IS_PAINTED)
        expect(page.locator("a[href='tel:911']")).to_be_visible()
    finally:
        may_come.set()
    page.wait_for_function(READY)
    type_letters(page, "hav")
    expect(page.locator("#suggestions")).to_have_css("display", "flex")
    search(page, "shelter")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("article.record .details")).to_have_css("border-top-style", "solid")


def test_page_asked_for_before_the_worker_was_there_is_served_by_it(page: Page, proxy: Proxy) -> None:
    """Claiming reaches only pages that have begun to come."""
    may_come = threading.Event()

    def hold(body: bytes) -> tuple[bytes, str]:
        may_come.wait()
        return body, "text/html; charset=utf-8"

    other = page.context.new_page()
    proxy.spoil("/resources/", hold)
    page.evaluate("url => { setTimeout(() => location.href = url) }", f"{proxy.url}/resources/montana-988")
    try:
        open_ready(other, proxy.url)
    finally:
        may_come.set()
    page.wait_for_url("**/resources/montana-988")
    page.wait_for_function(READY)

"""A phone that was never here, on a line that takes its time."""

from __future__ import annotations

import threading

from playwright.sync_api import Page

from tests.browser.proxy import Proxy
from tests.browser.visitor import READY, open_ready


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

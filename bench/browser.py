"""The system's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from bench.processes import BenchError

_NAMES = ("chromium", "chromium-browser", "google-chrome")

# Nothing but the page under measurement may use the network or the processor.
_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
)  # fmt: skip


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser without a window, closed after the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


def find_chromium() -> str:
    """The path of the browser. Raises BenchError if there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise BenchError("found no Chromium; run: sh scripts/chromium.sh")


def chromium_version() -> str:
    """As the browser itself says it."""
    with open_browser() as browser:
        return browser.version

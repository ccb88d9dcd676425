"""A real browser, a real server on the real records, and a proxy between them that hears every request."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, ViewportSize, expect, sync_playwright

from tests.browser.chromium import launch
from tests.browser.proxy import Proxy
from tests.browser.server import ChangingServer, Server
from tests.browser.visitor import open_ready

# How long is waited for what has to come. It costs nothing where it comes, and a busy machine takes its time.
PATIENCE_MS = 30_000

PHONE: ViewportSize = {"width": 390, "height": 720}

# SLOWED=4: pages compute four times slower and each request takes a fifth of a second longer, as on a busy machine.
SLOWED = float(os.environ.get("SLOWED", "1"))
LATENCY_MS = 200


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, running, and as patient everywhere as it is with a click."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium; without one the tests fail and say what to install."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real records, served to all tests. One that is to change or to be gone is `own_server` or behind `proxy`."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(data_folder, folder / "data")
    server = Server(folder / "data" / "resources.yaml", folder / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def changing_server(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChangingServer]:
    """The server of whichever test changes files."""
    server = ChangingServer(data_folder, tmp_path_factory.mktemp("own"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(changing_server: ChangingServer) -> ChangingServer:
    """A server whose files this test may change; it begins with the real ones."""
    changing_server.hold({})
    changing_server.forget_notes()
    return changing_server


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Stands before the shared server: `url` is where the browser goes, `heard` what it asked for; it may die."""
    with Proxy(server.url) as proxy:
        yield proxy


@pytest.fixture
def own_proxy(own_server: Server) -> Iterator[Proxy]:
    """Stands before the server whose files may change."""
    with Proxy(own_server.url) as proxy:
        yield proxy


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes a page in a context of its own (same options as Browser.new_context). Fails on any error in a page's script."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if SLOWED > 1:
            slow_down(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def returning(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A phone that was here before and keeps everything."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    open_ready(page, server.url)
    page.close()
    yield context
    context.close()


@pytest.fixture
def returning_page(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """
    A page of a phone that was here before: there at once. For tests that change nothing of what is kept but settings, which go;
    nor its clock, which all later pages of the phone would go by.
    """
    errors: list[str] = []
    page = returning.new_page()
    if SLOWED > 1:
        slow_down(page)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    returning.set_offline(False)
    clear_storage(page, server.url)
    has_own_clock = page.evaluate("/native code/.test(Date)")
    page.close()
    assert errors == []
    assert has_own_clock


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a phone that was never here."""
    return new_page(viewport=PHONE)


def clear_storage(page: Page, url: str) -> None:
    """
    Returns with nothing kept by the page's scripts, and the page at rest. One that Exit left goes two ways more, and each may
    cut this short. Chromium forgets that a page is to be closed when another arrives in that moment.
    """
    while True:
        with suppress(Error):
            page.goto(f"{url}/robots.txt")
            page.evaluate("localStorage.clear()")
            return


def slow_down(page: Page) -> None:
    """Makes the page what it is on a busy machine, to find what does not wait."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    network = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    tools.send("Network.emulateNetworkConditions", network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder opens a browser, and runs apart from the tests that have a loop of their own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)

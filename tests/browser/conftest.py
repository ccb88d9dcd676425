"""A real browser, a real server on the real records, and a proxy between them that hears every request."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.chromium import launch
from tests.browser.proxy import Proxy
from tests.browser.server import Server

READY = "() => document.documentElement.dataset.offline === 'ready' && navigator.serviceWorker.controller !== null"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, running."""
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
    """The real records, served. A test that stops it uses `own_server`."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(data_folder, folder / "data")
    server = Server(folder / "data" / "resources.yaml", folder / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(data_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone, on a copy of the real records that it may change."""
    shutil.copytree(data_folder, tmp_path / "data")
    server = Server(tmp_path / "data" / "resources.yaml", tmp_path / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Stands before the shared server: `url` is where the browser goes, `heard` what it asked for."""
    with Proxy(server.url) as proxy:
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
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A phone's page: 390 x 720 pixels."""
    return new_page(viewport={"width": 390, "height": 720})


def open_ready(page: Page, url: str) -> None:
    """Open a page and wait until everything is kept for use with no signal, in every language."""
    page.goto(url)
    page.wait_for_function(READY)


def search(page: Page, words: str) -> list[str]:
    """Type the words; ids of the results then shown."""
    before = page.locator("[data-part=cards]").inner_text() if page.locator("[data-part=found]").is_visible() else None
    page.locator("input[type=search]").fill(words)
    page.wait_for_function(
        "before => { const found = document.querySelector('[data-part=found]');"
        " return !found.hidden && found.querySelector('[data-part=cards]').innerText !== before }",
        arg=before,
    )
    return ids_of_results(page)


def send(page: Page, words: str) -> None:
    """Type the words and send the form to the server, as without script."""
    page.locator("input[type=search]").fill(words)
    page.locator(".box button").click()


def ids_of_results(page: Page) -> list[str]:
    """Ids of the cards shown, in order."""
    cards = page.locator("[data-part=cards] > [data-resource-id]")
    return [str(card.get_attribute("data-resource-id")) for card in cards.all()]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder opens a browser, and runs apart from the tests that have a loop of their own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)

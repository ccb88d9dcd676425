"""A partner's site, on another origin than the directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.host import Host
from tests.browser.partners.element import ELEMENT
from tests.browser.server import Server


@pytest.fixture
def host() -> Iterator[Host]:
    """A partner's site."""
    with Host() as host:
        yield host


@pytest.fixture
def show(page: Page, host: Host, server: Server) -> Callable[..., Page]:
    """show(body) -> a partner's page with it, {base} filled in, opened."""

    def open_page(body: str = ELEMENT, path: str = "/", **headers: str) -> Page:
        page.goto(host.put(body.replace("{base}", server.url), path, **headers))
        return page

    return open_page

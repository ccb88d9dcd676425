"""A page that can be left, with no network beyond ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.exit.leaving import make_ready_to_leave


@pytest.fixture(autouse=True)
def _ready_to_leave(page: Page) -> None:
    make_ready_to_leave(page)

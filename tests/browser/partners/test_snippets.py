"""Every snippet of docs/partners.md works on a page of another origin."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.host import Host
from tests.browser.partners.told import POLICY, SNIPPETS
from tests.browser.server import Server


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_snippet_works_where_it_is_pasted(page: Page, host: Host, server: Server, number: int) -> None:
    snippet = SNIPPETS[number].replace("https://directory.example", server.url)
    page.goto(host.put(snippet))
    if "<resource-search" in snippet or "<iframe" in snippet:
        room = page.frame_locator("iframe") if "<iframe" in snippet else page.locator("resource-search")
        room.locator("resource-search [part=input]" if "<iframe" in snippet else "[part=input]").fill("shelter")
        expect(room.locator("[data-resource-id]").first).to_be_visible()
    else:
        page.get_by_role("link").click()
        expect(page.locator("input[type=search]")).to_be_visible()


def test_policy_that_is_told_is_enough(page: Page, host: Host, server: Server) -> None:
    policy = "default-src 'none'; img-src data:; " + POLICY.replace("https://directory.example", server.url)
    snippet = SNIPPETS[0].replace("https://directory.example", server.url)
    page.goto(host.put(snippet, Content_Security_Policy=policy))
    page.locator("resource-search [part=input]").fill("shelter")
    expect(page.locator("resource-search [data-resource-id]").first).to_be_visible()

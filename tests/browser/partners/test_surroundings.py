"""Pages that are strict, hostile or in a frame: the element works in all of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.host import Host
from tests.browser.partners.element import ELEMENT, ask, ids, lines, status
from tests.browser.server import Server

STRICT = (
    "default-src 'none'; script-src {base}/widget/; connect-src {base}/api/; base-uri 'none'; form-action 'none';"
    " img-src data:; require-trusted-types-for 'script'; trusted-types 'none'"
)


def test_widget_works_under_the_strictest_policy(show: Callable[..., Page], server: Server, page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    show(Content_Security_Policy=STRICT.replace("{base}", server.url))
    ask(page, "shelter")

    assert refused == []
    assert page.locator("resource-search .root").evaluate("root => getComputedStyle(root).borderTopStyle") == "solid"


def test_policy_that_forbids_asking_leaves_the_lines(show: Callable[..., Page], server: Server) -> None:
    page = show(Content_Security_Policy=f"default-src 'none'; script-src {server.url}")
    page.locator("resource-search input").fill("shelter")

    expect(status(page)).to_contain_text("No answer")
    expect(lines(page).first).to_be_visible()


HOSTILE = {
    "map": "<script>Array.prototype.map = Array.prototype.filter = Array.from = () => { throw new Error('no') }</script>",
    "toJSON": "<script>Array.prototype.toJSON = function () { return '[]' }</script>",
    "none": "<style>body *:not(main) { display: none } resource-search { display: none }</style>",
    "hidden": "<style>* { visibility: hidden; color: red; all: unset }</style>",
    "huge": "<style>html { font-size: 60px } body, body * { font-size: 90px; text-transform: uppercase }</style>",
    "rtl": "<script>document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'</script>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_page_that_breaks_others_does_not_break_the_widget(show: Callable[..., Page], kind: str) -> None:
    page = show(HOSTILE[kind] + ELEMENT)
    ask(page, "shelter")
    root = page.locator("resource-search .root")

    assert len(ids(page)) == 5
    styles = root.evaluate(
        "root => { const s = getComputedStyle(root); return [s.fontSize, s.direction, s.textTransform] }"
    )
    assert styles == ["16px", "ltr", "none"]
    expect(lines(page).first).to_be_visible()


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-forms allow-popups"])
def test_widget_works_in_a_sandboxed_frame_without_an_origin(
    show: Callable[..., Page], host: Host, server: Server, sandbox: str
) -> None:
    host.put(ELEMENT.replace("{base}", server.url), "/inner")
    page = show(f'<iframe title="Search" sandbox="{sandbox}" src="/inner" width="360" height="900"></iframe>')
    frame = page.frame_locator("iframe")
    frame.locator("input[type=search]").fill("shelter")
    frame.locator("input[type=search]").press("Enter")

    expect(frame.locator("[data-resource-id]").first).to_be_visible()

"""The search in a frame: as high as it needs to be, in WordPress, and without any script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.host import Host
from tests.browser.partners.element import framed
from tests.browser.server import Server

RESIZE = '<script src="{base}/widget/resize.js" crossorigin="anonymous" defer></script>'


def test_frame_gets_the_height_it_needs(show: Callable[..., Page]) -> None:
    page = show('<iframe src="{base}/embed/frame" title="Search" width="360" height="200"></iframe>' + RESIZE)
    expect(framed(page).locator("input[type=search]")).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').clientHeight > 600")
    inside = page.frames[1].evaluate("document.documentElement.scrollHeight")

    page.wait_for_function("inside => document.querySelector('iframe').clientHeight >= inside", arg=inside)


WORDPRESS = """<iframe sandbox="allow-scripts" security="restricted" src="{base}/embed/frame#?secret=a1B2c3" data-secret="a1B2c3"
 title="Search" width="600" height="640"></iframe>
<script>window.told = []; addEventListener('message', ({ data }) => window.told.push(data))</script>"""


def test_frame_of_wordpress_finds_and_hands_its_links_over(show: Callable[..., Page], server: Server) -> None:
    page = show(WORDPRESS)
    framed(page).locator("input[type=search]").fill("shelter billings")
    card = framed(page).locator("[data-resource-id] a[href*='/resources/']").first
    expect(card).to_be_visible()
    card.click()
    page.wait_for_function("window.told.some(({ message }) => message === 'link')")
    told = page.evaluate("window.told")

    assert {row["secret"] for row in told} == {"a1B2c3"}
    assert any(row["message"] == "height" and row["value"] > 200 for row in told)
    assert next(row["value"] for row in told if row["message"] == "link").startswith(f"{server.url}/resources/")


def test_frame_works_without_any_script(new_page: Callable[..., Page], host: Host, server: Server) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 720})
    page.goto(
        host.put(f'<iframe src="{server.url}/embed/frame?kind=video" title="Search" width="360" height="700"></iframe>')
    )
    framed(page).locator("input[type=search]").fill("school")
    framed(page).locator(".box button").click()

    expect(framed(page).locator("[data-resource-id]").first).to_be_visible()
    assert "school" not in page.frames[1].url
    assert framed(page).locator("[data-action=exit]").get_attribute("target") == "_top"

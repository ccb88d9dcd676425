"""Where Exit ends: on the neutral site where the network answers, else on the neutral page that every page carries."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.exit.leaving import NEUTRAL_SITE, expect_gone, expect_local_page, leave, make_ready_to_leave
from tests.browser.proxy import Proxy, answer_as_portal
from tests.browser.server import ChangingServer, Server
from tests.browser.test_offline import rename_site
from tests.browser.visitor import open_ready, wait_for_newer_pages


def test_exit_where_the_browser_says_offline_ends_on_the_neutral_page_of_the_phone(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    proxy.die()
    page.context.set_offline(True)
    leave(page)
    expect_local_page(page, proxy.url)
    expect_gone(page)


def test_exit_where_the_network_is_dead_but_seems_alive_ends_on_the_neutral_page(page: Page, proxy: Proxy) -> None:
    asked: list[str] = []
    open_ready(page, proxy.url)
    proxy.die()
    page.context.unroute(f"{NEUTRAL_SITE}**")
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/packs/latest.json")):
        leave(page)
    expect_local_page(page, proxy.url)
    assert page.evaluate("navigator.onLine")
    assert NEUTRAL_SITE not in asked
    expect_local_page(page, proxy.url)


def test_exit_behind_a_captive_portal_ends_on_the_neutral_page(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    proxy.spoil("/", answer_as_portal)
    with page.expect_response("**/packs/latest.json"):
        leave(page)
    expect_local_page(page, proxy.url)


def test_exit_before_anything_was_kept_needs_no_network(new_page: Callable[..., Page], proxy: Proxy) -> None:
    """The first visit, on a line that dies: the neutral page comes from the page that is open."""
    page = new_page(service_workers="block")
    make_ready_to_leave(page)
    page.goto(proxy.url)
    expect(page.locator(".offline")).to_contain_text("Not saved")
    proxy.die()
    leave(page)
    expect_local_page(page, proxy.url)
    expect_gone(page)


def test_exit_before_anything_was_kept_goes_on_where_there_is_a_network(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(service_workers="block")
    make_ready_to_leave(page)
    page.goto(server.url)
    expect(page.locator(".offline")).to_contain_text("Not saved")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)


def test_exit_waits_for_no_newer_pages(page: Page, own_server: ChangingServer) -> None:
    """These take over by an empty page that asks again: it would stand between ours and the neutral one, for seconds at worst."""
    open_ready(page, own_server.url)
    rename_site(own_server)
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update() }")
    wait_for_newer_pages(page)
    opened: list[str] = []
    page.on("request", lambda request: request.is_navigation_request() and opened.append(request.url))
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    assert opened == [f"{own_server.url}/exit", NEUTRAL_SITE]


def test_installed_app_stays_on_its_neutral_page(page: Page, server: Server) -> None:
    """There the neutral site would open on top of ours, with a way back."""
    page.add_init_script(INSTALLED)
    open_ready(page, server.url)
    leave(page)
    # Not only the words of it in the page that was left: the phone's own page, and all that its script did.
    page.wait_for_function("() => performance.getEntriesByType('navigation')[0].name.endsWith('/exit')")
    page.wait_for_load_state("networkidle")
    expect_local_page(page, server.url)
    expect_gone(page)


INSTALLED = """
  const real = matchMedia.bind(window)
  window.matchMedia = query => (query === '(display-mode: standalone)' ? { matches: true } : real(query))
"""

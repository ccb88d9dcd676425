"""A search sent before the app can answer, on a phone that was here before."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Server

# The search thread hears nothing until `window.release` is called.
SLOW_THREAD = """
const held = new Promise(resolve => { window.release = resolve })
window.Worker = class extends Worker {
  postMessage(message) { held.then(() => super.postMessage(message)) }
}"""

# However long the thread takes, its answer is waited for (web/app/early.js: four seconds).
PATIENT = """
const later = window.setTimeout
window.setTimeout = (act, ms, ...more) => later(act, ms === 4000 ? 600000 : ms, ...more)"""

NO_REQUEST_SUBMIT = "delete HTMLFormElement.prototype.requestSubmit"


def send_early(page: Page, server: Server, *scripts: str) -> None:
    """Open the home page with these changes to the browser, and send a search that waits."""
    for script in (SLOW_THREAD, *scripts):
        page.add_init_script(script)
    page.goto(server.url)
    page.wait_for_function("() => document.querySelector('[data-part=offline]').textContent.includes('Saving')")
    page.locator("input[type=search]").fill("shelter")
    page.locator("input[type=search]").press("Enter")


def test_box_keeps_its_place_when_the_script_comes(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(viewport={"width": 320, "height": 568}, service_workers="block")
    page.route("**/static/app.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(server.url)
    before = page.locator("input[type=search]").bounding_box()
    expect(page.get_by_role("button", name="Close this note")).to_have_count(0)
    page.unroute("**/static/app.*.js")
    page.goto(server.url)
    expect(page.get_by_role("button", name="Close this note")).to_be_visible()
    assert page.locator("input[type=search]").bounding_box() == before


def test_search_with_no_signal_before_anything_is_kept_stays_beside_the_lines(
    new_page: Callable[..., Page], server: Server
) -> None:
    """The browser's own page would have no line to call."""
    page = new_page(service_workers="block")
    page.route("**/packs/**", lambda route: route.abort())
    page.goto(server.url)
    expect(page.locator("[data-part=offline]")).to_contain_text("Not saved on this phone")
    page.context.set_offline(True)
    page.locator("input[type=search]").fill("shelter")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator("[data-part=search-failed]")).to_be_visible()
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()
    assert page.url == f"{server.url}/"


def test_search_sent_early_is_answered_on_the_page_once_the_thread_is_there(
    returning_page: Page, server: Server
) -> None:
    send_early(returning_page, server, PATIENT)
    returning_page.evaluate("release()")
    expect(returning_page.locator("[data-part=cards] > li")).to_have_count(20)
    assert returning_page.url == f"{server.url}/"


def test_search_sent_to_a_thread_that_never_answers_goes_to_the_server(returning_page: Page, server: Server) -> None:
    with returning_page.expect_navigation(url=f"{server.url}/search"):
        send_early(returning_page, server)
    expect(returning_page.locator("[data-resource-id]").first).to_be_visible()


def test_search_sent_early_from_an_older_safari_goes_to_the_server(returning_page: Page, server: Server) -> None:
    with returning_page.expect_navigation(url=f"{server.url}/search"):
        send_early(returning_page, server, NO_REQUEST_SUBMIT)
        returning_page.evaluate("release()")
    expect(returning_page.locator("[data-resource-id]").first).to_be_visible()

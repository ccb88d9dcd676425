"""Leaving: ours is gone in the same frame, a neutral page stands there, takes the place of ours in the history, and tells nobody."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.proxy import Proxy, answer_as_portal
from tests.browser.server import Server
from tests.browser.visitor import READY, open_ready, search, stop_clock

NEUTRAL_SITE = "https://www.weather.gov/"
OURS = "[data-action], [data-resource-id]"
SEEN = "a page of ours was seen"

# Looks at every frame after Exit.
TELL_FRAMES = f"""(() => {{
  const look = () => {{
    const exit = document.querySelector('[data-action=exit]')
    const isShown = exit !== null && exit.checkVisibility({{ visibilityProperty: true }})
    if (isShown && sessionStorage.getItem('left') !== null) console.log({SEEN!r})
    requestAnimationFrame(look)
  }}
  requestAnimationFrame(look)
}})()"""


@pytest.fixture(autouse=True)
def _ready_to_leave(page: Page) -> None:
    make_ready_to_leave(page)


def make_ready_to_leave(page: Page) -> None:
    """Answers in the place of the public page that Exit ends on, and watches every frame."""
    page.context.route(
        f"{NEUTRAL_SITE}**", lambda route: route.fulfill(body="<title>Forecast</title>", content_type="text/html")
    )
    page.context.add_init_script(TELL_FRAMES)


def leave(page: Page) -> None:
    page.locator("[data-action=exit]").click()


def expect_gone(page: Page) -> None:
    """Neither the page nor Back, pressed ten times, shows anything of ours, not for one frame."""
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    for _ in range(10):
        # Back to one of our pages ends on the neutral one, which the browser calls an interrupted navigation.
        with contextlib.suppress(Error):
            page.go_back(wait_until="commit", timeout=3_000)
        expect(page.locator(OURS)).to_have_count(0)
        expect(page.locator("body")).not_to_contain_text("Montana")
        expect(page).to_have_title(re.compile("^(Forecast|Weather|)$"))
    assert SEEN not in seen


def expect_local_page(page: Page, url: str) -> None:
    """The neutral page of the phone, and no error page of the browser."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")
    expect(page).to_have_url(f"{url}/exit")


def test_exit_goes_on_to_the_neutral_site_and_back_does_not_return(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    search(page, "shelter")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_exit_from_a_later_page_leaves_no_earlier_page_behind(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.get_by_role("link", name="Know the signs").click()
    page.wait_for_url("**/signs")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    assert page.evaluate("history.length") <= 2
    expect_gone(page)


def test_page_is_blank_in_the_same_frame_and_the_neutral_page_stands_there_after_it(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    search(page, "shelter")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.evaluate(LEAVE_AND_LOOK)
    page.wait_for_url(NEUTRAL_SITE)
    assert SEEN not in told
    frames = [json.loads(text) for text in told]
    assert frames[0] == {"title": "Weather", "seen": "", "isMarked": True}
    assert frames[-1]["title"] == "Weather"
    assert "weather.gov" in frames[-1]["seen"]
    assert not frames[-1]["isMarked"]
    assert {frame["seen"] for frame in frames} == {"", frames[-1]["seen"]}


# Tells what stands there right after the press, before anything is painted, in each frame until nothing of ours is left, and after
# each change: on a busy machine the next page may come before a frame does.
LEAVE_AND_LOOK = """() => {
  const look = () => {
    const { title, documentElement: { innerText, innerHTML } } = document
    const isMarked = innerHTML.includes('Montana')
    console.log(JSON.stringify({ title, seen: innerText, isMarked }))
    return isMarked
  }
  const lookOn = () => { if (look()) requestAnimationFrame(lookOn) }
  document.querySelector('[data-action=exit]').click()
  lookOn()
  new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true})
}"""


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


def test_back_finds_no_page_that_was_opened_without_the_script(page: Page, server: Server) -> None:
    """Pages opened while the script was still on its way, and lists made by the server, have entries of their own."""
    for path in ("/", "/signs", "/resources/montana-988", "/es/safety"):
        page.goto(server.url + path)
    page.wait_for_function(READY)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_opening_the_address_again_shows_the_pages(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    open_ready(page, server.url)
    expect(page.locator("input[type=search]")).to_be_visible()
    page.goto("about:blank")
    page.go_back()
    expect(page.locator("input[type=search]")).to_be_visible()


@pytest.fixture
def page_kept_for_back(playwright: Playwright, server: Server) -> Iterator[Page]:
    """The page of a browser that keeps pages whole for Back, as phones do."""
    browser = launch(playwright, ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page()
    make_ready_to_leave(page)
    yield page
    browser.close()


def test_page_kept_whole_for_back_shows_again_only_before_exit(page_kept_for_back: Page, server: Server) -> None:
    page = page_kept_for_back
    open_ready(page, server.url)
    page.evaluate("window.isSame = true")
    page.goto(f"{server.url}/signs")
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.isSame && document.documentElement.style.visibility === ''")
    page.goto(f"{server.url}/signs")
    page.wait_for_function(READY)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    expect_gone(page)


def test_every_open_page_of_ours_leaves(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    other = page.context.new_page()
    open_ready(other, f"{server.url}/signs")
    leave(page)
    other.wait_for_url(NEUTRAL_SITE)
    expect_gone(other)


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


def test_shift_three_times_leaves(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.locator("input[type=search]").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL_SITE)


def test_shift_is_counted_anew_after_another_key(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    status = page.locator("#exit-status")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(status).to_have_text("1 more")
    expect(status).to_have_attribute("role", "status")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(status).to_have_text("2 more")
    assert page.url == f"{server.url}/"


def test_shift_held_down_or_typing_capitals_does_not_leave(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    box = page.locator("input[type=search]")
    box.focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(box).to_have_value("ABCD")
    assert page.url == f"{server.url}/"


def test_shift_is_counted_anew_after_five_seconds(page: Page, server: Server) -> None:
    stop_clock(page)
    page.goto(server.url)
    status = page.locator("#exit-status")
    page.keyboard.press("Shift")
    expect(status).to_have_text("2 more")
    page.clock.run_for(5_001)
    expect(status).to_have_text("")


def test_exit_sends_nothing_but_the_question_every_opened_page_asks(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    on_opening = list(proxy.asked)
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)
    assert proxy.asked[len(on_opening) :] == ["GET /packs/latest.json"]
    assert "GET /packs/latest.json" in on_opening


@pytest.mark.parametrize(
    "path",
    ["/", "/signs", "/safety", "/about", "/erase", "/offline", "/resources/montana-988", "/es/", "/no-such-page"],
)
def test_exit_is_first_in_tab_order_and_within_reach(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    page.keyboard.press("Tab")
    link = page.locator("[data-action=exit]")
    expect(link).to_be_focused()
    expect(link).to_have_text("Salir" if path.startswith("/es") else "Exit")
    assert [link.get_attribute(name) for name in ("title", "aria-label", "aria-describedby")] == [None, None, None]
    box = link.bounding_box()
    assert box is not None
    assert box["y"] > 720 / 2
    assert min(box["width"], box["height"]) >= 44


def test_exit_without_script_goes_on_to_the_neutral_site(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    make_ready_to_leave(page)
    page.goto(f"{server.url}/signs")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)

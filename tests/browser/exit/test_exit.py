"""Leaving: ours is gone in the same frame, a neutral page stands there, and nobody is told. Within reach of thumb and keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.exit.leaving import NEUTRAL_SITE, SEEN, expect_gone, expect_local_page, leave, make_ready_to_leave
from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import open_ready, search, stop_clock

# It knows no way to hide a thing that keeps its place in the layout.
OLDER_BROWSER = "CSS.supports = () => false"


@pytest.mark.parametrize("before", ["", OLDER_BROWSER], ids=["", "in-an-older-browser"])
def test_neutral_page_stands_there_in_the_same_frame_and_ours_leaves_after_it(
    page: Page, server: Server, before: str
) -> None:
    page.add_init_script(before)
    open_ready(page, server.url)
    search(page, "shelter")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.evaluate(LEAVE_AND_LOOK)
    page.wait_for_url(NEUTRAL_SITE)
    assert SEEN not in told
    # The browser notes, too, that it looked at what is hidden: this test asks it to.
    frames = [json.loads(text) for text in told if text.startswith("{")]
    assert frames[0]["isMarked"]
    assert "weather.gov" in frames[0]["seen"]
    assert not any(frame["isOursSeen"] for frame in frames)
    assert not frames[-1]["isMarked"]
    # The same to see, down to the place and the colours, while ours is taken apart behind it.
    assert {tuple(frame[name] for name in ("title", "seen", "look")) for frame in frames} == {
        ("Weather", frames[0]["seen"], frames[0]["look"])
    }


# Tells what stands there right after the press, before anything is painted, in each frame until nothing of ours is left, and after
# each change: on a busy machine the next page may come before a frame does.
LEAVE_AND_LOOK = """() => {
  const ours = [...document.querySelectorAll('body > :not(main), main *')].filter(element => element.checkVisibility() && !element.closest('svg'))
  const rooms = () => [document, ...[...document.querySelectorAll('*')].flatMap(element => element.shadowRoot ?? [])]
  const all = selector => rooms().flatMap(room => [...room.querySelectorAll(selector)]).filter(element => element.checkVisibility())
  const tell = () => {
    const { title, documentElement: { innerHTML } } = document
    const isMarked = innerHTML.includes('Montana')
    const { backgroundColor } = getComputedStyle(document.querySelector('body ~ div') ?? document.documentElement)
    const look = JSON.stringify([backgroundColor, all('main:not([id]), main:not([id]) *').map(element => {
      const { x, y, width } = element.getBoundingClientRect()
      const { font, color, backgroundColor } = getComputedStyle(element)
      return [element.localName, x, y, width, font, color, backgroundColor]
    })])
    const seen = all('h1, p').map(element => element.innerText).join(' ')
    console.log(JSON.stringify({ title, seen, look, isMarked, isOursSeen: ours.some(element => element.checkVisibility()) }))
    return isMarked
  }
  const lookOn = () => { if (tell()) requestAnimationFrame(lookOn) }
  document.querySelector('[data-action=exit]').click()
  lookOn()
  new MutationObserver(tell).observe(document.documentElement, {childList: true, subtree: true})
}"""


@pytest.fixture
def touched(new_page: Callable[..., Page], server: Server) -> Page:
    """The home page, ready, on a phone that is used with a finger."""
    page = new_page(viewport=PHONE, has_touch=True)
    make_ready_to_leave(page)
    open_ready(page, server.url)
    return page


def test_tap_leaves_and_touches_nothing_of_the_neutral_page(touched: Page) -> None:
    """Without a click of its own, which would come to whatever stands at that place by then."""
    clicked: list[str] = []
    touched.on("console", lambda message: clicked.append(message.text))
    touched.evaluate("addEventListener('click', event => console.log('clicked'), true)")
    touched.locator("[data-action=exit]").tap()
    touched.wait_for_url(NEUTRAL_SITE)
    assert "clicked" not in clicked
    expect_gone(touched)


def test_exit_lays_out_nothing_of_what_it_hides(touched: Page) -> None:
    """For a long list that would take a slow phone longer than all else; the browser notes in its console when it does."""
    told: list[str] = []
    search(touched, "shelter")
    expect(touched.locator("input[type=search]")).to_be_focused()
    touched.on("console", lambda message: told.append(message.text))
    touched.locator("[data-action=exit]").tap()
    touched.wait_for_url(NEUTRAL_SITE)
    assert not [text for text in told if "content-visibility" in text]


def test_finger_that_slides_off_the_link_does_not_leave(touched: Page, server: Server) -> None:
    box = touched.locator("[data-action=exit]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tools = touched.context.new_cdp_session(touched)
    for kind, points in (("touchStart", [(x, y)]), ("touchMove", [(x - 200, y)]), ("touchEnd", [])):
        tools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": left, "y": top} for left, top in points]}
        )
    search(touched, "shelter")
    assert touched.url == f"{server.url}/"


def test_every_open_page_of_ours_leaves(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    other = page.context.new_page()
    open_ready(other, f"{server.url}/signs")
    leave(page)
    other.wait_for_url(NEUTRAL_SITE)
    expect_gone(other)


def test_shift_three_times_leaves(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.locator("input[type=search]").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL_SITE)


def test_shift_is_counted_anew_after_another_key(page: Page, server: Server) -> None:
    stop_clock(page)
    page.goto(server.url)
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


def test_exit_between_two_languages_takes_the_record_away(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.evaluate("window.name = 'montana-988'")
    page.context.set_offline(True)
    leave(page)
    expect_local_page(page, server.url)
    assert page.evaluate("window.name") == ""


def test_exit_without_script_goes_on_to_the_neutral_site(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    make_ready_to_leave(page)
    page.goto(f"{server.url}/signs")
    leave(page)
    page.wait_for_url(NEUTRAL_SITE)

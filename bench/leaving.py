"""Part `exit`: from the lifted finger of Exit with no signal, on a slowed processor, to nothing of ours and to the neutral page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

from bench.browser import open_browser
from bench.processes import BenchError, serve
from bench.tables import Budget, Section, Table, spread
from bench.wire import MAX_WAIT_MS, OFFLINE_READY
from bench.workplace import Workplace

SLOWED = 6

MAX_NEUTRAL_MS = 100

MANY_CARDS = 100

_PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

_EXIT = "[data-action=exit]"

# How long a finger stays down.
_TAP_MS = 80

# Tells, once the neutral page is there, when the finger left Exit, by the clock of the input, and what stood on the screen from then on,
# by when it was painted: a message posted in a frame is taken up once that frame is done. Until the finger is lifted it does nothing: with
# frames asked for all the time, as no page of ours does, a tap waits for one of them, and telling takes a slowed page some milliseconds.
_WATCH = """(() => {
  const marks = []
  const note = (what, at) => marks.push({ what, at: performance.timeOrigin + at })
  const notePainted = what => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      note(what, performance.now())
      if (what === 'neutral') console.log(JSON.stringify(marks))
    }
    port2.postMessage(null)
  }
  const name = () => {
    if (document.querySelector('[data-action=exit]')?.checkVisibility()) return 'ours'
    return document.querySelector('body ~ div, body > main > h1') ? 'neutral' : 'blank'
  }
  let shown = ''
  const look = () => {
    const next = name()
    if (next !== shown) notePainted(next)
    shown = next
    if (next !== 'neutral') requestAnimationFrame(look)
  }
  addEventListener('touchend', event => {
    if (!event.target.closest('[data-action=exit]')) return
    note('pressed', event.timeStamp)
    requestAnimationFrame(look)
  }, true)
})()"""

_AT_THE_PHONES_OWN_PAGE = "() => performance.getEntriesByType('navigation')[0].name.endsWith('/exit')"


@dataclass(frozen=True)
class Leaving:
    """Milliseconds from the lifted finger until nothing of ours is on the screen, and until the neutral page is."""

    blank_ms: float
    neutral_ms: float


def measure(workplace: Workplace) -> Section:
    """A phone that keeps everything, its server gone; each scene is opened anew for each press."""
    with open_browser() as browser:
        page = browser.new_context(**_PHONE).new_page()
        page.add_init_script(_WATCH)
        with serve(workplace.serve_command, ready="/healthz") as server:
            page.goto(f"{server.url}/")
            page.wait_for_selector(OFFLINE_READY, state="attached", timeout=MAX_WAIT_MS)
        page.context.set_offline(True)
        tools = page.context.new_cdp_session(page)
        pressed: dict[str, list[Leaving]] = {scene: [] for scene in SCENES}
        for _ in range(workplace.effort.presses):
            for scene, prepare in SCENES.items():
                page.goto(f"{server.url}/")
                page.wait_for_selector(OFFLINE_READY, state="attached")
                prepare(page)
                pressed[scene].append(_press(page, tools))
    return Section([_list(pressed)], [_judge([one for all_ in pressed.values() for one in all_])])


def _press(page: Page, tools: CDPSession) -> Leaving:
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    with page.expect_console_message(lambda message: '"neutral"' in message.text) as told:
        _tap(page, tools)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_function(_AT_THE_PHONES_OWN_PAGE)
    return _time(json.loads(told.value.text))


def _tap(page: Page, tools: CDPSession) -> None:
    box = page.locator(_EXIT).bounding_box()
    if box is None:
        raise BenchError("Exit is not on the page")
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [middle]})
    page.wait_for_timeout(_TAP_MS)
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _time(marks: Sequence[dict[str, Any]]) -> Leaving:
    first = {mark["what"]: mark["at"] for mark in reversed(marks)}
    neutral_ms = first["neutral"] - first["pressed"]
    # Where the neutral page comes in the same frame, nothing stands between.
    return Leaving(first.get("blank", first["neutral"]) - first["pressed"], neutral_ms)


def _stay(page: Page) -> None:
    """The home page, as it is opened."""


def _search(page: Page) -> None:
    page.locator("input[type=search]").fill("help")
    page.locator("[data-part=cards][aria-busy=false]").wait_for()


def _go_on(page: Page) -> None:
    _search(page)
    cards = page.locator("[data-part=cards] > [data-resource-id]")
    while cards.count() < MANY_CARDS:
        before = cards.count()
        page.locator("[data-part=more]").tap()
        page.wait_for_function(
            "count => document.querySelector('[data-part=cards]').childElementCount > count", arg=before
        )


def _open(page: Page) -> None:
    page.locator("input[type=search]").fill("shelter")
    page.locator("[data-part=cards] a[data-action=open]").first.tap()
    page.locator("[data-part=opened] article").wait_for()


SCENES: dict[str, Callable[[Page], None]] = {
    "home": _stay,
    "a list of 20 cards": _search,
    f"a list of {MANY_CARDS} cards": _go_on,
    "an opened record": _open,
}


def _list(pressed: dict[str, list[Leaving]]) -> Table:
    rows = [
        (scene, str(len(all_)), spread([one.blank_ms for one in all_]), spread([one.neutral_ms for one in all_]))
        for scene, all_ in pressed.items()
    ]
    note = f"Milliseconds from the lifted finger, median, least and most; no signal and no server; the page's processor slowed {SLOWED}x."
    return Table("Exit", ("from", "presses", "nothing of ours", "the neutral page"), rows, (note,))


def _judge(all_: Sequence[Leaving]) -> Budget:
    worst = max(one.neutral_ms for one in all_)
    return Budget(
        "Exit with no signal, to the neutral page",
        f"< {MAX_NEUTRAL_MS} ms",
        f"{worst:.0f} ms at worst",
        worst < MAX_NEUTRAL_MS,
    )

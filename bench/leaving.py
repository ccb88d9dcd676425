"""Part `exit`: from the lifted finger of Exit with no signal, on a slowed processor, to nothing of ours and to the neutral page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from playwright.sync_api import CDPSession, ConsoleMessage, Page

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

# Tells when the finger left Exit, by the clock of the input, and what stands on the screen, by when it was painted: a message posted
# in a frame is taken up once that frame is done.
_WATCH = """(() => {
  const tell = (what, at) => console.log(JSON.stringify({ what, at: performance.timeOrigin + at }))
  const tellPainted = what => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => tell(what, performance.now())
    port2.postMessage(null)
  }
  const name = () => {
    if (document.querySelector('body:not([hidden]) [data-action=exit]')) return 'ours'
    return document.querySelector('html > main, body:not([hidden]) h1') ? 'neutral' : 'blank'
  }
  let shown = ''
  const look = () => {
    const next = name()
    if (next !== shown) tellPainted(next)
    shown = next
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  addEventListener('touchend', event => {
    if (event.target.closest('[data-action=exit]')) tell('pressed', event.timeStamp)
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
    told: list[str] = []
    hear = partial(_keep_told, told)
    page.on("console", hear)
    with page.expect_console_message(lambda message: '"neutral"' in message.text):
        _tap(page, tools)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_function(_AT_THE_PHONES_OWN_PAGE)
    page.remove_listener("console", hear)
    return _time([json.loads(text) for text in told])


def _tap(page: Page, tools: CDPSession) -> None:
    box = page.locator(_EXIT).bounding_box()
    if box is None:
        raise BenchError("Exit is not on the page")
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [middle]})
    page.wait_for_timeout(_TAP_MS)
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _keep_told(told: list[str], message: ConsoleMessage) -> None:
    """What the browser itself writes, as that it has no network, is of the kind `error`."""
    if message.type == "log":
        told.append(message.text)


def _time(told: Sequence[dict[str, Any]]) -> Leaving:
    first = {mark["what"]: mark["at"] for mark in reversed(told)}
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

"""Part `first_visit`: slow lines and a slowed processor, from the tap to lines to call, to a search, to working with no signal."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from bench.browser import open_browser
from bench.marks import MAX_WAIT_MS, wait_for, watch
from bench.processes import serve
from bench.slow_link import SLOW_3G, TWO_G, Link, SlowProxy, slow_link
from bench.tables import Budget, Section, Table, kilobytes
from bench.wire import OFFLINE_READY
from bench.workplace import Workplace

SLOWED = 4

# Seconds on slow 3G (docs/design.md): lines to call, search, offline.
BUDGETS = {"lines to call": 1.5, "search": 4.0, "offline-ready": 6.0}

MARKS = {
    "lines to call": "a[href='tel:911']",
    "search": "[data-part=found]:not([hidden]) [data-resource-id]",
    "offline-ready": OFFLINE_READY,
}


def measure(workplace: Workplace) -> Section:
    """A first and a repeat visit on each line."""
    rows: list[tuple[str, ...]] = []
    budgets: list[Budget] = []
    with serve(workplace.serve_command, ready="/healthz") as server, open_browser() as browser:
        for link in (SLOW_3G, TWO_G):
            with slow_link(server, link) as (line, proxy):
                page = browser.new_context(proxy=line).new_page()
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
                watch(page, MARKS)
                first = _visit(page, server.url, proxy, link, "first visit", rows)
                _visit(page, server.url, proxy, link, "repeat visit", rows)
                page.context.close()
            if link is SLOW_3G:
                rows.append(_visit_throttled(browser, server.url))
                budgets = [
                    Budget(f"{mark}, {link.name}", f"<= {most} s", f"{first[mark]:.1f} s", first[mark] <= most)
                    for mark, most in BUDGETS.items()
                ]
    columns = ("line", "visit", *(f"{mark}, s" for mark in MARKS), "KB at ready")
    notes = (
        f"The page's processor is slowed {SLOWED}x, the search thread's is not. The search is typed as soon as the box is there.",
        "The budgets are held to the first row: there each new connection takes a round trip, and workers are as slow as pages. Where "
        "the browser throttles itself, as its own tools for developers do, connections are free and workers not slowed.",
    )
    return Section([Table("Visits on slow lines", columns, rows, notes)], budgets)


def _visit(
    page: Page, url: str, proxy: SlowProxy, link: Link, name: str, rows: list[tuple[str, ...]]
) -> dict[str, float]:
    """Seconds from the tap to each mark."""
    before = proxy.sent_bytes
    times = _time(page, url)
    rows.append(
        (link.name, name, *(f"{seconds:.1f}" for seconds in times.values()), kilobytes(proxy.sent_bytes - before))
    )
    return times


def _visit_throttled(browser: Browser, url: str) -> tuple[str, ...]:
    """The row of a first visit on slow 3G as the browser's own tools make it."""
    with browser.new_context() as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        session.send("Network.enable")
        pace = {"downloadThroughput": SLOW_3G.bytes_per_second, "uploadThroughput": SLOW_3G.bytes_per_second}
        latency_ms = SLOW_3G.round_trip_seconds * 1000
        session.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency_ms, **pace})
        watch(page, MARKS)
        times = _time(page, url)
    return ("the same, throttled by the browser", "first visit", *(f"{seconds:.1f}" for seconds in times.values()), "")


def _time(page: Page, url: str) -> dict[str, float]:
    """Seconds from the tap to each mark."""
    page.goto(f"{url}/", wait_until="commit", timeout=MAX_WAIT_MS)
    times: dict[str, float] = {}
    for mark in MARKS:
        if mark == "search":
            page.locator("input[type=search]").fill("shelter")
        times[mark] = wait_for(page, mark)
    return times

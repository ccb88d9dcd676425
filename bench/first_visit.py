"""Part `first_visit`: slow lines and a slowed processor, from the tap to lines to call, to a search, to working with no signal."""

from __future__ import annotations

from playwright.sync_api import Page

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
                budgets = [
                    Budget(f"{mark}, {link.name}", f"<= {most} s", f"{first[mark]:.1f} s", first[mark] <= most)
                    for mark, most in BUDGETS.items()
                ]
    columns = ("line", "visit", *(f"{mark}, s" for mark in MARKS), "KB at ready")
    note = f"The page's processor is slowed {SLOWED}x, the search thread's is not. The search is typed as soon as the box is there."
    return Section([Table("Visits on slow lines", columns, rows, (note,))], budgets)


def _visit(
    page: Page, url: str, proxy: SlowProxy, link: Link, name: str, rows: list[tuple[str, ...]]
) -> dict[str, float]:
    """Seconds from the tap to each mark."""
    before = proxy.sent_bytes
    page.goto(f"{url}/", wait_until="commit", timeout=MAX_WAIT_MS)
    times: dict[str, float] = {}
    for mark in MARKS:
        if mark == "search":
            page.locator("input[type=search]").fill("shelter")
        times[mark] = wait_for(page, mark)
    rows.append(
        (link.name, name, *(f"{seconds:.1f}" for seconds in times.values()), kilobytes(proxy.sent_bytes - before))
    )
    return times

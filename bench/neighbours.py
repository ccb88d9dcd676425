"""Part `neighbours`: the first search on a slow line, beside the same records under MiniSearch at its defaults and under Pagefind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Browser

from bench.bodies import Bodies, serve_bodies
from bench.browser import open_browser
from bench.first_visit import MARKS, SLOWED
from bench.marks import MAX_WAIT_MS, wait_for, watch
from bench.neighbour_sites import HEADERS, make_minisearch_site, make_pagefind_site
from bench.processes import Server, serve
from bench.slow_link import SLOW_3G, slow_link
from bench.tables import Section, Table, kilobytes, spread
from bench.wire import OFFLINE_READY
from bench.workplace import Workplace
from directory.snapshot import load_snapshot

BOX = "input[type=search]"
QUERY = "shelter"


@dataclass(frozen=True)
class Site:
    """A site that is visited; `result` selects the first result; `whole_bytes`: all of its bodies, None where the page says
    itself when everything has come.
    """

    name: str
    server: Server
    result: str
    whole_bytes: int | None


@dataclass(frozen=True)
class Visit:
    """Seconds from the tap to the box and to the first result, bytes sent until then, and until nothing more is needed."""

    box_seconds: float
    result_seconds: float
    result_bytes: int
    whole_bytes: int


def measure(workplace: Workplace) -> Section:
    """First visits with an empty browser, the sites in turn."""
    with open_browser() as browser, _open_sites(workplace) as sites:
        visits: dict[str, list[Visit]] = {site.name: [] for site in sites}
        for _ in range(workplace.effort.rounds):
            for site in sites:
                visits[site.name].append(_visit(browser, site))
    columns = ("site", "box, s", "first result, s", "KB by then", "KB for every record, no signal")
    rows = [(name, *_sum_up(found)) for name, found in visits.items()]
    notes = (
        f"{SLOW_3G.name}; the page's processor slowed {SLOWED}x. '{QUERY}' is typed as soon as the box is there.",
        "The other two are a box and a list of titles in English: no lines to call, guide, places, filters or Spanish, "
        "and nothing that keeps them for later. Ours has all of it in its bytes.",
    )
    return Section([Table("First search on a slow line, the same records", columns, rows, notes)])


@contextmanager
def _open_sites(workplace: Workplace) -> Iterator[list[Site]]:
    snapshot = load_snapshot(workplace.settings, date.today())
    snapshot.engine.close()
    forms = list(snapshot.forms.values())
    others: dict[str, Bodies] = {
        "MiniSearch, defaults": make_minisearch_site(workplace.folder, forms),
        "Pagefind": make_pagefind_site(workplace.folder, forms),
    }
    with ExitStack() as stack:
        ours = stack.enter_context(serve(workplace.serve_command, ready="/healthz"))
        sites = [Site("this directory", ours, MARKS["search"], None)]
        for name, bodies in others.items():
            server = stack.enter_context(serve_bodies(bodies, HEADERS))
            sites.append(Site(name, server, "ol li", sum(len(body) for _, body in bodies.values())))
        yield sites


def _visit(browser: Browser, site: Site) -> Visit:
    with slow_link(site.server, SLOW_3G) as (line, proxy), browser.new_context(proxy=line) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        watch(page, {"box": BOX, "result": site.result, "whole": OFFLINE_READY})
        page.goto(f"{site.server.url}/", wait_until="commit", timeout=MAX_WAIT_MS)
        box_seconds = wait_for(page, "box")
        page.locator(BOX).fill(QUERY)
        result_seconds, result_bytes = wait_for(page, "result"), proxy.sent_bytes
        if site.whole_bytes is None:
            wait_for(page, "whole")
        return Visit(box_seconds, result_seconds, result_bytes, max(proxy.sent_bytes, site.whole_bytes or 0))


def _sum_up(visits: Sequence[Visit]) -> tuple[str, ...]:
    return (
        spread([visit.box_seconds for visit in visits]),
        spread([visit.result_seconds for visit in visits]),
        kilobytes(max(visit.result_bytes for visit in visits)),
        kilobytes(max(visit.whole_bytes for visit in visits)),
    )

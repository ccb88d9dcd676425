"""Part `wire`: every byte of a first visit until the phone can do without the network, a row for each file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Browser

from bench.browser import open_browser
from bench.processes import Address, serve
from bench.proxy import Transfer, count_transfers
from bench.tables import Budget, Section, Table, kilobytes
from bench.workplace import Workplace

OFFLINE_READY = 'html[data-offline="ready"]'
MAX_WAIT_MS = 60_000

MAX_VISIT_BYTES = 120_000
MAX_FIRST_SCREEN_BYTES = 14_000

# A hash inside a file's name says nothing to a reader of the table.
_HASH = re.compile(r"[0-9a-f]{8,64}|(?<=-)[A-Z0-9]{8}(?=\.)")


def measure(workplace: Workplace) -> Section:
    """One first visit with an empty browser, through the counting proxy."""
    with (
        serve(workplace.serve_command, ready="/healthz") as server,
        count_transfers(server) as (address, transfers),
        open_browser() as browser,
    ):
        visit(browser, address)
    total = sum(transfer.size_bytes for transfer in transfers)
    first_screen = next(transfer.body_bytes for transfer in transfers if transfer.path == "/")
    budgets = [
        Budget("first visit to fully offline", "<= 120 KB", f"{kilobytes(total)} KB", total <= MAX_VISIT_BYTES),
        Budget("first screen", "<= 14 KB", f"{kilobytes(first_screen)} KB", first_screen <= MAX_FIRST_SCREEN_BYTES),
    ]
    return Section([_list_files(transfers, total)], budgets)


def visit(browser: Browser, address: Address) -> None:
    """Opens the home page and waits until it says that everything is stored."""
    page = browser.new_page()
    page.goto(f"{address.url}/")
    page.wait_for_selector(OFFLINE_READY, state="attached", timeout=MAX_WAIT_MS)


def _list_files(transfers: Sequence[Transfer], total: int) -> Table:
    rows = [
        (
            _HASH.sub("*", transfer.path),
            str(transfer.status),
            transfer.encoding or "-",
            kilobytes(transfer.body_bytes),
            kilobytes(transfer.head_bytes),
        )
        for transfer in transfers
    ]
    heads = sum(transfer.head_bytes for transfer in transfers)
    rows.append((f"**total {kilobytes(total)} KB**", "", "", kilobytes(total - heads), kilobytes(heads)))
    note = "KB are thousands of bytes of the answers as sent, counted by a proxy between browser and server, service worker included."
    return Table("Bytes to offline-ready", ("file", "status", "encoding", "body KB", "headers KB"), rows, (note,))

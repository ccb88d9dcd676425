"""`links`: do the addresses of the records still lead somewhere?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from directory.commands.command import Command, add_data_argument, add_json_argument, print_json, sound_records
from directory.settings import find_settings

# What each state asks of the advocate, worst first; what is alive is only counted.
_TELLING = {
    "dead": "Dead: the same on another day. Find the new address or remove it.",
    "failing": "Failing today. Dead if it fails on another day too.",
    "moved": "Moved. Put the new address in the record after looking at it.",
    "blocked": "Blocked to programs. Look yourself, in a browser.",
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="only the addresses of these records")
    parser.add_argument("--sources", action="store_true", help="the pages the facts come from too")
    add_data_argument(parser)
    add_json_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.checks.links import addresses_of, check_links, count_states, keep_memory, read_memory

    folder = find_settings(chosen.data).data
    resources = sound_records(chosen.data, chosen.ids)
    known, today = read_memory(folder), date.today()
    links = check_links(addresses_of(resources, with_sources=chosen.sources), known, today, _progress())
    keep_memory(folder, known, links, today)
    counts = count_states(links)
    if chosen.json:
        print_json({"checked_on": today.isoformat(), "counts": counts, "links": [asdict(link) for link in links]})
        return 1 if counts["dead"] else 0
    for state, telling in _TELLING.items():
        rows = [link for link in links if link.state == state]
        if rows:
            print(f"\n{telling}")
        for link in rows:
            print(f"  {link.url}\n      {link.reason}{_leads(link.moved_to)} ({', '.join(link.records)})")
    print("\n" + ", ".join(f"{number} {state}" for state, number in counts.items()))
    return 1 if counts["dead"] else 0


def _leads(moved_to: str) -> str:
    return f": {moved_to}" if moved_to else ""


def _progress() -> Callable[[int, int, str], None]:
    """Shows how far the run is: one line that rewrites itself on a terminal, every fiftieth address elsewhere."""
    is_terminal = sys.stderr.isatty()

    def show(done: int, total: int, url: str) -> None:
        if is_terminal:
            print(f"\r\x1b[K{done}/{total} {url[:70]}", end="" if done < total else "\n", file=sys.stderr, flush=True)
        elif done % 50 == 0 or done == total:
            print(f"{done}/{total}", file=sys.stderr, flush=True)

    return show


LINKS = Command("Visit the addresses of the records: alive, moved, blocked or dead.", _add_arguments, _run)

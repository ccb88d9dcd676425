"""Part `index`: building the index of many records, and how soon a changed record is found."""

from __future__ import annotations

import itertools
import json
import statistics
import time
from collections.abc import Mapping
from pathlib import Path

from bench.processes import Address, BenchError, fetch, serve
from bench.server import SEARCH
from bench.tables import Budget, Section, Table, spread
from bench.workplace import Workplace

MAX_WAIT_SECONDS = 30

# Seconds between two looks; the figure is no finer than this.
LOOK_SECONDS = 0.01


def measure(workplace: Workplace) -> Section:
    """The build in a process of its own; then one record after another changed under a running server."""
    built = workplace.generated.measured
    waits, used = [], []
    with serve(workplace.serve_command, ready="/healthz") as server:
        for number in range(workplace.effort.changes):
            used_before = server.used_seconds()
            waits.append(change_and_wait(server, workplace.settings.resources, number))
            used.append(1000 * (server.used_seconds() - used_before))
            server.settle()
    count = f"{workplace.effort.records:,}"
    rows = [
        (f"{count} generated records indexed", *_seconds(built, "build")),
        (f"one of the {count} changed, index made again, found", *_seconds(built, "change")),
        ("one of the real records changed while serving, found", f"{spread(waits, 0)} ms", f"{spread(used, 0)} ms"),
        ("most memory of the process that indexes", f"{built['peak_mb']:.0f} MB", ""),
        ("of it in use before it begins", f"{built['before_mb']:.0f} MB", ""),
        ("size of the index", f"{built['folder_mb']:.1f} MB", ""),
    ]
    budgets = [
        Budget(f"index of {count} records, time", "<= 60 s", rows[0][1], built["build_seconds"] <= 60),
        Budget(f"index of {count} records, memory", "<= 500 MB", rows[3][1], built["peak_mb"] <= 500),
        Budget(f"one of {count} records changed, found", "<= 1 s", rows[1][1], built["change_seconds"] <= 1),
        Budget("one real record changed, found", "<= 1 s", rows[2][1], statistics.median(waits) <= 1000),
    ]
    return Section([Table("Index", ("what", "measured", "processor time"), rows)], budgets)


def _seconds(built: Mapping[str, float], name: str) -> tuple[str, str]:
    """By the clock, and of processor time, which a busy machine changes less."""
    return f"{built[f'{name}_seconds']:.1f} s", f"{built[f'{name}_used_seconds']:.1f} s"


def change_and_wait(address: Address, file: Path, number: int) -> float:
    """Milliseconds from a new word in the first record's title until a search finds it. Raises BenchError after half a minute."""
    word = f"quokkaline{number}"
    text = file.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n  title: ")
    title, end, rest = rest.partition("\n")
    changed = file.with_suffix(".new")
    changed.write_text(f"{head}{mark}{title} {word}{end}{rest}", encoding="utf-8")
    start = time.perf_counter()
    changed.replace(file)
    for _ in itertools.takewhile(lambda _: time.perf_counter() - start < MAX_WAIT_SECONDS, itertools.count()):
        found = json.loads(fetch(address, f"{SEARCH}?q={word}")[1])
        if any(word in hit["title"] for hit in found["results"]):
            return (time.perf_counter() - start) * 1000
        time.sleep(LOOK_SECONDS)
    raise BenchError(f"a changed record was not found within {MAX_WAIT_SECONDS} s")

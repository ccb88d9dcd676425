"""Part `index`: building the index of many records, and how soon a changed record is found."""

from __future__ import annotations

import itertools
import json
import time
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
    waits = []
    with serve(workplace.serve_command, ready="/healthz") as server:
        for number in range(workplace.effort.changes):
            waits.append(change_and_wait(server, workplace.settings.resources, number))
            server.settle()
    count = f"{workplace.effort.records:,}"
    rows = [
        (f"{count} generated records indexed", f"{built['build_seconds']:.1f} s"),
        ("most memory of that process", f"{built['peak_mb']:.0f} MB (before the build {built['before_mb']:.0f} MB)"),
        ("size of the index", f"{built['folder_mb']:.1f} MB"),
        (f"one of the {count} changed, index made again, found", f"{built['change_seconds']:.1f} s"),
        ("one of the real records changed while serving, found", f"{spread(waits, 0)} ms"),
    ]
    budgets = [
        Budget(
            f"index of {count} records, time",
            "<= 60 s",
            f"{built['build_seconds']:.1f} s",
            built["build_seconds"] <= 60,
        ),
        Budget(f"index of {count} records, memory", "<= 500 MB", f"{built['peak_mb']:.0f} MB", built["peak_mb"] <= 500),
        Budget("one real record changed, found", "<= 1 s", f"{spread(waits, 0)} ms", max(waits) <= 1000),
        Budget(
            f"one of {count} changed, found", "<= 1 s", f"{built['change_seconds']:.1f} s", built["change_seconds"] <= 1
        ),
    ]
    return Section([Table("Index", ("what", "measured"), rows)], budgets)


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

"""Builds the index of generated records in a process of its own: `python -m bench.build COUNT DATA_FOLDER FOLDER`.

Writes into FOLDER: measured.json (seconds, megabytes), forms.json (the records), pack.json (their pack).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.drawn import draw_queries
from bench.generate import Generator
from bench.tables import percentile
from directory.pack.build import build_pack
from directory.records.vocabulary import load_vocabulary
from directory.search.engine import Engine, open_engine
from directory.search.results import Query
from directory.snapshot import read_places, read_site

# A word of no record, put into one to see when it is found.
NEW_WORD = "quokkaline"

SEARCHES_OF_EACH_CLASS = 30


def main(arguments: Sequence[str]) -> None:
    """Build, measure, write."""
    count, data, folder = int(arguments[0]), Path(arguments[1]), Path(arguments[2])
    vocabulary = load_vocabulary(data)
    places, site = read_places(data), read_site(data / "site.yaml")
    forms = Generator(vocabulary).make_records(count)
    measured = {"before_mb": peak_megabytes()}

    start, used = time.perf_counter(), time.process_time()
    engine = open_engine(forms, vocabulary, folder / "index", "a" * 64, places, site)
    measured["build_seconds"] = time.perf_counter() - start
    measured["build_used_seconds"] = time.process_time() - used
    measured["peak_mb"] = peak_megabytes()
    measured["folder_mb"] = sum(file.stat().st_size for file in (folder / "index").rglob("*") if file.is_file()) / 1e6

    times = time_searches(engine, forms)
    measured |= {"p50_ms": percentile(times, 0.5), "p95_ms": percentile(times, 0.95)}

    pack = build_pack(forms, engine.tables, vocabulary, "2026-11-21")
    (folder / "pack.json").write_bytes(pack.bytes)
    (folder / "forms.json").write_text(json.dumps(forms), encoding="utf-8")

    start, used = time.perf_counter(), time.process_time()
    changed = open_engine(change_one(forms), vocabulary, folder / "index", "b" * 64, places, site, before=engine)
    found = changed.search(Query(NEW_WORD)).total
    measured["change_seconds"] = time.perf_counter() - start
    measured["change_used_seconds"] = time.process_time() - used
    engine.close()
    changed.close()
    if found != 1:
        raise SystemExit(f"found {found} records by the new word, want 1")
    (folder / "measured.json").write_text(json.dumps(measured), encoding="utf-8")


def time_searches(engine: Engine, forms: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds of one search after another, none asked before."""
    times = []
    for query in draw_queries(forms, SEARCHES_OF_EACH_CLASS, seed=0):
        start = time.perf_counter()
        engine.search(Query(query.text))
        times.append(1000 * (time.perf_counter() - start))
    return times


def change_one(forms: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same records with the new word in one title."""
    changed, *others = forms
    return [{**changed, "title": f"{changed['title']} {NEW_WORD}"}, *others]


def peak_megabytes() -> float:
    """The most memory this process ever had (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])

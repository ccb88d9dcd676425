"""Part `scale`: how the index, the pack and searches grow with the number of records, on the server and on a slowed phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.browser import open_browser
from bench.drawn import draw_queries
from bench.phone import MOST_BUILT_ON_PHONES, SLOWED
from bench.phone_page import build_script, open_pages
from bench.tables import Section, Table, percentile
from bench.workplace import Built, Workplace, build_generated


def measure(workplace: Workplace) -> Section:
    """A row for each number of records, every one built in a process of its own."""
    script = build_script(workplace.folder)
    rows = [_measure_count(workplace, script, count) for count in workplace.effort.sizes]
    columns = (
        "records", "index s", "index MB", "memory MB", "pack MB", "server p50 ms", "server p95 ms",
        "phone index s", "phone heap MB", "phone p50 ms", "phone p95 ms",
    )  # fmt: skip
    notes = (
        "Index: seconds of processor time; memory: the most the process that indexes ever had. Queries: words, beginnings and"
        " slips of the records, none asked twice, answered for the first time.",
        f"Phone: searches on a processor slowed {SLOWED}x; its index made at full speed above {MOST_BUILT_ON_PHONES:,} records,"
        f" slowed {SLOWED}x below; heap with the records.",
    )
    return Section([Table("How searches grow", columns, rows, notes)])


def _measure_count(workplace: Workplace, script: Path, count: int) -> tuple[str, ...]:
    built = build_generated(workplace.folder / f"scale-{count}", workplace.settings.data, count)
    pack_mb = built.pack_file.stat().st_size / 1e6
    on_phone = _measure_phone(workplace, script, built)
    measured = built.measured
    return (f"{count:,}", *_describe_server(measured), f"{pack_mb:.1f}", *_describe_search(measured), *on_phone)


def _describe_server(measured: Mapping[str, float]) -> tuple[str, str, str]:
    return f"{measured['build_used_seconds']:.1f}", f"{measured['folder_mb']:.1f}", f"{measured['peak_mb']:.0f}"


def _describe_search(measured: Mapping[str, float]) -> tuple[str, str]:
    return f"{measured['p50_ms']:.1f}", f"{measured['p95_ms']:.1f}"


def _measure_phone(workplace: Workplace, script: Path, built: Built) -> Sequence[str]:
    """Seconds of making the index, heap, and the two percentiles."""
    texts = [query.text for query in draw_queries(built.forms, workplace.effort.draws, seed=0)]
    slowed = SLOWED if len(built.forms) <= MOST_BUILT_ON_PHONES else 1
    with open_browser() as browser, open_pages(browser, script, built.pack_file, (), ("directory",)) as pages:
        (page,) = pages.values()
        with page.slowed(slowed):
            build_ms = page.build()
        heap_mb = page.heap_mb()
        with page.slowed(SLOWED):
            times = [milliseconds for milliseconds, _ in page.search(texts)]
    figures = (build_ms / 1000, heap_mb, percentile(times, 0.5), percentile(times, 0.95))
    return [f"{figure:.1f}" for figure in figures]

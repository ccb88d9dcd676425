"""Part `scale`: how the index, the pack and searches grow with the number of records, on the server and on a slowed phone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.browser import open_browser
from bench.drawn import draw_queries
from bench.in_thread import use_app
from bench.phone import SLOWED
from bench.phone_page import build_script, open_pages
from bench.processes import Server, serve
from bench.tables import Section, Table, percentile
from bench.workplace import Built, Workplace, build_generated


def measure(workplace: Workplace) -> Section:
    """A row for each number of records, every one built in a process of its own; and what they are to the app."""
    script = build_script(workplace.folder)
    rows, used = [], []
    for count in workplace.effort.sizes:
        built = build_generated(workplace.folder / f"scale-{count}", workplace.settings.data, count)
        rows.append((f"{count:,}", *_describe_server(built), *_measure_phone(workplace, script, built)))
        with serve(workplace.serve_command, ready="/healthz") as server:
            used.append((f"{count:,}", *_measure_app(server, built, workplace.effort.draws)))
    columns = (
        "records", "index s", "index MB", "memory MB", "pack MB", "server p50 ms", "server p95 ms",
        "phone index s", "phone heap MB", "phone p50 ms", "phone p95 ms",
    )  # fmt: skip
    notes = (
        "Index: seconds of processor time; memory: the most the process that indexes ever had. Queries: words, beginnings and"
        " slips of the records, none asked twice, answered for the first time.",
        f"Phone: its index made and searched on a processor slowed {SLOWED}x; heap with the records.",
    )
    in_app = (
        "records",
        "pack MB, squeezed",
        "opening s",
        "thread MB",
        "most MB",
        "answer p50 ms",
        "p95 ms",
        "longest task ms",
    )
    app_notes = (
        f"The app, letter by letter, its page slowed {SLOWED}x and its search thread at full speed, as the browser slows pages only."
        " Opening: from the pack as it came to a search. Most: of the process of page and thread, both. Answer: from a letter on.",
    )
    return Section(
        [Table("How searches grow", columns, rows, notes), Table("How the app bears it", in_app, used, app_notes)]
    )


def _measure_app(server: Server, built: Built, most: int) -> Sequence[str]:
    """A query of each class is typed, `most` of them at most."""
    texts = [query.text for query in draw_queries(built.forms, 1, seed=0)]
    with open_browser() as browser:
        used = use_app(browser, server, built.pack_file, texts[:most], SLOWED)
    answers = [percentile(used.answers_ms, share) for share in (0.5, 0.95)]
    figures = (used.opening_seconds, used.thread_mb, used.most_mb, *answers, used.longest_ms)
    return [f"{used.squeezed_mb:.2f}", *(f"{figure:.1f}" for figure in figures)]


def _describe_server(built: Built) -> Sequence[str]:
    measured = built.measured
    pack_mb = built.pack_file.stat().st_size / 1e6
    searches = (f"{pack_mb:.1f}", f"{measured['p50_ms']:.1f}", f"{measured['p95_ms']:.1f}")
    return (
        f"{measured['build_used_seconds']:.1f}",
        f"{measured['folder_mb']:.1f}",
        f"{measured['peak_mb']:.0f}",
        *searches,
    )


def _measure_phone(workplace: Workplace, script: Path, built: Built) -> Sequence[str]:
    """Seconds of making the index, heap, and the two percentiles."""
    texts = [query.text for query in draw_queries(built.forms, workplace.effort.draws, seed=0)]
    with open_browser() as browser, open_pages(browser, script, built.pack_file, (), ("directory",)) as pages:
        (page,) = pages.values()
        with page.slowed(SLOWED):
            build_ms = page.build()
        heap_mb = page.heap_mb()
        with page.slowed(SLOWED):
            times = [milliseconds for milliseconds, _ in page.search(texts)]
    figures = (build_ms / 1000, heap_mb, percentile(times, 0.5), percentile(times, 0.95))
    return [f"{figure:.1f}" for figure in figures]

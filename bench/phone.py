"""Part `phone`: the phone's search in Chromium with a slowed processor, beside MiniSearch at its defaults and FlexSearch."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.browser import open_browser
from bench.drawn import CLASSES, Drawn, draw_queries
from bench.phone_page import Page, build_script, open_pages
from bench.tables import Budget, Section, Table, join_sections, percentile, spread
from bench.workplace import Workplace
from directory.search.document import make_document
from directory.snapshot import load_snapshot

# Engine as bench/page/page.js names it -> as the table does.
ENGINES = {"directory": "this directory", "minisearch": "MiniSearch, defaults", "flexsearch": "FlexSearch, forward"}

MAX_P95_MS = 50

SLOWED = 6

# Above this many building is timed at full speed: slowed, the two it is measured beside would take minutes.
MOST_BUILT_SLOWED = 2_000


@dataclass
class Figures:
    """What was measured of one engine: times in milliseconds, round by round; `found`: hits by class."""

    build_ms: float
    heap_mb: float
    rounds: list[dict[str, list[float]]] = field(default_factory=list)
    found: dict[str, list[bool]] = field(default_factory=lambda: {kind: [] for kind in CLASSES})

    def spread_of(self, kind: str, share: float) -> str:
        """A percentile of one class: its median over the rounds, least and most."""
        return spread([percentile(times[kind], share) for times in self.rounds])

    def p95_of_all(self) -> list[float]:
        """The 95th percentile over all classes, for each round."""
        return [percentile([time for times in classes.values() for time in times], 0.95) for classes in self.rounds]


def measure(workplace: Workplace) -> Section:
    """Real records, then generated ones; in each round every engine answers the same new queries in turn."""
    snapshot = load_snapshot(workplace.settings, date.today())
    snapshot.engine.close()
    real = workplace.folder / "real-pack.json"
    real.write_bytes(snapshot.pack.bytes)
    script = build_script(workplace.folder)
    generated = workplace.generated
    return join_sections(
        [
            _measure_records(workplace, script, "real", real, list(snapshot.forms.values())),
            _measure_records(workplace, script, "generated", generated.pack_file, generated.forms),
        ]
    )


def _measure_records(
    workplace: Workplace, script: Path, kind: str, pack_file: Path, forms: Sequence[dict[str, Any]]
) -> Section:
    documents = [{"id": form["id"], **make_document(form, workplace.vocabulary)} for form in forms]
    build_slowed = SLOWED if len(forms) <= MOST_BUILT_SLOWED else 1
    with open_browser() as browser, open_pages(browser, script, pack_file, documents, tuple(ENGINES)) as pages:
        figures = {name: _build(page, build_slowed) for name, page in pages.items()}
        for number in range(workplace.effort.rounds):
            queries = draw_queries(forms, workplace.effort.draws, seed=number)
            for name, page in pages.items():
                _run_round(page, queries, figures[name])
    title = f"{len(forms):,} {kind} records"
    return Section(_list_figures(title, figures, build_slowed), [_judge(title, figures["directory"])])


def _build(page: Page, slowed: int) -> Figures:
    with page.slowed(slowed):
        build_ms = page.build()
    return Figures(build_ms, page.heap_mb())


def _judge(title: str, figures: Figures) -> Budget:
    p95 = figures.p95_of_all()
    is_met = statistics.median(p95) <= MAX_P95_MS
    return Budget(f"phone search, {title}, p95", f"<= {MAX_P95_MS} ms", f"{spread(p95)} ms", is_met)


def _run_round(page: Page, queries: Sequence[Drawn], figures: Figures) -> None:
    with page.slowed(SLOWED):
        answers = page.search([query.text for query in queries])
    times: dict[str, list[float]] = {kind: [] for kind in CLASSES}
    for query, (milliseconds, ids) in zip(queries, answers, strict=True):
        times[query.kind].append(milliseconds)
        figures.found[query.kind].append(query.id in ids)
    figures.rounds.append(times)


def _list_figures(title: str, figures: Mapping[str, Figures], build_slowed: int) -> list[Table]:
    engines = [(ENGINES[name], figure) for name, figure in figures.items()]
    columns = ("engine", *CLASSES)
    times = [
        (f"{name}, p{share * 100:.0f}", *(figure.spread_of(kind, share) for kind in CLASSES))
        for name, figure in engines
        for share in (0.5, 0.95)
    ]
    success = [(name, *(f"{statistics.mean(figure.found[kind]):.2f}" for kind in CLASSES)) for name, figure in engines]
    built = [(name, f"{figure.build_ms:,.0f}", f"{figure.heap_mb:.1f}") for name, figure in engines]
    note = "No query is asked twice of an engine. Ours also counts facets and makes its search documents while it builds; the others get them made."
    return [
        Table(f"Phone search, {title}, processor slowed {SLOWED}x: ms", columns, times, (note,)),
        Table(f"success@10, {title}: share of queries whose record is in the first ten", columns, success),
        Table(
            f"Building, {title}, processor slowed {build_slowed}x", ("engine", "build ms", "heap MB after it"), built
        ),
    ]

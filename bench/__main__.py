"""`python -m bench [PART ...]`: runs the parts, prints Markdown tables and writes them to bench/results/."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import desk, first_visit, index, leaving, lighthouse, machine, neighbours, phone, scale, server, wire, worst
from bench.effort import FULL, TINY
from bench.processes import ROOT, BenchError
from bench.tables import Section, join_sections, list_budgets
from bench.workplace import Workplace
from directory.errors import DirectoryError

PARTS: Mapping[str, Callable[[Workplace], Section]] = {
    "server": server.measure,
    "wire": wire.measure,
    "first_visit": first_visit.measure,
    "neighbours": neighbours.measure,
    "phone": phone.measure,
    "index": index.measure,
    "worst": worst.measure,
    "scale": scale.measure,
    "exit": leaving.measure,
    "lighthouse": lighthouse.measure,
    "desk": desk.measure,
}

RESULTS = ROOT / "bench" / "results"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the parts asked for; 0 if all could be measured, whether a budget is met or not."""
    chosen = build_parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        workplace = Workplace(Path(folder), TINY if chosen.tiny else FULL)
        try:
            report = run_parts(chosen.parts or list(PARTS), workplace)
        except (BenchError, DirectoryError) as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    print(report)
    RESULTS.mkdir(exist_ok=True)
    name = "-".join(chosen.parts or ["all"])
    (RESULTS / f"{name}.md").write_text(report, encoding="utf-8")
    return 0


def build_parser() -> argparse.ArgumentParser:
    """The parser of the one command."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure, side by side with what we are compared to."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of: {', '.join(PARTS)} (all of them)")
    parser.add_argument(
        "--tiny", action="store_true", help="as little as shows that the bench works; the figures mean nothing"
    )
    return parser


def run_parts(names: Sequence[str], workplace: Workplace) -> str:
    """The report of these parts as Markdown. Raises BenchError if one cannot be measured."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise BenchError(f"found the part {unknown[0]!r}, want one of: {', '.join(PARTS)}")
    facts = machine.list_facts()
    found = join_sections([_run_part(name, workplace) for name in names])
    tables = [facts, *found.tables, *([list_budgets(found.budgets)] if found.budgets else [])]
    return "\n".join(["## Bench", "", *(table.to_markdown() for table in tables)])


def _run_part(name: str, workplace: Workplace) -> Section:
    start = time.monotonic()
    section = PARTS[name](workplace)
    print(f"bench: {name} took {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    # Ended from outside, the bench still stops the servers and browsers it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())

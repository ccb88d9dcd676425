"""What a part of the bench hands back, and how it is printed: Markdown tables, medians with their spread, budgets."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A titled table; `notes` say how the figures were taken."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def to_markdown(self) -> str:
        """The table as Markdown, columns padded so that it reads in a terminal too; all but the first to the right."""
        widths = [max(len(row[i]) for row in [self.columns, *self.rows]) for i in range(len(self.columns))]
        rule = [f"{'-' * widths[0]}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
        lines = [_line(row, widths) for row in [self.columns, rule, *self.rows]]
        return "\n".join([f"### {self.title}", "", *lines, "", *(f"{note}\n" for note in self.notes)])


@dataclass(frozen=True)
class Budget:
    """One promise of the design's list of budgets and what was measured."""

    what: str
    promised: str
    measured: str
    is_met: bool


@dataclass(frozen=True)
class Section:
    """What one part found."""

    tables: Sequence[Table]
    budgets: Sequence[Budget] = ()


def join_sections(sections: Sequence[Section]) -> Section:
    """The tables and the budgets of several sections as one."""
    tables = [table for section in sections for table in section.tables]
    return Section(tables, [budget for section in sections for budget in section.budgets])


def list_budgets(budgets: Iterable[Budget]) -> Table:
    """Every budget that was measured, met or not."""
    rows = [(row.what, row.promised, row.measured, "met" if row.is_met else "NOT MET") for row in budgets]
    return Table("Budgets", ("what", "promised", "measured", ""), rows)


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that `share` of the values do not exceed. Raises ValueError for no values."""
    if not values:
        raise ValueError("found no values, want one at least")
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def spread(values: Sequence[float], digits: int = 1) -> str:
    """The median and, of several values, the least and the most: `12.0 (11.5-13.1)`."""
    middle = f"{statistics.median(values):,.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def kilobytes(size_bytes: float) -> str:
    """Thousands of bytes, one digit."""
    return f"{size_bytes / 1000:,.1f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cells[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)),
    ]
    return f"| {' | '.join(padded)} |"

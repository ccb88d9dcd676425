"""The report as text for a terminal: short, with bars, and the command that does something about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from directory.desk.reporting.report import Report
from directory.several import several

SHOWN = 10
BAR = 40


def report_text(report: Report) -> Iterator[str]:
    """The lines of the report."""
    yield f"The directory on {report.today}"
    yield ""
    yield from (f"  {number:>6,}  {name}" for name, number in report.counts.items())
    yield from _ages(report)
    yield from _coverage(report)
    yield from _trust(report)
    yield from _links(report)
    yield from _changes(report)


def _ages(report: Report) -> Iterator[str]:
    overdue, due = report.aged("overdue"), report.aged("due")
    yield from _head("Checks", f"{len(overdue)} overdue, {len(due)} due within two weeks")
    most = max(month.total for month in report.due_months) or 1
    for month in report.due_months:
        if month.total:
            yield f"  {month.month:<8} {'█' * max(1, round(month.total / most * BAR))} {month.total}"
    yield from _some([f"{row.id} (checked {row.age.checked_on})" for row in (*overdue, *due)])
    if overdue or due:
        yield "  Print what to ask: resource-directory report --calls calls.html"


def _coverage(report: Report) -> Iterator[str]:
    coverage = report.coverage
    yield from _head(
        "Counties", f"{coverage.statewide} organizations serve the whole state, {coverage.national} the country"
    )
    yield f"  {len(coverage.without_service)} counties that no organization names" + _named(coverage.without_service)
    yield f"  {len(coverage.without_office)} counties without an office" + _named(coverage.without_office)


def _trust(report: Report) -> Iterator[str]:
    yield from _head("What to look into")
    yield f"  {len(report.not_confirmed):>4}  records with a number nobody has confirmed"
    yield f"  {len(report.doubted):>4}  records with a number that a page confirms and a doubt speaks against: call"
    yield f"  {len(report.withheld):>4}  records with a number that waits for a call before anyone sees it"
    yield f"  {len(report.no_number):>4}  organizations without a number"
    yield f"  {len(report.untranslated):>4}  records without Spanish, {len(report.unreviewed)} with Spanish nobody reviewed"
    yield "  doubts: " + (", ".join(f"{subject} {len(ids)}" for subject, ids in report.doubts.items()) or "none")


def _links(report: Report) -> Iterator[str]:
    when = (
        f"visited on {report.links_checked_on}"
        if report.links_checked_on
        else "never visited: resource-directory links"
    )
    yield from _head("Links", when)
    yield from _some([f"{link.state}: {link.url} ({', '.join(ids)})" for link, ids in report.links])


def _changes(report: Report) -> Iterator[str]:
    changes = report.changes
    yield from _head("Of late", f"{several(report.checked_recently, 'record')} checked in the last 30 days")
    if changes is None:
        yield "  No history here: keep the folder in git to see what changed."
        return
    yield (
        f"  since {changes.since}: {len(changes.added)} added, {len(changes.removed)} removed,"
        f" {len(changes.changed)} changed"
    )
    yield from _some([f"{name}: {', '.join(fields)}" for name, fields in changes.changed.items()])


def _head(title: str, more: str = "") -> Iterator[str]:
    yield ""
    yield f"{title}: {more}" if more else title


def _named(names: Sequence[str]) -> str:
    return f": {', '.join(names)}" if names else ""


def _some(rows: Sequence[str]) -> Iterator[str]:
    yield from (f"  {row}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  and {len(rows) - SHOWN} more: report --html OUT or --json has them all"

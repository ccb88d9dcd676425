"""The report as JSON, for a program to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from directory.desk.reporting.report import Report


def report_as_json(report: Report) -> dict[str, Any]:
    """Everything of the report in JSON values; days as ISO texts."""
    coverage = report.coverage
    return {
        "today": report.today.isoformat(),
        "counts": dict(report.counts),
        "ages": [
            {
                "id": row.id, "kind": row.age.kind, "state": row.age.state, "checked_on": row.age.checked_on.isoformat(),
                "due_on": row.age.due_on.isoformat(), "days_left": row.age.days_left,
            }
            for row in report.ages
        ],
        "due_months": [{"month": month.month, **month.counts, "total": month.total} for month in report.due_months],
        "coverage": {
            "statewide": coverage.statewide,
            "national": coverage.national,
            "without_service": list(coverage.without_service),
            "without_office": list(coverage.without_office),
            "counties": [asdict(county) for county in coverage.counties],
        },
        "doubts": report.doubts,
        "not_confirmed": report.not_confirmed,
        "doubted": report.doubted,
        "no_number": report.no_number,
        "withheld": report.withheld,
        "untranslated": report.untranslated,
        "unreviewed": report.unreviewed,
        "links": {
            "checked_on": report.links_checked_on or None,
            "not_alive": [{"url": link.url, "state": link.state, "reason": link.reason, "records": ids} for link, ids in report.links],
        },
        "checked_recently": report.checked_recently,
        "changes": asdict(report.changes) if report.changes else None,
    }  # fmt: skip

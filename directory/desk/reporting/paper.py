"""What the desk puts on paper: the report and the call sheet, each one page that needs no other file and no network."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jinja2

from directory.desk.checks.calls import Call
from directory.desk.reporting.drawing import COLUMN_HEIGHT, COLUMN_STEP, COLUMN_WIDTH, KINDS, draw_columns, draw_map
from directory.desk.reporting.report import DueMonth, Report
from directory.records.vocabulary import Vocabulary

TEMPLATES = Path(__file__).parent / "templates"

# Columns of the county table: the kinds of help somebody needs first, in the order site.yaml gives, after those that
# every county has by phone.
SERVICES_SHOWN = 6
_BY_PHONE = ("hotline", "referrals")


def render_paper(template: str, **values: Any) -> str:
    """A page of the desk as HTML."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    pages = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return pages.get_template(template).render(values)


def render_report(
    report: Report, vocabulary: Vocabulary, site: dict[str, Any], folder: Path, titles: dict[str, str]
) -> str:
    """The report as one page. `titles`: id -> title of every record."""
    services = [tag for tag in site.get("first_help") or vocabulary.tags("services") if tag not in _BY_PHONE]
    columns = draw_columns(report.due_months, {month.month: _month_name(month) for month in report.due_months})
    return render_paper(
        "report.html",
        report=report,
        name=site["name"]["en"],
        titles=titles,
        label=lambda name, tag: vocabulary.label(name, tag, "en"),
        services=services[:SERVICES_SHOWN],
        county_map=draw_map(folder, report.coverage),
        columns=columns,
        kinds=KINDS,
        column={"step": COLUMN_STEP, "width": COLUMN_WIDTH, "height": COLUMN_HEIGHT},
        month_name=_month_name,
    )


def render_calls(calls: list[Call], name: str, today: date) -> str:
    """The call sheet as one page; its script only puts the ticked answers into lines to copy."""
    return render_paper("calls.html", calls=calls, name=name, today=today)


def _month_name(month: DueMonth) -> str:
    """ "2026-12" -> "Dec 26"."""
    if month.month == "overdue":
        return "overdue"
    return date.fromisoformat(f"{month.month}-01").strftime("%b %y")

"""`report`: the state of the records, in the terminal, as one page, or as JSON."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from directory.commands.command import (
    Command,
    add_data_argument,
    add_json_argument,
    print_json,
    read_whole_number,
    sound_records,
    write_page,
)
from directory.records.ages import DUE_BEFORE_DAYS, read_days
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--html", type=Path, metavar="OUT", help="write it as one page, with the county map")
    parser.add_argument("--calls", type=Path, metavar="OUT", help="write what to check, with numbers and what to ask")
    parser.add_argument(
        "--within",
        type=_days,
        default=DUE_BEFORE_DAYS,
        metavar="DAYS",
        help="calls due within so many days (%(default)s)",
    )
    add_data_argument(parser)
    add_json_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.checks.calls import list_calls
    from directory.desk.reporting.paper import render_calls, render_report
    from directory.desk.reporting.report import make_report
    from directory.desk.reporting.report_json import report_as_json
    from directory.desk.reporting.report_text import report_text
    from directory.records.vocabulary import load_vocabulary
    from directory.snapshot import read_site

    settings = find_settings(chosen.data)
    resources, vocabulary = sound_records(chosen.data), load_vocabulary(settings.data)
    site = read_site(settings.data / "site.yaml")
    if chosen.calls:
        calls = list_calls(resources, vocabulary, read_days(site), date.today(), chosen.within)
        write_page(chosen.calls, render_calls(calls, site["name"]["en"], date.today()))
        return 0
    report = make_report(resources, vocabulary, site, settings.resources, date.today())
    if chosen.json:
        print_json(report_as_json(report))
    elif chosen.html:
        titles = {resource.id: resource.title for resource in resources}
        write_page(chosen.html, render_report(report, vocabulary, site, settings.data, titles))
    else:
        print("\n".join(report_text(report)))
    return 0


def _days(text: str) -> int:
    return read_whole_number(text, 0, 3650)


REPORT = Command("Say what is due, doubtful, missing and uncovered.", _add_arguments, _run)

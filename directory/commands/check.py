"""`check`: every fault of the records, with its line and how to mend it; remarks; and what is certain, mended."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from directory.commands.command import Command, add_data_argument, add_json_argument, check_reason, print_json
from directory.errors import DataError
from directory.records.check import Checked, check_file
from directory.records.fault import Fault, show_path
from directory.records.removed import FILE as REMOVED_FILE
from directory.settings import find_settings
from directory.several import several

if TYPE_CHECKING:
    from directory.desk.checks.advice import Remark

_SUMMARY = {
    "duplicate": ("title", "almost the same"),
    "doubted": ("record", "confirmed and doubted"),
    "overdue": ("check", "too old"),
    "word": ("word", "that may hurt"),
    "reading": ("text", "hard to read"),
    "spanish": ("record", "without Spanish"),
    "transcript": ("video", "with no word on captions"),
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    # The file alone, as hooks hand it over, or with --data, as all other commands take it.
    add_data_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", nargs="?", help="the same")
    parser.add_argument("--fix", action="store_true", help="put right what is certain, show it, then check")
    parser.add_argument(
        "--removed",
        metavar="REASON",
        help="records that are gone were taken out for this reason: note them in removed.yaml, then check",
    )
    parser.add_argument("--warnings", action="store_true", help="say every remark, not only how many there are")
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="for people, for GitHub's pages, for programs",
    )
    add_json_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    resources, today = find_settings(chosen.file or chosen.data).resources, date.today()
    if chosen.fix:
        _fix(resources, today)
    if chosen.removed:
        _note_removed(resources, chosen.removed, today)
    checked = _check(resources, today)
    remarks = _remarks(resources, checked, today)
    form = "json" if chosen.json else chosen.format
    if form == "json":
        faults = [*checked.faults, *(remark.fault for remark in remarks)]
        print_json({"records": _count_records(checked), "faults": [fault.as_json() for fault in faults]})
    elif form == "github":
        for fault in (*checked.faults, *(remark.fault for remark in remarks)):
            print(_github(fault))
    else:
        _print_text(checked, remarks, shows_all=chosen.warnings)
    return 0 if checked.is_sound else 1


def _check(resources: Path, today: date) -> Checked:
    """All faults, also that of a file that lost records since it was checked last; a file that lost none is kept for the next time."""
    from directory.desk.file.whole import find_loss, keep_whole

    checked = check_file(resources, today=today)
    if checked.has_fault_of_form or not checked.resources:
        return checked
    loss = find_loss(resources, _ids(checked))
    checked = replace(checked, faults=(loss.fault, *checked.faults)) if loss else checked
    if checked.is_sound:
        titles = {resource.id: resource.title for resource in checked.resources}
        keep_whole(resources, resources.read_bytes(), titles, loss)
    return checked


def _note_removed(resources: Path, reason: str, today: date) -> None:
    """Says in removed.yaml why records are gone. Raises UsageError for a reason that is none."""
    from directory.desk.file.beside import writers_turn
    from directory.desk.file.removals import note_removed
    from directory.desk.file.whole import find_loss
    from directory.records.removed import Removed
    from directory.records.vocabulary import load_vocabulary

    check_reason(reason, load_vocabulary(resources.parent))
    checked = check_file(resources, today=today)
    if checked.has_fault_of_form:
        raise DataError("Part of the file cannot be read, so nobody knows what is gone. Mend what `check` says first.")
    loss = find_loss(resources, _ids(checked))
    lost = loss.lost if loss else {}
    with writers_turn(resources):
        note_removed(resources.parent, [Removed(*row, reason, on=today.isoformat()) for row in lost.items()])
    for title in lost.values():
        print(f"noted as gone: {title}")
    print(several(len(lost), "record") + f" noted in {REMOVED_FILE}")


def _remarks(resources: Path, checked: Checked, today: date) -> list[Remark]:
    """The remarks; none where site.yaml is not there or faulty, which has faults of its own."""
    from directory.desk.checks.advice import advise
    from directory.records.ages import read_days
    from directory.snapshot import read_site

    try:
        site = read_site(resources.parent / "site.yaml")
        read_days(site)
    except DataError:
        site = {}
    return advise(resources, checked.resources, site, today)


def _fix(resources: Path, today: date) -> None:
    from directory.desk.checks.mend import mend_file
    from directory.desk.file.beside import writers_turn
    from directory.desk.file.writing import write_whole
    from directory.records.vocabulary import load_vocabulary

    try:
        with writers_turn(resources):
            data = resources.read_bytes()
            mended = mend_file(data, resources, load_vocabulary(resources.parent), today)
            if mended.data != data:
                write_whole(resources, mended.data)
    except OSError as error:
        raise DataError(f"{resources.name}: {error.strerror}") from error
    for line in mended.diff:
        print(line)
    print(several(sum(line.startswith("+") for line in mended.diff), "line") + " put right")


def _print_text(checked: Checked, remarks: list[Remark], *, shows_all: bool) -> None:
    for fault in (*checked.faults, *(remark.fault for remark in remarks if shows_all)):
        print(fault)
    print(_count(checked, (remark.fault for remark in remarks)))
    if not checked.is_sound:
        print("What can mean one thing only is put right by: check --fix")
    if checked.unread_below:
        print(f"What stands below line {checked.unread_below} was not read. Mend that line, then run the check again.")
    if remarks and not shows_all:
        counts = Counter(remark.about for remark in remarks)
        named = _SUMMARY.items()
        told = ", ".join(f"{several(counts[about], noun)} {what}" for about, (noun, what) in named if counts[about])
        print(f"Warnings: {told}. To read them: check --warnings")


def _github(fault: Fault) -> str:
    """A line that GitHub shows beside the line of the file. Source: docs.github.com, workflow commands."""
    level = "warning" if fault.warning else "error"
    subject = " ".join(part for part in (fault.record, show_path(fault.path)) if part)
    text = f"{subject}: found {fault.found}, want {fault.want}" + (f". {fault.mend}" if fault.mend else "")
    # So that a text cannot end the command or start another.
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={fault.file},line={fault.at[0]},col={fault.at[1]}::{text}"


def _count(checked: Checked, remarks: Iterable[Fault]) -> str:
    warnings = sum(fault.warning for fault in (*checked.faults, *remarks))
    faults = sum(not fault.warning for fault in checked.faults)
    return (
        f"{several(faults, 'fault')} and {several(warnings, 'warning')} in {several(_count_records(checked), 'record')}"
    )


def _count_records(checked: Checked) -> int:
    """The sound records and those with faults."""
    return len(_ids(checked))


def _ids(checked: Checked) -> set[str]:
    faulty = {fault.record for fault in checked.faults if fault.record and not fault.warning}
    return faulty | {resource.id for resource in checked.resources}


CHECK = Command("Say every fault of the records, with its line and how to mend it.", _add_arguments, _run)

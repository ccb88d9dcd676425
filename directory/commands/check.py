"""`check`: every fault of the records, with its line and how to mend it."""

from __future__ import annotations

import argparse
from datetime import date

from directory.commands.command import Command, add_data_argument, add_json_argument, print_json, several
from directory.records.check import Checked, check_file
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser, "data")
    add_json_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    checked = check_file(find_settings(chosen.data).resources, today=date.today())
    if chosen.json:
        print_json({"records": _count_records(checked), "faults": [fault.as_json() for fault in checked.faults]})
    else:
        for fault in checked.faults:
            print(fault)
        print(_count(checked))
    return 0 if checked.is_sound else 1


def _count(checked: Checked) -> str:
    warnings = sum(fault.warning for fault in checked.faults)
    faults = len(checked.faults) - warnings
    return (
        f"{several(faults, 'fault')} and {several(warnings, 'warning')} in {several(_count_records(checked), 'record')}"
    )


def _count_records(checked: Checked) -> int:
    """The sound records and those with faults."""
    faulty = {fault.record for fault in checked.faults if fault.record and not fault.warning}
    return len(faulty | {resource.id for resource in checked.resources})


CHECK = Command("Say every fault of the records, with its line and how to mend it.", _add_arguments, _run)

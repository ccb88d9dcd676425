"""What a command is, and the arguments and words that several share."""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.errors import DataError, DirectoryError, UsageError
from directory.records.check import check_file
from directory.records.model import Resource
from directory.records.vocabulary import Vocabulary
from directory.settings import find_settings


@dataclass(frozen=True)
class Command:
    """One command: what --help says of it, its arguments, what it does. `run` gives the exit code."""

    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """The records to work on."""
    parser.add_argument("--data", type=Path, metavar="FILE", help="the records (data/resources.yaml)")


def sound_records(data: Path | None, ids: Sequence[str] = ()) -> tuple[Resource, ...]:
    """The records of the data file, or those of these ids. Raises DataError if one has a fault, UsageError for an unknown id."""
    checked = check_file(find_settings(data).resources, today=date.today())
    if not checked.is_sound:
        raise DataError("\n".join(str(fault) for fault in checked.faults if not fault.warning))
    by_id = {resource.id: resource for resource in checked.resources}
    for name in ids:
        if name not in by_id:
            near = difflib.get_close_matches(name, by_id, n=1)
            raise UsageError(f"found no record '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    return tuple(by_id[name] for name in ids) if ids else checked.resources


def check_reason(reason: str, vocabulary: Vocabulary) -> None:
    """Raises UsageError for a reason to take a record out that is none."""
    reasons = vocabulary.tags("removal_reasons")
    if reason not in reasons:
        said = "; ".join(f"{tag} ({vocabulary.label('removal_reasons', tag, 'en')})" for tag in reasons)
        raise UsageError(f"found no reason '{reason}', want one of {said}")


def add_json_argument(parser: argparse.ArgumentParser) -> None:
    """--json, where a program may read the answer."""
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")


def read_whole_number(text: str, least: int, most: int) -> int:
    """The number typed. Raises ArgumentTypeError with what was found and wanted."""
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"found '{text}', want a whole number from {least} to {most}")
    return int(text)


def read_text(path: Path) -> str:
    """The text of a file somebody named. Raises UsageError where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: found no UTF-8 text. Save it as UTF-8.") from error


def write_page(path: Path, text: str) -> None:
    """Writes a page and says where. Raises DirectoryError where it cannot."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DirectoryError(f"{path}: cannot be written ({error.strerror})") from error
    print(f"wrote {path}: {len(text.encode()) / 1000:,.0f} KB")


def print_json(content: object) -> None:
    """JSON as a person can read it too."""
    print(json.dumps(content, ensure_ascii=False, indent=2))

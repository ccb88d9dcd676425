"""`export` and `import`: the records as a table, as JSON or as HSDS, out and in again."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from directory.commands.command import Command, add_data_argument, check_reason
from directory.commands.publish import publish_hsds
from directory.errors import DirectoryError, UsageError
from directory.settings import find_settings
from directory.several import several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.desk.tables.columns import Record
    from directory.desk.tables.exchange import Incoming, Plan
    from directory.records.removed import Removed
    from directory.records.vocabulary import Vocabulary
    from directory.settings import Settings

NAMES = ("csv", "xlsx", "json", "hsds")
SHOWN = 12
# More new records than this are counted, not named.
MANY = 100
# More removals than this at once are more likely half a file than a decision.
FEW = 5


def _add_export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "format", choices=NAMES, help="xlsx has drop-down lists; hsds is a ZIP of tables for other directories"
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    parser.add_argument("--template", action="store_true", help="no records: an empty table to fill in")
    add_data_argument(parser)


def _export(chosen: argparse.Namespace) -> int:
    if chosen.format == "hsds":
        publish_hsds(chosen.data, chosen.out)
        return 0
    from directory.desk.file.datafile import read_data_file
    from directory.desk.tables.exchange import FORMATS
    from directory.desk.tables.extra_columns import read_extra
    from directory.records.vocabulary import load_vocabulary

    settings = find_settings(chosen.data)
    records = [] if chosen.template else [piece.record for piece in read_data_file(settings.resources).pieces]
    data = FORMATS[chosen.format].write(records, read_extra(settings.data), load_vocabulary(settings.data))
    try:
        chosen.out.write_bytes(data)
    except OSError as error:
        raise DirectoryError(f"{chosen.out}: cannot be written ({error.strerror})") from error
    print(f"wrote {chosen.out}: {several(len(records), 'record')}, {len(data) / 1000:,.0f} KB")
    return 0


def _add_import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=NAMES)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="what `export` wrote, changed; or a table of your own with an id column"
    )
    parser.add_argument("--yes", action="store_true", help="write it; without this the differences are shown only")
    parser.add_argument(
        "--remove-missing", action="store_true", help=f"take away records the file does not have, up to {FEW}"
    )
    parser.add_argument(
        "--removed", default="", metavar="REASON", help="why these go, noted in removed.yaml (as for check)"
    )
    parser.add_argument("--remove-many", action="store_true", help=f"allow more than {FEW} removals")
    parser.add_argument("--initials", default="", metavar="XX", help="who did it")
    add_data_argument(parser)


def _import(chosen: argparse.Namespace) -> int:
    from directory.desk.file.datafile import read_data_file
    from directory.desk.file.rewrite import house_order
    from directory.desk.file.save import check_record, save
    from directory.desk.tables.exchange import FORMATS, make_plan
    from directory.desk.tables.extra_columns import keep_extra
    from directory.records.vocabulary import load_vocabulary

    settings = find_settings(chosen.data)
    vocabulary, today = load_vocabulary(settings.data), date.today()
    if chosen.removed:
        check_reason(chosen.removed, vocabulary)
    file = read_data_file(settings.resources)
    old = {piece.id: piece.record for piece in file.pieces}
    data = _read_bytes(chosen.file)
    incoming = (
        _take_in(data, old, vocabulary, settings) if chosen.format == "hsds" else FORMATS[chosen.format].read(data, old)
    )
    plan = make_plan(old, incoming, remove_missing=chosen.remove_missing)
    _show(plan)
    if len(plan.removed) > FEW and not chosen.remove_many:
        raise DirectoryError(
            f"found {len(plan.removed)} records that would be taken away, want at most {FEW}. "
            "If that is meant, add --remove-many; if not, the file may be only half."
        )
    new = file.with_changes(plan.changes, house_order)
    faults = [
        fault
        for name in plan.changes
        for fault in check_record(new, name, vocabulary, today=today)
        if not fault.warning
    ]
    if faults:
        raise DirectoryError("\n".join(f"{fault.record}: {str(fault).split(': ', 1)[-1]}" for fault in faults))
    if not chosen.yes:
        has_more = plan.changes or plan.extra
        print(f"Nothing {'was written. To write it, say the same again with --yes' if has_more else 'differs'}.")
        return 0
    words = (
        f"Import {chosen.file.name}: {len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed"
    )
    notes = _make_notes(plan, old, chosen.removed, today) if chosen.removed else []
    save(file, plan.changes, vocabulary, today=today, words=words, by=chosen.initials, place=house_order, notes=notes)
    keep_extra(settings.data, plan.extra)
    print("Written.")
    if plan.removed and not notes:
        print("Who comes to the page of what was taken away should read why: check --removed REASON")
    return 0


def _make_notes(plan: Plan, old: Mapping[str, Record], reason: str, today: date) -> list[Removed]:
    from directory.records.removed import Removed

    return [Removed(name, str(old[name].get("title", name)), reason, on=today.isoformat()) for name in plan.removed]


def _take_in(data: bytes, old: Mapping[str, Record], vocabulary: Vocabulary, settings: Settings) -> Incoming:
    """What an HSDS file says, as records."""
    from directory.desk.tables.exchange import Incoming
    from directory.hsds.gather import gather_services
    from directory.hsds.intake import take_in
    from directory.snapshot import read_places, state_of

    state = state_of(read_places(settings.data))
    return Incoming(take_in(gather_services(data), old, vocabulary, state, date.today()), {})


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def _show(plan: Plan) -> None:
    for name in plan.added[:MANY]:
        print(f"+ {name}")
    if len(plan.added) > MANY:
        print(f"and {len(plan.added) - MANY:,} more")
    for name, cells in plan.changed.items():
        print(f"~ {name}")
        for column, before, after in cells[:SHOWN]:
            print(f"    {column}: {_short(before)} -> {_short(after)}")
        if len(cells) > SHOWN:
            print(f"    and {len(cells) - SHOWN} more cells")
    for name in plan.removed:
        print(f"- {name}")
    left = f", {len(plan.missing)} not in the file and left alone" if plan.missing and not plan.removed else ""
    print(f"{len(plan.added):,} added, {len(plan.changed):,} changed, {len(plan.removed):,} removed{left}")


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'" if text else "nothing"


EXPORT = Command("Write the records as a table or as JSON.", _add_export_arguments, _export)
IMPORT = Command("Show what a table or JSON would change; with --yes, write it.", _add_import_arguments, _import)

"""resources.yaml -> Resource values, or every fault at once, each with its line, what was found, what was wanted, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directory.garbage import without_collecting
from directory.records.attached import check_files
from directory.records.clock import describe_clock, find_newer_day
from directory.records.fault import Fault, show_value
from directory.records.leading import check_leading
from directory.records.load import Document, Tree, UnreadableError, load_text
from directory.records.model import Resource
from directory.records.pieces import NOTHING, Known, Placed, read_pieces
from directory.records.record import Entry, name_record, read_entry
from directory.records.references import check_beside
from directory.records.removed import check_removed
from directory.records.tree import read_tree
from directory.records.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Checked:
    """What a check gives: the records without a fault, in the file's order, and all faults and warnings.

    `known`: what the next check need not read again. `has_fault_of_form`: records may have been overlooked; `unread_below`: the
    line after which nothing was read.
    """

    resources: tuple[Resource, ...]
    faults: tuple[Fault, ...]
    known: Known = NOTHING
    has_fault_of_form: bool = False
    unread_below: int | None = None

    @property
    def is_sound(self) -> bool:
        """No fault; warnings do not count."""
        return not any(not fault.warning for fault in self.faults)


@without_collecting()
def check_file(path: Path, *, today: date, vocabulary: Vocabulary | None = None, known: Known = NOTHING) -> Checked:
    """Everything there is to say about one data file and the names that the files beside it use.

    Where most records were checked after `today` the clock is wrong: it is warned of, and the newest day counts.

    `known`: of an earlier check; the outcome is the same without it. Raises DataError only if the vocabulary beside it is
    unusable.
    """
    vocabulary = vocabulary or load_vocabulary(path.parent)
    name = f"{path.parent.name}/{path.name}"
    try:
        text = load_text(path, name)
    except UnreadableError as error:
        return Checked((), (error.fault,))
    read = read_pieces(text, name, vocabulary, today, known)
    if read:
        placed, known = read
        checked = _conclude(name, placed)
    else:
        document = read_tree(text, name)
        entries, known = _read_rows(document, vocabulary, today), NOTHING
        placed, checked = [(0, entry) for entry in entries], _judge(document, entries)
    if newest := find_newer_day((entry for _, entry in placed), today):
        rightly = check_file(path, today=newest, vocabulary=vocabulary, known=known)
        return replace(rightly, faults=(describe_clock(name, today, newest), *rightly.faults))
    if not placed:
        return checked
    # A record with a fault is still there to be named; below a fault of form there may be records that nobody saw.
    ids = None if checked.has_fault_of_form else {entry.name for _, entry in placed}
    beside = (
        *check_beside(path.parent, ids, vocabulary),
        *check_leading(path.parent, checked.resources),
        *check_removed(path.parent, ids, vocabulary),
    )
    files = tuple(check_files(name, placed, path.parent))
    return replace(checked, faults=checked.faults + beside + files, known=known)


def check_document(document: Document, vocabulary: Vocabulary, *, today: date) -> Checked:
    """Everything there is to say about a document already read. A record cut short by a fault of form is left aside."""
    return _judge(document, _read_rows(document, vocabulary, today))


def _read_rows(document: Document, vocabulary: Vocabulary, today: date) -> list[Entry]:
    rows = document.tree if isinstance(document.tree, list) else []
    return [read_entry(document, place, place, vocabulary, today) for place in range(len(rows))]


def _judge(document: Document, entries: Sequence[Entry]) -> Checked:
    """What the `entries` of a document come to, and what is to say about its form."""
    rows = document.tree
    if not isinstance(rows, list):
        found = "an empty file" if rows is None else show_value(rows)
        wrong_shape = Fault(document.name, (1, 1), (), found, "a list of records, each starting with '- id:'")
        return Checked((), tuple(document.faults) or (wrong_shape,))
    whole = entries[:-1] if document.is_cut else entries
    of_form = [_with_record(fault, rows) for fault in document.faults]
    checked = _conclude(document.name, [(0, entry) for entry in whole], of_form)
    unread_below = of_form[-1].at[0] if document.is_cut and of_form else None
    return replace(checked, has_fault_of_form=bool(of_form), unread_below=unread_below)


def _conclude(name: str, placed: Sequence[Placed], of_form: Sequence[Fault] = ()) -> Checked:
    """The records and faults of all entries, in the order of the file. `of_form`: faults of the file's form."""
    faults = [*of_form, *_repeated_ids(name, placed)]
    said = {fault.at for fault in of_form}
    for line, entry in placed:
        # What a value lacks by its form is no second fault.
        faults += [moved for fault in entry.faults if (moved := fault.moved(line)).at not in said]
    faults.sort(key=lambda fault: (fault.at, str(fault)))
    return Checked(tuple(entry.resource for _, entry in placed if entry.resource), tuple(faults))


def _with_record(fault: Fault, rows: list[Tree]) -> Fault:
    """A fault of form names its record too, where it stands in one."""
    number = fault.path[0] if fault.path else None
    if not isinstance(number, int):
        return fault
    # What is refused before the first record is whole counts for it.
    number = max(number, 0)
    row = rows[number] if number < len(rows) else None
    return replace(fault, record=name_record(row, number), path=fault.path[1:])


def _repeated_ids(file: str, placed: Sequence[Placed]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, entry in placed:
        if entry.id is None:
            continue
        line += entry.id_at[0]
        if entry.id in first:
            found = f"'{entry.id}' a second time (first on line {first[entry.id]})"
            mend = "Give the newer record an id of its own."
            yield Fault(file, (line, entry.id_at[1]), ("id",), found, "each id once", mend, entry.id)
        first.setdefault(entry.id, line)

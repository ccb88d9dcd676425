"""A data file -> the same file with what is certain put right, and nothing else: `check --fix`.

Certain is what has one meaning only: a number written with dashes, a day as 11/21/2026, yes for true, a text without the
quotes that other programs need, spaces at the end of a line, a tab or a blank of Word for an indent, keys out of order. The result must read
as before but for what was mended, and have no new fault; else the file stays as it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.desk.file.datafile import BOM, Record, UnreadableFileError, split_records
from directory.desk.file.rewrite import house_order
from directory.desk.tables.columns import column_named, to_row, with_row
from directory.desk.tables.damage import DamagedError, heal
from directory.errors import DataError
from directory.records.check import check_document
from directory.records.load import Tree, load_bytes
from directory.records.vocabulary import Vocabulary

# Fields whose text other YAML readers take for a number, a time or a day unless it stands in quotes.
_QUOTED = "number|short_code|on|published|hours|withheld|display"
_BARE = re.compile(rf"^(\s*(?:- )?(?:{_QUOTED}): )([^\s\"'|>{{\[#&*!][^#]*?)(\s*(?: #.*)?)$")
_BARE_IN_BRACES = re.compile(r"([{,] ?(?:on|published|number|short_code): )([+\d][\d-]*)(?=\s*[,}])")
# The blank that Word puts there, with which a name and its value are one word.
_NO_BREAK_AFTER_COLON = re.compile(r"^(\s*(?:- )?[\w-]+:)[ \u00a0]*\u00a0[ \u00a0]*")
_YES_NO = {"yes": "true", "no": "false", "y": "true", "n": "false", "on": "true", "off": "false"}


@dataclass(frozen=True)
class Mended:
    """The bytes as they shall be, and what differs, a line each, as diff shows it."""

    data: bytes
    diff: tuple[str, ...]


def mend_file(data: bytes, path: Path, vocabulary: Vocabulary, today: date) -> Mended:
    """What is certain, put right. Raises DataError if the file is no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}: found text that is not UTF-8. In your editor choose Save as, encoding UTF-8."
        ) from error
    lines = _mend_lines(text)
    if not _reads_alike(data, lines.encode()) or not _no_worse(data, lines.encode(), path, vocabulary, today):
        lines = text
    new = _mend_records(lines.encode(), path)
    if not _no_worse(data, new, path, vocabulary, today):
        new = lines.encode()
    return Mended(new, tuple(_diff(text, new.decode())))


def _mend_lines(text: str) -> str:
    """Tabs, ends of lines and quotes, line by line; texts that run over several lines keep all but their ends."""
    mended = []
    for line in text.removeprefix(BOM).split("\n"):
        ending = "\r" if line.endswith("\r") else ""
        bare = line.removesuffix("\r").rstrip(" \t")
        indent = len(bare) - len(bare.lstrip(" \t\u00a0"))
        bare = bare[:indent].replace("\t", "  ").replace("\u00a0", " ") + bare[indent:]
        bare = _NO_BREAK_AFTER_COLON.sub(r"\1 ", bare)
        bare = _BARE.sub(lambda found: f'{found[1]}"{_straight(found[2])}"{found[3]}', bare)
        bare = _BARE_IN_BRACES.sub(r'\1"\2"', bare)
        mended.append(bare + ending)
    return "\n".join(mended)


def _straight(text: str) -> str:
    """Without the curly quotes of a word processor around it, ready to stand between straight ones."""
    return text.strip("“”„").replace("\\", "\\\\").replace('"', '\\"')


def _mend_records(data: bytes, path: Path) -> bytes:
    """Values and the order of keys, record by record; a file that cannot be taken apart stays as it is."""
    try:
        file = split_records(data, path)
    except UnreadableFileError:
        return data
    changes = {piece.id: _mend_record(piece.record) for piece in file.pieces if piece.id}
    try:
        return file.with_changes(changes, house_order).data
    except DataError:
        return data


def _mend_record(record: Record) -> Record:
    try:
        row = to_row(record)
    except DataError:
        return record
    mended = {}
    for name, cell in row.items():
        column = column_named(name)
        if column is None or column.is_list:
            continue
        try:
            healed = heal(column, cell)
        except DamagedError:
            continue
        healed = _YES_NO.get(healed.lower(), healed) if column.kind == "flag" else healed
        healed = "24/7" if column.kind == "hours" and _is_always(healed) else healed
        if healed != cell:
            mended[name] = healed
    return with_row(record, mended) if mended else record


def _is_always(text: str) -> bool:
    return bool(re.fullmatch(r"24\s*(hours?|hrs?|h)(\s*(a|per)\s*day)?|24\s*-\s*7|always( open)?", text, re.IGNORECASE))


def _reads_alike(old: bytes, new: bytes) -> bool:
    """Whether the mended lines say the same: a line inside a text may look like a field. A file cut short by a fault may grow."""
    before, after = load_bytes(old, "old"), load_bytes(new, "new")
    return before.is_cut or _plain(before.tree) == _plain(after.tree)


def _plain(tree: Tree) -> Tree:
    """The tree without what lines are mended for: spaces and curly quotes."""
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return " ".join(tree.split()).strip("“”„") if tree else tree


def _no_worse(old: bytes, new: bytes, path: Path, vocabulary: Vocabulary, today: date) -> bool:
    """Whether the new file has no fault that the old one had not, and no record less."""
    name = path.name
    before, after = (check_document(load_bytes(data, name), vocabulary, today=today) for data in (old, new))
    known = {(fault.record, fault.path) for fault in before.faults}
    brought = [fault for fault in after.faults if (fault.record, fault.path) not in known]
    # A fault of form hides what stands below it: any file that can be read whole is better.
    hid = any(not fault.path and not fault.record for fault in before.faults)
    return len(after.resources) >= len(before.resources) and (not brought or hid)


def _diff(old: str, new: str) -> Iterator[str]:
    rows = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    yield from (row for row in rows if not row.startswith(("---", "+++")))

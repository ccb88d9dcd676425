"""Records -> a table or JSON, and back as a plan: what would change, come and go. Nothing is written here.

A format is one entry of FORMATS. An import starts from the records as they stand, so a table with some columns or some
rows changes those alone. Columns the records do not have are kept beside the data (extra_columns.json) and come out again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directory.desk.tables.columns import Record, Row, column_named, columns_for, to_row, with_row, without_nothing
from directory.desk.tables.damage import DamagedError, heal
from directory.desk.tables.delimited import read_csv, write_csv
from directory.desk.tables.workbook import read_workbook, write_workbook
from directory.errors import DataError
from directory.records.load import Tree
from directory.records.vocabulary import Vocabulary

# Id -> column -> cell, of columns the records do not have.
Extra = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Incoming:
    """What a file says: records as they shall be, in its order, and the cells of columns that the records do not have."""

    records: Mapping[str, Record]
    extra: Extra


@dataclass(frozen=True)
class Format:
    """One way out and in."""

    write: Callable[[Sequence[Record], Extra, Vocabulary], bytes]
    read: Callable[[bytes, Mapping[str, Record]], Incoming]


@dataclass(frozen=True)
class Plan:
    """What an import would do: id -> record as it shall be, None where it goes; `missing`: ids the file does not have."""

    changes: Mapping[str, Record | None]
    added: tuple[str, ...]
    changed: Mapping[str, tuple[tuple[str, str, str], ...]]
    removed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: Extra


def make_plan(old: Mapping[str, Record], incoming: Incoming, *, remove_missing: bool) -> Plan:
    """The plan for what came in. A record the file does not have goes only with `remove_missing`."""
    missing = tuple(name for name in old if name not in incoming.records)
    changed = {
        name: tuple(_differences(old[name], record))
        for name, record in incoming.records.items()
        if name in old and without_nothing(old[name]) != without_nothing(record)
    }
    added = tuple(name for name in incoming.records if name not in old)
    removed = missing if remove_missing else ()
    changes = {name: incoming.records[name] for name in (*changed, *added)}
    return Plan(changes | dict.fromkeys(removed), added, changed, removed, missing, incoming.extra)


def _differences(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    """(column, before, after) of each cell that differs."""
    before, after = to_row(without_nothing(old)), to_row(without_nothing(new))
    for name in {**before, **after}:
        if before.get(name, "") != after.get(name, ""):
            yield name, before.get(name, ""), after.get(name, "")


# ---- Tables ------------------------------------------------------------------------------------------------------


def _table(records: Sequence[Record], extra: Extra) -> tuple[list[str], list[list[str]]]:
    names = [column.name for column in columns_for(records)]
    rows = [to_row(record) for record in records]
    # What the model does not know is in the file all the same, and `check` names it there.
    names += sorted({name for row in rows for name in row} - set(names))
    names += sorted({name for cells in extra.values() for name in cells} - set(names))
    cells = [row | dict(extra.get(str(record["id"]), {})) for record, row in zip(records, rows, strict=True)]
    return names, [[row.get(name, "") for name in names] for row in cells]


def _write_csv(records: Sequence[Record], extra: Extra, vocabulary: Vocabulary) -> bytes:
    return write_csv(*_table(records, extra))


def _write_xlsx(records: Sequence[Record], extra: Extra, vocabulary: Vocabulary) -> bytes:
    names, rows = _table(records, extra)
    known = {column.name: column for column in columns_for(records)}
    columns = [known.get(name) or replace(columns_for([])[0], name=name, description="") for name in names]
    lists = {column.list_of: vocabulary.tags(column.list_of) for column in columns if column.list_of}
    return write_workbook(columns, rows, lists)


def _read_table(rows: list[list[str]], old: Mapping[str, Record]) -> Incoming:
    """Every row put into the record of its id. Raises DataError with a line for each cell that cannot be read."""
    first = next((number for number, cells in enumerate(rows) if any(map(str.strip, cells))), 0)
    header = _name_columns([name.strip() for name in rows[first]]) if rows else []
    while header and not header[-1]:
        header.pop()
    _check_header(header, first + 1)
    faults: list[str] = []
    records: dict[str, Record] = {}
    extra: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(rows[first + 1 :], first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        row, others = _read_row(header, cells, number, faults)
        name = row.get("id", "")
        if not name or name in records:
            faults.append(
                f"row {number} id: found {name or 'nothing'}{' a second time' * bool(name)}, want an id of its own"
            )
            continue
        records[name] = with_row(old.get(name, {}), row)
        if others:
            extra[name] = others
    if faults:
        raise DataError("\n".join(faults))
    return Incoming(records, extra)


def _name_columns(typed: list[str]) -> list[str]:
    """The names of the records' columns, however their capitals were typed; other names, and a second one, as they are."""
    return [name.lower() if name.lower() not in typed and column_named(name.lower()) else name for name in typed]


def _check_header(header: list[str], number: int) -> None:
    if "id" not in header:
        shown = ", ".join(header[:6]) or "nothing"
        raise DataError(
            f"row {number}: found the columns {shown}, want one named id. Start from: resource-directory export"
        )
    twice = [name for name, times in Counter(header).items() if name and times > 1]
    if twice:
        raise DataError(f"row {number}: found the column {twice[0]} twice, want each once")


def _read_row(header: list[str], cells: list[str], number: int, faults: list[str]) -> tuple[Row, dict[str, str]]:
    """The cells of the records' columns, healed, and those of other columns."""
    row: Row = {}
    others: dict[str, str] = {}
    if any(cell.strip() for cell in cells[len(header) :]):
        faults.append(
            f"row {number}: found more cells than columns, want {len(header)}. A text with a comma needs quotes."
        )
    for name, cell in zip(header, cells, strict=False):
        column = column_named(name)
        if column is None:
            others |= {name: cell} if name and cell else {}
            continue
        try:
            row[name] = heal(column, cell)
        except DamagedError as error:
            faults.append(f"row {number} {name}: found '{cell[:60]}', want {error}")
    return row, others


# ---- JSON --------------------------------------------------------------------------------------------------------


def _write_json(records: Sequence[Record], extra: Extra, vocabulary: Vocabulary) -> bytes:
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _read_json(data: bytes, old: Mapping[str, Record]) -> Incoming:
    """A list of whole records. Raises DataError."""
    try:
        rows = json.loads(data.decode("utf-8-sig"))
        # JSON may name half of a letter that is written in two; no file can hold one.
        json.dumps(rows, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise DataError(f"found text that is not JSON ({error}), want what `export json` writes") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise DataError("found something else, want a list of records, each with an id")
    twice = [name for name, times in Counter(row["id"] for row in rows).items() if times > 1]
    if twice:
        raise DataError(f"found the id {twice[0]} twice, want each once")
    return Incoming({row["id"]: _as_typed(row) for row in rows}, {})


def _as_typed(value: Any) -> Any:
    """JSON's numbers and flags as the texts a data file holds."""
    if isinstance(value, dict):
        return {str(key): _as_typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_typed(item) for item in value]
    typed: Tree = None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return typed


FORMATS = {
    "csv": Format(_write_csv, lambda data, old: _read_table(read_csv(data), old)),
    "xlsx": Format(_write_xlsx, lambda data, old: _read_table(read_workbook(data), old)),
    "json": Format(_write_json, _read_json),
}

"""Rows -> columns: what is alike stands together, which squeezes smaller and is said once. web/search/columns.js makes rows again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]


def to_columns(rows: Sequence[Row]) -> dict[str, Any]:
    """`values`: key -> its values in the order of the rows; `runs`: for keys that not every row has, how many rows in turn
    have it and have it not, beginning with those that have it; `count`: how many rows there are. A column of rows is told by
    columns in turn, one of lists of rows by `lengths` and the `rows` of all lists.
    """
    keys = sorted({key for row in rows for key in row})
    runs = {key: _count_runs(key in row for row in rows) for key in keys}
    return {
        "count": len(rows),
        "runs": {key: counts for key, counts in runs.items() if len(counts) > 1},
        "values": {key: _fold([row[key] for row in rows if key in row]) for key in keys},
    }


def to_table(rows: Mapping[str, Row]) -> dict[str, Any]:
    """Rows with names as columns, in the order of these: the names are the column `key`."""
    return to_columns([{"key": key, **row} for key, row in sorted(rows.items())])


def _fold(column: list[Any]) -> Any:
    if all(isinstance(value, Mapping) for value in column):
        return to_columns(column)
    if all(_is_rows(value) for value in column):
        return {"lengths": list(map(len, column)), "rows": to_columns([row for rows in column for row in rows])}
    return column


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _count_runs(has: Iterable[bool]) -> list[int]:
    counts = [(value, sum(1 for _ in run)) for value, run in groupby(has)]
    lengths = [length for _, length in counts]
    return lengths if not counts or counts[0][0] else [0, *lengths]


def order_by_likeness(forms: Iterable[Row]) -> list[Row]:
    """Records beside those they share most words with: kind, reach, publisher, county. The phone sorts them by id again."""
    return sorted(forms, key=_likeness)


def _likeness(form: Row) -> tuple[str, ...]:
    scope = form.get("reach", {}).get("scope", "")
    return (form.get("kind", ""), scope, form.get("publisher", ""), form.get("county", ""), form["id"])


def trim_phone(phone: Row) -> dict[str, Any]:
    """A published number without what follows from the rest: whether it is confirmed, how it is dialled and shown."""
    number, kind = phone["number"], phone["kind"]
    follows = {
        "confirmed": phone["verdict"] == "confirmed",
        "href": f"sms:{number}?body={phone['keyword']}"
        if "keyword" in phone
        else f"{_SCHEMES.get(kind, 'tel')}:{number}",
        "display": _NATIONAL.sub(_show_number, number),
    }
    return {key: value for key, value in phone.items() if key not in follows or value != follows[key]}


_SCHEMES = {"text": "sms"}
_NATIONAL = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")
_TOLL_FREE = re.compile(r"8(00|33|44|55|66|77|88)")


def _show_number(match: re.Match[str]) -> str:
    text = "-".join(match.groups())
    return f"1-{text}" if _TOLL_FREE.match(text) else text

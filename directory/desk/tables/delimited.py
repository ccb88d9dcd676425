"""CSV -> rows, and back, as spreadsheets of different countries and years write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from directory.desk.tables.damage import guard, unguard
from directory.errors import DataError

MAX_CELL = 100_000

_SPANISH_LETTERS = "áéíóúñüÁÉÍÓÚÑÜ¡¿"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, so that Excel reads the accents; every cell in quotes; cells like formulas disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> list[list[str]]:
    """The rows, header first: UTF-8, UTF-16, Windows-1252 or Mac Roman; commas, semicolons or tabs. Raises DataError."""
    text = _decode(data)
    lines = text.split("\n", 1)
    named = lines[0].strip().strip('"')
    if named.lower().startswith("sep="):
        separator, text = named[4:5] or "\t", lines[1] if len(lines) > 1 else ""
    else:
        separator = max(",;\t", key=lines[0].count)
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise DataError(
            f"found a table that breaks off or is not CSV ({error}), want the whole file. Save it again as CSV UTF-8."
        ) from error
    return [[unguard(cell) for cell in row] for row in rows]


def _decode(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError("found a workbook under the name of a CSV file. Name it .xlsx, or save it as CSV UTF-8.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes as plain "CSV" in the Americas and Western Europe, where five bytes have no letter; and on a Mac.
        return max((data.decode(name, errors="replace") for name in ("cp1252", "mac_roman")), key=_count_letters)


def _count_letters(text: str) -> int:
    """How many letters of Spanish it has that English has not: most where it was read as it was written."""
    return sum(map(text.count, _SPANISH_LETTERS))

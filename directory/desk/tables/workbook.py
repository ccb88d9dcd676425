"""XLSX -> rows, and back, with drop-down lists where a cell must hold one word of a closed list. The only module that knows openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from directory.desk.tables.columns import Column
from directory.errors import DataError

SHEET, LISTS = "Records", "Lists"
# Drop-downs reach this far below the last record.
ROWS_TO_SPARE = 200
_WIDE = ("title", "summary", "text", "caution", "what_happens", "note", "url")
MAX_CELL = 32_767


def write_workbook(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], lists: Mapping[str, Sequence[str]]
) -> bytes:
    """A workbook: every cell is text, so that nothing is run or rounded. `lists`: closed list -> its tags.

    Raises DataError for a text too long for a cell.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "D2"
    for place, column in enumerate(columns, 1):
        wide = column.name.rsplit(".", 1)[-1] in _WIDE
        sheet.column_dimensions[get_column_letter(place)].width = 40 if wide else max(12, min(24, len(column.name) + 2))
    for validation in _validations(columns, len(rows) + 1 + ROWS_TO_SPARE, lists):
        sheet.data_validations.append(validation)
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    _write_lists(book, lists)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(sheet: Any, column: Column) -> Any:
    cell = _text_cell(sheet, column.name)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E3ECE4")
    if column.description:
        cell.comment = Comment(column.description, "resource-directory", height=120, width=260)
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    if len(text) > MAX_CELL:
        raise DataError(
            f"found a text of {len(text):,} letters, want at most {MAX_CELL:,} in a cell. Export JSON instead."
        )
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        # Text also where it starts with "=" or is all digits.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    return cell


def _validations(
    columns: Sequence[Column], last_row: int, lists: Mapping[str, Sequence[str]]
) -> Iterable[DataValidation]:
    """A drop-down for each column that holds one word of a list; a column that holds several only says which words there are."""
    places = {name: get_column_letter(place) for place, name in enumerate(lists, 1)}
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        if column.choices:
            source = '"' + ",".join(column.choices) + '"'
        elif column.list_of in places and not column.is_list:
            source = f"{LISTS}!${places[column.list_of]}$2:${places[column.list_of]}${len(lists[column.list_of]) + 1}"
        else:
            continue
        validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        validation.error = "Choose one of the list."
        validation.add(f"{letter}2:{letter}{last_row}")
        yield validation


def _write_lists(book: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.create_sheet(LISTS)
    longest = max(map(len, lists.values()), default=0)
    sheet.append([_text_cell(sheet, name) for name in lists])
    for number in range(longest):
        sheet.append([_text_cell(sheet, tags[number] if number < len(tags) else "") for tags in lists.values()])


def read_workbook(data: bytes) -> list[list[str]]:
    """The rows of the sheet "Records", or of the first one, header first. Raises DataError."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = _records_sheet(book)
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        unknown = _list_unknown(data, rows) if _has_formulas(data) else []
    # A part that is missing inside shows as an attribute of nothing.
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        LookupError,
        ValueError,
        AttributeError,
        EOFError,
        OSError,
    ) as error:
        raise DataError(
            "found a workbook that is broken or cut off, want the whole .xlsx file. Save it again."
        ) from error
    if unknown:
        shown = ", ".join(unknown[:5]) + (" and more" if len(unknown) > 5 else "")
        raise DataError(
            f"{shown}: found a formula that no program has worked out yet, want its outcome. "
            "Open the workbook in Excel or LibreOffice, save it there, and import it again."
        )
    return rows


def _records_sheet(book: Any) -> Any:
    return book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]


def _has_formulas(data: bytes) -> bool:
    """Whether any sheet has one: reading all once more to find them takes as long as the first time."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(re.search(rb"<f[ >/]", parts.read(name)) for name in sheets)


def _list_unknown(data: bytes, rows: Sequence[Sequence[str]]) -> list[str]:
    """The cells ("D3") with a formula of which the file has no outcome: a program that is no spreadsheet wrote it."""
    sheet = _records_sheet(load_workbook(io.BytesIO(data), read_only=True))
    return [
        cell.coordinate
        for cells, texts in zip(sheet.iter_rows(), rows, strict=False)
        for cell, text in zip(cells, texts, strict=False)
        if cell.data_type == "f" and not text
    ]


def _text(value: object) -> str:
    """A cell as text; what Excel made a date or a number of is put back as far as that goes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

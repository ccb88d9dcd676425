"""The workbook: closed lists to choose from, text that nothing runs, and what Excel makes of it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from directory.cli import main
from tests.desk.tables.importing import NUMBER, bring_in, records_of, write
from tests.site.conftest import Folder, make_record


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"id,title\n"])
def test_workbook_that_is_cut_off_is_refused(data: bytes, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_in(folder, data, name="xlsx") == 1
    assert "found a workbook that is broken or cut off" in capsys.readouterr().err


def test_workbook_saved_by_excel_is_healed(folder: Folder) -> None:
    """Numbers for phones, datetimes for days and for 24/7, booleans for flags."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "phones.1.number", "verified.on", "hours", "interpreter"])
    sheet.append(["example-hotline", 14062656743, datetime(2026, 11, 20), datetime(2026, 7, 24), True])
    out = io.BytesIO()
    book.save(out)

    assert bring_in(folder, out.getvalue(), "--yes", name="xlsx") == 0

    record: Any = records_of(folder)["example-hotline"]
    assert (record["phones"][0]["number"], record["verified"]["on"]) == (NUMBER, "2026-11-20")
    assert (record["hours"], record["interpreter"]) == ("24/7", "true")


def test_formula_that_nobody_worked_out_is_refused(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """It reads as an empty cell, and an empty cell takes a value away."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "title"])
    sheet.append(["example-hotline", '="Example "&"Line"'])
    out = io.BytesIO()
    book.save(out)

    assert bring_in(folder, out.getvalue(), "--yes", name="xlsx") == 1
    assert "B2: found a formula that no program has worked out yet" in capsys.readouterr().err
    assert records_of(folder)["example-hotline"]["title"]


def test_template_offers_the_closed_lists(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"

    assert main(["export", "xlsx", str(out), "--template", "--data", str(folder.settings.resources)]) == 0

    book = load_workbook(out)
    sheet = book["Records"]
    header = [cell.value for cell in sheet[1]]
    lists = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    by_name = {name: lists.get(sheet.cell(1, place).column_letter) for place, name in enumerate(header, 1)}
    assert by_name["kind"] == '"organization,video,print"'
    assert by_name["cost"].startswith("Lists!$")
    assert by_name["title"] is None
    assert sheet.max_row == 1


def test_cells_of_the_workbook_are_text_that_nothing_runs(folder: Folder, tmp_path: Path) -> None:
    write(folder, make_record("example-hotline", title="=1+1"))
    out = tmp_path / "out.xlsx"

    main(["export", "xlsx", str(out), "--data", str(folder.settings.resources)])

    sheet = load_workbook(out)["Records"]
    row = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["title"].value, row["title"].data_type, row["title"].number_format) == ("=1+1", "s", "@")
    assert row["phones.1.number"].value == NUMBER

"""In and out: what goes out comes back unchanged, what Excel broke is put right or refused, and nothing is written unasked."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from directory.cli import main
from directory.desk.file.datafile import read_data_file
from directory.desk.tables.columns import Record, column_named, to_row, with_row, without_nothing
from directory.desk.tables.damage import DamagedError, guard, heal, unguard
from directory.desk.tables.delimited import read_csv, write_csv
from directory.desk.tables.exchange import FORMATS, make_plan
from directory.records.vocabulary import Vocabulary
from tests.site.conftest import SHELTER, VIDEO, Folder, make_record

NUMBER = "+14062656743"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "directory")
    write(made, make_record("example-hotline"), SHELTER, VIDEO)
    return made


def write(folder: Folder, *records: dict[str, Any]) -> None:
    """Records one below the other, as the desk can take them apart."""
    folder.write_text(yaml.safe_dump(list(records), sort_keys=False, allow_unicode=True))


def records_of(folder: Folder) -> dict[str, Record]:
    return {piece.id: piece.record for piece in read_data_file(folder.settings.resources).pieces}


def bring_in(folder: Folder, data: bytes | str, *more: str, name: str = "csv", tmp: str = "in") -> int:
    file = folder.data.parent / f"{tmp}.{name}"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return main(["import", name, str(file), *more, "--data", str(folder.settings.resources)])


# ---- Laws --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_of_every_record_comes_back_unchanged(name: str, data_folder: Path, vocabulary: Vocabulary) -> None:
    """All 249 records, numbers with their + included."""
    old = {piece.id: piece.record for piece in read_data_file(data_folder / "resources.yaml").pieces}

    out = FORMATS[name].write(list(old.values()), {}, vocabulary)
    plan = make_plan(old, FORMATS[name].read(out, old), remove_missing=True)

    assert (len(old) >= 249, plan.changes) == (True, {})


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_table_alone_holds_the_whole_record(name: str, data_folder: Path, vocabulary: Vocabulary) -> None:
    """Read into an empty directory, the table gives the records back."""
    old = {piece.id: piece.record for piece in read_data_file(data_folder / "resources.yaml").pieces[::10]}

    read = FORMATS[name].read(FORMATS[name].write(list(old.values()), {}, vocabulary), {}).records

    assert {key: without_nothing(record) for key, record in read.items()} == {
        key: without_nothing(record) for key, record in old.items()
    }


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    lambda text: text == text.strip() and len(text.splitlines()) == 1
)


@settings(max_examples=300, deadline=None)
@given(title=LINES, names=st.lists(LINES, max_size=3), notes=st.lists(LINES, max_size=4))
def test_any_text_survives_the_table(title: str, names: list[str], notes: list[str]) -> None:
    record: Record = {"id": "one", "title": title, "alternate_names": list(names)}
    record["phones"] = [{"label": note, "number": NUMBER} for note in notes]
    row = to_row(record)

    [_, back] = read_csv(write_csv(list(row), [list(row.values())]))

    assert without_nothing(with_row({}, dict(zip(row, back, strict=True)))) == without_nothing(record)


@given(st.text())
def test_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(text)) == text


# ---- Damage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "found", "meant"),
    [
        ("phones.1.number", "14062656743", NUMBER),
        ("phones.1.number", "14062656743.0", NUMBER),
        ("phones.1.number", "(406) 265-6743", NUMBER),
        ("phones.2.number", "406.265.6743", NUMBER),
        ("phones.1.number", "'+14062656743", NUMBER),
        ("phones.1.number", NUMBER, NUMBER),
        ("verified.on", "46347", "2026-11-21"),
        ("verified.on", "11/21/2026", "2026-11-21"),
        ("verified.on", "21.11.2026", "2026-11-21"),
        ("verified.on", "2026-11-21T00:00:00", "2026-11-21"),
        ("sources.1.published", "Nov-26", "2026-11"),
        ("sources.1.published", "2026", "2026"),
        ("interpreter", "TRUE", "true"),
        ("hours", "24-Jul", "24/7"),
        ("hours", "7/24/2026", "24/7"),
        ("hours", "2026-07-24", "24/7"),
        ("phones.1.hours", "Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:00"),
        ("title", "24-Jul", "24-Jul"),
    ],
)
def test_damage_with_one_meaning_is_healed(column: str, found: str, meant: str) -> None:
    known = column_named(column)

    assert known is not None
    assert heal(known, found) == meant


@pytest.mark.parametrize(
    ("column", "found", "said"),
    [
        ("phones.1.number", "1.40627E+10", "the spreadsheet rounded the number"),
        ("verified.on", "03/04/2026", "month and day cannot be told apart"),
    ],
)
def test_damage_with_two_meanings_is_refused(column: str, found: str, said: str) -> None:
    known = column_named(column)

    assert known is not None
    with pytest.raises(DamagedError, match=said):
        heal(known, found)


CAFE = "id,title\r\nexample-hotline,Línea de ayuda\r\n"


@pytest.mark.parametrize(
    "data",
    [
        CAFE.encode(),
        CAFE.encode("utf-8-sig"),
        CAFE.encode("cp1252"),
        CAFE.encode("utf-16"),
        CAFE.replace(",", ";").encode(),
        CAFE.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + CAFE.replace(",", ";")).encode(),
        CAFE.replace("\r\n", "\n").encode() + b"\n,\n\n",
    ],
    ids=["utf-8", "bom", "windows-1252", "utf-16", "semicolons", "unicode text", "sep line", "empty rows"],
)
def test_table_of_any_spreadsheet_is_read(data: bytes, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_in(folder, data) == 0

    said = capsys.readouterr().out
    assert "title: 'Example Hotline' -> 'Línea de ayuda'" in said
    assert "0 added, 1 changed, 0 removed, 2 not in the file and left alone" in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "found the columns nothing, want one named id"),
        (b"name,phone\nx,1\n", "found the columns name, phone, want one named id"),
        (b'id,title\nexample-hotline,"cut o', "breaks off or is not CSV"),
        (b"id,title,title\na,b,c\n", "found the column title twice"),
        (b"id,title\na,b\na,c\n", "row 3 id: found a a second time"),
        (b"id,title\n,b\n", "row 2 id: found nothing"),
        (b"id,title\na,b,c\n", "row 2: found more cells than columns"),
        (b"PK\x03\x04", "found a workbook under the name of a CSV file"),
        (b"id,verified.on\nexample-hotline,03/04/2026\n", "row 2 verified.on: found '03/04/2026', want a day"),
        (b"id,cost\nexample-hotline,cheap\n", "found 'cheap', want a word from the list costs"),
    ],
)
def test_table_that_cannot_be_read_is_refused_in_words(
    data: bytes, said: str, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folder.settings.resources.read_bytes()

    assert bring_in(folder, data, "--yes") == 1
    assert said in capsys.readouterr().err
    assert folder.settings.resources.read_bytes() == before


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


# ---- Importing ---------------------------------------------------------------------------------------------------


def test_import_without_yes_writes_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = folder.settings.resources.read_bytes()

    assert bring_in(folder, "id,title\nexample-hotline,New\n") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert folder.settings.resources.read_bytes() == before


def test_import_changes_the_columns_it_has_and_no_other(folder: Folder) -> None:
    before = records_of(folder)

    assert bring_in(folder, "id,title,phones.1.label\nexample-hotline,New,Front desk\n", "--yes") == 0

    after: Any = records_of(folder)
    assert after["example-hotline"] == {
        **before["example-hotline"],
        "title": "New",
        "phones": [{**before["example-hotline"]["phones"][0], "label": "Front desk"}],  # type: ignore[index,dict-item]
    }
    assert after["example-shelter"] == before["example-shelter"]


def test_import_adds_a_record(folder: Folder, vocabulary: Vocabulary) -> None:
    new: Any = make_record("new-one", title="New One")
    rows = FORMATS["csv"].write([json.loads(json.dumps(new))], {}, vocabulary)

    assert bring_in(folder, rows, "--yes") == 0
    assert list(records_of(folder))[-1] == "new-one"


def test_records_not_in_the_file_stay_unless_asked(folder: Folder) -> None:
    rows = "id,title\nexample-hotline,Example Hotline\n"

    assert bring_in(folder, rows, "--yes") == 0
    assert len(records_of(folder)) == 3
    assert bring_in(folder, rows, "--yes", "--remove-missing") == 0
    assert list(records_of(folder)) == ["example-hotline"]


def test_many_removals_are_refused_without_a_flag(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, *[make_record(f"number-{n}") for n in range(8)])
    rows = "id\nnumber-1\n"

    assert bring_in(folder, rows, "--yes", "--remove-missing") == 1
    assert "found 7 records that would be taken away, want at most 5" in capsys.readouterr().err
    assert len(records_of(folder)) == 8
    assert bring_in(folder, rows, "--yes", "--remove-missing", "--remove-many") == 0
    assert list(records_of(folder)) == ["number-1"]


def test_columns_of_their_own_come_out_as_they_went_in(folder: Folder, tmp_path: Path) -> None:
    assert bring_in(folder, "id,who asked\nexample-hotline,=Ann\n", "--yes") == 0
    out = tmp_path / "out.csv"

    assert main(["export", "csv", str(out), "--data", str(folder.settings.resources)]) == 0

    header, first, *_ = read_csv(out.read_bytes())
    assert (header[-1], first[-1]) == ("who asked", "=Ann")


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"title": "x"}]', '[{"id": "a"}, {"id": "a"}]'])
def test_json_of_another_shape_is_refused(text: str, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_in(folder, text, name="json") == 1
    assert ": found " in capsys.readouterr().err


# ---- The workbook ------------------------------------------------------------------------------------------------


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


def test_export_to_nowhere_is_said(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "csv", str(tmp_path / "no" / "out.csv"), "--data", str(folder.settings.resources)]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err

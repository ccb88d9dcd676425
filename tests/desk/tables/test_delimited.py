"""A table of any spreadsheet is read; one that cannot be is refused in words."""

from __future__ import annotations

import pytest

from tests.desk.tables.importing import bring_in, records_of
from tests.site.conftest import Folder

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
        CAFE.encode("mac_roman"),
        b"\r\n,,\r\n" + CAFE.encode(),
        CAFE.replace("id,title", " ID ,Title").encode(),
    ],
    ids=[
        *("utf-8", "bom", "windows-1252", "utf-16", "semicolons", "unicode text", "sep line", "empty rows"),
        *("mac", "empty rows first", "capitals"),
    ],
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
        (b"id,title\nexample-hotline,#REF!\n", "row 2 title: found '#REF!', want the text that stood here"),
        (b"ID,Id\na,b\n", "found the column id twice"),
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


def test_blanks_around_a_text_are_no_part_of_it(folder: Folder) -> None:
    """As a cell has them that was pasted from a page."""
    assert bring_in(folder, CAFE.replace("Línea", " \xa0Línea").replace("ayuda", "ayuda "), "--yes") == 0

    assert records_of(folder)["example-hotline"]["title"] == "Línea de ayuda"

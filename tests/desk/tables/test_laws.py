"""What goes out comes back unchanged, whatever the text and the format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.desk.file.datafile import read_data_file
from directory.desk.tables.columns import Record, to_row, with_row, without_nothing
from directory.desk.tables.damage import guard, unguard
from directory.desk.tables.delimited import read_csv, write_csv
from directory.desk.tables.exchange import FORMATS, make_plan
from directory.records.vocabulary import Vocabulary
from tests.desk.tables.importing import NUMBER


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


@settings(max_examples=300)
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

"""An import is shown first, changes what it names and nothing else, and is written only when asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directory.cli import main
from directory.desk.tables.delimited import read_csv
from directory.desk.tables.exchange import FORMATS
from directory.records.removed import load_removed
from directory.records.vocabulary import Vocabulary
from tests.desk.tables.importing import bring_in, records_of, write
from tests.site.conftest import Folder, make_record


def test_import_without_yes_writes_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = folder.settings.resources.read_bytes()

    assert bring_in(folder, "id,title\nexample-hotline,New\n") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert folder.settings.resources.read_bytes() == before


def test_import_of_what_is_there_asks_for_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_in(folder, "id,title\nexample-hotline,Example Hotline\n") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs."


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


def test_records_not_in_the_file_stay_unless_asked(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "id,title\nexample-hotline,Example Hotline\n"

    assert bring_in(folder, rows, "--yes") == 0
    assert len(records_of(folder)) == 3
    assert bring_in(folder, rows, "--yes", "--remove-missing") == 0
    assert list(records_of(folder)) == ["example-hotline"]
    assert "should read why: check --removed REASON" in capsys.readouterr().out


def test_removals_with_a_reason_are_noted_with_the_same_save(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "id,title\nexample-hotline,Example Hotline\n"

    assert bring_in(folder, rows, "--yes", "--remove-missing", "--removed", "tired") == 2
    assert "found no reason 'tired', want one of closed (It has closed.)" in capsys.readouterr().err
    assert bring_in(folder, rows, "--yes", "--remove-missing", "--removed", "closed") == 0
    assert {note.reason for note in load_removed(folder.data).values()} == {"closed"}
    assert len(load_removed(folder.data)) == 2
    assert "check --removed" not in capsys.readouterr().out


def test_many_removals_are_refused_without_a_flag(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, *[make_record(f"number-{n}") for n in range(8)])
    rows = "id\nnumber-1\n"

    assert bring_in(folder, rows, "--yes", "--remove-missing") == 1
    assert "found 7 records that would be taken away, want at most 5" in capsys.readouterr().err
    assert len(records_of(folder)) == 8
    assert bring_in(folder, rows, "--yes", "--remove-missing", "--remove-many") == 0
    assert list(records_of(folder)) == ["number-1"]


def test_columns_of_their_own_come_out_as_they_went_in(folder: Folder, tmp_path: Path) -> None:
    assert bring_in(folder, "id,who asked,Title,title\nexample-hotline,=Ann,Ms,Line\n", "--yes") == 0
    out = tmp_path / "out.csv"

    assert main(["export", "csv", str(out), "--data", str(folder.settings.resources)]) == 0

    header, first, *_ = read_csv(out.read_bytes())
    assert (header[-2:], first[-2:]) == (["Title", "who asked"], ["Ms", "=Ann"])
    assert bring_in(folder, out.read_bytes()) == 0


@pytest.mark.parametrize(
    "text", ["{", "{}", "[1]", '[{"title": "x"}]', '[{"id": "a"}, {"id": "a"}]', r'[{"id": "a\ud800"}]']
)
def test_json_of_another_shape_is_refused(text: str, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_in(folder, text, name="json") == 1
    assert ": found " in capsys.readouterr().err


def test_export_to_nowhere_is_said(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "csv", str(tmp_path / "no" / "out.csv"), "--data", str(folder.settings.resources)]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err

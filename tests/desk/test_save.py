"""Saving through the front door: what lands in the file, what is refused, what can be taken back."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from directory.desk.file.datafile import DataFile, Piece, Record, UnreadableFileError, read_data_file
from directory.desk.file.journal import list_saves
from directory.desk.file.save import ChangedUnderneathError, RefusedError, Saved, save, undo
from directory.desk.file.writing import FileNotWrittenError
from directory.errors import DataError
from directory.records.vocabulary import Vocabulary

ID = "montana-human-trafficking-hotline"
TODAY = date(2026, 11, 21)


def changed(file: DataFile, **fields: object) -> Record:
    """The record with some fields as given."""
    piece = file.find(ID)
    assert piece is not None
    return {**piece.record, **fields}  # type: ignore[dict-item]


def save_fields(path: Path, vocabulary: Vocabulary, **fields: object) -> Saved:
    file = read_data_file(path)
    return save(file, {ID: changed(file, **fields)}, vocabulary, today=TODAY, words="Change a field", by="AB")


def test_saved_field_is_the_only_line_that_differs(data_file: Path, vocabulary: Vocabulary) -> None:
    before = data_file.read_text(encoding="utf-8").split("\n")

    save_fields(data_file, vocabulary, title="406 STOP")

    after = data_file.read_text(encoding="utf-8").split("\n")
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("  title: Montana Human Trafficking Hotline (406 STOP)", '  title: "406 STOP"')
    ]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_windows_file_keeps_its_mark_and_line_ends(data_file: Path, vocabulary: Vocabulary, start: bytes) -> None:
    windows = start + data_file.read_bytes().replace(b"\n", b"\r\n")
    data_file.write_bytes(windows)

    save_fields(data_file, vocabulary, what_happens="Somebody answers. " * 12, cost_note="None")

    after = data_file.read_bytes()
    assert after.startswith(start + b"# yaml")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert {line for line in windows.split(b"\r\n") if line.strip()} - set(after.split(b"\r\n")) == set()


def test_number_that_a_line_on_the_home_page_needs_is_not_taken_away(data_file: Path, vocabulary: Vocabulary) -> None:
    """The server would refuse the file, and go on with old records where nobody looks."""
    with pytest.raises(
        RefusedError, match=rf"data/site\.yaml:\d+:\d+ {ID} pinned\.en\[1\]\.id: found no number to call"
    ):
        save_fields(data_file, vocabulary, phones=[])


def test_fault_is_refused_in_the_words_of_check_and_nothing_written(data_file: Path, vocabulary: Vocabulary) -> None:
    before = data_file.read_bytes()

    with pytest.raises(
        RefusedError, match=r"data/resources\.yaml:\d+:\d+ .* cost: found 'cheap', want a word from"
    ) as refused:
        save_fields(data_file, vocabulary, cost="cheap")

    assert data_file.read_bytes() == before
    assert len(refused.value.faults) == 1


def test_old_fault_of_another_record_does_not_stand_in_the_way(data_file: Path, vocabulary: Vocabulary) -> None:
    text = data_file.read_text(encoding="utf-8")
    data_file.write_text(text.replace("cost: toll-free", "cost: tollfree", 1), encoding="utf-8")

    save_fields(data_file, vocabulary, title="Another")

    assert "title: Another" in data_file.read_text(encoding="utf-8")


def test_record_that_site_yaml_names_cannot_be_taken_away(data_file: Path, vocabulary: Vocabulary) -> None:
    file = read_data_file(data_file)

    with pytest.raises(RefusedError, match=r"data/site\.yaml:\d+:\d+ pinned"):
        save(file, {ID: None}, vocabulary, today=TODAY, words="Remove")


def test_file_changed_underneath_is_not_overwritten_and_both_are_given(data_file: Path, vocabulary: Vocabulary) -> None:
    mine = read_data_file(data_file)
    save_fields(data_file, vocabulary, title="Theirs")
    theirs = data_file.read_bytes()

    with pytest.raises(ChangedUnderneathError, match="changed by somebody else") as raised:
        save(mine, {ID: changed(mine, title="Mine")}, vocabulary, today=TODAY, words="Change")

    assert data_file.read_bytes() == theirs
    titles = [piece.record["title"] for f in (raised.value.mine, raised.value.theirs) if (piece := f.find(ID))]
    assert titles == ["Mine", "Theirs"]


def test_save_is_taken_back_byte_for_byte_and_so_is_taking_back(data_file: Path, vocabulary: Vocabulary) -> None:
    before = data_file.read_bytes()
    first = save_fields(data_file, vocabulary, title="Another", cost_note="None")
    after = data_file.read_bytes()

    second = undo(first.file, first.number, vocabulary, today=TODAY)
    assert data_file.read_bytes() == before
    undo(second.file, second.number, vocabulary, today=TODAY)

    assert data_file.read_bytes() == after
    assert [entry.words for entry in list_saves(data_file)][-1] == "Change a field"


def test_many_new_records_are_looked_up_a_few_times_each(
    data_file: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked for one after the other among all, an import of 10,000 was not done after minutes; nor was taking it back."""
    before, asked, identify = data_file.read_bytes(), 0, Piece.id.fget  # type: ignore[attr-defined]

    def count(piece: Piece) -> str:
        nonlocal asked
        asked += 1
        return str(identify(piece))

    monkeypatch.setattr(Piece, "id", property(count))
    file = read_data_file(data_file)
    new = {f"new-{number}": {**file.pieces[-1].record, "id": f"new-{number}"} for number in range(100)}

    saved = save(file, new, vocabulary, today=TODAY, words="Import")
    undo(saved.file, saved.number, vocabulary, today=TODAY)

    assert data_file.read_bytes() == before
    assert asked < 30 * len(saved.file.pieces)


@pytest.mark.parametrize("place", [40, 248], ids=["in the middle", "the last"])
def test_record_taken_away_comes_back_where_it_stood(data_file: Path, vocabulary: Vocabulary, place: int) -> None:
    before = data_file.read_bytes()
    file = read_data_file(data_file)

    gone = save(file, {file.pieces[place].id: None}, vocabulary, today=TODAY, words="Remove")
    assert len(read_data_file(data_file).pieces) == 248
    undo(gone.file, gone.number, vocabulary, today=TODAY)

    assert data_file.read_bytes() == before


def test_save_changed_again_since_is_not_taken_back(data_file: Path, vocabulary: Vocabulary) -> None:
    first = save_fields(data_file, vocabulary, title="One")
    second = save_fields(data_file, vocabulary, title="Two")

    with pytest.raises(DataError, match="was changed again after this save"):
        undo(second.file, first.number, vocabulary, today=TODAY)


@pytest.mark.parametrize("room_bytes", [0, 100_000], ids=["not even for the journal", "not for the file"])
def test_full_disk_leaves_the_old_file_and_nothing_beside_it(
    data_file: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, room_bytes: int
) -> None:
    before = data_file.read_bytes()
    sync = os.fsync

    def fail_beyond(handle: int) -> None:
        if os.fstat(handle).st_size > room_bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fail_beyond)
    with pytest.raises(
        FileNotWrittenError, match=r"^resources\.yaml was not written: the disk is full\. .*The old file stands"
    ):
        save_fields(data_file, vocabulary, title="Another")

    assert data_file.read_bytes() == before
    assert list(data_file.parent.rglob(".*.part")) == []


def test_read_only_file_is_refused_in_plain_words(data_file: Path, vocabulary: Vocabulary) -> None:
    data_file.chmod(0o444)

    with pytest.raises(FileNotWrittenError, match="write-protected"):
        save_fields(data_file, vocabulary, title="Another")


def test_link_is_followed_and_stays_a_link(data_file: Path, vocabulary: Vocabulary, tmp_path: Path) -> None:
    link = tmp_path / "records.yaml"
    link.symlink_to(data_file)
    data_file.chmod(0o640)

    save_fields(link, vocabulary, title="Another")

    assert link.is_symlink()
    assert "title: Another" in data_file.read_text(encoding="utf-8")
    assert data_file.stat().st_mode & 0o777 == 0o640


def test_group_stays_where_the_owner_may_not_be_set(
    data_file: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two advocates of one group take turns at a file: each may keep its group, and neither may give the file away."""
    kept: list[int] = []

    def fchown_as_member(_handle: int, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        kept.append(group)

    monkeypatch.setattr(os, "fchown", fchown_as_member)

    save_fields(data_file, vocabulary, title="Another")

    assert data_file.stat().st_gid in kept


def test_merge_marks_are_named_before_anything_is_written(data_file: Path) -> None:
    text = data_file.read_text(encoding="utf-8")
    data_file.write_text(text.replace("- id: montana-988", "<<<<<<< HEAD\n- id: montana-988", 1), encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=r"a merge mark: .* Keep one of the two versions"):
        read_data_file(data_file)


def test_half_a_character_is_refused(data_file: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(DataError, match="half a character"):
        save_fields(data_file, vocabulary, title="\ud800")


def test_journal_stays_out_of_repositories(data_file: Path, vocabulary: Vocabulary) -> None:
    save_fields(data_file, vocabulary, title="Another")

    assert (data_file.parent / ".desk" / ".gitignore").read_text(encoding="ascii") == "*\n"

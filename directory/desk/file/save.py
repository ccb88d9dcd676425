"""Records as they shall be -> the data file, changed by as little as possible, never into something `check` refuses.

    read_data_file -> save(file, {id: record or None}) -> Saved: the file as it is now, and the journal's number for undo

A file that changed underneath is never overwritten: ChangedUnderneathError holds both versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from directory.desk.file.beside import writers_turn
from directory.desk.file.datafile import Changes, DataFile, digest_of, read_bytes, split_records
from directory.desk.file.journal import Change, Save, find_save, next_number, note_save
from directory.desk.file.removals import change_notes, write_notes
from directory.desk.file.rewrite import Placing, keep_places
from directory.desk.file.writing import FileNotWrittenError, write_whole
from directory.errors import DataError, DirectoryError
from directory.records.check import Checked, check_document
from directory.records.fault import Fault
from directory.records.leading import check_leading
from directory.records.load import load_bytes
from directory.records.references import check_beside
from directory.records.removed import FILE as REMOVED_FILE
from directory.records.removed import Removed, check_rows, load_removed
from directory.records.vocabulary import Vocabulary

__all__ = ["ChangedUnderneathError", "FileNotWrittenError", "RefusedError", "Saved", "check_record", "save", "undo"]


class RefusedError(DataError):
    """The change would put a fault into the file; `faults` are the sentences of `check`."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class ChangedUnderneathError(DataError):
    """Somebody else changed the file since it was read. `mine` is what was to be saved, `theirs` what stands there now."""

    def __init__(self, mine: DataFile, theirs: DataFile) -> None:
        super().__init__(
            f"{mine.path.parent.name}/{mine.path.name} was changed by somebody else since you opened it. Nothing was "
            "written. Look at both versions, then save again."
        )
        self.mine, self.theirs = mine, theirs


@dataclass(frozen=True)
class Saved:
    """What came of a save. `number` is its number in the journal, 0 where nothing differed."""

    file: DataFile
    number: int


def save(
    file: DataFile,
    changes: Changes,
    vocabulary: Vocabulary,
    *,
    today: date,
    words: str,
    by: str = "",
    place: Placing = keep_places,
    notes: Iterable[Removed] = (),
) -> Saved:
    """Writes the changed records (id -> record, None takes it away). `words` says what was done, `by` who did it, `notes` why
    records are gone.

    Raises RefusedError for a new fault, ChangedUnderneathError, FileNotWrittenError, DataError for text YAML cannot hold.
    """
    new, noted = file.with_changes(changes, place), {note.id: note for note in notes}
    return _put(file, new, changes, vocabulary, noted, today=today, words=words, by=by)


def undo(file: DataFile, number: int, vocabulary: Vocabulary, *, today: date, by: str = "") -> Saved:
    """Takes one save back, text by text; this is itself a save. Raises DataError if a record was changed again since."""
    done = find_save(file.path, number)
    if done is None:
        raise DataError(f"There is no save number {number} in the journal any more.")
    for change in done.changes:
        now = file.find(change.id)
        if (now.text if now else None) != change.after:
            raise DataError(
                f"{change.id} was changed again after this save. Take the newer change back first, or edit it."
            )
    new = file.with_changes({change.id: None for change in done.changes if change.before is None})
    new = new.with_texts({change.id: change.before for change in done.changes if change.before and change.after})
    for change in done.changes:
        if change.before is not None and change.after is None:
            new = new.with_text_between(change.lead, change.before, change.gap, change.next_id)
    wanted = {change.id: piece.record if (piece := new.find(change.id)) else None for change in done.changes}
    noted = {change.id: change.note for change in done.changes if change.note and change.before is None}
    noted |= {name: note for name, note in load_removed(file.path.parent).items() if wanted.get(name)}
    return _put(file, new, wanted, vocabulary, noted, today=today, words=f"Take back: {done.words}", by=by)


# Id -> why the record is gone: a note that comes with one that goes, or goes with one that comes back.
_Notes = Mapping[str, Removed]


def _put(
    file: DataFile,
    new: DataFile,
    changes: Changes,
    vocabulary: Vocabulary,
    noted: _Notes,
    *,
    today: date,
    words: str,
    by: str,
) -> Saved:
    _refuse_new_faults(file, new, changes, vocabulary, today, noted)
    with writers_turn(file.path):
        now = read_bytes(file.path)
        if digest_of(now) != file.digest:
            raise ChangedUnderneathError(new, split_records(now, file.path))
        if new.digest == file.digest:
            return Saved(file, 0)
        number = next_number(file.path)
        # Noted first: a save that cannot be taken back must not happen. An entry whose save failed undoes nothing.
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        note_save(file.path, Save(number, at, by, words, tuple(_list_changes(file, new, changes, noted))))
        _write(file, new, noted)
    return Saved(new, number)


def _write(old: DataFile, new: DataFile, noted: _Notes) -> None:
    """The records, and the notes with them; where those cannot be written, neither."""
    write_whole(new.path, new.data)
    if not noted:
        return
    try:
        write_notes(new.path.parent, _change_notes(new, noted))
    except DirectoryError:
        write_whole(new.path, old.data)
        raise


def _change_notes(new: DataFile, noted: _Notes) -> bytes:
    """removed.yaml as it shall be: with the notes on records that go, without those on records that are back."""
    gone = [note for name, note in noted.items() if not new.find(name)]
    return change_notes(new.path.parent, gone, noted.keys() - {note.id for note in gone})


def _list_changes(old: DataFile, new: DataFile, changes: Changes, noted: _Notes) -> Iterable[Change]:
    for name in changes:
        before, after = old.find(name), new.find(name)
        if before is None or after is not None:
            texts = before.text if before else None, after.text if after else None
            yield Change(name, *texts, note=noted.get(name))
            continue
        place = old.places[name]
        next_id = old.pieces[place + 1].id if place + 1 < len(old.pieces) else ""
        yield Change(
            name, before.text, None, next_id, old.pieces[place - 1].gap if place else "", before.gap, noted.get(name)
        )


def _refuse_new_faults(
    old: DataFile, new: DataFile, changes: Changes, vocabulary: Vocabulary, today: date, noted: _Notes
) -> None:
    """Faults that stood in these records before may stay; what this change brings may not."""
    known = {_sentence(fault) for fault in _find_faults(old, changes, vocabulary, today)}
    found = [*_find_faults(new, changes, vocabulary, today), *_doubled_ids(new, changes)]
    brought = [fault for fault in found if not fault.warning and _sentence(fault) not in known]
    gone = {name for name, record in changes.items() if record is None and old.find(name)}
    if gone or any(old.find(name) is None for name in changes):
        brought += _broken_names(old, new, vocabulary, noted)
    if brought:
        raise RefusedError(brought)


def _find_faults(file: DataFile, names: Iterable[str], vocabulary: Vocabulary, today: date) -> list[Fault]:
    """What `check` says of these records, and of the lines of site.yaml that lead to them."""
    checked = [_check_piece(file, name, vocabulary, today) for name in names]
    resources = [resource for one in checked for resource in one.resources]
    return [fault for one in checked for fault in one.faults] + [*check_leading(file.path.parent, resources)]


def check_record(file: DataFile, name: str, vocabulary: Vocabulary, *, today: date) -> tuple[Fault, ...]:
    """What `check` says of one record, with the lines it stands on; nothing if it is not there."""
    return _check_piece(file, name, vocabulary, today).faults


def _check_piece(file: DataFile, name: str, vocabulary: Vocabulary, today: date) -> Checked:
    piece = file.find(name)
    if piece is None:
        return Checked((), ())
    document = load_bytes(piece.text.encode(), f"{file.path.parent.name}/{file.path.name}")
    first_line = file.line_of(name)[0]
    checked = check_document(document, vocabulary, today=today)
    return replace(checked, faults=tuple(fault.moved(first_line - 1) for fault in checked.faults))


def _doubled_ids(file: DataFile, names: Iterable[str]) -> Iterable[Fault]:
    times = Counter(piece.id for piece in file.pieces)
    for name in names:
        if times[name] > 1:
            at = (file.line_of(name)[0], 1)
            mend = "Give the newer record an id of its own."
            yield Fault(str(file.path.name), at, ("id",), f"'{name}' a second time", "each id once", mend, name)


def _broken_names(old: DataFile, new: DataFile, vocabulary: Vocabulary, noted: _Notes) -> list[Fault]:
    """Names in site.yaml and removed.yaml that led to a record before and lead nowhere now, or the other way round."""
    before = {_sentence(fault) for fault in _find_wrong_names(old, _change_notes(old, {}), vocabulary)}
    after = _find_wrong_names(new, _change_notes(new, noted), vocabulary)
    return [fault for fault in after if _sentence(fault) not in before]


def _find_wrong_names(file: DataFile, notes: bytes, vocabulary: Vocabulary) -> Iterable[Fault]:
    folder, ids = file.path.parent, {piece.id for piece in file.pieces}
    yield from check_beside(folder, ids, vocabulary)
    yield from check_rows(load_bytes(notes, f"{folder.name}/{REMOVED_FILE}"), ids, vocabulary)


def _sentence(fault: Fault) -> tuple[object, ...]:
    return fault.record, fault.path, fault.found, fault.want

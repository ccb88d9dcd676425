"""The state of the desk: the records as they stand in the file now, the search over them, and the few ways to change them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.corrections import Correction, Queue
from directory.desk.editor.finder import Finder
from directory.desk.editor.history import commit_earlier, commit_save
from directory.desk.editor.shelf import Row, Shelf, read_rules
from directory.desk.file.datafile import DataFile, Record, UnreadableFileError, read_data_file
from directory.desk.file.save import Saved, save, undo
from directory.desk.file.whole import find_loss, keep_whole
from directory.errors import DirectoryError
from directory.records.fault import Fault
from directory.records.load import load_file
from directory.records.order import check_order
from directory.records.removed import Removed
from directory.records.vocabulary import Vocabulary, load_vocabulary
from directory.settings import Settings
from directory.site.served.live import State, file_state
from directory.snapshot import read_places, read_site

# "" means: no such record yet.
NEW = ""


@dataclass(frozen=True)
class Trouble:
    """Why the file cannot be shown as it stands now; the last good state stays on the screen, and nothing is saved."""

    faults: tuple[Fault, ...]
    words: str


class Desk:
    """One desk over one data file. `commits`: every save is a git commit too."""

    def __init__(self, settings: Settings, *, today: Callable[[], date] = date.today, commits: bool = False) -> None:
        """Raises DirectoryError if the files cannot be read at all."""
        self.settings, self.today, self.commits = settings, today, commits
        self.site: Mapping[str, Any] = read_site(settings.data / "site.yaml")
        self.vocabulary: Vocabulary = load_vocabulary(settings.data)
        self.queue = Queue(settings.data)
        self.finder = Finder(settings.index / "desk", read_places(settings.data))
        self.trouble: Trouble | None = None
        self.said = ""
        self._seen: State = file_state(settings)
        self._shelf = self._read_shelf({})
        self._weigh_loss(self._shelf)
        self._make_searchable()

    @property
    def shelf(self) -> Shelf:
        """The records as the file stands now; where it cannot be read, as it stood last, and `trouble` says why."""
        state = file_state(self.settings)
        if state != self._seen:
            self._seen = state
            self._follow()
        return self._shelf

    def _read_shelf(self, known: Mapping[str, Row]) -> Shelf:
        file = read_data_file(self.settings.resources)
        return Shelf(file, read_rules(self.site, self.vocabulary, self.today(), file), known)

    def _follow(self) -> None:
        try:
            self.site = read_site(self.settings.data / "site.yaml")
            vocabulary = load_vocabulary(self.settings.data)
            known = self._shelf.by_text() if vocabulary == self.vocabulary else {}
            self.vocabulary = vocabulary
            shelf = self._read_shelf(known)
            self._weigh_loss(shelf)
            if self.trouble is None:
                self._shelf = shelf
                self._make_searchable()
        except UnreadableFileError as error:
            self.trouble = Trouble(error.faults, str(error))
        except DirectoryError as error:
            self.trouble = Trouble((), str(error))

    def _weigh_loss(self, shelf: Shelf) -> None:
        """A file that lost many records is a trouble; one that did not is kept, to tell the next loss by."""
        titles = {row.id: row.title for row in shelf.rows}
        loss = find_loss(self.settings.resources, titles)
        self.trouble = Trouble((loss.fault,), str(loss.fault)) if loss and not loss.fault.warning else None
        if self.trouble is None:
            keep_whole(self.settings.resources, shelf.file.data, titles, loss)

    def _make_searchable(self) -> None:
        """By the order of site.yaml; where that has a fault, which `check` names, by no order of its own."""
        has_fault = any(check_order(load_file(self.settings.data / "site.yaml"), self.vocabulary))
        self.finder.follow(self._shelf, {} if has_fault else self.site)

    def find(self, text: str) -> list[Row]:
        """The records found, best first; records that are no whole record (faults) come after, by name."""
        shelf = self.shelf
        if not text.strip():
            return list(shelf.rows)
        by_name = shelf.with_words(text)
        ids = self.finder.find(text)
        found = [row for name in ids or () if (row := shelf.find(name))]
        seen = {row.id for row in found}
        return found + [row for row in by_name if row.id not in seen]

    def list_corrections(self, name: str | None = None) -> list[Correction]:
        """What visitors say is wrong and nobody has settled; none where the queue cannot be read."""
        try:
            return self.queue.list(name)
        except DirectoryError:
            return []

    def save(self, name: str, record: Record | None, *, words: str, by: str, note: Removed | None = None) -> Saved:
        """Writes one record, None takes it away, with a note that says why. Raises as desk/file/save.py does, and
        CommitFailedError after the save.
        """
        file, notes = self._file_to_change(), [note] if note else []
        saved = save(file, {name: record}, self.vocabulary, today=self.today(), words=words, by=by, notes=notes)
        return self._after(saved, words)

    def undo(self, number: int, *, by: str) -> Saved:
        """Takes a save back, as a save of its own."""
        file = self._file_to_change()
        return self._after(undo(file, number, self.vocabulary, today=self.today(), by=by), "Take a save back")

    def _file_to_change(self) -> DataFile:
        if self.commits:
            commit_earlier(self.settings.resources)
        return self.shelf.file

    def _after(self, saved: Saved, words: str) -> Saved:
        self._seen = file_state(self.settings)
        self._shelf = Shelf(saved.file, self._shelf.rules, self._shelf.by_text())
        self._weigh_loss(self._shelf)
        self._make_searchable()
        if self.commits and saved.number:
            commit_save(self.settings.resources, words)
        return saved

    def take_said(self) -> str:
        """What the last action has to say, once."""
        said, self.said = self.said, ""
        return said


def digest_of(row: Row | None) -> str:
    """What names the state of one record, so that a change by somebody else shows; NEW where there is none."""
    return hashlib.sha256(row.piece.text.encode()).hexdigest()[:16] if row else NEW

"""The revisions that were published, on disk beside the packs, so that the feed outlives a restart.

One file for each change, numbered, and the whole of the newest state. A journal that is lost or torn starts anew: mirrors
are then told to fetch the whole snapshot. Several processes may publish at once; the first to take a number wins.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from directory.atomic import claim_file, replace_file
from directory.changes.revision import Change, Forms, Written, compare, read_change
from directory.errors import DirectoryError
from directory.records.removed import Removed

# Some years of daily edits; beyond that a mirror fetches everything.
CHANGES_KEPT = 1000

_CHANGE = re.compile(r"\d{6}\.json")
_STATE = re.compile(r"state-([0-9a-f]{64})\.json")


class JournalError(DirectoryError):
    """The journal cannot be kept on disk."""


@dataclass(frozen=True)
class History:
    """The published revisions, oldest first. `first`: where the oldest change starts; `revision`: what is served now."""

    first: str
    revision: str
    changes: tuple[Change, ...]

    def since(self, revision: str) -> tuple[Change, ...] | None:
        """The changes that lead from `revision` to now; None if it is not known here."""
        if revision == self.revision:
            return ()
        starts = {change.previous: order for order, change in enumerate(self.changes)}
        order = starts.get(revision)
        return None if order is None else self.changes[order:]

    def when_changed(self) -> Mapping[str, str]:
        """Id of each record that changed -> the moment it last did."""
        return {name: change.on for change in self.changes for name in change.resources}


def publish_forms(
    folder: Path, written: Written, reasons: Mapping[str, Removed], now: str, before: Written | None = None
) -> History:
    """The history after these records are published; a new change is written if they differ from the last ones.

    `before`: an earlier state, which need not be read from disk if it is the last one there.

    Raises JournalError if the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _publish(folder, written, reasons, now, before)
    except OSError as error:
        raise JournalError(
            f"Cannot write to {folder} ({error.strerror}). Make room, or let the server write there."
        ) from error


def _publish(
    folder: Path, written: Written, reasons: Mapping[str, Removed], now: str, before: Written | None
) -> History:
    revision = written.revision
    while True:
        last = _read_state(folder)
        if last is None:
            _forget(folder)
            replace_file(folder / f"state-{revision}.json", written.bytes)
            return History(revision, revision, ())
        name, read = last
        if name == revision:
            changes = _read_changes(_list_files(folder), revision)
            return History(changes[0].previous if changes else revision, revision, changes)
        last_one = before if before and before.revision == name else Written(read())
        if _take_number(folder, compare(last_one, written, now, reasons)):
            replace_file(folder / f"state-{revision}.json", written.bytes)
            (folder / f"state-{name}.json").unlink(missing_ok=True)
            for old in _list_files(folder)[:-CHANGES_KEPT]:
                old.unlink(missing_ok=True)


def _list_files(folder: Path) -> list[Path]:
    """The changes, oldest first."""
    return sorted(path for path in folder.iterdir() if _CHANGE.fullmatch(path.name))


def _forget(folder: Path) -> None:
    """Removes changes that lead nowhere."""
    for path in _list_files(folder):
        path.unlink(missing_ok=True)


def _read_state(folder: Path) -> tuple[str, Callable[[], Forms]] | None:
    """The revision of the newest state and a reader of its records; None where there is none that is whole.

    A crash may leave two; the older one then leads to the newer once more.
    """
    for path in sorted(folder.iterdir()):
        match = _STATE.fullmatch(path.name)
        if match is None:
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == match[1]:
            return match[1], partial(_read_forms, content)
        path.unlink(missing_ok=True)
    return None


def _read_forms(content: bytes) -> Forms:
    return {form["id"]: form for form in json.loads(content)}


def _read_changes(files: Iterable[Path], revision: str) -> tuple[Change, ...]:
    """The changes that lead to `revision`, oldest first; one that a crash left beside the way is passed over."""
    run: list[Change] = []
    for path in reversed(list(files)):
        try:
            change = read_change(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError):
            break
        if change.revision == (run[-1].previous if run else revision):
            run.append(change)
    return tuple(reversed(run))


def _take_number(folder: Path, change: Change) -> bool:
    """Writes the change under the next number; False if another process took it first."""
    files = _list_files(folder)
    number = int(files[-1].stem) + 1 if files else 1
    return claim_file(folder / f"{number:06d}.json", json.dumps(change.as_json(), ensure_ascii=False).encode())

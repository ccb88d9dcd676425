"""The queue of what visitors say is wrong: one SQLite file beside the data, bounded, without a word on who said it.

A row holds the record, the reason, the text, the language and the day. No address, no browser, no hour: nothing that
would help to find the person who wrote. Nothing in it is ever shown to another visitor.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from directory.errors import DataError, DirectoryError
from directory.private import FOLDER, private_folder

FILE = "corrections.sqlite"

REASONS = ("no-answer", "wrong-number", "closed", "moved", "wrong-hours", "not-safe", "other")
MAX_TEXT = 500

# A script that sends thousands fills neither the disk nor the desk, and one record's flood leaves room for the others.
MAX_WAITING = 1_000
MAX_WAITING_OF_ONE = 20
MAX_A_DAY = 300

# Settled ones are kept this long, so that the desk can see what it did; then they go.
SETTLED_DAYS = 90

# Programs that read YAML write "on" back as true.
_ON, _OFF = ("on", "true"), ("off", "false")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
  number INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  record TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL,
  day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  note TEXT NOT NULL DEFAULT '',
  settled TEXT NOT NULL DEFAULT ''
)
"""


class QueueFullError(DirectoryError):
    """More came than the queue takes; the sender may try again another day, or keep the note."""


class QueueUnusableError(DirectoryError):
    """The queue's file cannot be written; corrections cannot be taken until the folder can be."""


@dataclass(frozen=True)
class Correction:
    """What one visitor said. `text` is hers, to be shown to advocates alone; `note` is the advocate's own."""

    number: int
    record: str
    reason: str
    text: str
    lang: str
    day: str
    state: str
    note: str


def is_on(site: Mapping[str, Any]) -> bool:
    """Whether site.yaml lets visitors send corrections; on where it says nothing. Raises DataError for another word."""
    word = site.get("corrections", "on")
    if word not in _ON + _OFF:
        raise DataError(f"data/site.yaml corrections: found '{word}', want on or off")
    return word in _ON


class Queue:
    """The queue beside a data folder. Several processes may use it at once."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def put(self, record: str, reason: str, text: str, lang: str, *, today: date, key: str | None = None) -> None:
        """Takes a correction; one sent twice (same `key`, or the same words of the same record) counts once.

        Raises QueueFullError, QueueUnusableError.
        """
        with self._open() as rows:
            same = "SELECT 1 FROM corrections WHERE key = ? OR (record = ? AND reason = ? AND text = ? AND state = 'waiting')"
            if rows.execute(same, (key, record, reason, text)).fetchone():
                return
            self._make_room(rows, today)
            self._refuse_flood(rows, record, today)
            values = (key, record, reason, text, lang, today.isoformat())
            rows.execute(
                "INSERT INTO corrections (key, record, reason, text, lang, day) VALUES (?, ?, ?, ?, ?, ?)", values
            )

    def check(self) -> None:
        """Raises QueueUnusableError where nothing could be put in."""
        with self._open():
            pass

    def list(self, record: str | None = None) -> list[Correction]:
        """What waits or is kept for a call, oldest first; of one record, or of all."""
        if not (self.data / FOLDER / FILE).exists():
            return []
        with self._open() as rows:
            found = rows.execute(
                "SELECT number, record, reason, text, lang, day, state, note FROM corrections "
                "WHERE state IN ('waiting', 'call') AND (? IS NULL OR record = ?) ORDER BY number",
                (record, record),
            )
            return [Correction(*row) for row in found]

    def settle(self, number: int, state: str, note: str, today: date) -> bool:
        """Says what became of one; False if there is none of that number."""
        with self._open() as rows:
            changed = rows.execute(
                "UPDATE corrections SET state = ?, note = ?, settled = ? WHERE number = ?",
                (state, note, today.isoformat(), number),
            )
            return changed.rowcount == 1

    def _make_room(self, rows: sqlite3.Connection, today: date) -> None:
        last = (today - timedelta(days=SETTLED_DAYS)).isoformat()
        rows.execute("DELETE FROM corrections WHERE state IN ('accepted', 'declined') AND settled < ?", (last,))

    def _refuse_flood(self, rows: sqlite3.Connection, record: str, today: date) -> None:
        waiting, own, on_day = rows.execute(
            "SELECT count(*) FILTER (WHERE state IN ('waiting', 'call')), "
            "count(*) FILTER (WHERE state IN ('waiting', 'call') AND record = ?), count(*) FILTER (WHERE day = ?) "
            "FROM corrections",
            (record, today.isoformat()),
        ).fetchone()
        if waiting >= MAX_WAITING or own >= MAX_WAITING_OF_ONE or on_day >= MAX_A_DAY:
            raise QueueFullError("found more notes than can be read in a day, want fewer")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The rows, changed all together or not at all."""
        try:
            path = private_folder(self.data) / FILE
            with contextlib.closing(sqlite3.connect(path, timeout=5)) as rows, rows:
                rows.execute("PRAGMA journal_mode = WAL")
                # What is deleted is overwritten, not only forgotten.
                rows.execute("PRAGMA secure_delete = ON")
                rows.execute(_SCHEMA)
                yield rows
        except (OSError, sqlite3.Error) as error:
            raise QueueUnusableError(f"{FILE}: found {error}, want a folder this program may write to") from error

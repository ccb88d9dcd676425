"""The site's own search over the desk's records, made ready beside the pages so that nobody waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from directory.changes.revision import Written
from directory.desk.editor.shelf import Shelf
from directory.errors import DirectoryError
from directory.search.engine import Engine, open_engine
from directory.search.results import Query
from directory.snapshot import hash_searchable

log = logging.getLogger("directory")


class Finder:
    """Answers from the newest engine that is ready; `follow` makes one for a newer shelf in a thread of its own."""

    def __init__(self, index: Path, places: Mapping[str, Any]) -> None:
        self.index, self.places = index, places
        self._engine: Engine | None = None
        self._written = Written({})
        self._lock = threading.Lock()
        self._wanted: tuple[Shelf, Mapping[str, Any]] | None = None
        self._thread: threading.Thread | None = None

    def follow(self, shelf: Shelf, order: Mapping[str, Any]) -> None:
        """Makes an engine for these records; of several asked for meanwhile only the newest is made.

        `order`: what site.yaml says of the order of results.
        """
        with self._lock:
            self._wanted = (shelf, order)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="finder", daemon=True)
                self._thread.start()

    def find(self, text: str) -> list[str] | None:
        """Ids in the order of the site's search; None while there is no engine yet."""
        with self._lock:
            if self._engine is None:
                return None
            results = self._engine.search(Query(text, {}, limit=100_000))
            return [hit.id for hit in results.hits]

    def close(self) -> None:
        """Waits for the work under way and lets the engine go."""
        thread = self._thread
        if thread:
            thread.join()
        with self._lock:
            if self._engine:
                self._engine.close()
            self._engine = None

    def _work(self) -> None:
        while True:
            with self._lock:
                wanted, self._wanted = self._wanted, None
                if wanted is None:
                    self._thread = None
                    return
            self._make(*wanted)

    def _make(self, shelf: Shelf, order: Mapping[str, Any]) -> None:
        """Swaps the engine for one of these records; there is none where no record is whole."""
        forms = [row.form for row in shelf.rows if row.form]
        vocabulary = shelf.rules.vocabulary
        try:
            self._written = Written({form["id"]: form for form in forms}, self._written)
            key = hash_searchable(self._written, vocabulary)
            before = self._engine
            engine = open_engine(forms, vocabulary, self.index, key, self.places, order, before) if forms else None
        except DirectoryError as error:
            log.error("The desk searches by name only: %s", error)
            return
        with self._lock:
            old, self._engine = self._engine, engine
        if old:
            old.close()

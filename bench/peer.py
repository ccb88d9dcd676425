"""The peer of the server: Datasette over SQLite FTS5, with the same texts of the same records.

`python -m bench.peer PORT DATABASE` serves a database made by `write_database`, under the server program and settings ours has:
its own command would write a log line for each request, which ours does not.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import uvicorn

from directory.records.vocabulary import Vocabulary
from directory.search.document import make_document
from directory.search.scoring import FIELDS

# What a list of results shows, as our own answer has it.
SHOWN = ("kind", "title", "summary", "reach", "services", "topics", "phones", "url", "cost", "verified")

# A canned query, the way Datasette's documentation gives an application its own search; escape_fts quotes each word typed.
SEARCH = f"""
select id, {", ".join(f"records.{name}" for name in SHOWN)}, rank as score
from words join records on records.rowid = words.rowid
where words match escape_fts(:q)
order by rank limit 20
"""

METADATA = {"databases": {"directory": {"queries": {"search": {"sql": SEARCH}}}}}


def write_database(file: Path, forms: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> None:
    """A table of the records and an FTS5 table of the fields ours searches, stemmed as is usual (porter)."""
    fields = ", ".join(f"{field}_text" for field in FIELDS)
    with sqlite3.connect(file) as database:
        database.execute(f"create table records (id text primary key, {', '.join(SHOWN)})")
        database.execute(f"create virtual table words using fts5({fields}, tokenize='porter unicode61')")
        for rowid, form in enumerate(forms, 1):
            shown = [_as_column(form.get(name)) for name in SHOWN]
            document = make_document(form, vocabulary)
            _insert(database, "records", "rowid, id, " + ", ".join(SHOWN), [rowid, form["id"], *shown])
            _insert(database, "words", f"rowid, {fields}", [rowid, *(document[field] for field in FIELDS)])
        database.execute("insert into words(words) values ('optimize')")
    database.close()


def _insert(database: sqlite3.Connection, table: str, names: str, values: list[Any]) -> None:
    database.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(values))})", values)


def _as_column(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def main(port: int, database: Path) -> None:
    """Serves the database, opened as immutable: the fastest way Datasette has."""
    # Ships no types, and is not installed where only the types are checked.
    from datasette.app import Datasette  # type: ignore[import-not-found,import-untyped,unused-ignore]

    app = Datasette(immutables=[str(database)], metadata=METADATA).app()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

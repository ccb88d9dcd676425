"""A small data folder, and files that are brought into it by the command."""

from __future__ import annotations

from typing import Any

import yaml

from directory.cli import main
from directory.desk.file.datafile import read_data_file
from directory.desk.tables.columns import Record
from tests.site.conftest import Folder

NUMBER = "+14062656743"


def write(folder: Folder, *records: dict[str, Any]) -> None:
    """Records one below the other, as the desk can take them apart."""
    folder.write_text(yaml.safe_dump(list(records), sort_keys=False, allow_unicode=True))


def records_of(folder: Folder) -> dict[str, Record]:
    """The records as they stand in the file, by id."""
    return {piece.id: piece.record for piece in read_data_file(folder.settings.resources).pieces}


def bring_in(folder: Folder, data: bytes | str, *more: str, name: str = "csv") -> int:
    """Imports these bytes as a file of that format; the exit code."""
    file = folder.data.parent / f"in.{name}"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return main(["import", name, str(file), *more, "--data", str(folder.settings.resources)])

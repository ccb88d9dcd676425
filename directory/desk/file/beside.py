"""What the desk keeps beside the data: its folder, and the lock that lets one program write at a time."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from directory.desk.file.writing import not_written
from directory.private import FOLDER, private_folder


def desk_folder(data_file: Path) -> Path:
    """The desk's folder beside a data file, made if it is not there. Raises FileNotWrittenError."""
    folder = data_file.resolve().parent
    try:
        return private_folder(folder)
    except OSError as error:
        raise not_written(folder / FOLDER, error) from error


@contextlib.contextmanager
def writers_turn(data_file: Path) -> Iterator[None]:
    """Only one program at a time is inside; others wait."""
    with (desk_folder(data_file) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

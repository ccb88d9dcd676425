"""What the desk keeps beside the data: one hidden folder, out of every repository, for journal, queue and lock."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from directory.desk.atomic import not_written

FOLDER = ".desk"


def desk_folder(data_file: Path) -> Path:
    """The desk's folder beside a data file, made if it is not there. Raises FileNotWrittenError."""
    folder = data_file.resolve().parent / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
    except OSError as error:
        raise not_written(folder, error) from error
    return folder


@contextlib.contextmanager
def writers_turn(data_file: Path) -> Iterator[None]:
    """Only one program at a time is inside; others wait."""
    with (desk_folder(data_file) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""Bytes -> a file, all of them or none: a crash, a full disk or a second writer leaves the old file whole."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from directory.errors import DirectoryError

# Beside the data: journal, lock and queues. Its own .gitignore keeps it out of every repository.
DESK_FOLDER = ".desk"


class NotWrittenError(DirectoryError):
    """The file could not be written and stands as it was."""


def desk_folder(data_file: Path) -> Path:
    """The desk's folder beside a data file, made if it is not there. Raises NotWrittenError."""
    folder = data_file.parent / DESK_FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
    except OSError as error:
        raise _refused(folder, error) from error
    return folder


@contextlib.contextmanager
def writers_turn(data_file: Path) -> Iterator[None]:
    """Only one program at a time is inside; others wait."""
    with (desk_folder(data_file) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` in the place of the file, with the mode and, where allowed, the owner it had. Raises NotWrittenError."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        old = path.stat()
        # A rename asks only the folder; the file's own "read-only" is a wish to be kept too.
        if not old.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), old.st_mode & 0o7777)
            with contextlib.suppress(PermissionError):
                os.fchown(file.fileno(), old.st_uid, old.st_gid)
            os.fsync(file.fileno())
        aside.replace(path)
        _make_durable(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise _refused(path, error) from error


def _make_durable(folder: Path) -> None:
    """The new name is on the disk, not only in memory."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> NotWrittenError:
    why = {
        errno.ENOSPC: "the disk is full. Make room, then save again",
        errno.EDQUOT: "your share of the disk is full. Make room, then save again",
        errno.EACCES: "it is read-only for you. Ask whoever keeps the folder for permission to write",
        errno.EPERM: "it is read-only for you. Ask whoever keeps the folder for permission to write",
        errno.EROFS: "it lies on a disk that cannot be written to. Copy the folder elsewhere and work there",
        errno.ENOENT: "it is not there any more. Look where it went",
    }.get(error.errno or 0, f"{error.strerror}. Try again")
    return NotWrittenError(f"{path.parent.name}/{path.name} was not written: {why}. The old file stands as it was.")

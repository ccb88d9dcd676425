"""Bytes -> a file, whole or not at all: a crash or a full disk leaves the old file as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from directory.errors import DirectoryError

_READ_ONLY = "it is write-protected. Allow writing to it, or ask whoever keeps the folder"
_WHY = {
    errno.ENOSPC: "the disk is full. Make room, then try again",
    errno.EDQUOT: "your share of the disk is full. Make room, then try again",
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: "it lies on a disk that cannot be written to. Copy the folder elsewhere and work there",
    errno.ENOENT: "its folder is not there any more. Look where it went",
}


class FileNotWrittenError(DirectoryError):
    """The file could not be written; the old one stands untouched."""


def write_whole(path: Path, data: bytes) -> None:
    """The file with these bytes, its old permissions and, where allowed, its old owner; where `path` is a link, the file it leads to.

    Raises FileNotWrittenError.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        old = target.stat() if target.exists() else None
        # A rename asks only the folder; the file's own "read-only" is a wish to be kept too.
        if old and not (old.st_mode & 0o222 and os.access(target, os.W_OK)):
            raise PermissionError(errno.EACCES, "write-protected")
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            if old:
                _keep_owner(file.fileno(), old)
            os.fsync(file.fileno())
        part.replace(target)
        _make_durable(target.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise not_written(path, error) from error


def _keep_owner(handle: int, old: os.stat_result) -> None:
    # First the owner: a change of owner may take permissions away.
    with contextlib.suppress(PermissionError):
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, old.st_mode & 0o7777)


def _make_durable(folder: Path) -> None:
    """The new name is on the disk, not only in memory."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def not_written(path: Path, error: OSError) -> FileNotWrittenError:
    """Why a file could not be written, and what to do."""
    why = _WHY.get(error.errno or 0, f"{error.strerror}. Try again")
    return FileNotWrittenError(f"{path.name} was not written: {why}. The old file stands as it was.")

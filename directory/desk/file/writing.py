"""Bytes -> a file that people keep, whole or not at all; where it cannot be, a sentence says why and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from directory.atomic import replace_file
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
    try:
        # A rename asks only the folder; the file's own "read-only" is a wish to be kept too.
        if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
            raise PermissionError(errno.EACCES, "write-protected")
        replace_file(target, data)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> FileNotWrittenError:
    """Why a file could not be written, and what to do."""
    why = _WHY.get(error.errno or 0, f"{error.strerror}. Try again")
    return FileNotWrittenError(f"{path.name} was not written: {why}. The old file stands as it was.")

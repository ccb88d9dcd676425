"""Bytes -> a file, whole or not at all: a crash or a full disk leaves the old file as it was."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from directory.errors import DirectoryError


class FileNotWrittenError(DirectoryError):
    """The file could not be written; the old one stands untouched."""


def write_whole(path: Path, data: bytes) -> None:
    """The file with these bytes and its old permissions; where `path` is a link, the file it leads to.

    Raises FileNotWrittenError.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise FileNotWrittenError(f"{path.name}: the file is write-protected. Allow writing to it, then try again.")
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise FileNotWrittenError(
            f"{path.name}: cannot be written ({error.strerror}); the old file is untouched. Make room, or allow writing."
        ) from error

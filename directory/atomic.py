"""Bytes -> a file, whole or not at all: written beside, made durable, then given its name in one step.

A crash or a full disk leaves what stood there before. What a crash leaves beside is called `.<name>.<chance>.part`.
Every function raises OSError as the system gives it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """The file has these bytes; where one stood there, its permissions and, where allowed, its group and its owner stay."""
    with _written_beside(path, data) as part:
        part.replace(path)
    make_durable(path.parent)


def claim_file(path: Path, data: bytes) -> bool:
    """Writes a new file of that name; False, and nothing is written, where another process was there first."""
    with _written_beside(path, data) as part:
        try:
            path.hardlink_to(part)
        except FileExistsError:
            return False
    make_durable(path.parent)
    return True


def make_durable(path: Path) -> None:
    """A file's bytes, or a folder's names, survive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """A durable file of its own, gone again at the end unless it was given another name."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            with suppress(FileNotFoundError):
                _keep_owner(file.fileno(), path.stat())
            os.fsync(file.fileno())
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _keep_owner(handle: int, old: os.stat_result) -> None:
    # Group and owner by themselves: who may not give a file away may still keep its group, and with it the others of that group.
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with suppress(PermissionError):
            os.fchown(handle, owner, group)
    # Last, as a change of owner may take permissions away.
    os.fchmod(handle, old.st_mode & 0o7777)

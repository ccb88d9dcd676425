"""Whole generations of the index on disk: written aside, made durable, then switched to in one step.

    generations/<key>.<random>/           a whole generation: the files of the index and manifest.json
    generations/<key>.<random>.building/  one that is being written, or was when its builder died
    current                               the name of the generation that was opened or built last
    lock                                  held by the one process that builds

A generation never changes once it has its name, so a crash at any point leaves the others as they were.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from directory.atomic import make_durable, replace_file
from directory.errors import IndexUnusableError

# Raise it when the index of the same records would be written differently: a new field, another rule for words.
FORMAT = 5

# The one that serves and the one before it, which another process may still be opening.
GENERATIONS_KEPT = 2

_MANIFEST = "manifest.json"
_BUILDING = ".building"

# Name of a file -> its SHA-256 in hex digits.
Digests = Mapping[str, str]

_NONE: Digests = {}

T = TypeVar("T")


def open_generation(root: Path, key: str, build: Callable[[Path], Digests], read: Callable[[Path], T]) -> T:
    """What `read` gives for a whole generation of `key`; `build` fills a fresh folder if there is none, and says the digests of
    the files that it took over from another and found to be what they were.

    Torn generations are passed over and built again. Several processes may do this at once: one builds, the others
    wait and open what it built. Raises IndexUnusableError if `root` cannot be written to, or what was just built not read.
    """
    # Twice, because between listing and opening another process may have removed what was listed.
    for _ in range(2):
        with suppress(IndexUnusableError):
            return _open_any(root, key, read)
    try:
        with _builders_turn(root):
            with suppress(IndexUnusableError):
                return _open_any(root, key, read)
            return _build(root, key, build, read)
    except OSError as error:
        found = f"'{error.strerror or error}' at {error.filename or root}"
        want = "a folder this program may write to, with room"
        raise IndexUnusableError(f"search index: found {found}, want {want}") from error


def _open_any(root: Path, key: str, read: Callable[[Path], T]) -> T:
    """Raises IndexUnusableError where no whole generation of `key` stands."""
    for folder in _list_generations(root):
        if folder.name.startswith(f"{key}."):
            with suppress(IndexUnusableError):
                return _open(folder, read)
    raise IndexUnusableError(f"search index: found no whole generation of {key}")


def _open(folder: Path, read: Callable[[Path], T]) -> T:
    """Raises IndexUnusableError unless every file is there with the bytes it was built with (an index is made of pickles)."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        is_whole = manifest == _make_manifest(folder)
    except (OSError, ValueError) as error:
        raise IndexUnusableError(f"search index: found {error} in {folder.name}, want a manifest") from error
    if not is_whole:
        raise IndexUnusableError(f"search index: found {folder.name} torn or of another format, want format {FORMAT}")
    return _read(folder, read)


def _read(folder: Path, read: Callable[[Path], T]) -> T:
    """What `read` gives for a whole folder, which becomes the current one. Raises IndexUnusableError where that fails."""
    try:
        opened = read(folder)
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusableError(f"search index: found {error} in {folder.name}, want a whole generation") from error
    _name_current(folder)
    return opened


def _build(root: Path, key: str, build: Callable[[Path], Digests], read: Callable[[Path], T]) -> T:
    """Builds under the lock: whatever else is being written belongs to a builder that died."""
    _clear_away(root, key)
    folder = root / "generations" / f"{key}.{secrets.token_hex(4)}"
    half_built = folder.with_name(folder.name + _BUILDING)
    half_built.mkdir()
    manifest = _make_manifest(half_built, build(half_built))
    (half_built / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for path in (*half_built.iterdir(), half_built):
        make_durable(path)
    half_built.rename(folder)
    make_durable(folder.parent)
    opened = _read(folder, read)
    for old in _list_generations(root)[GENERATIONS_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return opened


def _clear_away(root: Path, key: str) -> None:
    """Removes what died half written, and the generations of `key`: they were just found torn."""
    for half_written in root.glob(".current.*.part"):
        half_written.unlink(missing_ok=True)
    for folder in (root / "generations").iterdir():
        if folder.name.endswith(_BUILDING) or folder.name.startswith(f"{key}."):
            shutil.rmtree(folder, ignore_errors=True)


def _list_generations(root: Path) -> list[Path]:
    """Whole generations, the last finished first; one that is being removed comes last."""
    folders = [folder for folder in (root / "generations").glob("*.*") if not folder.name.endswith(_BUILDING)]
    return sorted(folders, key=_finished_at, reverse=True)


def _finished_at(folder: Path) -> int:
    """When its manifest was written; the folder's own time changes also when something in it is removed."""
    try:
        return (folder / _MANIFEST).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _make_manifest(folder: Path, known: Digests = _NONE) -> dict[str, object]:
    """The format and the SHA-256 of every other file. `known`: of files that need not be read again."""
    names = sorted(path.name for path in folder.iterdir() if path.name != _MANIFEST)
    return {"format": FORMAT, "files": {name: known.get(name) or hash_file(folder / name) for name in names}}


def read_digests(folder: Path) -> Digests:
    """The digests of a whole generation's files. Raises OSError, ValueError or KeyError if it has no manifest."""
    digests: Digests = json.loads((folder / _MANIFEST).read_bytes())["files"]
    return digests


def hash_file(path: Path) -> str:
    """The SHA-256 of a file in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name_current(folder: Path) -> None:
    """Makes `current` name a generation, in one step.

    It keeps what it says where nothing may be written, or where a builder, who names his own next, was faster.
    """
    current = folder.parent.parent / "current"
    with suppress(PermissionError, FileNotFoundError):
        if current.is_file() and current.read_text(encoding="utf-8").strip() == folder.name:
            return
        replace_file(current, f"{folder.name}\n".encode())


@contextmanager
def _builders_turn(root: Path) -> Iterator[None]:
    """Waits until no other process builds. The lock dies with its holder, however it dies."""
    (root / "generations").mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

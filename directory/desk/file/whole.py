"""The last file that had lost nothing, kept beside the data: what the next check compares with, and what to put back.

A file cut off exactly between two records is sound by itself; only who remembers the records sees that half are gone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.atomic import replace_file
from directory.private import FOLDER, private_folder
from directory.records.fault import Fault
from directory.records.lost import FEW, describe_loss, find_lost, is_cut
from directory.records.removed import load_removed


@dataclass(frozen=True)
class Loss:
    """Records that are gone with no note, id -> title; `fault` says so, a warning where it may well have been meant."""

    lost: Mapping[str, str]
    fault: Fault


def find_loss(path: Path, now: Collection[str]) -> Loss | None:
    """What is gone since the file was kept last; None where nothing is, or nothing was kept of this file.

    `now`: the ids of all records in it, sound or not.
    """
    before = _read_titles(path)
    lost = find_lost(before, now, load_removed(path.parent))
    if not lost:
        return None
    if is_cut(lost, set(now) - set(before)):
        whole = f"{path.parent.name}/{FOLDER}/{_copy_of(path).name}"
        mend = f"Was the file cut off? The last whole one is kept: put {whole} in its place. {_SAY_WHY}"
        return Loss(lost, describe_loss(path, lost, len(now), mend))
    return Loss(lost, describe_loss(path, lost, len(now), _SAY_WHY, warning=True))


_SAY_WHY = "Were they taken out on purpose? Say why: check --removed REASON"


def keep_whole(path: Path, data: bytes, titles: Mapping[str, str], loss: Loss | None = None) -> None:
    """Keeps the bytes of a file and the titles of its records, id -> title. Where nothing can be written nothing is kept.

    A `loss` of a few is remembered until somebody says why; that of many, with others in their place, was another file.
    """
    remembered = loss.lost if loss and len(loss.lost) <= FEW else {}
    kept = {"of": str(path.resolve()), "titles": {**titles, **remembered}}
    with suppress(OSError):
        copy = _copy_of(path, private_folder(path.parent))
        if not copy.exists() or copy.read_bytes() != data:
            replace_file(copy, data)
        if _read_kept(path) != kept:
            replace_file(_titles_of(copy), json.dumps(kept, ensure_ascii=False).encode())


def _copy_of(path: Path, folder: Path | None = None) -> Path:
    return (folder or path.parent / FOLDER) / f"whole-{path.name}"


def _titles_of(copy: Path) -> Path:
    return copy.with_suffix(".json")


def _read_titles(path: Path) -> dict[str, str]:
    kept = _read_kept(path)
    # A copy of the whole folder is of other records soon.
    return dict(kept["titles"]) if kept.get("of") == str(path.resolve()) else {}


def _read_kept(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(_titles_of(_copy_of(path)).read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and isinstance(kept.get("titles"), dict) else {}

"""What changed in the records of late: from the history of the git folder they lie in, where there is one."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.records.load import Tree, load_bytes


@dataclass(frozen=True)
class Changes:
    """What changed since `since` (ISO day): ids that came, ids that went, and id -> the fields that differ."""

    since: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]


def changes_since(resources: Path, since: date) -> Changes | None:
    """The changes of the data file since that day, or since its first commit if that is later.

    None where the folder is no git repository, git is not installed, or the file was never committed.
    """
    before = _git(resources, "log", "-1", f"--before={since}T23:59:59", "--format=%H %cs", "--", resources.name)
    # A file younger than that day: all of its history, from the first commit.
    first = before or _git(resources, "log", "--diff-filter=A", "--format=%H %cs", "--", resources.name)
    if not first:
        return None
    commit, day = first.split("\n")[-1].split()
    old = _git(resources, "show", f"{commit}:./{resources.name}")
    if old is None:
        return None
    return compare(_records(old.encode()), _records(resources.read_bytes()), max(since.isoformat(), day))


def compare(old: Mapping[str, Mapping[str, Tree]], new: Mapping[str, Mapping[str, Tree]], since: str) -> Changes:
    """What became of each record, by id."""
    changed = {
        name: tuple(key for key in {**old[name], **record} if old[name].get(key) != record.get(key))
        for name, record in new.items()
        if name in old and old[name] != record
    }
    return Changes(since, tuple(new.keys() - old.keys()), tuple(old.keys() - new.keys()), changed)


def _records(data: bytes) -> dict[str, dict[str, Tree]]:
    rows = load_bytes(data, "history").tree
    mappings = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row["id"]): row for row in mappings if row.get("id")}


def _git(resources: Path, *arguments: str) -> str | None:
    """What git says, or None where it cannot."""
    command = ["git", "-C", str(resources.parent), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None

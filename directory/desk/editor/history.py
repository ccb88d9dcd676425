"""What git knows of a record: each save that touched it, who made it and when; and a commit for a save where that is wished."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from directory.desk.file.datafile import DataFile
from directory.errors import DirectoryError
from directory.records.removed import FILE as REMOVED_FILE

# As many as anybody reads.
MAX_COMMITS = 30
_PATIENCE_SECONDS = 20

# What a commit says of changes that other programs or an editor made.
EARLIER = "Changes made before, without the desk's commits"
_SEPARATOR = "\x1f"


class CommitFailedError(DirectoryError):
    """The save stands in the file, but git would not take the commit; `str(error)` has git's own words."""


@dataclass(frozen=True)
class Commit:
    """One commit that changed a record: when (ISO day and time), who, in which words; the lines that went and came."""

    hash: str
    at: str
    who: str
    words: str
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


def is_repository(data_file: Path) -> bool:
    """Whether the data file is kept by git."""
    return _git(data_file, "ls-files", "--error-unmatch", data_file.name) is not None


def commit_earlier(data_file: Path) -> None:
    """Commits what was written into the data file since its last commit, so that the next one holds a save alone.

    Where git will not, nothing is said: it says so again at the commit of the save.
    """
    names = _kept_names(data_file)
    if _git(data_file, "diff", "--quiet", "HEAD", "--", *names) is None:
        _git(data_file, "commit", "--only", "--quiet", "-m", EARLIER, "--", *names)


def commit_save(data_file: Path, words: str) -> None:
    """Commits the data file and the notes on what was taken out, under the name git is configured with; nothing is pushed.

    Raises CommitFailedError.
    """
    result = _run(data_file, "commit", "--only", "--quiet", "-m", words, "--", *_kept_names(data_file))
    if result is None or result.returncode:
        said = result.stderr.strip() or result.stdout.strip() if result else "git was not found"
        raise CommitFailedError(f"The save stands, but git made no commit: {said}")


def _kept_names(data_file: Path) -> list[str]:
    """The files that a save may change and git keeps; removed.yaml is kept from when it is there, unless git is to leave it out."""
    if (data_file.parent / REMOVED_FILE).exists():
        _git(data_file, "add", "--intent-to-add", "--", REMOVED_FILE)
    return [name for name in (data_file.name, REMOVED_FILE) if _git(data_file, "ls-files", "--error-unmatch", name)]


def record_history(file: DataFile, name: str) -> list[Commit]:
    """The commits that changed the lines of a record, newest first; none outside a repository.

    The lines are those of the file as committed last: a save not committed yet may shift them a little.
    """
    first, last = file.line_of(name)
    form = f"%x1e%h{_SEPARATOR}%aI{_SEPARATOR}%an{_SEPARATOR}%s"
    log = _git(file.path, "log", f"-n{MAX_COMMITS}", f"--format={form}", f"-L{first},{last}:{file.path.name}")
    return [_read_commit(entry) for entry in (log or "").split("\x1e") if _SEPARATOR in entry]


def _read_commit(entry: str) -> Commit:
    head, _, patch = entry.partition("\n")
    short, at, who, words = head.split(_SEPARATOR, 3)
    lines = [line for line in patch.splitlines() if not line.startswith(("+++", "---"))]
    gone = tuple(line[1:].strip() for line in lines if line.startswith("-"))
    came = tuple(line[1:].strip() for line in lines if line.startswith("+"))
    return Commit(short, at, who, words, gone, came)


def _git(data_file: Path, *arguments: str) -> str | None:
    """What git prints; None where it refuses or is not installed."""
    result = _run(data_file, *arguments)
    return result.stdout if result and result.returncode == 0 else None


def _run(data_file: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=data_file.parent,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None

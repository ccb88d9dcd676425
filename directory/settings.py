"""Where the files are. Read once at start from the command line, else from the place the program stands in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from directory.errors import UsageError

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Settings:
    """Paths and switches of one running directory.

    `data`: the folder that holds resources.yaml, vocabulary.yaml, places.json, guide.yaml and site.yaml.
    `index`: the folder for the search index, a cache but for the versions and changes kept beside it (docs/operators.md).
    `rate_limit`: requests to the API that one client may make in a minute to each process, 0 for any number.
    """

    resources: Path
    index: Path
    rate_limit: int = 600

    @property
    def data(self) -> Path:
        """The folder of the data files that stand beside resources.yaml."""
        return self.resources.parent

    @property
    def static(self) -> Path:
        """The bundled browser code, made by `make` or carried inside the wheel."""
        return PACKAGE / "site" / "static"


def find_settings(resources: Path | None = None) -> Settings:
    """The settings for `resources`, or for the nearest data folder.

    Looked for in order: the argument, ./data, the checkout this package stands in, the copy inside the wheel. Raises UsageError
    where the folder is not there, or is not for this user.
    """
    if resources is None:
        candidates = [Path.cwd() / "data", PACKAGE.parent / "data", PACKAGE / "data"]
        folder = next((c for c in candidates if (c / "resources.yaml").is_file()), candidates[0])
        resources = folder / "resources.yaml"
    resources = resources.resolve()
    try:
        is_there = resources.parent.is_dir()
    except OSError as error:
        raise UsageError(
            f"cannot look into {resources.parent} ({error.strerror}). Run this as the user whose folder it is, or ask them to let you in"
        ) from error
    if not is_there:
        raise UsageError(
            f"found no folder {resources.parent}, want the one that holds {resources.name}. "
            "Go to the folder of the directory first, or name the file with --data"
        )
    return Settings(resources=resources, index=_index_folder(resources))


def _index_folder(resources: Path) -> Path:
    """search_index/ beside data/ where that can be written, else the user's cache folder (an installed wheel)."""
    beside = resources.parent.parent / "search_index"
    if PACKAGE not in beside.parents and beside != PACKAGE / "search_index" and os.access(beside.parent, os.W_OK):
        return beside
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "resource-directory" / "search_index"

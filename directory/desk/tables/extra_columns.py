"""Columns of people's tables that the records do not have: kept beside the data, so that they come out again as they went in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from directory.desk.file.writing import write_whole
from directory.errors import DataError

FILE = "extra_columns.json"


def read_extra(folder: Path) -> dict[str, dict[str, str]]:
    """Id -> column -> cell. Raises DataError if the file is broken."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(name): {str(key): str(cell) for key, cell in cells.items()} for name, cells in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise DataError(f"{FILE}: found {error}, want what `import` wrote. Mend it or delete it.") from error


def keep_extra(folder: Path, new: Mapping[str, Mapping[str, str]]) -> None:
    """Writes what came in over what was kept."""
    kept = {**read_extra(folder), **new}
    if new:
        write_whole(folder / FILE, (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())

"""The hidden folder beside the data: journal, queue and lock lie there, out of every repository and never served."""

from __future__ import annotations

from pathlib import Path

FOLDER = ".desk"


def private_folder(data: Path) -> Path:
    """The folder inside the data folder, made if it is not there. Raises OSError where it cannot be."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="ascii")
    return folder

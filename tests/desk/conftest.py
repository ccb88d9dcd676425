"""A data folder of one's own: the real one copied, or a few records."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """The real records in a folder that may be changed."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns(".desk"))
    return folder / "resources.yaml"


@pytest.fixture
def git(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs git in the data folder as Ada, whatever this machine's own settings are; gives what it prints."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=data_file.parent, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run

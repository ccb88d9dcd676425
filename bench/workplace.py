"""What several parts of one run share: a folder of its own, a copy of the data, and the generated records once built."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.effort import Effort
from bench.processes import ROOT, Address, BenchError
from directory.records.vocabulary import Vocabulary, load_vocabulary
from directory.settings import Settings, find_settings


@dataclass(frozen=True)
class Built:
    """Generated records after one index was built of them: `measured` and `forms` as bench/build.py wrote them."""

    measured: dict[str, float]
    forms: list[dict[str, Any]]
    pack_file: Path


class Workplace:
    """Lives as long as one run of the bench; `folder` is empty at its start and may be deleted after it."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        self.folder, self.effort = folder, effort

    @cached_property
    def settings(self) -> Settings:
        """A copy of the data, so that a measurement neither finds a built index nor leaves one, and may change records."""
        data = self.folder / "data"
        shutil.copytree(find_settings().data, data)
        return find_settings(data / "resources.yaml")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The real closed lists."""
        return load_vocabulary(self.settings.data)

    @cached_property
    def generated(self) -> Built:
        """The generated records, indexed in a process of their own so that its memory is theirs alone."""
        return build_generated(self.folder / "generated", self.settings.data, self.effort.records)

    def serve_command(self, address: Address) -> list[str]:
        """The command that serves the copied data."""
        options = ["--host", address.host, "--port", str(address.port), "--data", str(self.settings.resources)]
        return [sys.executable, "-m", "directory", "serve", *options]


def build_generated(folder: Path, data: Path, count: int) -> Built:
    """`count` generated records, indexed in a process of its own, into a new `folder`. Raises BenchError if that fails."""
    folder.mkdir()
    command = [sys.executable, "-m", "bench.build", str(count), str(data), str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise BenchError(f"building {count:,} generated records failed:\n{built.stderr[-2000:]}")
    measured = json.loads((folder / "measured.json").read_text(encoding="utf-8"))
    forms = json.loads((folder / "forms.json").read_text(encoding="utf-8"))
    shutil.rmtree(folder / "index")
    return Built(measured, forms, folder / "pack.json")

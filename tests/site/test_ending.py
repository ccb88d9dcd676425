"""A server that is told to end in its first moments ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from signal import Signals

import pytest

from directory.ending import SIGNALS
from tests.conftest import ROOT
from tests.site.conftest import Folder
from tests.site.server import PATIENCE_SECONDS


def start(
    folder: Folder, number: int, workers: int = 1, program: Sequence[str] = ("run_server",)
) -> subprocess.Popen[str]:
    """A server on the folder, with an index of its own."""
    module, *options = program
    arguments = [*options, folder.settings.resources, folder.settings.index / str(number), 0, workers]
    command = [sys.executable, "-m", f"tests.site.{module}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def tell(server: subprocess.Popen[str], word: str, told_by: Signals) -> None:
    """Sends the signal as soon as a line that begins with the word is read."""
    assert server.stdout
    next(line for line in server.stdout if line.startswith(word))
    server.send_signal(told_by)


def end_of(server: subprocess.Popen[str]) -> tuple[str, str]:
    """What it said and logged; fails where it does not end by itself, or not well."""
    try:
        said, errors = server.communicate(timeout=PATIENCE_SECONDS)
    finally:
        server.kill()
    assert server.returncode == 0, errors
    return said, errors


@pytest.mark.parametrize("word", ["reading", "serving"])
def test_server_told_to_end_by_its_first_lines_ends(folder: Folder, word: str) -> None:
    servers = [start(folder, number) for number in range(len(SIGNALS))]
    for server, told_by in zip(servers, SIGNALS, strict=True):
        tell(server, word, told_by)
    for said, errors in map(end_of, servers):
        assert said.endswith("stopped\n")
        assert "Traceback" not in errors


@pytest.mark.parametrize(("word", "workers"), [("reading", 1), ("serving", 1), ("serving", 2)])
def test_server_ends_where_python_drops_the_interruption(folder: Folder, word: str, workers: int) -> None:
    """In a callback, such as that of an import, nothing that is raised gets out."""
    said, _ = end_of(start(folder, 0, workers, ("run_interrupted", word)))
    assert said.endswith("stopped\n")

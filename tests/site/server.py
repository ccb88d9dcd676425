"""A real server in a process of its own, for what only the wire, the clock and signals can show."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import httpx

from tests.conftest import ROOT
from tests.site.conftest import Folder

# A busy machine takes a minute for what takes three seconds.
PATIENCE_SECONDS = 120


class Server:
    """Serves a folder while the `with` block runs.

    `said`: what it printed at start; `url`: its address, empty if it did not start. Once it has stopped: `code`, its
    exit code, and `log`, all it printed and logged. `environment`: variables on top of those of the tests.
    """

    def __init__(self, folder: Folder, workers: int = 1, port: int = 0, **environment: str) -> None:
        self.said, self.url, self.log, self.code = "", "", "", -1
        self._errors = (folder.data.parent / "stderr").open("w+", encoding="utf-8")
        arguments = [folder.settings.resources, folder.settings.index, port, workers]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.site.run_server", *map(str, arguments)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, **environment},
        )

    def __enter__(self) -> Server:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said += line
            if line.startswith("serving"):
                self.url = line.split(" on ")[1].split(" ")[0]
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._errors.close()

    def stop(self, told_by: signal.Signals = signal.SIGINT) -> None:
        """Ctrl-C, or another signal, and waits for the end. A second call does nothing."""
        if self._process.returncode is not None:
            return
        self._process.send_signal(told_by)
        rest, _ = self._process.communicate(timeout=PATIENCE_SECONDS)
        self.code = self._process.returncode
        self._errors.seek(0)
        self.log = self.said + rest + self._errors.read()

    def get(self, path: str, **options: Any) -> httpx.Response:
        """The answer to GET over a connection of its own."""
        return httpx.get(self.url + path, timeout=PATIENCE_SECONDS, **options)

    def health(self) -> dict[str, Any]:
        """What /healthz says."""
        found: dict[str, Any] = json.loads(self.get("/healthz").content)
        return found


def wait_until(is_so: Callable[[], bool]) -> None:
    """Returns as soon as it is so; fails after PATIENCE_SECONDS."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.05)

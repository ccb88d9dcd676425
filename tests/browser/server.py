"""A real server in a process of its own, which a test may stop and start again at the same address."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from socket import create_server

# A busy machine takes a minute for what takes three seconds.
PATIENCE_SECONDS = 180


# Below those that the system gives to whoever connects somewhere: one of theirs could be taken while the server is stopped.
PORTS = range(20_000, 32_000)


def find_free_port() -> int:
    """A port nobody listens on."""
    while True:
        port = random.choice(PORTS)
        with contextlib.suppress(OSError), create_server(("127.0.0.1", port)):
            return port


class Server:
    """`python -m directory serve` on 127.0.0.1; `url` has no slash at its end."""

    def __init__(self, resources: Path, log: Path) -> None:
        self.resources, self.log = resources, log
        self.port = find_free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers. Raises RuntimeError with its own words if it ends instead."""
        command = [sys.executable, "-m", "directory", "serve", "--port", str(self.port), "--data", str(self.resources)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        """Ends the process; nothing answers at the address from then on."""
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=PATIENCE_SECONDS)
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
            return False

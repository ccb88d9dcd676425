"""Real servers in processes of their own: one on the records as they are, one whose files a test may change."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.processes import find_free_port
from directory.private import FOLDER

# A busy machine takes a minute for what takes three seconds.
PATIENCE_SECONDS = 180


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
        self._wait(lambda: b'"ok"' in self._get("/healthz"))

    def stop(self) -> None:
        """Ends the process; nothing answers at the address from then on."""
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=PATIENCE_SECONDS)
            self._process = None

    def _wait(self, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            has_ended = self._process is None or self._process.poll() is not None
            if has_ended or time.monotonic() > until:
                raise RuntimeError(f"the server did not get there:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(0.05)

    def _get(self, path: str) -> bytes:
        """The body, empty where there is no good answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE_SECONDS) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, OSError):
            return b""


class ChangingServer(Server):
    """Serves a copy of the real data, in which files may change while it runs."""

    def __init__(self, data: Path, folder: Path) -> None:
        self._real, self._data = data, folder / "data"
        self._changed: dict[str, bytes] = {}
        shutil.copytree(data, self._data)
        super().__init__(self._data / "resources.yaml", folder / "log")

    def read(self, name: str) -> str:
        """The text of a file of the data folder as it really is."""
        return (self._real / name).read_text(encoding="utf-8")

    def hold(self, changed: Mapping[str, bytes]) -> None:
        """Has these files in place of the real ones of their names, and serves them when it returns."""
        if changed == self._changed:
            return
        # By way of the real ones: of two changes that show, the first alone could be what is served by then.
        if changed:
            self.hold({})
        before = self._what_is_served()
        # A file beside is there before a record names it, and goes after.
        for name in sorted(changed, key=lambda name: name == "resources.yaml"):
            self._write(name, changed[name])
        for name in sorted(set(self._changed) - set(changed), key=lambda name: name != "resources.yaml"):
            real = self._real / name
            self._write(name, real.read_bytes()) if real.exists() else (self._data / name).unlink()
        self._changed = dict(changed)
        self._wait(lambda: self._what_is_served() != before)

    def forget_notes(self) -> None:
        """What visitors said is wrong is gone."""
        shutil.rmtree(self._data / FOLDER, ignore_errors=True)

    def _write(self, name: str, content: bytes) -> None:
        path = self._data / name
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}")
        beside.write_bytes(content)
        beside.replace(path)

    def _what_is_served(self) -> bytes:
        """Another one for other records or other pages."""
        return self._get("/packs/latest.json") + self._get("/sw.js")

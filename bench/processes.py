"""Servers started for a measurement on a free port of 127.0.0.1, and stopped after it."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

HOST = "127.0.0.1"

# Below those that the system gives to whoever connects somewhere: one of theirs could be taken while nobody listens on ours.
PORTS = range(20_000, 32_000)

# The first start builds an index.
MAX_START_SECONDS = 120

# A server may go on working after its first answer (ours squeezes its bodies); it is idle when it uses less than this share.
IDLE_SHARE = 0.05
MAX_SETTLE_SECONDS = 30


class BenchError(Exception):
    """A measurement could not be made; `str(error)` says why."""


@dataclass(frozen=True)
class Address:
    """Where a server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://{self.host}:{self.port}"


@dataclass(frozen=True)
class Server(Address):
    """A server that was started here."""

    process_id: int

    def settle(self) -> None:
        """Waits until it has nothing left to do, at most MAX_SETTLE_SECONDS."""
        deadline = time.monotonic() + MAX_SETTLE_SECONDS
        share = 1.0
        while share > IDLE_SHARE and time.monotonic() < deadline:
            before = self.used_seconds()
            time.sleep(0.5)
            share = (self.used_seconds() - before) / 0.5

    def used_seconds(self) -> float:
        """Processor time it has used, all threads together, from Linux's /proc; 0 where there is none."""
        try:
            text = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0.0
        # Fields 14 and 15 (proc(5)), counted after the name, which may hold spaces.
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serve(command: Callable[[Address], Sequence[str]], *, ready: str) -> Iterator[Server]:
    """Runs the command for a free address while the block runs; enters it once `ready` (a path) answers 200 and it is idle.

    Raises BenchError with the server's own words if it ends or stays silent.
    """
    address = Address(HOST, find_free_port())
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command(address), stdout=words, stderr=words, cwd=ROOT)
        try:
            if not _wait_until_ready(process, address, ready):
                words.seek(0)
                said = words.read()[-2000:].decode("utf-8", "replace")
                raise BenchError(f"{' '.join(command(address))}: no answer 200 at {ready}; it said:\n{said}")
            server = Server(address.host, address.port, process.pid)
            server.settle()
            yield server
        finally:
            _stop(process)


def find_free_port() -> int:
    """A port nobody listens on now."""
    while True:
        port = random.choice(PORTS)
        with contextlib.suppress(OSError), socket.create_server((HOST, port)):
            return port


def fetch(address: Address, path: str) -> tuple[int, bytes]:
    """Status and body of one GET on a connection of its own. Raises OSError if nobody answers."""
    connection = http.client.HTTPConnection(address.host, address.port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _wait_until_ready(process: subprocess.Popen[bytes], address: Address, ready: str) -> bool:
    deadline = time.monotonic() + MAX_START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if fetch(address, ready)[0] == 200:
                return True
        except (OSError, http.client.HTTPException):
            # Not listening yet.
            pass
        time.sleep(0.05)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""Servers started for a measurement on a free port of 127.0.0.1, and stopped after it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

HOST = "127.0.0.1"

# The first start builds an index.
MAX_START_SECONDS = 120


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


@contextmanager
def serve(
    command: Callable[[Address], Sequence[str]], *, ready: str, env: Mapping[str, str] | None = None
) -> Iterator[Address]:
    """Runs the command for a free address while the block runs; enters it once `ready` (a path) answers 200.

    Raises BenchError with the server's own words if it ends or stays silent.
    """
    address = Address(HOST, find_free_port())
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command(address), stdout=words, stderr=words, env=env)
        try:
            if not _wait_until_ready(process, address, ready):
                words.seek(0)
                said = words.read()[-2000:].decode("utf-8", "replace")
                raise BenchError(f"{' '.join(command(address))}: no answer 200 at {ready}; it said:\n{said}")
            yield address
        finally:
            _stop(process)


def find_free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
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

"""The load client: a few connections kept open, each asking again as soon as it is answered (a closed loop).

Plain asyncio streams in the bench's own process: a full HTTP client costs more time a request than the servers do.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.http11 import close_stream, read_message
from bench.processes import Address, Server
from bench.tables import percentile

# No run sends more, however fast the server is.
MAX_REQUESTS = 100_000


@dataclass
class Run:
    """One run against one server. `latencies_ms`: one for each answer 200; `errors`: everything else.

    `seconds` by the clock; `server_seconds` of processor time in the server.
    """

    latencies_ms: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0
    server_seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Good answers per second."""
        return len(self.latencies_ms) / self.seconds

    @property
    def server_ms(self) -> float:
        """Processor time of the server for each answer, in milliseconds: steadier than the clock on a busy machine."""
        return 1000 * self.server_seconds / (len(self.latencies_ms) + self.errors)

    def at(self, share: float) -> float:
        """The latency that `share` of the requests did not exceed, in milliseconds."""
        return percentile(self.latencies_ms, share)


def get(path: str, **parameters: str) -> bytes:
    """A GET request as sent. Asks for no compression, so that servers with and without it send the same."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"GET {path}{query} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n\r\n".encode("ascii")


def run_load(server: Server, requests: Iterator[bytes], *, clients: int, seconds: float) -> Run:
    """Sends the requests from `clients` connections until they end or `seconds` have passed."""
    used_before = server.used_seconds()
    run = asyncio.run(_run(server, requests, clients, seconds))
    run.server_seconds = server.used_seconds() - used_before
    return run


async def _run(address: Address, requests: Iterator[bytes], clients: int, seconds: float) -> Run:
    run, left = Run(), itertools.islice(requests, MAX_REQUESTS)
    start = time.perf_counter()
    await asyncio.gather(*(_ask_in_turn(address, left, run, start + seconds) for _ in range(clients)))
    run.seconds = time.perf_counter() - start
    return run


async def _ask_in_turn(address: Address, requests: Iterator[bytes], run: Run, deadline: float) -> None:
    """One client; a connection the server drops counts as one error and is opened again."""
    is_done = False
    while not is_done and time.perf_counter() < deadline:
        reader, writer = await asyncio.open_connection(address.host, address.port)
        try:
            is_done = await _ask_on(reader, writer, requests, run, deadline)
        except (asyncio.IncompleteReadError, ConnectionError):
            run.errors += 1
        finally:
            await close_stream(writer)


async def _ask_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, requests: Iterator[bytes], run: Run, deadline: float
) -> bool:
    """Asks on one connection until the requests or the time are over; True then."""
    for request in requests:
        asked_at = time.perf_counter()
        writer.write(request)
        answer = await read_message(reader)
        answered_at = time.perf_counter()
        if answer.status == 200:
            run.latencies_ms.append((answered_at - asked_at) * 1000)
        else:
            run.errors += 1
        if answered_at >= deadline:
            break
    return True

"""A thin, far line on 127.0.0.1 between browser and server: every byte of every request waits its turn, workers' included.

The browser asks it as a SOCKS proxy (RFC 1928): so it knows that a connection is not there yet, and takes one that is free
sooner, as on any far line. A connection that looked open at once would have its request, and the round trip with it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import ProxySettings

from bench.http11 import close_stream, read_message
from bench.processes import HOST, Address
from bench.proxy import close_listening

# SOCKS 5: nobody's name is asked for; the connection is there, and from which address says nothing.
_NO_NAME = b"\x05\x00"
_CONNECTED = b"\x05\x00\x00\x01" + bytes(6)

_CHUNK_BYTES = 1_400
_OVERSLEPT_SECONDS = 0.05


@dataclass(frozen=True)
class Link:
    """How fast a line is: `bytes_per_second` down, `round_trip_seconds` before each answer and each new connection."""

    name: str
    bytes_per_second: float
    round_trip_seconds: float


SLOW_3G = Link("slow 3G: 400 kbit/s, 400 ms", 50_000, 0.4)
TWO_G = Link("2G: 50 kbit/s, 1 s", 6_250, 1.0)


class SlowProxy:
    """Hands on requests over one shared line; `sent_bytes` is what came down it so far."""

    def __init__(self, server: Address, link: Link) -> None:
        self.server, self.link = server, link
        self.sent_bytes = 0
        self._line = asyncio.Lock()
        self._free_at = 0.0

    async def handle(self, from_browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        """One connection of the browser."""
        # Either side closes, or the bench is at its end: the connection ends on both.
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            await self._connect(from_browser, to_browser)
            await self._hand_on(from_browser, to_browser)
        await close_stream(to_browser)

    async def _hand_on(self, from_browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(self.server.host, self.server.port)
        try:
            while True:
                request = await read_message(from_browser)
                to_server.write(request.head + request.body)
                method = request.first_line.split(" ")[0]
                answer = await read_message(from_server, answers_head=method == "HEAD")
                await asyncio.sleep(self.link.round_trip_seconds)
                await self._send(answer.head + answer.body, to_browser)
        finally:
            await close_stream(to_server)

    async def _connect(self, from_browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        _, ways = await from_browser.readexactly(2)
        await from_browser.readexactly(ways)
        to_browser.write(_NO_NAME)
        # The host that is wanted is told as a name: four bytes of which the last says so, its length, itself, the port.
        *_, length = await from_browser.readexactly(5)
        await from_browser.readexactly(length + 2)
        await asyncio.sleep(self.link.round_trip_seconds)
        to_browser.write(_CONNECTED)

    async def _send(self, data: bytes, to_browser: asyncio.StreamWriter) -> None:
        for start in range(0, len(data), _CHUNK_BYTES):
            chunk = data[start : start + _CHUNK_BYTES]
            async with self._line:
                await self._take_turn(len(chunk))
                self.sent_bytes += len(chunk)
                to_browser.write(chunk)
            await to_browser.drain()

    async def _take_turn(self, size_bytes: int) -> None:
        """Returns when that many bytes are down the line; what a busy machine overslept is made good with the next."""
        now = asyncio.get_running_loop().time()
        self._free_at = max(self._free_at, now - _OVERSLEPT_SECONDS) + size_bytes / self.link.bytes_per_second
        await asyncio.sleep(self._free_at - now)


@contextmanager
def slow_link(server: Address, link: Link) -> Iterator[tuple[ProxySettings, SlowProxy]]:
    """What a browser's context is told of the proxy, and itself, while the block runs."""
    proxy = SlowProxy(server, link)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(proxy.handle, HOST, 0), loop).result(timeout=10)
    try:
        port = listening.sockets[0].getsockname()[1]
        # Else a browser goes to its own machine by itself.
        yield {"server": f"socks5://{HOST}:{port}", "bypass": "<-loopback>"}, proxy
    finally:
        asyncio.run_coroutine_threadsafe(close_listening(listening), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

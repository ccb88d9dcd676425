"""A counting proxy on 127.0.0.1: what a browser asks through it goes to our server, and every byte that comes back is counted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from bench.http11 import Message, close_stream, read_message
from bench.processes import HOST, Address


@dataclass(frozen=True)
class Transfer:
    """One answer as it went over the wire; sizes in bytes, `body_bytes` as compressed."""

    method: str
    path: str
    status: int
    encoding: str
    head_bytes: int
    body_bytes: int

    @property
    def size_bytes(self) -> int:
        """Headers and body."""
        return self.head_bytes + self.body_bytes


class Proxy:
    """Hands on requests to `server` one by one, but answers what `instead` has by its path; `transfers` has each answer in the
    order it was finished.
    """

    def __init__(self, server: Address, instead: Mapping[str, Message]) -> None:
        self.server, self.instead = server, instead
        self.transfers: list[Transfer] = []

    async def handle(self, from_browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        """One connection of the browser, with one of its own to the server."""
        from_server, to_server = await asyncio.open_connection(self.server.host, self.server.port)
        try:
            while True:
                request = await read_message(from_browser)
                method, path, _ = request.first_line.split(" ")
                answer = self.instead.get(path)
                if answer is None:
                    to_server.write(request.head + request.body)
                    answer = await read_message(from_server, answers_head=method == "HEAD")
                self.transfers.append(_weigh(method, path, answer))
                to_browser.write(answer.head + answer.body)
                await to_browser.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            # Either side has closed, or the counting is over: the connection ends on both.
            pass
        finally:
            await close_stream(to_server)
            await close_stream(to_browser)


def _weigh(method: str, path: str, answer: Message) -> Transfer:
    return Transfer(method, path, answer.status, answer.encoding, len(answer.head), len(answer.body))


@contextmanager
def count_transfers(
    server: Address, instead: Mapping[str, Message] = MappingProxyType({})
) -> Iterator[tuple[Address, list[Transfer]]]:
    """The proxy's address and the growing list of what went through it, while the block runs; `instead`: path -> answer."""
    proxy = Proxy(server, instead)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(proxy.handle, HOST, 0), loop).result(timeout=10)
    try:
        yield Address(HOST, listening.sockets[0].getsockname()[1]), proxy.transfers
    finally:
        asyncio.run_coroutine_threadsafe(close_listening(listening), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def close_listening(listening: asyncio.Server) -> None:
    """Ends every connection and waits for their handlers."""
    listening.close()
    handlers = asyncio.all_tasks() - {asyncio.current_task()}
    for handler in handlers:
        handler.cancel()
    await asyncio.gather(*handlers, return_exceptions=True)

"""A local web server that misbehaves, each path in its own way, and notes what it was asked and when."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"


def status(line: str, *headers: str) -> bytes:
    return ("\r\n".join([f"HTTP/1.1 {line}", "Content-Length: 0", "Connection: close", *headers]) + "\r\n\r\n").encode()


@dataclass
class Naughty:
    """`asked`: (method, path, Host) of each request; `most_at_once`: how many were open to one host together."""

    port: int = 0
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    open_by_host: dict[str, int] = field(default_factory=dict)
    most_at_once: int = 0
    robots: bytes = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    told_to_wait: bool = False

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, path, _ = head.split(" ", 2)
        host = next(line.split(": ")[1] for line in head.splitlines() if line.lower().startswith("host: "))
        self.asked.append((method, path, host))
        self.times.append(time.monotonic())
        self.open_by_host[host] = self.open_by_host.get(host, 0) + 1
        self.most_at_once = max(self.most_at_once, self.open_by_host[host])
        try:
            await self.answer(method, path, writer)
        finally:
            self.open_by_host[host] -= 1
            writer.close()

    async def answer(self, method: str, path: str, writer: asyncio.StreamWriter) -> None:
        if path == "/hangs":
            await asyncio.sleep(30)
        if path == "/endless":
            await self.pour(writer)
        elif path != "/drops":
            says = self.say(method, path)
            writer.write(says + (b"ok" if says is OK and method == "GET" else b""))
            await writer.drain()

    async def pour(self, writer: asyncio.StreamWriter) -> None:
        """A body without end."""
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not writer.transport.is_closing():
            writer.write(b"x" * 10_000)
            await writer.drain()

    def say(self, method: str, path: str) -> bytes:
        if path == "/robots.txt":
            return self.robots
        if path == "/later" and not self.told_to_wait:
            self.told_to_wait = True
            return status("429 Too Many Requests", "Retry-After: 0")
        says = {
            "/gone": status("404 Not Found"),
            "/moved": status("301 Moved Permanently", "Location: /new-page"),
            "/away-today": status("302 Found", "Location: /new-page"),
            "/swallowed": status("302 Found", "Location: /"),
            "/circle": status("301 Moved Permanently", "Location: /circle"),
            "/elsewhere": status("301 Moved Permanently", "Location: gopher://old.example/"),
            "/forbidden": status("403 Forbidden"),
            "/busy": status("429 Too Many Requests", "Retry-After: 86400"),
            "/broken": status("500 Internal Server Error"),
            "/garbage": b"\x00\x01 this is not HTTP\r\n\r\n",
            "/no-head": status("405 Method Not Allowed") if method == "HEAD" else OK,
            "/head-gone": status("404 Not Found") if method == "HEAD" else OK,
        }
        return says.get(path, OK)


@contextmanager
def naughty_server() -> Iterator[Naughty]:
    """A Naughty that listens on a free port of this machine until the end of the block."""
    server = Naughty()
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(asyncio.start_server(server.serve, "127.0.0.1", 0))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_close(listening))
        loop.close()


async def _end() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _close(listening: asyncio.Server) -> None:
    listening.close()

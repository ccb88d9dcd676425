"""Just enough HTTP/1.1 to load a server and to count what it sends: one request at a time on a connection kept open."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_ENCODING = re.compile(rb"\r\ncontent-encoding: *([a-z]+)", re.IGNORECASE)

# Statuses whose answers have no body, whatever their headers say (RFC 9112, 6.3).
_BODILESS = frozenset({204, 304})


@dataclass(frozen=True)
class Message:
    """A request or an answer as it travels: `body` with the framing of its chunks."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """The status of an answer, 0 if this is none."""
        found = _STATUS.match(self.head)
        return int(found[1]) if found else 0

    @property
    def first_line(self) -> str:
        """`GET /path HTTP/1.1` or `HTTP/1.1 200 OK`."""
        return self.head.split(b"\r\n", 1)[0].decode("latin-1")

    @property
    def encoding(self) -> str:
        """The content coding, empty for none."""
        found = _ENCODING.search(self.head)
        return found[1].decode("ascii") if found else ""


async def read_message(reader: asyncio.StreamReader, *, answers_head: bool = False) -> Message:
    """The next request or answer. Raises asyncio.IncompleteReadError when the peer closes first.

    `answers_head`: the answer is to a HEAD request, so its length is of a body that does not come.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    message = Message(head, b"")
    if answers_head or message.status in _BODILESS:
        return message
    if _CHUNKED.search(head):
        return Message(head, await _read_chunks(reader))
    length = _LENGTH.search(head)
    return Message(head, await reader.readexactly(int(length[1]))) if length else message


async def close_stream(writer: asyncio.StreamWriter) -> None:
    """Closes a connection, whether the peer has done so already or not."""
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    """The chunks up to the empty last one, with their framing."""
    body = bytearray()
    while True:
        size_line = await reader.readuntil(b"\r\n")
        chunk = await reader.readexactly(int(size_line.split(b";")[0], 16) + 2)
        body += size_line + chunk
        if len(chunk) == 2:
            return bytes(body)

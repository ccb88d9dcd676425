"""Stands between the browser and the server, hears every request, and can spoil packs on the way."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from urllib.parse import urlsplit

from bench.processes import find_free_port
from tests.browser.threaded import ThreadedServer

# Headers of an answer that are the proxy's own business.
OWN_HEADERS = ("content-length", "content-type", "connection", "transfer-encoding")

OF_THE_BROWSER = ("GET /sw.js", "GET /static/icon.svg")

# A body as it came -> the body to send, and its type. After `cut` the promised length stays that of the whole.
Fault = Callable[[bytes], tuple[bytes, str]]


class Proxy:
    """`url`: where the browser goes; `heard`: method and path of every request; `faults`: what happens to answers."""

    def __init__(self, upstream: str) -> None:
        self.upstream = urlsplit(upstream)
        self.heard: list[str] = []
        self.faults: dict[str, Fault] = {}
        self._port = find_free_port()
        self.url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Proxy:
        self.live()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.die()

    def live(self) -> None:
        """From now on it answers, at the first or after it had died."""
        self._server = ThreadedServer(("127.0.0.1", self._port), _handler_of(self))
        self._server.start()

    def die(self) -> None:
        """From now on nothing answers at the address, while the browser believes that it has a network."""
        self._server.stop()

    @property
    def asked(self) -> list[str]:
        """What our pages asked for. A browser looks for a newer worker and icon by itself, whenever it likes."""
        return [request for request in self.heard if request not in OF_THE_BROWSER]

    def spoil(self, start: str, fault: Fault) -> None:
        """From now on answers whose path begins with `start` go through `fault`."""
        self.faults[start] = fault


def _handler_of(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            proxy.heard.append(f"{self.command} {self.path}")
            fault = next((fault for start, fault in proxy.faults.items() if self.path.startswith(start)), None)
            if fault is answer_as_portal:
                self.answer(200, {}, *fault(b""))
                return
            answer, body = self.ask_upstream()
            sent, kind = fault(body) if fault else (body, answer.headers.get("content-type", ""))
            self.answer(answer.status, answer.headers, sent, kind, len(body if fault is cut else sent))

        def answer(
            self, status: int, headers: Mapping[str, str], sent: bytes, kind: str, promised: int | None = None
        ) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in OWN_HEADERS:
                    self.send_header(name, value)
            if kind:
                self.send_header("content-type", kind)
            self.send_header("content-length", str(len(sent) if promised is None else promised))
            self.end_headers()
            self.wfile.write(sent)

        def ask_upstream(self) -> tuple[http.client.HTTPResponse, bytes]:
            connection = http.client.HTTPConnection(str(proxy.upstream.hostname), proxy.upstream.port)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
            size = int(self.headers.get("content-length") or 0)
            connection.request(self.command, self.path, self.rfile.read(size), headers)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer, body

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def cut(body: bytes) -> tuple[bytes, str]:
    """The connection ends in the middle."""
    return body[: len(body) // 2], "application/json"


def flip_a_byte(body: bytes) -> tuple[bytes, str]:
    """One byte is another."""
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :], "application/json"


def answer_as_portal(body: bytes) -> tuple[bytes, str]:
    """A captive portal: its own page for everything, with 200; the server hears of nothing."""
    return b"<!doctype html><title>Welcome to WiFi</title>", "text/html"


def raise_the_format(body: bytes) -> tuple[bytes, str]:
    """The manifest names a format of the future."""
    return re.sub(rb'"format":\d+', b'"format":99', body), "application/json"

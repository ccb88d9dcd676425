"""A small server on 127.0.0.1 for the pages that searches are measured in: paths and the bodies they answer with."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bench.processes import HOST, Server

# Path -> content type and body.
Bodies = Mapping[str, tuple[str, bytes]]


@contextmanager
def serve_bodies(bodies: Bodies, headers: Mapping[str, str]) -> Iterator[Server]:
    """Answers each path with its body and `headers`, whatever is asked behind "?"; every other with 404. While the block runs."""

    class Handler(BaseHTTPRequestHandler):
        # Connections stay open, as with every server a phone meets.
        protocol_version = "HTTP/1.1"
        # Head and body leave together: apart, the second waits for the first to be acknowledged.
        wbufsize = -1

        def do_GET(self) -> None:
            found = bodies.get(self.path.partition("?")[0])
            kind, body = found or ("text/plain", b"")
            self.send_response(200 if found else 404)
            for name, value in {**headers, "content-type": kind, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """The bench prints tables and nothing else."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(HOST, server.server_address[1], os.getpid())
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

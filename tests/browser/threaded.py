"""A small server in a thread of the tests, which starts and ends at once."""

from __future__ import annotations

import contextlib
import socket
import sys
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Any

# A browser opens many connections together; what the queue does not take is tried again a second later.
WAITING = 128
# How soon it hears that it is to end.
LOOK_SECONDS = 0.02


class ThreadedServer(ThreadingHTTPServer):
    """Answers from `start` to `stop`, each request in a thread that nobody waits for."""

    daemon_threads = True
    request_queue_size = WAITING

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._connections: list[socket.socket] = []

    def start(self) -> None:
        """Returns at once; whoever connects from now on is answered."""
        Thread(target=self.serve_forever, args=(LOOK_SECONDS,), daemon=True).start()

    def stop(self) -> None:
        """From now on nothing answers at the address."""
        self.shutdown()
        self.server_close()
        # Browsers connect before they ask.
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        # Noted here and not by the thread that answers, which `stop` may be ahead of.
        self._connections.append(request)
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that goes away in the middle of an answer is no fault.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

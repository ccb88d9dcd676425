"""A small server in a thread of the tests, which starts and ends at once."""

from __future__ import annotations

from http.server import ThreadingHTTPServer
from threading import Thread

# A browser opens many connections together; what the queue does not take is tried again a second later.
WAITING = 128
# How soon it hears that it is to end.
LOOK_SECONDS = 0.02


class ThreadedServer(ThreadingHTTPServer):
    """Answers from `start` to `stop`, each request in a thread that nobody waits for."""

    daemon_threads = True
    request_queue_size = WAITING

    def start(self) -> None:
        """Returns at once; whoever connects from now on is answered."""
        Thread(target=self.serve_forever, args=(LOOK_SECONDS,), daemon=True).start()

    def stop(self) -> None:
        """From now on nothing answers at the address."""
        self.shutdown()
        self.server_close()

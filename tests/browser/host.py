"""Pages of a partner, on another origin than the directory: two ports are two origins."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from types import TracebackType

from tests.browser.threaded import ThreadedServer

DOCUMENT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Partner</title><link rel="icon" href="data:,"></head><body><main><h1>Partner</h1>{}</main></body></html>"""


class Host:
    """`url`: its address. `pages`: path -> HTML; `headers`: path -> headers sent with it."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self._server = ThreadedServer(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def put(self, body: str, path: str = "/", **headers: str) -> str:
        """Serves a page with that content; its address."""
        return self.put_whole(DOCUMENT.replace("{}", body), path, **headers)

    def put_whole(self, page: str, path: str = "/", **headers: str) -> str:
        """Serves a page as it stands; its address."""
        self.pages[path] = page
        self.headers[path] = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.url + path

    def __enter__(self) -> Host:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()


def _handler_of(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers with what the test put there."""

        def do_GET(self) -> None:
            page = host.pages.get(self.path)
            body = (page or "").encode()
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in host.headers.get(self.path, {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler

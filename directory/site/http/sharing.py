"""Lets pages of other sites read what is open to everybody: the API, the feeds, the packs. Never with cookies; there are none."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

# Pages, forms and the desk stay closed to other sites.
OPEN_PATHS = ("/api/", "/hsds", "/changes", "/packs/", "/openapi.json", "/oembed", "/widget/")

# How long a browser may remember that it may ask.
MAX_AGE_SECONDS = 86_400


class Sharing:
    """Answers the questions browsers ask across sites (the Fetch standard's CORS), for OPEN_PATHS alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.closed = app
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["content-type", "if-none-match"],
            expose_headers=["etag", "retry-after"],
            max_age=MAX_AGE_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = scope["type"] == "http" and scope["path"].startswith(OPEN_PATHS)
        await (self.open if is_open else self.closed)(scope, receive, send)

"""Lets pages of other sites read what is open to everybody: the API, the feeds, the packs. Never with cookies; there are none.

Who asks makes no difference to the headers, as the Fetch standard's CORS advises for what is open to all: so nothing varies by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Scope

RawHeaders = Sequence[tuple[bytes, bytes]]

# Pages, forms and the desk stay closed to other sites.
OPEN_PATHS = ("/api/", "/hsds", "/changes", "/packs/", "/openapi.json", "/oembed", "/widget/")

# How long a browser may remember that it may ask.
MAX_AGE_SECONDS = 86_400

# What a page of another site could not see otherwise; said only where there is one of them.
READABLE = frozenset((b"etag", b"retry-after"))

# Packs are named by what they hold: nobody needs an ETag to know them by, and each byte of theirs is paid for.
PACKS = "/packs/"
READABLE_OF_PACKS = READABLE - {b"etag"}

OPEN = ((b"access-control-allow-origin", b"*"),)
OPEN_WITH_HEADERS = (*OPEN, (b"access-control-expose-headers", b", ".join(sorted(READABLE))))


def list_open(scope: Scope, said: Iterable[bytes]) -> RawHeaders:
    """The headers by which pages of other sites may read this answer, which has the headers `said`; none where they may not.
    Asking whether they may is answered by `answer_preflight`.
    """
    path: str = scope["path"]
    if not path.startswith(OPEN_PATHS) or scope["method"] == "OPTIONS":
        return ()
    readable = READABLE_OF_PACKS if path.startswith(PACKS) else READABLE
    return OPEN if readable.isdisjoint(said) else OPEN_WITH_HEADERS


def is_preflight(scope: Scope) -> bool:
    """Whether a browser asks first whether a page of another site may ask, for OPEN_PATHS alone."""
    path: str = scope["path"]
    return scope["method"] == "OPTIONS" and path.startswith(OPEN_PATHS)


def answer_preflight(app: ASGIApp) -> ASGIApp:
    """Who answers a preflight; what only looks like one goes on to `app`, which refuses it."""
    return CORSMiddleware(
        app,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "if-none-match"],
        max_age=MAX_AGE_SECONDS,
    )

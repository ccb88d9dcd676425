"""The door of the desk: only this machine, only the browser that brought the token, only requests from the desk's own pages.

As Jupyter does it: the address printed at start carries a token that opens once and is then a cookie. The Host header
is checked against rebinding of names (a page elsewhere whose name suddenly leads to 127.0.0.1), the Origin of everything
that changes something against forms on other pages.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 1_000_000

_SAFE_METHODS = ("GET", "HEAD")


@dataclass
class Keys:
    """The one-time token of the address and the secret of the cookie, new at each start. `port` is where the desk listens."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies know no ports, so the name does."""
        return f"desk-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What the Host header may say."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def address(self) -> str:
        """Where to begin."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def spend(self, token: str) -> bool:
        """Whether it is the token; it opens once."""
        is_right = bool(self.token) and secrets.compare_digest(token.encode(), self.token.encode())
        if is_right:
            self.token = ""
        return is_right


class Door:
    """Lets in whom it may, and gives every answer the headers that keep it here."""

    def __init__(self, app: ASGIApp, keys: Keys, policy: str) -> None:
        self.app, self.keys, self.policy = app, keys, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._protect(MutableHeaders(scope=message))
            await send(message)

        answer = self._refuse(Request(scope))
        await (answer or self.app)(scope, receive, send_kept)

    def _refuse(self, request: Request) -> Response | None:
        """The answer to whom the door stays shut, or who must come in by another address; None for everybody else."""
        headers = request.headers
        if headers.get("host", "") not in self.keys.hosts:
            return PlainTextResponse("The desk answers at 127.0.0.1 only.\n", 403)
        if request.method not in _SAFE_METHODS and not self._is_own_page(headers):
            return PlainTextResponse("This did not come from a page of the desk. Open the desk and try there.\n", 403)
        if int(headers.get("content-length", "0") or 0) > MAX_BODY_BYTES:
            return PlainTextResponse("Too much at once: want at most 1,000,000 bytes.\n", 413)
        cookie = request.cookies.get(self.keys.cookie, "")
        if secrets.compare_digest(cookie.encode(), self.keys.secret.encode()):
            # Whoever is in and brings a token again gets the address without it.
            return RedirectResponse("/", 303) if request.url.path == "/" and "token" in request.query_params else None
        token = parse_qs(request.url.query).get("token", [""])[0]
        if request.url.path == "/" and self.keys.spend(token):
            return self._welcome()
        words = "The desk is locked. Open the address that `resource-directory edit` printed; it opens once, in one browser."
        return PlainTextResponse(f"{words} To get a new one, stop the desk (Ctrl-C) and start it again.\n", 403)

    def _welcome(self) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.keys.cookie, self.keys.secret, httponly=True, samesite="strict", path="/")
        return answer

    def _is_own_page(self, headers: Headers) -> bool:
        return headers.get("origin") == f"http://{headers.get('host')}"

    def _protect(self, headers: MutableHeaders) -> None:
        headers["content-security-policy"] = self.policy
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "same-origin"
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["cross-origin-resource-policy"] = "same-origin"
        headers["x-frame-options"] = "SAMEORIGIN"
        headers["cache-control"] = "no-store"

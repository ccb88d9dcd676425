"""What every response carries to keep a reader safe, whoever made it. Sources: docs/safety.md and OWASP's secure headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

RawHeaders = list[tuple[bytes, bytes]]

# Nothing here uses any of these; a page that is taken over must not either.
DENIED_FEATURES = (
    "browsing-topics", "camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment",
    "serial", "usb",
)  # fmt: skip

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


def document_headers(style_hashes: Iterable[str] = ()) -> dict[str, str]:
    """What a page carries on top. `style_hashes`: SHA-256 in base64 of each style a page may carry inline."""
    return {
        "content-security-policy": content_policy(style_hashes),
        "permissions-policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
        "cross-origin-opener-policy": "same-origin",
        "x-frame-options": "DENY",
        # Brave 1.53 and later then offers to keep the visit out of its history; others ignore it.
        "request-otr": "1",
    }


def content_policy(style_hashes: Iterable[str]) -> str:
    """The Content-Security-Policy: everything from here, nothing inline but the styles whose hashes are given."""
    styles = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in style_hashes)])
    rules = {
        "default-src": "'self'",
        "style-src": styles,
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """Adds the headers to every response, and keeps the body out of the answer to HEAD.

    What is no document and runs no code (JSON, pictures) is spared the headers that would say nothing there: on a slow
    line they weigh more than some of the bodies. All pages in one body lend their headers to each page.
    """

    def __init__(self, app: ASGIApp, style_hashes: Iterable[str]) -> None:
        self.app = app
        self.everywhere = _raw(EVERYWHERE)
        self.documents = _raw(EVERYWHERE | document_headers(style_hashes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        lends_headers = scope["path"].startswith("/pages/")

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_document = lends_headers or _is_document(message["headers"])
                message["headers"] = [*message["headers"], *(self.documents if is_document else self.everywhere)]
            elif is_head:
                message["body"] = b""
            await send(message)

        await self.app(scope, receive, send_safely)


def _is_document(headers: RawHeaders) -> bool:
    """Whether the body can run code: a page, a script, a drawing."""
    return any(name == b"content-type" and value.startswith(_DOCUMENT_TYPES) for name, value in headers)


_DOCUMENT_TYPES = (b"text/html", b"text/javascript", b"image/svg")


def _raw(headers: Mapping[str, str]) -> RawHeaders:
    return [(name.encode(), value.encode()) for name, value in headers.items()]

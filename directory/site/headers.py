"""What every response carries to keep a reader safe, whoever made it. Sources: docs/design.md and OWASP's secure headers."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing here uses any of these; a page that is taken over must not either.
DENIED_FEATURES = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "interest-cohort", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
)  # fmt: skip


def security_headers(style_hashes: Iterable[str] = ()) -> list[tuple[bytes, bytes]]:
    """Raw headers for every response. `style_hashes`: SHA-256 in base64 of each style a page may carry inline."""
    headers = {
        "content-security-policy": content_policy(style_hashes),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noarchive",
        "x-dns-prefetch-control": "off",
        # Brave 1.53 and later then offers to keep the visit out of its history; others ignore it.
        "request-otr": "1",
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


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
    """Adds the headers to every response, and keeps the body out of the answer to HEAD."""

    def __init__(self, app: ASGIApp, headers: list[tuple[bytes, bytes]]) -> None:
        self.app, self.headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.headers]
            elif is_head:
                message["body"] = b""
            await send(message)

        await self.app(scope, receive, send_safely)

"""What every response carries to keep a reader safe, whoever made it. Sources: docs/safety.md and OWASP's secure headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.types import Scope

from directory.site.http.sharing import RawHeaders, list_open

# What a browser can be asked to do and nothing here uses; a page that is taken over must not either. Chromium's list, less
# what sharing and copying a record, playing a video and printing need.
DENIED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
    "compute-pressure", "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

ALWAYS = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}

# What of ours asks for something, or may be opened by itself, tells nobody where that was.
EVERYWHERE = ALWAYS | {"referrer-policy": "no-referrer"}

# Said of what other sites may have.
SHARED = {"cross-origin-resource-policy": "cross-origin"}

# For what can run code but is no page: a worker keeps to the policy it came with, a drawing may be opened by itself.
CODE_POLICY = "default-src 'self'; require-trusted-types-for 'script'"

# The one maker of script addresses: web/app/trusted.js.
TRUSTED_TYPES_POLICY = "own"

# Pages of other sites may load these files.
SHARED_FILES = "/widget/"

# What pages and workers of ours load by name, and neither starts a worker nor asks for anything by itself: a policy, or where the
# reader came from, says nothing there. Any other script has a policy, so that a new worker is never without.
PARTS = ("/packs/", "/pages/", "/static/app.", "/static/keeper.", "/static/later.", "/static/search-later.")

# A browser that was here over TLS does not come without it for a year.
OVER_TLS = {"strict-transport-security": "max-age=31536000"}


def document_headers(style_hashes: Iterable[str], script_hashes: Iterable[str]) -> dict[str, str]:
    """What a page carries on top. The hashes: SHA-256 in base64 of each style and script a page may carry inline."""
    return {
        "content-security-policy": content_policy(style_hashes, script_hashes),
        "permissions-policy": ",".join(f"{feature}=()" for feature in DENIED_FEATURES),
        "cross-origin-opener-policy": "same-origin",
        # Brave 1.53 and later then offers to keep the visit out of its history; others ignore it.
        "request-otr": "1",
    }


def frame_headers(style_hashes: Iterable[str], script_hashes: Iterable[str]) -> dict[str, str]:
    """What the page for frames carries on top: as every page, but any page may be around it."""
    page = document_headers(style_hashes, script_hashes)
    policy = page["content-security-policy"].replace("frame-ancestors 'none'", "frame-ancestors *")
    return page | {"content-security-policy": policy}


def content_policy(style_hashes: Iterable[str], script_hashes: Iterable[str]) -> str:
    """The Content-Security-Policy: everything from here, nothing inline but what the hashes name, no address made into a script."""
    rules = {
        "default-src": "'self'",
        "script-src": _own_and(script_hashes),
        "style-src": _own_and(style_hashes),
        # The neutral page's icon is an empty one; without it a browser asks the server for /favicon.ico.
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": TRUSTED_TYPES_POLICY,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _own_and(hashes: Iterable[str]) -> str:
    return " ".join(["'self'", *(f"'sha256-{digest}'" for digest in hashes)])


class SecurityHeaders:
    """Which headers an answer carries on top of its own: those that keep a reader safe, and those that open it to other sites.

    What is no document and runs no code (JSON, pictures) is spared the headers that would say nothing there, and the parts of pages
    more of them: on a slow line they weigh more than some of the bodies. Pages that a phone takes from one body get those of the
    home page that it keeps.
    `is_public_over_tls`: whether the site's own address begins with https; `frame_paths`: the addresses that pages of other
    sites may frame, alone of all.
    """

    def __init__(
        self,
        style_hashes: Iterable[str],
        script_hashes: Iterable[str],
        is_public_over_tls: Callable[[], bool],
        frame_paths: Iterable[str] = (),
    ) -> None:
        self.is_public_over_tls, self.frame_paths = is_public_over_tls, frozenset(frame_paths)
        self.parts, self.everywhere = _raw(ALWAYS), _raw(EVERYWHERE)
        self.code = _raw(EVERYWHERE | {"content-security-policy": CODE_POLICY})
        self.documents = _raw(EVERYWHERE | document_headers(style_hashes, script_hashes))
        self.over_tls = _raw(OVER_TLS)
        self.shared = _raw(EVERYWHERE | SHARED | {"content-security-policy": CODE_POLICY})
        self.frame = _raw(EVERYWHERE | SHARED | frame_headers(style_hashes, script_hashes))

    def complete(self, scope: Scope, headers: Iterable[tuple[bytes, bytes]]) -> RawHeaders:
        """All headers of the answer to a request whose own are `headers`."""
        said = dict(headers)
        own = self._own_headers_for(scope, said.get(b"content-type", b""))
        return [*headers, *own, *list_open(scope, said)]

    def _own_headers_for(self, scope: Scope, kind: bytes) -> RawHeaders:
        path = scope["path"]
        if path.startswith(SHARED_FILES):
            return self.shared
        if kind.startswith(b"text/html"):
            headers = self.frame if path in self.frame_paths else self.documents
            return [*headers, *self.over_tls] if self._is_over_tls(scope) else headers
        if path.startswith(PARTS):
            return self.parts
        return self.code if kind.startswith((b"text/javascript", b"image/svg")) else self.everywhere

    def _is_over_tls(self, scope: Mapping[str, Any]) -> bool:
        """Whether the reader is here over TLS, as far as a proxy that is trusted says so, or always should be."""
        return scope.get("scheme") == "https" or self.is_public_over_tls()


def _raw(headers: Mapping[str, str]) -> RawHeaders:
    return [(name.encode(), value.encode()) for name, value in headers.items()]

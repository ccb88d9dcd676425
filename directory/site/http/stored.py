"""A body kept in memory in every encoding, and the reply to one request for it: encoding, 304, HEAD, range."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import brotli
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

# Below this, the headers of an encoding cost more than it saves.
MIN_COMPRESSED_BYTES = 256

# What is smaller comes again sooner than the rest of it. A range is answered of every body; this only says so.
RESUMED_BYTES = 16_000

# Hex digits of an ETag, told only from others of the same address.
_ETAG_DIGITS = 16

# How hard to squeeze, in brotli's terms. What is made for one request, or must be live at once, is squeezed quickly.
QUICK_QUALITY = 4
BEST_QUALITY = 11

# A tenth of a second's work.
_STEP_BYTES = 64_000

# How long a client may keep a body: for good, as its address changes with its content; or only to ask whether it is
# still the one; or not at all, because it names a person's need.
IMMUTABLE = "public, max-age=31536000, immutable"
CHECK_FIRST = "no-cache"
KEEP_NOWHERE = "no-store"

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PROBLEM = "application/problem+json"

_COMPRESSIBLE = re.compile(r"text/|application/(json|problem\+json|manifest\+json|xml|atom\+xml)|image/svg")
_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


class Coded(NamedTuple):
    """A body in one content coding, and the strong ETag of just these bytes."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class Stored:
    """One body. `hash`: its content in 32 hex digits; `codings`: the body by content coding, "" for as it is."""

    content_type: str
    cache_control: str
    hash: str
    codings: Mapping[str, Coded]

    @property
    def body(self) -> bytes:
        """The body as it is."""
        return self.codings[""].body

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return sum(len(coded.body) for coded in self.codings.values())

    def reply(self, request: Request) -> Response:
        """The answer to `request`: 200, 304 where the client has it, 206 or 416 for a range.

        A range is cut from the coding that was negotiated; each has an ETag of its own, so that pieces of two are never
        joined (RFC 9110, 8.8.3.3 and 14.2).
        """
        coding = choose_coding(request.headers.get("accept-encoding", "")) if len(self.codings) > 1 else ""
        body, etag = self.codings[coding]
        headers = {"cache-control": self.cache_control, "etag": etag}
        if len(self.codings) > 1:
            headers["vary"] = "Accept-Encoding"
        if _has_etag(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        headers["content-type"] = self.content_type
        if len(body) >= RESUMED_BYTES:
            headers["accept-ranges"] = "bytes"
        if coding:
            headers["content-encoding"] = coding
        asked = request.headers.get("range") if request.method == "GET" else None
        if asked and request.headers.get("if-range", etag) == etag:
            return _part(asked, body, headers)
        return Response(body, headers=headers)

    def squeezed(self, is_wanted: Callable[[], bool] = lambda: True) -> Stored:
        """The same, squeezed as hard as can be: for what is sent often and made once. Takes some seconds for each megabyte; where it
        `is_wanted` no more, it is left as it is.
        """
        if len(self.codings) == 1:
            return self
        hard = _squeeze_hard(self.body, is_wanted)
        return replace(self, codings={**self.codings, "br": _with_etag(hard), **_gzip(self.body, 9)}) if hard else self


def store(body: bytes, content_type: str, cache_control: str) -> Stored:
    """The body with its codings, squeezed quickly."""
    name = hashlib.sha256(body).hexdigest()[:32]
    is_squeezable = len(body) >= MIN_COMPRESSED_BYTES and _COMPRESSIBLE.match(content_type)
    codings = _code_quickly(body) if is_squeezable else {"": _with_etag(body)}
    return Stored(content_type, cache_control, name, codings)


def _code_quickly(body: bytes) -> dict[str, Coded]:
    squeezed = brotli.compress(body, quality=QUICK_QUALITY)
    return {"": _with_etag(body), "br": _with_etag(squeezed), **_gzip(body, QUICK_QUALITY)}


def _gzip(body: bytes, level: int) -> dict[str, Coded]:
    return {"gzip": _with_etag(gzip.compress(body, level, mtime=0))}


def _squeeze_hard(body: bytes, is_wanted: Callable[[], bool]) -> bytes | None:
    """The body squeezed step by step, as a large one takes half a minute; None where it is wanted no more."""
    squeezer = brotli.Compressor(quality=BEST_QUALITY)
    parts: list[bytes] = []
    for start in range(0, len(body), _STEP_BYTES):
        if not is_wanted():
            return None
        parts.append(squeezer.process(body[start : start + _STEP_BYTES]))
    parts.append(squeezer.finish())
    return b"".join(parts)


def _with_etag(body: bytes) -> Coded:
    return Coded(body, f'"{hashlib.sha256(body).hexdigest()[:_ETAG_DIGITS]}"')


class ReplyNow(Response):
    """The reply with a body that is made for one request: squeezed quickly, kept nowhere here.

    Its headers are written as they travel: Starlette's own way to them takes seven times as long.
    """

    def __init__(self, body: bytes, scope: Scope, content_type: str, cache_control: str) -> None:
        self.status_code, self.background, self.body = 200, None, body
        self.raw_headers = [(b"content-type", content_type.encode()), (b"cache-control", cache_control.encode())]
        if len(body) >= MIN_COMPRESSED_BYTES:
            # Who may keep nothing need not be told by what the answer was chosen.
            if cache_control != KEEP_NOWHERE:
                self.raw_headers.append((b"vary", b"Accept-Encoding"))
            self._squeeze(choose_coding(read_header(scope, b"accept-encoding")))
        self.raw_headers.append((b"content-length", b"%d" % len(self.body)))

    def _squeeze(self, coding: str) -> None:
        if coding:
            self.raw_headers.append((b"content-encoding", coding.encode()))
            self.body = (
                brotli.compress(self.body, quality=QUICK_QUALITY)
                if coding == "br"
                else gzip.compress(self.body, QUICK_QUALITY)
            )


def read_header(scope: Scope, name: bytes) -> str:
    """What a request says under that `name` (in small letters), "" where it says nothing: Starlette's mapping takes ten times as long."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    for said, value in headers:
        if said == name:
            return value.decode("latin-1")
    return ""


@lru_cache(maxsize=256)
def choose_coding(accept_encoding: str) -> str:
    """ "br", "gzip" or "" (as it is), by what the client prefers; br where it has no preference (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    anything = weights.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda name: weights.get(name, anything))
    return best if weights.get(best, anything) > 0 else ""


def _weight(parameter: str) -> float:
    _, _, value = parameter.partition("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0


def _has_etag(if_none_match: str, etag: str) -> bool:
    known = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return etag in known or "*" in known


def _part(asked: str, body: bytes, headers: dict[str, str]) -> Response:
    """One range of `body`; the whole of it where several ranges or other units are asked for."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None:
        return Response(body, headers=headers)
    size = len(body)
    first, last, from_end = match.groups()
    start = max(size - int(from_end), 0) if from_end else int(first)
    end = min(int(last), size - 1) if last else size - 1
    if start > end:
        return Response(status_code=416, headers={"content-range": f"bytes */{size}"})
    return Response(body[start : end + 1], 206, headers | {"content-range": f"bytes {start}-{end}/{size}"})

"""How much one client may ask of the API, so that others still get answers; no address is kept.

A client is a salted hash of its address (of the network's first 64 bits, for IPv6), in memory only; salt and counts are
thrown away every hour. Requests from this machine itself count only where a proxy says whom they are for.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from socket import AF_INET, AF_INET6, inet_pton

from starlette.types import Scope

from directory.site.http.problems import ProblemError

# What programs ask; pages and packs are for phones, of which a whole clinic may stand behind one address.
LIMITED_PATHS = ("/api/", "/hsds", "/changes")

# How many may come at once.
BURST = 200

# A flood from more addresses than this pushes out the counts of those that asked longest ago.
MAX_CLIENTS = 50_000
SALT_SECONDS = 3600

# One house or shop has the first 64 bits of an IPv6 address to itself; an IPv4 address is shorter than that.
NETWORK_BYTES = 8

MAPPED = bytes(10) + b"\xff\xff"
OWN_V4, OWN_V6 = b"\x7f", bytes(15) + b"\x01"


class Allowance:
    """Counts per client as a bucket that refills evenly, up to BURST."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second, self._clock = per_minute / 60, clock
        self._burst = min(BURST, max(per_minute, 1))
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._salt, self._salted_at = secrets.token_bytes(16), clock()

    def take(self, host: str) -> int:
        """0 if the client may ask now, else in how many seconds it may."""
        now = self._clock()
        if now - self._salted_at > SALT_SECONDS:
            self._buckets.clear()
            self._salt, self._salted_at = secrets.token_bytes(16), now
        key = hashlib.blake2b(_network(host), key=self._salt, digest_size=16).digest()
        left, then = self._buckets.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - then) * self._per_second)
        wait = 0 if left >= 1 else math.ceil((1 - left) / self._per_second)
        self._buckets[key] = (left if wait else left - 1, now)
        if len(self._buckets) > MAX_CLIENTS:
            self._buckets.popitem(last=False)
        return wait


def _network(host: str) -> bytes:
    """What of an address counts as one client."""
    packed = _pack(host)
    return host.encode() if packed is None else packed[:NETWORK_BYTES]


def _pack(host: str) -> bytes | None:
    """The 4 or 16 bytes of an address, None for what is none. By the system's own reader: ipaddress takes ten times as long.

    An old address that came to a socket for the new ones is written within one of them (RFC 4291, 2.5.5.2), and read as it was.
    """
    for family, text in ((AF_INET, host), (AF_INET6, host.partition("%")[0])):
        try:
            return inet_pton(family, text).removeprefix(MAPPED)
        except (OSError, ValueError):
            continue
    return None


class RateLimit:
    """Who must wait: whoever asks more than `per_minute`; 0 lets everybody ask."""

    def __init__(self, per_minute: int) -> None:
        self._allowance = Allowance(per_minute) if per_minute else None

    def take(self, scope: Scope) -> int:
        """0 if this request may be answered now, else in how many seconds its client may ask again."""
        if self._allowance is None or not scope["path"].startswith(LIMITED_PATHS):
            return 0
        # uvicorn has already put in what a proxy on this machine said.
        host = scope["client"][0] if scope.get("client") else ""
        return 0 if _is_own(host) else self._allowance.take(host)


def _is_own(host: str) -> bool:
    """Whether this machine itself asks (RFC 6890: 127.0.0.0/8, ::1)."""
    packed = _pack(host)
    return packed is not None and (packed == OWN_V6 or (packed[:1] == OWN_V4 and len(packed) == 4))


def too_many(wait_seconds: int) -> ProblemError:
    """More than anybody may ask for now."""
    return ProblemError(
        "too-many-requests", 429, "Too many requests", "found more requests than one client may make in a minute",
        f"Wait {wait_seconds} s. To hold all records, fetch /api/v1/snapshot once and follow /changes.json.",
        headers={"retry-after": str(wait_seconds)},
    )  # fmt: skip

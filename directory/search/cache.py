"""A memory of answers that forgets the longest unused ones when it is full."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Holds values whose sizes together stay within `capacity`; threads may share it."""

    def __init__(self, capacity: int, size: Callable[[V], int]) -> None:
        self._capacity, self._size_of = capacity, size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value kept for `key`, else the one `make` gives, kept from then on."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._keep(key, value)
        return value

    def _keep(self, key: K, value: V) -> None:
        if key in self._values:  # another thread was faster
            return
        self._values[key] = value
        self._held += self._cost(value)
        while self._held > self._capacity:
            _, forgotten = self._values.popitem(last=False)
            self._held -= self._cost(forgotten)

    def _cost(self, value: V) -> int:
        """Never nothing: even an empty answer takes a place."""
        return 1 + self._size_of(value)


class PrivateCache(Generic[V]):
    """The same for what people ask: it keeps what is found, and of the asking a hash, salted anew in each cache."""

    def __init__(self, capacity: int, size: Callable[[V], int]) -> None:
        # Copied for each key: salting anew takes as long as the rest of the hash.
        self._salted = hashlib.blake2b(key=secrets.token_bytes(16), digest_size=16)
        self._kept: Cache[bytes, V] = Cache(capacity, size)

    def get(self, asked: object, make: Callable[[], V]) -> V:
        """The value kept for what was `asked`, else the one `make` gives. `asked`: told from others by its repr."""
        key = self._salted.copy()
        key.update(repr(asked).encode())
        return self._kept.get(key.digest(), make)

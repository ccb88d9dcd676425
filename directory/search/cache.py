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
        value = self.find(key)
        if value is None:
            value = make()
            self.keep(key, value)
        return value

    def find(self, key: K) -> V | None:
        """The value kept for `key`, if there is one."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def keep(self, key: K, value: V) -> None:
        """Keeps a value until others take its room."""
        with self._lock:
            self._put(key, value)

    def _put(self, key: K, value: V) -> None:
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
        return self._kept.get(self._name(asked), make)

    def find(self, asked: object) -> V | None:
        """The value kept for what was `asked`, if there is one."""
        return self._kept.find(self._name(asked))

    def keep(self, asked: object, value: V) -> None:
        """Keeps the value for what was `asked` until others take its room."""
        self._kept.keep(self._name(asked), value)

    def _name(self, asked: object) -> bytes:
        key = self._salted.copy()
        key.update(repr(asked).encode())
        return key.digest()

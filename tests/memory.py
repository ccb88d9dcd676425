"""What somebody who reads the memory of the server would find there."""

from __future__ import annotations

import gc
from types import FunctionType, ModuleType


def list_texts(root: object) -> set[str]:
    """Every text and every string of bytes that can be reached from an object, without passing through code."""
    seen: dict[int, object] = {}
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if id(found) not in seen and not isinstance(found, type | ModuleType | FunctionType):
            seen[id(found)] = found
            waiting += gc.get_referents(found)
    texts = {found for found in seen.values() if isinstance(found, str)}
    return texts | {found.decode("latin-1") for found in seen.values() if isinstance(found, bytes)}

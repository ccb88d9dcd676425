"""What changed from one pack to the next, for phones that have the first."""

from __future__ import annotations

import json

from directory.pack.pieces import cut_pieces

# Above this share of the new pack the phone does better with the whole, which is squeezed the same and cannot fail to fit.
_MOST = 0.5


def make_delta(old: bytes, new: bytes) -> bytes | None:
    """JSON {size_bytes of the new pack, pieces}; None where nearly everything changed. web/worker/pack-news.js applies it."""
    content = {"size_bytes": len(new), "pieces": cut_pieces(new, old)}
    delta = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return delta if len(delta) <= len(new) * _MOST else None

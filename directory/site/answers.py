"""A search -> the JSON it is answered with; recent ones kept for a while, under names nobody can read back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from directory.search.cache import Cache
from directory.search.results import Hit, Results
from directory.site.addresses import address
from directory.site.asked import Asked
from directory.site.fields import Fields
from directory.snapshot import Snapshot

# What of the public form a result shows; the rest is at its own address.
CARD_FIELDS = (
    "id", "kind", "title", "summary", "reach", "services", "audiences", "topics", "languages", "interpreter", "cost",
    "url", "chat_url", "phones", "city", "county", "hours", "hours_note", "caution", "publisher", "format", "year",
    "pages", "duration_seconds", "verified",
)  # fmt: skip

MAX_KEPT_BYTES = 8_000_000

# Kept, because json.dumps makes a new one at each call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def find(snapshot: Snapshot, asked: Asked) -> Results:
    """The results of a search, narrowed to what serves the place where one is asked for."""
    if asked.place is None:
        return snapshot.engine.search(asked.query)
    serving = frozenset(name for name, form in snapshot.forms.items() if asked.place.is_served_by(form["reach"]))
    results = snapshot.engine.search(replace(asked.query, within=serving))
    return replace(results, understood={**results.understood, "place": asked.place.as_json()})


def encode_card(form: Mapping[str, Any], lang: str) -> bytes:
    """The parts of a public form that a list shows, in a language, and the address of its page, as JSON."""
    shown = localize(form, lang)
    fields = {name: shown[name] for name in CARD_FIELDS if name in shown}
    return encode({**fields, "page": address(lang, "resource", id=form["id"])})


def localize(form: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """The public form with title and summary in `lang` where they are translated."""
    translation = form.get("translations", {}).get(lang, {})
    return {**form, **{name: translation[name] for name in ("title", "summary") if name in translation}}


def encode(content: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return _ENCODER.encode(content).encode()


class Answers:
    """The answers to searches of one snapshot; recent ones stay in memory, at most MAX_KEPT_BYTES of them.

    Neither the name nor the answer kept under it holds the words: a name is a hash salted anew each time, and the
    words of the query are written in front of an answer only when it is sent.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cards: dict[tuple[str, str], bytes] = {}
        self._salt = secrets.token_bytes(16)
        self._kept: Cache[bytes, bytes] = Cache(MAX_KEPT_BYTES, size=len)

    def get(self, fields: Fields, read: Callable[[Fields], Asked]) -> bytes:
        """The answer to a request of these fields, as JSON but for its `query`. Raises what `read` raises."""
        key = hashlib.blake2b(encode(fields), key=self._salt, digest_size=16).digest()
        return self._kept.get(key, lambda: self.make(read(fields)))

    def make(self, asked: Asked) -> bytes:
        """The answer to a search, as JSON but for its `query`. Shape: docs/design.md, public contract."""
        results = find(self._snapshot, asked)
        rows = b",".join(self._row(hit, asked.query.lang) for hit in results.hits)
        head = encode({"understood": results.understood, "total": results.total})
        tail = encode({"facets": results.facets, "urgent": results.urgent})
        return b'%s,"results":[%s],%s' % (head[:-1], rows, tail[1:])

    def _row(self, hit: Hit, lang: str) -> bytes:
        """A card with its score. Cards are encoded once: encoding twenty anew took half the time of a search."""
        card = self._cards.get((hit.id, lang))
        if card is None:
            card = self._cards[hit.id, lang] = encode_card(self._snapshot.forms[hit.id], lang)
        return b'%s,"score":%s}' % (card[:-1], encode(hit.score))

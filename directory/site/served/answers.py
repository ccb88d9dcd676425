"""A search -> the JSON it is answered with; recent ones kept for a while, under names nobody can read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from directory.search.cache import PrivateCache
from directory.search.intent import read_typed
from directory.search.opening import Moment
from directory.search.results import Hit, Query
from directory.site.http.addresses import address
from directory.site.http.fields import Fields
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
    """The answers to searches of one snapshot; recent ones stay in memory, by what was meant and by the address that asked.

    At most MAX_KEPT_BYTES of each; where both know an answer, it is there once.

    Nothing kept holds the words: `PrivateCache` keeps a hash of what was asked, and they are written in front of an answer only
    when it is sent.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cards: dict[tuple[str, str], bytes] = {}
        self._kept: PrivateCache[bytes] = PrivateCache(MAX_KEPT_BYTES, size=len)
        self._recalled: PrivateCache[bytes] = PrivateCache(MAX_KEPT_BYTES, size=len)

    def get(self, fields: Fields, moment: Moment, read: Callable[[Fields], Query]) -> bytes:
        """The answer to a request of these fields at `moment`, as JSON but for its `query`. Raises what `read` raises."""
        # Capitals, accents and blanks change nothing: "Shelter " is answered with what was kept for "shelter".
        words = [read_typed(text) for text in fields.get("q", ())]
        asked = (words, {**fields, "q": ()}, self._name_state(moment))
        return self._kept.get(asked, lambda: self.make(read(fields)))

    def recall(self, query_string: bytes, moment: Moment) -> bytes | None:
        """The answer that was remembered for the same request, letter by letter, if it is still the one at `moment`."""
        return self._recalled.find((query_string, self._name_state(moment)))

    def remember(self, query_string: bytes, moment: Moment, answered: bytes) -> None:
        """Keeps what `get` gave for this request, so that nothing of the request need be read to answer it again."""
        self._recalled.keep((query_string, self._name_state(moment)), answered)

    def _name_state(self, moment: Moment) -> str:
        return self._snapshot.engine.name_state(moment)

    def make(self, query: Query) -> bytes:
        """The answer to a search, as JSON but for its `query`. Shape: docs/design.md, public contract."""
        results = self._snapshot.engine.search(query)
        rows = b",".join([self._row(hit, query.lang) for hit in results.hits])
        head = encode({"understood": results.understood, "total": results.total})
        tail = encode({"facets": results.facets, "urgent": results.urgent})
        return b'%s,"results":[%s],%s' % (head[:-1], rows, tail[1:])

    def _row(self, hit: Hit, lang: str) -> bytes:
        """A card with its score. Cards are encoded once: encoding twenty anew took half the time of a search."""
        card = self._cards.get((hit.id, lang))
        if card is None:
            card = self._cards[hit.id, lang] = encode_card(self._snapshot.forms[hit.id], lang).removesuffix(b"}")
        # Written by hand, twenty times for each answer: these are plain words and numbers.
        near = "" if hit.near is None else f'"near":"{hit.near}",'
        miles = "" if hit.miles is None else f'"miles":{hit.miles},'
        is_open = "" if hit.open is None else f'"open":"{hit.open}",'
        return card + f',{is_open}{near}{miles}"score":{hit.score!r}}}'.encode()

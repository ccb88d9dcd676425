"""A search -> the JSON it is answered with; recent ones kept for a while, under names nobody can read back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from directory.search.cache import Cache
from directory.search.results import Results
from directory.site.addresses import address
from directory.site.asked import Asked, Fields
from directory.snapshot import Snapshot

# What of the public form a result shows; the rest is at its own address.
CARD_FIELDS = (
    "id", "kind", "title", "summary", "reach", "services", "audiences", "topics", "languages", "interpreter", "cost",
    "url", "chat_url", "phones", "city", "county", "hours", "hours_note", "caution", "publisher", "format", "year",
    "pages", "duration_seconds", "verified",
)  # fmt: skip

MAX_KEPT_BYTES = 8_000_000


def find(snapshot: Snapshot, asked: Asked) -> Results:
    """The results of a search, narrowed to what serves the place where one is asked for."""
    if asked.place is None:
        return snapshot.engine.search(asked.query)
    serving = frozenset(name for name, form in snapshot.forms.items() if asked.place.is_served_by(form["reach"]))
    results = snapshot.engine.search(replace(asked.query, within=serving))
    return replace(results, understood={**results.understood, "place": asked.place.as_json()})


def answer(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """The answer to a search but for the words asked. Shape: docs/design.md, public contract."""
    results = find(snapshot, asked)
    return {
        "understood": results.understood,
        "total": results.total,
        "results": [{**card(snapshot.forms[hit.id], asked.query.lang), "score": hit.score} for hit in results.hits],
        "facets": results.facets,
        "urgent": list(results.urgent),
    }


def card(form: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """The parts of a public form that a list shows, in a language, and the address of its page."""
    shown = localize(form, lang)
    fields = {name: shown[name] for name in CARD_FIELDS if name in shown}
    return {**fields, "page": address(lang, "resource", id=form["id"])}


def localize(form: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """The public form with title and summary in `lang` where they are translated."""
    translation = form.get("translations", {}).get(lang, {})
    return {**form, **{name: translation[name] for name in ("title", "summary") if name in translation}}


def encode(content: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class AnswerCache:
    """The answers to recent searches, in memory alone, at most MAX_KEPT_BYTES of them.

    Neither key nor value holds the words: a key is a hash salted anew in each process, and the words of the query are
    written in front of an answer only when it is sent.
    """

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._answers: Cache[bytes, bytes] = Cache(MAX_KEPT_BYTES, size=len)

    def get(self, fields: Fields, make: Callable[[], bytes]) -> bytes:
        """The answer kept for a request of these fields, else the one `make` gives, kept from then on."""
        key = hashlib.blake2b(encode(fields), key=self._salt, digest_size=16).digest()
        return self._answers.get(key, make)

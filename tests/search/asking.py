"""A query put to an engine."""

from __future__ import annotations

from typing import Any

from directory.search.engine import Engine
from directory.search.results import Query, Results


def ask(engine: Engine, text: str, lang: str = "en", **options: Any) -> Results:
    """The answer to a query, whole."""
    return engine.search(Query(text, lang=lang, limit=1000, **options))

"""The phone's search, run under Node as it is, without bundle or browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from directory.pack.build import pack_vocabulary
from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine
from directory.search.results import Query
from scripts.node import find_node

RUNNER = Path(__file__).parent / "run_phone.mjs"


def split_on_phone(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text."""
    return _run({"texts": list(texts)})


def search_on_phone(
    forms: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, engine: Engine, queries: Sequence[Query]
) -> dict[str, Any]:
    """`documents`, one for each record, and `answers`, one for each query, from a pack with the engine's tables."""
    pack = {"resources": forms, "search": engine.tables, "vocabulary": pack_vocabulary(vocabulary)}
    return _run({"pack": pack, "queries": [_ask(query) for query in queries]})


def suggest_on_phone(
    forms: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, engine: Engine, texts: Sequence[str]
) -> list[Any]:
    """What is suggested for each text, seven at most."""
    pack = {"resources": forms, "search": engine.tables, "vocabulary": pack_vocabulary(vocabulary)}
    suggested: list[Any] = _run({"pack": pack, "queries": [], "begun": list(texts)})["suggestions"]
    return suggested


def read_openings_on_phone(forms: Sequence[Mapping[str, Any]], instants: Sequence[float]) -> dict[str, Any]:
    """`moments` in Montana at `instants`, in milliseconds since 1970, and the `openings` of all forms at each."""
    return _run({"forms": list(forms), "instants": list(instants)})


def _ask(query: Query) -> dict[str, Any]:
    """The query as the phone takes it: a place by its id."""
    place = query.place and query.place.id
    moment = query.moment and query.moment._asdict()
    return {**asdict(query), "place": place, "ignore": sorted(query.ignore), "moment": moment}


def _run(question: Mapping[str, Any]) -> Any:
    # Keys in the order the pack has them, and every character escaped: lone surrogates are no UTF-8.
    text = json.dumps(question, sort_keys=True)
    done = subprocess.run(
        [str(find_node()), str(RUNNER)], input=text, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

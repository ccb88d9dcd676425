"""What site.yaml must say and may say: texts that nothing can do without, and the keys that anything reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from directory.records.fault import Fault, did_you_mean
from directory.records.load import Document
from directory.records.order import ORDER_KEYS

# Those in several languages at least in English.
_TEXTS = (
    *((key, "en") for key in ("name", "short_name", "title", "description", "safety_notice")),
    ("exit", "url"),
    *(("licence", "data", *step) for step in (("id",), ("name", "en"), ("url",))),
)

_KEYS = (
    *("reviewed", "name", "short_name", "title", "description", "base_url", "exit", "corrections", "ages", "licence"),
    *("suggestions", "safety_notice", "footer"),
    *ORDER_KEYS,
)


def check_site_keys(document: Document) -> Iterator[Fault]:
    """A fault for each text that is missing, and for each key that nothing reads: with it a rule would be gone unseen.

    A key that is like none that is known is only remarked on.
    """
    if not isinstance(document.tree, dict):
        if not document.faults:
            yield Fault(document.name, (1, 1), (), "no mapping", "lines of the form 'key: value'")
        return
    # Of a file that breaks off nobody knows what it lacks.
    for path in () if document.is_cut else list_missing_texts(document.tree):
        yield Fault(document.name, document.mark(path), path, "no text", want_text(path))
    for key in document.tree:
        if key not in _KEYS:
            mend = did_you_mean(key, _KEYS)
            at = document.keys[(key,)]
            want = f"one of {', '.join(_KEYS)}"
            yield Fault(document.name, at, (), f"the unknown key '{key}'", want, mend, warning=not mend)


def list_missing_texts(site: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Where site.yaml has no text and must have one."""
    for path in _TEXTS:
        node: Any = site
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        if not isinstance(node, str):
            yield path


def want_text(path: tuple[str, ...]) -> str:
    """("exit", "url") -> the line 'exit: {url: ...}'"""
    return f"the line '{'{'.join(f'{key}: ' for key in path)}...{'}' * (len(path) - 1)}'"

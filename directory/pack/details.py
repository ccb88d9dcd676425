"""What no search and no card needs of a record travels after all the rest: a first search is answered before it is here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# Read by the opened record alone.
_LATER = frozenset(
    {
        "address",
        "captions",
        "chat_url",
        "cost_note",
        "download_url",
        "hours_note",
        "rights",
        "rights_note",
        "verified",
    }
)

# Closed lists whose labels the opened record alone reads.
_LISTS_LATER = ("doubt_subjects", "rights", "verification_means")

# Short texts that the vocabulary has in other languages: where a card shows one, of a record and of its numbers.
_ON_CARDS = ("title", "summary", "caution")
_BESIDE_NUMBERS = ("label", "hours_note", "note")

# Records are found by the site of their address.
_SITE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)

Row = dict[str, Any]


def split_details(row: Mapping[str, Any]) -> tuple[Row, Row]:
    """The record without its details, and the details: of `url` what follows its site, of each of the `doubts` its text.

    web/search/details.js puts them together again.
    """
    first = {key: value for key, value in row.items() if key not in _LATER}
    details = {key: value for key, value in row.items() if key in _LATER}
    site = _SITE.match(row.get("url", ""))
    if site and site[0] != row["url"]:
        first["url"], details["url"] = site[0], row["url"][site.end() :]
    if row.get("doubts"):
        # What is doubted says whether hours hold.
        first["doubts"] = [{key: value for key, value in doubt.items() if key != "text"} for doubt in row["doubts"]]
        details["doubts"] = [{key: value for key, value in doubt.items() if key == "text"} for doubt in row["doubts"]]
    return first, details


def split_terms(lists: Mapping[str, Row], forms: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Row], dict[str, Row]]:
    """The closed lists without what the opened record alone reads, and that: whole lists, and of `phrases` what no card shows."""
    shown = {text for form in forms for text in _list_shown(form)}
    later = {name: lists[name] for name in _LISTS_LATER if name in lists}
    first = {name: terms for name, terms in lists.items() if name not in later}
    if phrases := lists.get("phrases"):
        first["phrases"] = {text: term for text, term in phrases.items() if text in shown}
        later["phrases"] = {text: term for text, term in phrases.items() if text not in shown}
    return first, later


def _list_shown(form: Mapping[str, Any]) -> Iterator[str]:
    yield from (form[name] for name in _ON_CARDS if name in form)
    yield from (phone[name] for phone in form.get("phones", ()) for name in _BESIDE_NUMBERS if name in phone)

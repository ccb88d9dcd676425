"""Public forms and tables -> the offline pack: everything a phone needs to search and to show every record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.pack.columns import order_by_likeness, to_columns, to_table, trim_phone
from directory.pack.details import split_details, split_terms
from directory.pack.phrases import fold_groups
from directory.pack.places import fold_places
from directory.pack.tags import fold_tags, letter_tags
from directory.records.vocabulary import Term, Vocabulary

# Public: a phone refuses a pack of another format. Raise it with every change that an older app cannot read.
FORMAT = 6

# A county's label is its tag, so that list would say everything twice; the others are no part of a record as phones show it.
_LISTS_LEFT_OUT = ("counties", "phone_kinds", "publisher_kinds", "removal_reasons")

# No page of the app reads these. Sources open only with a signal, on the record's own page.
_LEFT_OUT = frozenset({"confidential", "publisher_kind", "sources"})

# Where a tag is its own label in that language: phones show the tag where a label is wanting.
_OWN_LABEL = {"phrases": "en"}


# The columns of names and sentences squeeze smaller after all others, those that say the same words one after the other.
_LAST = (
    "url", "id", "title", "alternate_names", "summary", "what_happens", "caution", "cost_note", "hours_note", "doubts",
    "translations", "phones",
)  # fmt: skip


@dataclass(frozen=True)
class Pack:
    """`bytes` as sent, `hash` the SHA-256 of them in 64 hex digits, `manifest` what /packs/latest.json says of it."""

    bytes: bytes
    hash: str
    manifest: Mapping[str, Any]


def build_pack(
    forms: Iterable[Mapping[str, Any]],
    tables: Mapping[str, Any],
    vocabulary: Vocabulary,
    records_on: str,
) -> Pack:
    """The pack: UTF-8 JSON, resources by column. Format: docs/design.md, "Pack"; web/search/pack.js opens it.

    All up to `resources` are the tables, all up to `details` the first part, which is all that a search needs: each, closed with
    a }, is JSON by itself. The guide and the lines to call travel in the pages. The same forms and tables give the same bytes, whatever the
    order they come in.
    """
    letters = letter_tags(vocabulary)
    ordered = order_by_likeness(forms)
    rows = [split_details(fold_tags(pack_resource(form), letters)) for form in ordered]
    lists, later = split_terms(pack_vocabulary(vocabulary), ordered)
    groups = [fold_tags(group, letters) for group in tables["groups"]]
    begun = {
        "format": FORMAT,
        "records_on": records_on,
        "vocabulary": _to_tables(lists),
        "search": {**tables, "groups": fold_groups(groups), "places": fold_places(tables["places"])},
    }
    records = {"resources": _order_columns(to_columns([row for row, _ in rows]))}
    details = {"details": _order_columns(to_columns([details for _, details in rows])), "terms": _to_tables(later)}
    before = f"{{{_write(begun)}".encode()
    first = before + f",{_write(records)}".encode()
    data = first + f",{_write(details)}}}".encode()
    name = hashlib.sha256(data).hexdigest()
    manifest = {
        "format": FORMAT,
        "hash": name,
        "url": f"/packs/{name}.json",
        "size_bytes": len(data),
        "tables": _describe(before),
        "first": _describe(first),
        "records": len(rows),
        "records_on": records_on,
    }
    return Pack(data, name, manifest)


def _to_tables(lists: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: to_table(terms) for name, terms in lists.items()}


def _describe(part: bytes) -> dict[str, Any]:
    """What a phone verifies a part by that it uses before all is here."""
    return {"size_bytes": len(part), "hash": hashlib.sha256(part).hexdigest()}


def _order_columns(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the records, sorted but for those that stand last."""
    values = columns["values"]
    names = [*(name for name in values if name not in _LAST), *(name for name in _LAST if name in values)]
    return {**columns, "values": {name: values[name] for name in names}}


def _write(parts: Mapping[str, Any]) -> str:
    """What stands in a JSON mapping: its parts in their order, in which they squeeze smallest; within the tables keys are sorted."""

    def write(name: str, part: Any) -> str:
        text = json.dumps(
            part, ensure_ascii=False, separators=(",", ":"), sort_keys=name not in ("resources", "details")
        )
        return f'"{name}":{text}'

    return ",".join(write(name, part) for name, part in parts.items())


def pack_resource(form: Mapping[str, Any]) -> dict[str, Any]:
    """The public form without what follows from the rest of it, or is for no phone."""
    kept = {key: value for key, value in form.items() if key not in _LEFT_OUT}
    if "phones" in form:
        kept["phones"] = [trim_phone(phone) for phone in form["phones"]]
    if "verified" in form:
        kept["verified"] = {key: value for key, value in form["verified"].items() if key != "source"}
    return kept


def pack_vocabulary(vocabulary: Vocabulary) -> dict[str, dict[str, dict[str, Any]]]:
    """The closed lists as the pack carries them: list -> tag -> label by language, and `words` by language if any.

    A list's tags are sorted like every key: the order of a list carries no meaning.
    """
    return {
        name: {tag: _pack_term(term, _OWN_LABEL.get(name, "")) for tag, term in terms.items()}
        for name, terms in vocabulary.lists.items()
        if name not in _LISTS_LEFT_OUT
    }


def _pack_term(term: Term, own_lang: str) -> dict[str, Any]:
    words = {lang: list(texts) for lang, texts in term.words.items() if texts}
    labels = {lang: label for lang, label in term.labels.items() if lang != own_lang}
    return {**labels, "words": words} if words else labels

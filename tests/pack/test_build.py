"""The pack: one format, one hash, the same bytes for the same records."""

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from directory.pack.build import FORMAT, Pack, build_pack, pack_vocabulary
from directory.records.vocabulary import Term, Vocabulary

VOCABULARY = Vocabulary(
    {
        "kinds": {"video": Term("video", {"en": "Videos", "es": "Videos"}, {"en": ("film",), "es": ()})},
        "counties": {"Cascade": Term("Cascade", {"en": "Cascade"}, {})},
    }
)
TABLES = {"fields": {"title": 4}, "stop_words": ["the"], "stems": {}, "numbers": {"k": 1.2}, "groups": [], "places": {}}
FORMS = [
    {"id": f"record-{number}", "title": f"Record {number}", "topics": ["rights", "prevention"]} for number in range(9)
]


def build(forms: list[dict[str, Any]]) -> Pack:
    """A pack of these forms."""
    return build_pack(forms, TABLES, VOCABULARY, "2026-11-21")


@given(st.permutations(FORMS))
def test_order_of_records_never_changes_the_pack(forms: list[dict[str, Any]]) -> None:
    assert build(forms) == build(FORMS)


@given(st.randoms())
def test_order_of_keys_never_changes_the_pack(shuffle: random.Random) -> None:
    shuffled = [dict(shuffle.sample(list(form.items()), len(form))) for form in FORMS]
    assert build(shuffled) == build(FORMS)


def test_one_letter_changes_the_hash() -> None:
    changed = [{**FORMS[0], "title": "Record O"}, *FORMS[1:]]
    assert build(changed).hash != build(FORMS).hash


def test_manifest_describes_the_bytes() -> None:
    pack = build(FORMS)
    tables, first = (pack.manifest[part]["size_bytes"] for part in ("tables", "first"))
    assert pack.manifest == {
        "format": FORMAT,
        "hash": hashlib.sha256(pack.bytes).hexdigest(),
        "url": f"/packs/{pack.hash}.json",
        "size_bytes": len(pack.bytes),
        "tables": {"size_bytes": tables, "hash": hashlib.sha256(pack.bytes[:tables]).hexdigest()},
        "first": {"size_bytes": first, "hash": hashlib.sha256(pack.bytes[:first]).hexdigest()},
        "records": 9,
        "records_on": "2026-11-21",
    }


def test_pack_opens_with_its_format_and_holds_the_records_by_column() -> None:
    content = json.loads(build(FORMS[::-1]).bytes)
    assert content["format"] == FORMAT
    assert content["resources"]["values"]["id"] == [form["id"] for form in FORMS]
    assert content["search"] == {**TABLES, "groups": {"count": 0, "runs": {}, "values": {}}}


def test_text_travels_as_it_is_typed() -> None:
    assert "línea 🏠".encode() in build([{"id": "a", "title": "línea 🏠"}]).bytes


def test_addresses_of_sources_stay_on_the_server() -> None:
    """They open only with a signal, and would be a fifth of the pack."""
    form = {
        "id": "a",
        "sources": [{"url": "https://example.org"}],
        "verified": {"on": "2026-11-21", "source": "https://x.org"},
    }

    content = json.loads(build([form]).bytes)
    assert content["resources"]["values"] == {"id": ["a"]}
    assert content["details"]["values"] == {"verified": {"count": 1, "runs": {}, "values": {"on": ["2026-11-21"]}}}


def test_vocabulary_says_nothing_twice() -> None:
    """A county's label is its tag; a language without other words has no empty list."""
    assert pack_vocabulary(VOCABULARY) == {
        "kinds": {"video": {"en": "Videos", "es": "Videos", "words": {"en": ["film"]}}}
    }

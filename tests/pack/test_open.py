"""A pack that is made here and opened on the phone says what it said before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from directory.pack.build import build_pack, pack_vocabulary
from directory.pack.columns import to_columns, to_table
from directory.pack.details import split_details
from directory.records.publish import publish
from directory.records.vocabulary import Term, Vocabulary
from directory.snapshot import Snapshot
from tests.pack.phone import ask_phone

PHONE = {"kind": "voice", "label": "Line", "verdict": "confirmed", "checked_on": "2026-11-21", "confirmed": True}
NUMBERS = [
    {**PHONE, "number": "+14065550100", "display": "406-555-0100", "href": "tel:+14065550100"},
    {**PHONE, "number": "+18885550100", "display": "1-888-555-0100", "href": "tel:+18885550100"},
    {**PHONE, "number": "+18005550100", "display": "1-800-555-HELP", "href": "tel:+18005550100"},
    {**PHONE, "number": "211", "display": "211", "href": "tel:211"},
    {**PHONE, "kind": "text", "number": "233733", "display": "233733", "href": "sms:233733"},
    {
        **PHONE,
        "kind": "text",
        "number": "741741",
        "keyword": "A B",
        "display": "741741",
        "href": "sms:741741?body=A%20B",
    },
    {**PHONE, "kind": "text", "number": "741741", "keyword": "MT", "display": "741741", "href": "sms:741741?body=MT"},
    {
        **PHONE,
        "number": "+4930123",
        "verdict": "conflicting",
        "confirmed": False,
        "display": "x",
        "href": "tel:+4930123",
    },
]


TABLES: dict[str, Any] = {"groups": [], "places": {}, "common_words": {"places": "", "rest": ""}}


def open_on_phone(forms: list[dict[str, Any]], tables: dict[str, Any]) -> dict[str, Any]:
    """The pack of these, made, sent as JSON, opened."""
    pack = build_pack(forms, tables, Vocabulary({}), "2026-11-21")
    opened: dict[str, Any] = ask_phone("open_pack.mjs", [json.loads(pack.bytes)])[0]
    return opened


def test_real_pack_opens_to_the_records_and_tables_it_was_made_of(snapshot: Snapshot) -> None:
    opened = ask_phone("open_pack.mjs", [json.loads(snapshot.pack.bytes)])[0]
    told = {"confidential", "publisher_kind", "sources", "verified"}
    assert [without(form, told) for form in opened["resources"]] == [
        without(publish(resource), told) for resource in sorted(snapshot.resources, key=lambda resource: resource.id)
    ]
    assert opened["search"] == json.loads(json.dumps(snapshot.engine.tables))
    assert opened["vocabulary"] == pack_vocabulary(snapshot.vocabulary)
    assert opened["records_on"] == snapshot.records_on


def without(form: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in form.items() if key not in keys}


@pytest.mark.parametrize("phone", NUMBERS, ids=lambda phone: phone["href"])
def test_number_is_dialled_and_shown_as_published(phone: dict[str, Any]) -> None:
    opened = open_on_phone([{"id": "a", "phones": [phone]}], TABLES)
    assert opened["resources"] == [{"id": "a", "phones": [phone]}]


def test_row_keeps_the_keys_it_had() -> None:
    forms = [{"id": "a", "city": "Havre"}, {"id": "b"}, {"id": "c", "city": "Butte", "year": 2001}]
    assert open_on_phone(forms, TABLES)["resources"] == forms


def test_rows_within_rows_keep_the_keys_they_had() -> None:
    forms = [
        {"id": "a", "doubts": [{"about": "open", "text": "A"}, {"about": "phone"}], "reach": {"scope": "national"}},
        {"id": "b", "doubts": [], "reach": {"scope": "counties", "counties": ["Hill"]}},
        {"id": "c", "reach": {}},
    ]
    assert open_on_phone(forms, TABLES)["resources"] == forms


def test_phrases_that_begin_alike_are_whole_again() -> None:
    groups = [{"phrases": "boss|boss took pay|boss took visa|visa", "topics": ["a"]}, {"phrases": "x"}]
    assert open_on_phone([], TABLES | {"groups": groups})["search"]["groups"] == groups


def test_no_records_open_to_none() -> None:
    assert open_on_phone([], TABLES)["resources"] == []


TERMS = {tag: Term(tag, {"en": tag.title()}, {}) for tag in ("legal-aid", "advocacy", "shelter", *map(str, range(60)))}


def test_tags_are_said_in_full_again_in_their_order() -> None:
    """Also those far down a long list, whose letters JSON has to escape."""
    forms = [{"id": "a", "services": [*TERMS][::-1]}, {"id": "b", "services": ["legal-aid"], "rights": "unknown"}]
    groups = [{"phrases": "lawyer", "services": ["legal-aid", "advocacy"]}]
    pack = build_pack(forms, TABLES | {"groups": groups}, Vocabulary({"services": TERMS, "rights": {}}), "2026-11-21")
    opened = ask_phone("open_pack.mjs", [json.loads(pack.bytes)])[0]
    assert opened["resources"] == forms
    assert opened["search"]["groups"] == groups


def test_details_are_with_their_records_again() -> None:
    """Also those whose address is a site alone, or none of the web."""
    doubts = [{"about": "open", "text": "A"}, {"about": "phone"}]
    forms = [
        {"id": "a", "url": "https://example.org/help?x=1#top", "doubts": doubts, "rights": "free"},
        {"id": "b", "url": "https://example.org", "doubts": [], "verified": {"on": "2026-11-21"}},
        {"id": "c", "url": "ftp://example.org/help", "address": "1 Main St"},
        {"id": "d"},
    ]
    assert open_on_phone(forms[::-1], TABLES)["resources"] == forms


def test_short_text_that_no_card_shows_is_with_the_others_again() -> None:
    terms = {
        text: Term(text, {"en": text, "es": f"{text} (es)"}, {}) for text in ("Crisis line", "No fee", "Nobody says it")
    }
    form = {"id": "a", "phones": [PHONE | {"number": "211", "label": "Crisis line"}], "cost_note": "No fee"}
    pack = json.loads(build_pack([form], TABLES, Vocabulary({"phrases": terms}), "2026-11-21").bytes)
    assert pack["vocabulary"]["phrases"]["values"]["key"] == ["Crisis line"]
    opened = ask_phone("open_pack.mjs", [pack])[0]
    assert opened["vocabulary"] == {"phrases": {text: {"es": f"{text} (es)"} for text in terms}}


def test_pack_of_the_format_before_opens_as_it_did() -> None:
    """All its closed lists stand before the records."""
    form = {"id": "a", "url": "https://example.org/help", "doubts": [{"about": "open", "text": "A"}], "rights": "free"}
    first, details = split_details(form)
    rights = {"free": {"en": "Free to copy"}}
    before = {
        "format": 5,
        "records_on": "2026-11-20",
        "resources": to_columns([first]),
        "details": to_columns([details]),
        "search": TABLES | {"groups": to_columns([])},
        "vocabulary": {"topics": to_table({}), "rights": to_table(rights)},
    }
    opened = ask_phone("open_pack.mjs", [before])[0]
    assert opened["resources"] == [form]
    assert opened["vocabulary"] == {"topics": {}, "rights": rights}

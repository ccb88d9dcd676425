"""The first pack of a phone comes in two parts: searched as soon as the first is here, and told in full only with the second."""

from __future__ import annotations

import json
from typing import Any

import pytest

from directory.pack.build import Pack
from directory.site.served.assets import LOCALES, read_language
from directory.snapshot import Snapshot
from tests.pack.phone import ask_phone

QUERIES = [
    "shelter",
    "my boyfriend hits me",
    "lawyer near havre",
    "wage theft",
    "trafiking",
    "mt.gov",
    "poster in spanish",
]

# What a card or a line shows; see templates/_record.html.
SHOWN = (
    "id", "address", "eyebrow", "title", "title_lang", "summary", "summary_lang", "facts", "caution", "caution_lang", "phones",
    "hours", "hours_note", "hours_note_lang", "confirmed", "unconfirmed",
)  # fmt: skip


def visit(pack: Pack, lang: str = "en", **changed: Any) -> dict[str, Any]:
    """What a first visit comes to with this pack, where the parts are as they should be but for what is `changed`."""
    texts = read_language(LOCALES / lang / "strings.yaml")
    said = {name: texts[name] for name in ("record", "found", "news")}
    question = {
        "manifest": dict(pack.manifest),
        "tables": tables_of(pack).decode(),
        "begun": first_part(pack).decode(),
        "whole": pack.bytes.decode(),
        "newest": None,
        "queries": QUERIES,
        "language": {"lang": lang, "address": "/resources/{id}", "urgent_channel": {}, **said},
        "record": "montana-988",
    }
    came: dict[str, Any] = ask_phone("first_pack.mjs", question | changed)
    return came


def tables_of(pack: Pack) -> bytes:
    return pack.bytes[: pack.manifest["tables"]["size_bytes"]]


def first_part(pack: Pack) -> bytes:
    return pack.bytes[: pack.manifest["first"]["size_bytes"]]


def shown(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as the page shows it."""

    def cut(view: Any) -> Any:
        return {name: view[name] for name in SHOWN if name in view} if isinstance(view, dict) else view

    urgent = answer.get("urgent")
    lines = [urgent["title"], *map(cut, urgent["lines"])] if urgent else []
    return answer | {name: list(map(cut, answer[name])) for name in ("cards", "nearest")} | {"urgent": lines}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_first_part_is_searched_and_shown_as_the_whole_is(snapshot: Snapshot, lang: str) -> None:
    came = visit(snapshot.pack, lang)
    assert (came["state"], came["completed"]) == ("begun", "stored")
    assert list(map(shown, came["before"])) == list(map(shown, came["after"]))
    assert all(answer["total"] for answer in came["before"])


def test_record_opened_early_waits_for_its_details(snapshot: Snapshot) -> None:
    form = next(form for form in snapshot.forms.values() if form.get("doubts") and form.get("url"))
    came = visit(snapshot.pack, record=form["id"])
    assert came["hasWaited"]
    assert came["view"]["doubts"] == [doubt["text"] for doubt in form["doubts"]]
    assert form["url"] in [link["href"] for link in came["view"]["links"]]
    assert came["kept"] == [snapshot.pack.manifest["url"], "/packs/latest.json", "/packs/checked"]


@pytest.mark.parametrize("rest", [None, "spoilt"])
def test_rest_that_never_comes_is_fetched_anew(snapshot: Snapshot, rest: str | None) -> None:
    came = visit(snapshot.pack, whole=rest, newest=snapshot.pack.bytes.decode())
    assert came["completed"] == "stored"
    assert came["view"]["details"]


@pytest.mark.parametrize("rest", [None, "spoilt"])
def test_record_without_its_details_is_never_shown(snapshot: Snapshot, rest: str | None) -> None:
    """It would be surer than it is; the page then asks the server."""
    came = visit(snapshot.pack, whole=rest)
    assert (came["state"], came["completed"], came["view"], came["kept"]) == ("begun", "none", None, [])
    assert came["before"] == came["after"]


def test_first_part_that_is_not_the_one_promised_is_never_used(snapshot: Snapshot) -> None:
    came = visit(snapshot.pack, begun=first_part(snapshot.pack).decode().replace("Montana", "Nevada", 1), whole=None)
    assert (came["state"], came["before"][0]) == ("none", None)


def test_tables_are_made_ready_before_the_records_are_here(snapshot: Snapshot) -> None:
    """And come to the same as where they were not, or were spoilt on their way."""
    prepared, alone, spoilt = (
        visit(snapshot.pack, tables=tables)
        for tables in (tables_of(snapshot.pack).decode(), None, tables_of(snapshot.pack).decode().replace("the", "eht"))
    )
    assert [came["isPrepared"] for came in (prepared, alone, spoilt)] == [True, None, False]
    assert prepared["before"] == alone["before"] == spoilt["before"]


def test_tables_and_first_part_are_a_pack_cut_short(snapshot: Snapshot) -> None:
    tables = json.loads(tables_of(snapshot.pack) + b"}")
    begun, whole = json.loads(first_part(snapshot.pack) + b"}"), json.loads(snapshot.pack.bytes)
    assert begun == {name: part for name, part in whole.items() if name not in ("details", "terms")}
    assert tables == {name: part for name, part in begun.items() if name != "resources"}

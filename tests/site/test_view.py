"""The texts a page shows of a record. That the phone shows the same is held by tests/browser/test_record.py."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.records.check import check_file
from directory.records.publish import publish
from directory.records.vocabulary import Vocabulary
from directory.site.views.hours import hours_text
from directory.site.views.texts import Words, day_text, reach_text
from directory.site.views.view import BLANK, view

LOCALES = Path(__file__).resolve().parents[2] / "directory" / "site" / "locales"


@pytest.fixture(params=["en", "es"])
def words(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> Words:
    """The words of one language."""
    return read_words(request.param, vocabulary)


@pytest.fixture
def english(vocabulary: Vocabulary) -> Words:
    """The words of English."""
    return read_words("en", vocabulary)


def read_words(lang: str, vocabulary: Vocabulary) -> Words:
    strings = yaml.safe_load((LOCALES / lang / "strings.yaml").read_text(encoding="utf-8"))
    return Words(lang, strings, lambda name, tag: vocabulary.label(name, tag, lang), lambda name: f"/resources/{name}")


def form(**changes: Any) -> dict[str, Any]:
    """A public form with little in it."""
    return {
        "id": "example",
        "kind": "organization",
        "title": "Example",
        "summary": "Helps.",
        "reach": {"scope": "statewide"},
        "cost": "unknown",
        "verified": {"on": "2026-11-21", "how": "by-phone"},
    } | changes


def test_caution_is_passed_on_under_its_own_heading(words: Words) -> None:
    material = form(kind="video", format="psa", caution="Shows violence.", publisher="Example")
    assert f"{words.record['caution_title_material']}: Shows violence." in view(material, words)["plain"]


def test_material_has_a_place_and_no_contact(words: Words) -> None:
    material = form(kind="print", format="guide", publisher="Example", url="https://example.org/")
    assert view(material, words)["contact_title"] == words.record["contact_title_material"]
    assert view(form(), words)["contact_title"] == words.record["contact_title"]


def test_confirmed_number_is_not_called_doubtful(words: Words) -> None:
    phone: dict[str, Any] = {
        "kind": "voice",
        "label": "Office",
        "number": "+14065550100",
        "display": "406-555-0100",
        "href": "tel:+14065550100",
    }
    confirmed = phone | {"confirmed": True, "verdict": "confirmed", "checked_on": "2026-11-21"}
    doubtful = phone | {"confirmed": False, "verdict": "same-source-only", "checked_on": "2026-11-21"}
    doubts = [{"about": "phone", "text": "Texting was not tested."}]
    assert view(form(phones=[confirmed], doubts=doubts), words)["doubts_about"] == words.record["doubt_beside_number"]
    about = words.label("doubt_subjects", "phone")
    assert view(form(phones=[confirmed, doubtful], doubts=doubts), words)["doubts_about"] == about
    assert view(form(doubts=doubts), words)["doubts_about"] == about


def test_every_slot_of_every_real_record_is_in_the_blank_one(data_folder: Path, today: date, words: Words) -> None:
    """Else the phone would have no place to show it in."""
    for resource in check_file(data_folder / "resources.yaml", today=today).resources:
        shown = view(publish(resource), words)
        assert shown.keys() - {"sources"} <= BLANK.keys(), resource.id
        for slot in ("phones", "links", "details"):
            for row in shown.get(slot, ()):
                assert row.keys() <= BLANK[slot][0].keys(), resource.id


def test_address_that_would_run_as_script_is_no_link(words: Words) -> None:
    shown = view(
        form(url="javascript:alert(1)", chat_url="JavaScript:alert(1)", sources=[{"url": "javascript:alert(1)"}]), words
    )
    assert "links" not in shown
    assert shown["sources"] == [{"host": "javascript:alert(1)"}]


def test_unconfirmed_number_says_so_and_a_confirmed_one_says_when(english: Words) -> None:
    phone = {
        "kind": "voice",
        "label": "Office",
        "number": "+14065550100",
        "display": "406-555-0100",
        "href": "tel:+14065550100",
    }
    sure = {**phone, "confirmed": True, "verdict": "confirmed", "checked_on": "2026-11-21"}
    unsure = {**phone, "confirmed": False, "verdict": "same-source-only", "checked_on": "2026-11-21"}
    lost = {**unsure, "verdict": "not-found"}
    first, second, third = view(form(phones=[sure, unsure, lost]), english)["phones"]
    assert first["confirmed"] == "Number confirmed Nov 21, 2026"
    assert second["unconfirmed"] == "Not yet confirmed, may have changed"
    assert "confirmed" not in second
    assert third["unconfirmed"] == "Not found again when we checked, may be out of use"


def test_translation_is_shown_in_its_language_and_the_rest_says_it_is_english(vocabulary: Vocabulary) -> None:
    translated = form(caution="Not one of the phrases.", translations={"es": {"title": "Ejemplo", "summary": "Ayuda."}})
    shown = view(translated, read_words("es", vocabulary))
    assert (shown["title"], shown["title_lang"]) == ("Ejemplo", "es")
    assert (shown["caution"], shown["caution_lang"]) == ("Not one of the phrases.", "en")


def test_summary_in_english_alone_gives_way_to_what_the_closed_lists_say_in_spanish(vocabulary: Vocabulary) -> None:
    """Who reads no English sees first what it helps with and for whom; the English text comes below."""
    english_only = form(services=["safety-planning"], audiences=["families"])
    shown = view(english_only, read_words("es", vocabulary))
    assert (shown["summary"], shown["summary_lang"]) == ("Ayuda con: Plan de seguridad. Para: Familias.", "es")
    assert (shown["original"], shown["original_lang"]) == ("Helps.", "en")
    assert "original" not in view(english_only, read_words("en", vocabulary))


def test_nobody_is_kept_from_calling_by_languages_that_are_only_not_certain(vocabulary: Vocabulary) -> None:
    """A record names the languages that are certain: of a film these are all, of an organization there may be more."""
    spanish, english = read_words("es", vocabulary), read_words("en", vocabulary)
    office, film = form(languages=["en"]), form(kind="video", format="short-film", publisher="Nobody", languages=["en"])
    assert "Inglés" not in view(office, spanish)["facts"]
    assert {"term": "Idiomas", "text": "Inglés; no se sabe si también español"} in view(office, spanish)["details"]
    assert {"term": "Languages", "text": "English"} in view(office, english)["details"]
    assert {"term": "Idiomas", "text": "Inglés; otros con intérprete"} in view(
        {**office, "interpreter": True}, spanish
    )["details"]
    assert view(film, spanish)["facts"] == "Nobody · Inglés"
    assert {"term": "Idiomas", "text": "Inglés"} in view(film, spanish)["details"]
    assert view(film, english)["facts"] == "Nobody"


def test_summary_of_a_record_that_the_closed_lists_say_nothing_of_stays(vocabulary: Vocabulary) -> None:
    shown = view(form(services=[], audiences=[], topics=[]), read_words("es", vocabulary))
    assert (shown["summary"], shown["summary_lang"]) == ("Helps.", "en")
    assert "original" not in shown


def test_short_texts_that_the_list_of_phrases_has_are_spanish_and_say_so(vocabulary: Vocabulary) -> None:
    phone = {"kind": "voice", "label": "Crisis line", "number": "+14065550100", "display": "406-555-0100"}
    phone |= {"href": "tel:+14065550100", "confirmed": True, "verdict": "confirmed", "checked_on": "2026-11-21"}
    shown = view(form(phones=[phone], caution="This is not a crisis line."), read_words("es", vocabulary))
    assert (shown["phones"][0]["label"], shown["phones"][0]["label_lang"]) == ("Línea de crisis", "es")
    assert (shown["caution"], shown["caution_lang"]) == ("No es una línea de crisis.", "es")
    assert "Línea de crisis" in shown["plain"]


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        ("24/7", "Open 24 hours"),
        ("Mo-Fr 08:00-17:00; PH off", "Mon–Fri 8 am–5 pm; holidays closed"),
        ("Sa 00:00-12:30", "Sat 12 am–12:30 pm"),
    ],
)
def test_hours_are_said_as_people_say_them(english: Words, hours: str, text: str) -> None:
    assert hours_text(hours, english) == text


@pytest.mark.parametrize(("day", "text"), [("2026-11-21", "Nov 21, 2026"), ("2018-02", "Feb 2018"), ("2001", "2001")])
def test_day_is_said_as_exactly_as_it_is_known(english: Words, day: str, text: str) -> None:
    assert day_text(day, english) == text


@pytest.mark.parametrize(
    ("counties", "text"),
    [(["Lake"], "Lake County"), (["Lake", "Mineral"], "Lake, Mineral counties"), (["A", "B", "C", "D"], "4 counties")],
)
def test_many_counties_are_counted_on_a_card(english: Words, counties: list[str], text: str) -> None:
    assert reach_text(form(reach={"scope": "counties", "counties": counties}), english, few=3) == text


def test_place_nobody_can_reach_says_so_and_names_a_way_on(words: Words) -> None:
    shown = view(form(), words)

    assert shown["facts"].startswith(words.record["no_number"])
    assert shown["no_contact"] == words.record["no_contact"]


def test_place_with_a_page_and_no_number_says_only_that(words: Words) -> None:
    shown = view(form(url="https://example.org/"), words)

    assert shown["facts"].startswith(words.record["no_number"])
    assert "no_contact" not in shown

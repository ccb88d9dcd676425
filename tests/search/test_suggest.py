"""What letters typed so far may become: needs, places, records. The phone suggests the same, and nothing leads nowhere."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine
from directory.search.results import Query
from directory.search.subjects import KINDS
from directory.search.suggest import Suggestion
from directory.site.views.found import name_place
from directory.site.views.suggested import show_suggestions
from tests.search.phone import suggest_on_phone
from tests.search.queries import bend
from tests.search.test_parity import HOSTILE
from tests.site.test_view import read_words

LIMIT = 7


def suggest(engine: Engine, text: str) -> list[tuple[str, str]]:
    """(kind, id) of each suggestion, a place's own kind for a place."""
    return [(row.place.kind if row.place else row.kind, row.id) for row in engine.suggest(text, LIMIT)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("shel", ("service", "emergency-shelter")),
        ("refug", ("service", "emergency-shelter")),
        ("sehlt", ("service", "emergency-shelter")),
        ("abog", ("service", "legal-aid")),
        ("safe house", ("service", "emergency-shelter")),
        ("misso", ("town", "Missoula")),
        ("misso", ("county", "Missoula")),
        ("misula", ("town", "Missoula")),
        ("5930", ("zip", "59301")),
        ("ft belk", ("nation", "fort-belknap")),
        ("hi-li", ("region", "hi-line")),
        ("condado de lin", ("county", "Lincoln")),
        ("trev", ("organization", "trevor-project")),
        ("project", ("organization", "trevor-project")),
        ("APS", ("organization", "montana-adult-protective-services")),
        ("safe house pro", ("video", "safe-house-project-educators")),
    ],
)  # fmt: skip
def test_beginnings_of_any_word_of_any_name_suggest_it(real_engine: Engine, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in suggest(real_engine, text)


def test_place_at_the_end_of_a_text_leaves_the_words_before_it(real_engine: Engine) -> None:
    """As they were typed, but for words that only lead to the place."""
    suggested = real_engine.suggest("¿Un lugar Seguro, cerca de Bil", LIMIT)
    assert [(row.id, row.rest) for row in suggested] == [("Billings", "¿Un lugar Seguro,")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("shelter in misso", "Missoula"),
        ("shelter near misso", "Missoula"),
        ("ayuda en butt", "Butte"),
        ("crisis center around misso", "Missoula"),
        ("albergue cerca de misso", "Missoula"),
    ],
)
def test_place_comes_first_after_a_word_that_leads_to_one(real_engine: Engine, text: str, wanted: str) -> None:
    """Though a record has all the words of the text in its name."""
    assert real_engine.suggest(text, LIMIT)[0].id == wanted


def test_need_follows_a_place_and_ends_no_sentence(real_engine: Engine) -> None:
    """Else a label would stand in the middle of a person's own words."""
    after_a_place = real_engine.suggest("billings shel", LIMIT)
    assert [row for row in after_a_place if row.kind == "service"] == [
        Suggestion("service", "emergency-shelter", "billings")
    ]
    assert {row.kind for row in real_engine.suggest("he told me about the shel", LIMIT)} == {"place"}


def test_suggestions_of_one_group_stand_together_and_leave_room(real_engine: Engine) -> None:
    """No group takes more than three of seven."""
    for text in ("mi", "mis", "shel", "hu", "video", "co"):
        kinds = [row.kind for row in real_engine.suggest(text, LIMIT)]
        groups = [
            {"service": "need", "topic": "need", "video": "material", "print": "material"}.get(k, k) for k in kinds
        ]
        assert groups == sorted(groups, key=groups.index)
        assert max(groups.count(group) for group in groups) <= 3
        assert len(kinds) <= LIMIT


@pytest.mark.parametrize(
    "text", ["", " ", "a", "?!", "мо", "水", "the", "x" * 300, "[" * 50, "title:shel AND (mis*)~2", '"']
)
def test_text_of_any_kind_is_just_letters(real_engine: Engine, text: str) -> None:
    """Short, foreign, long, or the syntax of another search."""
    assert len(real_engine.suggest(text, LIMIT)) <= LIMIT


def test_record_held_back_is_never_suggested(real_engine: Engine, site: dict[str, Any], real_forms: list[Any]) -> None:
    """Whoever types "home" on the way to "homeless shelter" must not be offered immigration enforcement."""
    held_back = {row["id"] for row in site["hold_back"]}
    titles = [form["title"] for form in real_forms if form["id"] in held_back]
    texts = [word for title in titles for word in title.split(" ")] + titles
    assert titles
    assert not held_back & {row.id for text in texts for row in real_engine.suggest(text, 20)}


@pytest.fixture(scope="module")
def begun(real_forms: list[dict[str, Any]], vocabulary: Vocabulary, real_engine: Engine) -> list[str]:
    """Beginnings of titles, labels, lay phrases and places, bent and whole."""
    random = Random(4)
    texts = [form["title"] for form in real_forms]
    texts += [
        label
        for name in ("services", "topics")
        for term in vocabulary.lists[name].values()
        for label in term.labels.values()
    ]
    texts += [text for row in vocabulary.lay_words for texts in row.phrases.values() for text in texts]
    texts += [key for key, _ in real_engine.places.list_names()]
    chosen = random.sample(texts, 400)
    words = [" ".join([*text.split(" ")[:-1], bend(text.split(" ")[-1] or "x", random)]) for text in chosen]
    return [
        *words,
        *(text[: random.randint(2, 12)] for text in chosen),
        *(f"shelter in {text}" for text in chosen[:100]),
    ]


def test_every_suggestion_leads_to_something(real_engine: Engine, vocabulary: Vocabulary, begun: list[str]) -> None:
    """A need to results for its label, after the place it follows; a place to results, with the words before it; else a record."""
    tried = set()
    for text in begun:
        for row in real_engine.suggest(text, LIMIT):
            tried.add(row.kind)
            label = vocabulary.label({"service": "services", "topic": "topics"}.get(row.kind, ""), row.id, "es")
            words = f"{row.rest} {label}" if row.kind in ("service", "topic") else row.rest
            is_known = not row.rest or real_engine.search(Query(row.rest, lang="es", limit=1)).total
            if is_known and (row.kind in ("service", "topic") or row.place):
                assert real_engine.search(Query(words, lang="es", limit=1, place=row.place)).total, row
    assert tried == set(KINDS)


def test_phone_suggests_the_same(
    real_engine: Engine, real_forms: list[dict[str, Any]], vocabulary: Vocabulary, begun: list[str]
) -> None:
    """In the same order, for beginnings of every kind and for texts made to do harm."""
    texts = [*begun, *(text for text in HOSTILE if "\ud800" not in text)]
    there = suggest_on_phone(real_forms, vocabulary, real_engine, texts)
    here = [
        [name(row._asdict(), row.place and row.place.id) for row in real_engine.suggest(text, LIMIT)] for text in texts
    ]
    assert sum(map(len, here)) > 1000
    assert [[name(row, row["place"] and row["place"]["id"]) for row in rows] for rows in there] == here


def name(row: dict[str, Any], place: str | None) -> tuple[str, str, str, str | None]:
    return row["kind"], row["id"], row["rest"], place


def test_town_and_county_of_one_name_are_told_apart(real_engine: Engine) -> None:
    """A county wins by its name alone, as in the list of counties; with its county's name a town is meant."""
    chosen = [
        real_engine.places.choose(text)
        for text in ("Missoula", "Missoula, Missoula County", "missoula, condado de missoula")
    ]
    assert [place and place.kind for place in chosen] == ["county", "town", "town"]
    assert real_engine.places.choose("Missoula, Lake County") is None


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_place_is_chosen_by_what_is_offered_for_it(
    real_engine: Engine, vocabulary: Vocabulary, lang: str
) -> None:
    """Also a town whose name is a nation's (Blackfoot, Fort Peck), or a county's with its own ("Butte, Silver Bow")."""
    words = read_words(lang, vocabulary)
    for _, place in real_engine.places.list_names():
        picked = real_engine.places.choose(name_place(place.as_json(), words))
        assert picked, place
        assert (picked.kind, picked.id) == (place.kind, place.id)


def test_town_and_nation_of_one_name_are_both_offered(real_engine: Engine) -> None:
    """The nation first, which far more people mean."""
    for typed in ("blackfoot", "fort peck"):
        place = real_engine.search(Query(typed)).understood["place"]
        assert [row["kind"] for row in (place, *place["others"])] == ["nation", "town"]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_suggested_place_is_picked_by_what_is_written_for_it(
    real_engine: Engine, real_forms: list[dict[str, Any]], vocabulary: Vocabulary, lang: str
) -> None:
    """In both languages, whatever else bears its name."""
    words = read_words(lang, vocabulary)
    forms = {form["id"]: form for form in real_forms}
    texts = [key for key, _ in real_engine.places.list_names()]
    for text in texts[::7]:
        suggested = real_engine.suggest(text, 20)
        for row, shown in zip(suggested, show_suggestions(suggested, forms, words), strict=True):
            if row.place:
                picked = real_engine.places.choose(shown["place"])
                assert picked, shown
                assert (picked.kind, picked.id) == (row.place.kind, row.place.id), shown

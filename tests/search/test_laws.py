"""Laws of the whole search, over the records, places and words we serve."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from directory.records.vocabulary import Vocabulary
from directory.search.common import COMMON_WORDS
from directory.search.document import make_document
from directory.search.engine import Engine
from directory.search.meanings import SMALL_WORDS
from directory.search.reach import NAMES as REACH_NAMES
from directory.search.results import Hit, Query
from directory.search.text import fold_apostrophes, split_words, tokens
from directory.search.words import Words
from tests.search.queries import make_spoken_queries

STATE_LINE = "montana-human-trafficking-hotline"

# Closed lists whose labels people see as categories and may type.
CATEGORIES = ("kinds", "services", "topics", "audiences", "languages", "formats")


def find(engine: Engine, text: str, lang: str = "en", limit: int = 1000) -> list[str]:
    """Ids, best first."""
    return [hit.id for hit in engine.search(Query(text, lang=lang, limit=limit)).hits]


@pytest.fixture(scope="module")
def held_back(site: dict[str, Any]) -> frozenset[str]:
    """Records that come last wherever their own words stand, by the will of site.yaml."""
    return frozenset(row["id"] for row in site["hold_back"])


@pytest.fixture(scope="module")
def titles(real_forms: list[dict[str, Any]], held_back: frozenset[str]) -> list[tuple[str, str, str]]:
    """Id, language and title, in every language a record has a title in."""
    rows = [(form["id"], "en", form["title"]) for form in real_forms]
    for form in real_forms:
        rows += [(form["id"], lang, row["title"]) for lang, row in form.get("translations", {}).items()]
    return [row for row in rows if row[0] not in held_back]


def test_every_record_is_found_by_its_own_title(real_engine: Engine, titles: list[tuple[str, str, str]]) -> None:
    """First or second, whatever else the words of the title mean."""
    assert [title for id_, lang, title in titles if id_ not in find(real_engine, title, lang)[:2]] == []


@pytest.mark.parametrize("seed", range(5))
def test_every_record_is_found_by_its_title_with_a_typo(
    real_engine: Engine, titles: list[tuple[str, str, str]], seed: int
) -> None:
    """One letter added, dropped, changed or swapped, also where that makes another word ("happen" of "haven")."""
    chance = random.Random(seed)
    mistyped = [(id_, lang, mistype(title, chance)) for id_, lang, title in titles]
    assert [title for id_, lang, title in mistyped if id_ not in find(real_engine, title, lang)[:2]] == []


def mistype(title: str, chance: random.Random) -> str:
    """The title with one slip inside one of its longer words."""
    words = title.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return title
    place = chance.choice(long)
    word, letter = words[place], chance.choice("abcdefghijklmnopqrstuvwxyz")
    at = chance.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
    )
    return " ".join([*words[:place], chance.choice(slips), *words[place + 1 :]])


def test_every_county_and_nation_has_someone_near_and_the_state_line(
    real_engine: Engine, places: dict[str, Any]
) -> None:
    """For whoever types nothing but where she is."""
    names = [f"{row['name']} County" for row in places["counties"]] + [row["name"] for row in places["nations"]]
    assert len(names) == 64
    for name in names:
        hits = {hit.id: hit.near for hit in real_engine.search(Query(name, limit=1000)).hits}
        assert {"local", "regional"} & set(hits.values()), name
        assert hits[STATE_LINE] == "statewide", name


@pytest.mark.parametrize(
    "wish", ["raped", "sexual assault", "domestic violence", "stalking", "sex trafficking", "my ex hits me"]
)
def test_advocate_near_is_shown_whatever_was_done(
    real_engine: Engine, real_forms: list[dict[str, Any]], wish: str
) -> None:
    """Who stands by people in a county is among all that is found there, though its record may not say all it does."""
    advocates: defaultdict[str, set[str]] = defaultdict(set)
    for form in real_forms:
        if form["kind"] == "organization" and "advocacy" in form.get("services", ()):
            for county in form["reach"].get("counties", ()):
                advocates[county].add(form["id"])
    assert len(advocates) > 20
    assert [name for name, ids in advocates.items() if ids.isdisjoint(find(real_engine, f"{wish} {name} county"))] == []


def test_every_suggestion_category_and_phrase_finds_something(
    real_engine: Engine, vocabulary: Vocabulary, site: dict[str, Any]
) -> None:
    """In its language: what is offered or known is never a dead end."""
    texts = [(lang, text) for row in site["suggestions"] for lang, text in row.items()]
    for name in CATEGORIES:
        texts += [label for term in vocabulary.lists[name].values() for label in term.labels.items()]
    texts += [(lang, text) for row in vocabulary.lay_words for lang, texts in row.phrases.items() for text in texts]
    assert [(lang, text) for lang, text in texts if not find(real_engine, text, lang, limit=1)] == []


def test_no_label_suggestion_or_title_of_a_material_is_urgent(
    real_engine: Engine, real_forms: list[dict[str, Any]], vocabulary: Vocabulary, site: dict[str, Any]
) -> None:
    """Whoever taps what is offered looks around; only where it says suicide does the line for it lead anyway."""
    texts = [(lang, text) for row in site["suggestions"] for lang, text in row.items()]
    for name in CATEGORIES:
        terms = (term for tag, term in vocabulary.lists[name].items() if tag != "suicide")
        texts += [label for term in terms for label in term.labels.items()]
    for form in real_forms:
        if form["kind"] != "organization":
            texts += [
                ("en", form["title"]),
                *((lang, row["title"]) for lang, row in form.get("translations", {}).items()),
            ]
    urgent = [text for lang, text in texts if real_engine.search(Query(text, lang=lang, limit=0)).understood["urgent"]]
    assert urgent == []


def test_no_urgent_phrase_comes_down_to_one_common_word(vocabulary: Vocabulary) -> None:
    """Small words do not count: "he is here" would make every "here" an emergency."""
    phrases = [text for row in vocabulary.lay_words if row.urgent for texts in row.phrases.values() for text in texts]
    telling = {text: set(split_words(fold_apostrophes(text))) - SMALL_WORDS for text in phrases}
    assert [text for text, words in telling.items() if len(words) == 1 and words <= COMMON_WORDS] == []


def test_reach_is_never_inverted(
    real_engine: Engine,
    real_forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    titles: list[tuple[str, str, str]],
    held_back: frozenset[str],
) -> None:
    """Whoever stands before somebody nearer answers now or was called by name; who is held back comes last, however near."""
    names = {form["id"]: Words(list_name_words(form)) for form in real_forms}
    spoken = make_spoken_queries(vocabulary, real_engine.places, 300, seed=9)
    called = [Query(title, lang=lang, place=real_engine.places.choose("Wibaux")) for _, lang, title in titles]
    with_place = with_called = 0
    for query in (*spoken, *called):
        results = real_engine.search(replace(query, limit=1000))
        hits = [hit for hit in results.hits if hit.id not in results.urgent and hit.id not in held_back]
        ahead = list_ahead(hits)
        with_place += any(hit.near for hit in hits)
        with_called += bool(ahead)
        assert [hit.id for hit in ahead if not is_named(names[hit.id], query.text)] == [], query
    assert with_place > 400
    assert with_called > 50


def list_ahead(hits: Sequence[Hit]) -> list[Hit]:
    """Those that stand before somebody nearer."""
    reach = [REACH_NAMES.index(hit.near) if hit.near else 0 for hit in hits]
    return [hit for place, hit in enumerate(hits) if min(reach[place:]) < reach[place]]


def list_name_words(form: Mapping[str, Any]) -> set[str]:
    """The words of its title and other names, in every language."""
    translated = (row["title"] for row in form.get("translations", {}).values())
    names = (form["title"], *form.get("alternate_names", ()), *translated)
    return {word for name in names for word in split_words(fold_apostrophes(name))}


def is_named(names: Words, text: str) -> bool:
    """Whether every telling word typed is a word of the names, the last one perhaps begun and one of them mistyped."""
    typed = [word for word in dict.fromkeys(tokens(fold_apostrophes(text))) if len(word) > 1]
    is_begun = bool(typed) and bool(names.begin_with(typed[-1]))
    mistyped = [word for word in typed if word not in names and not (is_begun and word == typed[-1])]
    return not mistyped or (len(mistyped) == 1 and bool(names.one_edit_from(mistyped[0])))


def test_more_words_never_lose_the_only_record_that_has_them(
    real_engine: Engine, real_forms: list[dict[str, Any]], vocabulary: Vocabulary
) -> None:
    """Two words that stand together in one record alone find it."""
    words = {form["id"]: list_words(form, vocabulary) for form in real_forms}
    holders: dict[str, set[str]] = defaultdict(set)
    for id_, own in words.items():
        for word in own:
            holders[word].add(id_)
    chance = random.Random(3)
    tried = 0
    while tried < 300:
        id_ = chance.choice(sorted(words))
        one, other = chance.sample(sorted(words[id_]), 2)
        if holders[one] & holders[other] == {id_}:
            tried += 1
            assert id_ in find(real_engine, f"{one} {other}"), (one, other)


def list_words(form: Mapping[str, Any], vocabulary: Vocabulary) -> set[str]:
    """The words a record is found by, without short ones."""
    return {word for word in tokens(" ".join(make_document(form, vocabulary).values())) if len(word) > 2}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_filter_on_a_meant_query_equals_filtering_by_hand(
    real_engine: Engine, real_forms: list[dict[str, Any]], lang: str
) -> None:
    """With a place, a meaning and urgency in the query too."""
    services = {form["id"]: form.get("services", []) for form in real_forms}
    for text in ("shelter in missoula", "hes going to hurt me tonight", "abogado gratis", "billings"):
        whole = find(real_engine, text, lang)
        filtered = real_engine.search(Query(text, {"service": ("hotline", "legal-aid")}, lang=lang, limit=1000))
        wanted = [id_ for id_ in whole if {"hotline", "legal-aid"} & set(services[id_])]
        assert [hit.id for hit in filtered.hits] == wanted
        assert filtered.total == len(wanted)

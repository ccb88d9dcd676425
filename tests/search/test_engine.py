"""Search through its front door: what is found, in which order, with which counts."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.errors import UsageError
from directory.records.vocabulary import Vocabulary
from directory.search import common
from directory.search.engine import Engine, open_engine
from directory.search.opening import Moment, find_opening
from directory.search.results import FILTERS, Hit, Query, Results
from directory.search.text import STOP_WORDS
from tests.memory import list_texts
from tests.search.queries import make_queries

ALL = 1000
COMMON_WORDS = ("shelter", "ayuda", "legal", "truckers", "casa", "wages", "crisis", "seguro")
SERVICES = ("hotline", "emergency-shelter", "legal-aid", "counseling")


def find(engine: Engine, text: str, **options: Any) -> list[str]:
    """Ids of all hits, best first."""
    return [hit.id for hit in engine.search(Query(text, **{"limit": ALL, **options})).hits]


def tags_of(form: dict[str, Any], name: str) -> list[str]:
    """The tags a record carries for one filter."""
    value = form.get(FILTERS[name], [])
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("shelter", "Shelters in town"),
        ("shelters", "A shelter"),
        ("beatings", "They beat him"),
        ("trafficked", "Trafficking is a crime"),
        ("MÉDICO", "médicos"),
        ("shelt", "shelter"),
        ("sheltre", "shelter"),
        ("sheler", "shelter"),
        ("shellter", "shelter"),
        ("the", "therapy"),
    ],
)
def test_word_in_another_form_is_found(open_small: Any, typed: str, written: str) -> None:
    """Stems, endings no record has, accents, beginnings, one edit; a stop word alone is a beginning."""
    engine = open_small({"summary": written}, {"summary": "Meetings we walked to"})
    assert find(engine, typed) == ["record-0"]


def test_spanish_verb_in_another_form_is_found(open_small: Any) -> None:
    """By the endings of the Spanish words there are."""
    translations = {"es": {"title": "Ejemplo", "summary": "Trabajando y caminando sin amenazas"}}
    engine = open_small({"translations": translations}, {"title": "Other"})
    assert find(engine, "amenazando") == ["record-0"]


def test_towns_are_no_plurals(open_small: Any) -> None:
    """Billings has nothing to do with bills."""
    engine = open_small({"city": "Billings", "summary": "Help in Billings"}, {"summary": "Help with bills"})
    assert find(engine, "bills") == ["record-1"]


def test_short_words_are_not_mistyped(open_small: Any) -> None:
    """Under five letters everything is one edit from something else."""
    assert find(open_small({"summary": "rope"}), "rape now") == []


def test_phone_number_is_found_in_any_writing(open_small: Any) -> None:
    """With country code, without, and with hyphens."""
    phone = {"kind": "voice", "number": "+14062656743", "display": "406-265-6743", "confirmed": True}
    engine = open_small({"phones": [phone]}, {"title": "Other"})
    for typed in ("14062656743", "4062656743", "(406) 265-6743", "406 265"):
        assert find(engine, typed) == ["record-0"]


def test_records_with_all_words_stand_first(open_small: Any) -> None:
    """Fewer than three have all words, so those with some follow, however well they match."""
    engine = open_small({"summary": "kayak and anvil"}, {"title": "Kayak", "summary": "kayak"}, {"title": "Other"})
    assert find(engine, "kayak anvil") == ["record-0", "record-1"]


def test_three_records_with_all_words_are_enough(open_small: Any) -> None:
    """Then records with some of the words would only be noise."""
    both = {"summary": "kayak and anvil"}
    engine = open_small(both, both, both, {"title": "Kayak"})
    assert find(engine, "kayak anvil") == ["record-0", "record-1", "record-2"]


def test_record_without_confirmed_number_ranks_below_one_with(open_small: Any) -> None:
    """The same words, so that only the number tells them apart."""
    phone = {"kind": "voice", "number": "+14062656743", "display": "406-265-6743"}
    engine = open_small({"phones": [{**phone, "confirmed": False}]}, {"phones": [{**phone, "confirmed": True}]})
    assert find(engine, "example") == ["record-1", "record-0"]


def test_equal_records_stand_in_order_of_id(open_small: Any) -> None:
    """A tie is broken the same way on every machine."""
    assert find(open_small({}, {}, {}), "example") == ["record-0", "record-1", "record-2"]


def test_empty_text_lists_every_record_by_title(engine: Engine, forms: list[dict[str, Any]]) -> None:
    """Nothing asked, everything shown; nothing is scored."""
    results = engine.search(Query("", limit=ALL))
    assert results.total == len(results.hits) == len(forms)
    assert {hit.score for hit in results.hits} == {0.0}
    titles = {form["id"]: form["title"].lower() for form in forms}
    shown = [titles[hit.id] for hit in results.hits]
    assert shown[0] == min(titles.values())
    assert sorted(shown) == sorted(titles.values())


@pytest.mark.parametrize("text", ["zzzzzzqqqq", "救命", "🌵", "помогите"])
def test_word_nobody_has_finds_nothing(engine: Engine, text: str) -> None:
    """No hits, no counts; nor for what is written in another script, which is no empty text."""
    understood = {"place": None, "topics": [], "services": [], "corrected": None, "urgent": []}
    assert engine.search(Query(text)) == Results(0, (), {name: {} for name in FILTERS}, understood, ())


def test_pages_of_hits_join_to_the_whole(engine: Engine) -> None:
    """`limit` and `offset` cut one ranking, whatever tier a hit stands in."""
    whole = find(engine, "shelter legal truckers")
    pages = [find(engine, "shelter legal truckers", limit=7, offset=start) for start in range(0, len(whole) + 7, 7)]
    assert [id_ for page in pages for id_ in page] == whole


@given(
    text=st.lists(st.sampled_from(COMMON_WORDS), max_size=3),
    services=st.sets(st.sampled_from(SERVICES)),
    spanish=st.booleans(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_filter_equals_filtering_by_hand(
    engine: Engine, forms: list[dict[str, Any]], text: list[str], services: set[str], spanish: bool
) -> None:
    """The hits are the unfiltered ones that carry the tags; each count is what one would get by choosing that tag alone."""
    filters = {"service": tuple(services)} | ({"language": ("es",)} if spanish else {})
    by_id = {form["id"]: form for form in forms}
    everything = [by_id[id_] for id_ in find(engine, " ".join(text))]

    def passes(form: dict[str, Any], *, but: str = "") -> bool:
        asked = {name: tags for name, tags in filters.items() if tags and name != but}
        return all(set(tags) & set(tags_of(form, name)) for name, tags in asked.items())

    results = engine.search(Query(" ".join(text), filters, limit=ALL))
    assert [hit.id for hit in results.hits] == [form["id"] for form in everything if passes(form)]
    for name in FILTERS:
        assert results.facets[name] == Counter(
            tag for form in everything if passes(form, but=name) for tag in tags_of(form, name)
        )


@given(
    text=st.lists(st.sampled_from(COMMON_WORDS), max_size=2),
    tags=st.sets(st.sampled_from(("now", "closed", "unknown")), min_size=1),
    costs=st.sets(st.sampled_from(("free", "paid", "unknown"))),
    moment=st.builds(Moment, st.integers(20_000, 21_000), st.integers(0, 1439)),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_filter_of_what_is_open_equals_asking_each_record(
    engine: Engine, forms: list[dict[str, Any]], text: list[str], tags: set[str], costs: set[str], moment: Moment
) -> None:
    """At any moment, with another filter beside it; every hit says itself what it is."""
    by_id = {form["id"]: form for form in forms}
    everything = [by_id[id_] for id_ in find(engine, " ".join(text))]
    affordable = [form for form in everything if not costs or form["cost"] in costs]
    openings = {form["id"]: find_opening(form, moment) for form in affordable}
    is_open = {id_: opening.tag for id_, opening in openings.items() if opening}

    filters = {"open": tuple(tags), "cost": tuple(costs)}
    results = engine.search(Query(" ".join(text), filters, limit=ALL, moment=moment))

    assert [(hit.id, hit.open) for hit in results.hits] == [
        (form["id"], is_open[form["id"]]) for form in affordable if is_open.get(form["id"]) in tags
    ]
    assert results.facets["open"] == Counter(is_open.values())
    assert text or len(is_open) > 50


def test_filter_of_what_is_open_without_a_moment_is_refused() -> None:
    """Rather than taking some moment for it."""
    with pytest.raises(UsageError, match="want the moment that is asked about"):
        Query("x", {"open": ("now",)})


def test_order_of_records_changes_nothing(
    engine: Engine,
    forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    places: dict[str, Any],
    site: dict[str, Any],
    tmp_path: Path,
) -> None:
    """Two editors who sort the file differently see the same site."""
    shuffled = random.Random(1).sample(forms, len(forms))
    other = open_engine(shuffled, vocabulary, tmp_path, "abc", places, site)
    assert other.tables == engine.tables
    for query in make_queries(forms, vocabulary, 60, seed=2):
        assert other.search(query) == engine.search(query)


def test_every_beginning_of_a_word_finds_what_the_word_finds(engine: Engine, forms: list[dict[str, Any]]) -> None:
    """While somebody types a title, its record never drops out."""
    for form in forms[::10]:
        word = max(form["title"].lower().split(), key=len)
        for length in range(2, len(word) + 1):
            assert form["id"] in find(engine, word[:length])


@pytest.mark.parametrize(
    "text", ["shelter " * 2000, "x" * 10_000, " ".join(f"w{n}" for n in range(500)), "\0\ud800", "[" * 999]
)
def test_text_made_to_do_harm_is_just_text(engine: Engine, text: str) -> None:
    """Long, many-worded, broken: an answer like any other."""
    assert engine.search(Query(text)).total <= engine.search(Query("")).total


def test_words_typed_stand_nowhere_in_memory_after_a_search(open_small: Any) -> None:
    """Whoever reads the memory of the server finds no name somebody asked for."""
    engine = open_small({"summary": "anvil"})
    typed = "".join(reversed("ikslawok"))
    assert find(engine, f"{typed} anvil") == ["record-0"]
    assert [text for text in list_texts(engine) if typed in text] == []


def test_syntax_of_other_searches_is_just_text(engine: Engine) -> None:
    """Nothing in a query is an operator."""
    assert find(engine, 'title:shelter AND (safe* OR "legal")') == find(engine, "title shelter and safe or legal")


def test_only_the_first_words_of_a_pasted_page_count(open_small: Any) -> None:
    """64 words are read, and of these the last 32 different ones are searched, so that no text is slow."""
    engine = open_small({"summary": "anvil"}, {"title": "Other"})
    page = sorted(common.COMMON_WORDS - STOP_WORDS)[:100]
    assert find(engine, " ".join([*page[:63], "anvil"])) == ["record-0"]
    assert find(engine, " ".join([*page[:64], "anvil"])) == []
    assert find(engine, " ".join(["anvil", *page[:32]])) == []


def test_unknown_filter_is_refused() -> None:
    """With the names that would do."""
    with pytest.raises(UsageError, match="found the filter 'colour', want one of: kind, service"):
        Query("x", {"colour": ("red",)})


@pytest.mark.parametrize("options", [{"limit": -1}, {"offset": -1}])
def test_negative_limit_is_refused(options: dict[str, int]) -> None:
    """Rather than cutting the list from its end."""
    with pytest.raises(UsageError, match="want 0 or more"):
        Query("x", **options)


def test_huge_limit_gives_everything(engine: Engine) -> None:
    """And no more."""
    assert len(engine.search(Query("", limit=10**9)).hits) == engine.search(Query("")).total


def test_hits_of_one_answer_compare(engine: Engine) -> None:
    """Scores fall from hit to hit where all have all words."""
    hits = engine.search(Query("shelter", limit=ALL)).hits
    assert list(hits) == sorted(hits, key=lambda hit: (-round(hit.score, 7), hit.id))
    assert isinstance(hits[0], Hit)

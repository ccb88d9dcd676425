"""The promise of the project: the same search gives the same answer on the server and on the phone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.records.vocabulary import LayWords, Vocabulary
from directory.search.document import make_document
from directory.search.engine import Engine, open_engine
from directory.search.results import Query, Results
from directory.search.text import split_words
from tests.search.phone import search_on_phone, split_on_phone
from tests.search.queries import make_queries, make_spoken_queries

FOLDER = Path(__file__).parent.parent / "cases"
TEXTS = json.loads((FOLDER / "search_text.json").read_text(encoding="utf-8"))
CASES = yaml.safe_load((FOLDER / "search.yaml").read_text(encoding="utf-8"))
JUDGED = [
    case
    for name in ("judged.yaml", "held_out.yaml")
    for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
]

HOSTILE = (
    "",
    " \t\n",
    "?!",
    "\0\ud800\udfff",
    "the",
    "a",
    "who are you",
    "救命",
    "🆘",
    "помогите shelter",
    "¿",
    'title:shelter AND (safe* OR "x y")~2 [a TO b] \\',
    "__proto__ constructor toString hasOwnProperty",
    "ayuda " * 500,
    "x" * 10_000,
    " ".join(f"word{number}" for number in range(500)),
)


def test_texts_of_every_kind_give_the_same_words() -> None:
    """Tribal names, Spanish, full width, signs, surrogates and NULs: as the vectors say, here and there."""
    texts = [case["text"] for case in TEXTS]
    assert [split_words(text) for text in texts] == [case["words"] for case in TEXTS]
    assert split_on_phone(texts) == [case["words"] for case in TEXTS]


def test_500_queries_give_the_same_answers(forms: list[dict[str, Any]], engine: Engine, vocabulary: Vocabulary) -> None:
    """Over made-up records: words, beginnings, endings, typos and filters, and texts made to do harm."""
    queries = make_queries(forms, vocabulary, 500, seed=5)
    assert sum(engine.search(query).total > 0 for query in queries) > 300
    queries += [Query(text, limit=limit) for text in HOSTILE for limit in (0, 20)]
    phone = search_on_phone(forms, vocabulary, engine, queries)
    assert list_differing(engine, queries, phone["answers"]) == []


def test_500_sentences_give_the_same_answers(
    forms: list[dict[str, Any]], engine: Engine, vocabulary: Vocabulary
) -> None:
    """Over made-up records: everyday speech, places in the text and chosen, what was understood taken back."""
    queries = make_spoken_queries(vocabulary, engine.places, 500, seed=6)
    answers = [engine.search(query) for query in queries]
    assert sum(answer.understood["place"] is not None for answer in answers) > 200
    assert sum(answer.understood["corrected"] is not None for answer in answers) > 20
    phone = search_on_phone(forms, vocabulary, engine, queries)
    assert list_differing(engine, queries, phone["answers"]) == []


def test_real_records_give_the_same_answers(
    real_forms: list[dict[str, Any]], real_engine: Engine, vocabulary: Vocabulary
) -> None:
    """Over the records we serve: search documents with the same words, and the same answers, everyday speech included."""
    queries = make_queries(real_forms, vocabulary, 200, seed=7)
    queries += make_spoken_queries(vocabulary, real_engine.places, 300, seed=8)
    phone = search_on_phone(real_forms, vocabulary, real_engine, queries)
    assert [words_of(document) for document in phone["documents"]] == [
        words_of(make_document(form, vocabulary)) for form in real_forms
    ]
    assert list_differing(real_engine, queries, phone["answers"]) == []


def test_cases_give_the_same_answers_in_both_languages(
    real_forms: list[dict[str, Any]], real_engine: Engine, vocabulary: Vocabulary
) -> None:
    """tests/cases/judged.yaml, held_out.yaml and search.yaml: every place of every answer."""
    queries = [Query(case["q"], lang=lang, limit=1000) for case in (*JUDGED, *CASES) for lang in ("en", "es")]
    phone = search_on_phone(real_forms, vocabulary, real_engine, queries)
    assert list_differing(real_engine, queries, phone["answers"]) == []


def test_only_lines_with_a_confirmed_number_are_urgent_on_both_sides(
    real_forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    places: dict[str, Any],
    site: dict[str, Any],
    tmp_path: Path,
) -> None:
    """A line whose numbers were not found again, and one that only teletypewriters reach, are no line to call now."""
    lines = {form["id"]: form for form in real_forms if form["id"] in site["urgent"]["danger"]}
    lost, deaf, kept = lines
    lines[lost] = {**lines[lost], "phones": [{**phone, "confirmed": False} for phone in lines[lost]["phones"]]}
    lines[deaf] = {**lines[deaf], "phones": [{**lines[deaf]["phones"][0], "kind": "tty"}]}
    forms, query = list(lines.values()), Query("he has a gun")
    engine = open_engine(forms, vocabulary, tmp_path, "abc", places, site)
    assert engine.search(query).urgent == (kept,)
    phone = search_on_phone(forms, vocabulary, engine, [query])
    assert list_differing(engine, [query], phone["answers"]) == []
    engine.close()


def test_line_held_back_never_leads_on_either_side(
    real_forms: list[dict[str, Any]],
    vocabulary: Vocabulary,
    places: dict[str, Any],
    site: dict[str, Any],
    tmp_path: Path,
) -> None:
    """Not even where site.yaml names it as urgent, by its name, or beside a wish for a third language: whoever may fear
    deportation sees it last.
    """
    (row,) = site["hold_back"]
    forms = [form for form in real_forms if form["id"] in (row["id"], *site["urgent"]["danger"])]
    title = next(form["title"] for form in forms if form["id"] == row["id"])
    led = {**site, "urgent": {"danger": [row["id"], *site["urgent"]["danger"]]}}
    third = replace(vocabulary, lay_words=(*vocabulary.lay_words, LayWords({"en": ("zebra",)}, languages=("fr",))))
    engine = open_engine(forms, third, tmp_path, "abc", places, led)
    queries = [
        Query(text, lang="es") for text in ("he has a gun", f"he has a gun {title}", "zebra", "zebra he has a gun")
    ]
    for query in queries:
        answer = engine.search(query)
        assert row["id"] not in answer.urgent
        assert row["id"] not in [hit.id for hit in answer.hits][:-1]
    assert engine.search(replace(queries[0], lang="en")).urgent[0] == row["id"]
    phone = search_on_phone(forms, third, engine, queries)
    assert list_differing(engine, queries, phone["answers"]) == []
    engine.close()


def test_cases_find_what_people_need(real_engine: Engine) -> None:
    """tests/cases/search.yaml: the ids each case wants, among the first it names."""
    found = {case["q"]: [hit.id for hit in real_engine.search(Query(case["q"])).hits] for case in CASES}
    assert [case["q"] for case in CASES if not set(case["find"]) <= set(found[case["q"]][: case["within"]])] == []


def test_corrected_words_find_more_on_both_sides(
    real_forms: list[dict[str, Any]], real_engine: Engine, vocabulary: Vocabulary
) -> None:
    """Else nothing is said of a correction: everyday speech with slips, with places and without."""
    queries = [replace(query, limit=0) for query in make_spoken_queries(vocabulary, real_engine.places, 400, seed=12)]
    mended = [query for query in queries if real_engine.search(query).understood["corrected"]]
    literal = [replace(query, ignore=query.ignore | {"corrected"}) for query in mended]
    answers = search_on_phone(real_forms, vocabulary, real_engine, [*mended, *literal])["answers"]
    here = [real_engine.search(query).total for query in (*mended, *literal)]
    assert len(mended) > 10
    assert [answer["total"] for answer in answers] == here
    assert [
        query for query, total, least in zip(mended, here, here[len(mended) :], strict=False) if total <= least
    ] == []


def list_differing(engine: Engine, queries: Sequence[Query], answers: Sequence[Mapping[str, Any]]) -> list[Query]:
    """The queries that the phone answered otherwise than `engine`."""
    return [query for query, answer in zip(queries, answers, strict=True) if not is_same(engine.search(query), answer)]


def is_same(here: Results, there: Mapping[str, Any]) -> bool:
    """True if both found the same records in the same order with the same scores, and counted and understood alike."""
    hits = [(hit.id, hit.near, hit.miles, hit.open) for hit in here.hits]
    ids = hits == [(hit["id"], hit["near"], hit["miles"], hit["open"]) for hit in there["hits"]]
    scores = [hit.score for hit in here.hits] == pytest.approx([hit["score"] for hit in there["hits"]], rel=1e-9, abs=0)
    counts = (here.total, here.facets) == (there["total"], there["facets"])
    return ids and scores and counts and (here.understood, list(here.urgent)) == (there["understood"], there["urgent"])


def words_of(document: Mapping[str, str]) -> dict[str, list[str]]:
    """Field -> its words, sorted: their order in a text means nothing."""
    return {field: sorted(split_words(text)) for field, text in document.items()}

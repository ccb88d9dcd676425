"""The index that follows the records: whatever was edited, it answers as one written from nothing."""

from __future__ import annotations

import itertools
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generate import Generator
from directory.garbage import without_collecting
from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine, open_engine
from directory.search.opening import Moment
from directory.search.results import Query
from tests.search.conftest import give_hours

Forms = dict[str, dict[str, Any]]

# Few words, so that records share them and a word can lose its last record.
POOL_RECORDS, FIRST_RECORDS, WORDS = 60, 40, 150

EDITS = (
    "add", "retitle", "rewrite", "remove", "add another's text", "become another", "take back", "other vocabulary",
    "other site",
)  # fmt: skip
Edits = list[tuple[str, int]]


@pytest.fixture(scope="module")
def small_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """The closed lists with few lay words, so that an engine is quickly made."""
    return replace(vocabulary, lay_words=vocabulary.lay_words[:10])


@pytest.fixture(scope="module")
def pool(small_vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Records to begin with and to add."""
    made = Generator(small_vocabulary, seed=3, words=WORDS).make_records(POOL_RECORDS)
    return [give_hours(form, number) for number, form in enumerate(made)]


def edit(states: list[Forms], pool: list[dict[str, Any]], kind: str, number: int) -> Forms:
    """The records after one more edit of the last state; `number` says of which."""
    forms = dict(states[-1])
    other = pool[number % len(pool)]
    name = sorted(forms)[number % len(forms)]
    if kind == "add":
        forms[other["id"]] = other
    elif kind == "retitle":
        forms[name] = {**forms[name], "title": other["title"]}
    elif kind == "rewrite":
        forms[name] = {**forms[name], "summary": f"{other['summary']} uniqueword{number % 4}"}
    elif kind == "add another's text":
        forms[f"new-{number}"] = {**other, "id": f"new-{number}"}
    elif kind == "become another":
        forms[name] = {**other, "id": name}
    elif kind == "take back":
        forms = states[number % len(states)]
    elif kind == "remove" and len(forms) > 1:
        del forms[name]
    return forms


def say_all(engine: Engine, pool: list[dict[str, Any]]) -> list[Any]:
    """What an engine answers to words of every kind, with scores, counts and what is open, and what it gives to phones."""
    texts = [form["title"] for form in pool[::7]] + [form["summary"].split()[-2] for form in pool[::5]]
    moment = Moment(day=20_777, minute=600)
    asked = [*texts, "shelter", "uniqueword3", "ayuda", "", "missoula", "shelter in missoula", "fort peck"]
    answers = [engine.search(Query(text, limit=200, moment=moment)) for text in asked]
    return [answers, engine.tables, [engine.suggest(text[:4], 8) for text in texts]]


def make_site(pool: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """Settings in which other services help first and another line is pinned, by `number`."""
    services = sorted({tag for form in pool for tag in form.get("services", ())})
    weights = {tag: (order + number) % 5 / 4 for order, tag in enumerate(services)}
    return {"first_help": weights, "pinned": {"lines": [{"id": pool[number % len(pool)]["id"]}]}}


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 500)), min_size=1, max_size=6))
@settings(max_examples=8)
def test_index_that_follows_answers_as_one_from_nothing(
    small_vocabulary: Vocabulary, places: dict[str, Any], pool: list[dict[str, Any]], edits: Edits
) -> None:
    """Records added, changed, removed, brought back, another vocabulary and another site, in any order."""
    with TemporaryDirectory() as folder:
        states: list[Forms] = [{form["id"]: form for form in pool[:FIRST_RECORDS]}]
        vocabulary, site, keys = small_vocabulary, make_site(pool, 0), name_keys()
        engine = open_engine(list(states[0].values()), vocabulary, Path(folder, "followed"), next(keys), places, site)
        for kind, number in edits:
            if kind == "other vocabulary":
                vocabulary = replace(vocabulary, lay_words=small_vocabulary.lay_words[: number % 10])
            if kind == "other site":
                site = make_site(pool, number)
            states.append(edit(states, pool, kind, number))
            old, forms = engine, list(states[-1].values())
            engine = open_engine(forms, vocabulary, Path(folder, "followed"), next(keys), places, site, old)
            old.close()
        anew = open_engine(list(states[-1].values()), vocabulary, Path(folder, "anew"), next(keys), places, site)
        assert say_all(engine, pool) == say_all(anew, pool)
        engine.close()
        anew.close()


def name_keys() -> Iterator[str]:
    """A key for each state."""
    return (f"{number:08x}" for number in itertools.count())


def open_states(folder: Path, vocabulary: Vocabulary, *states: list[dict[str, Any]]) -> Engine:
    """An engine over the last of some states, each following the one before."""
    engine = None
    for key, forms in zip(name_keys(), states, strict=False):
        old, engine = engine, open_engine(forms, vocabulary, folder, key, before=engine)
        if old:
            old.close()
    assert engine
    return engine


def list_files(folder: Path) -> dict[str, int]:
    """Each file of the generation that is named current, by the number of the file."""
    current = (folder / "current").read_text(encoding="utf-8").strip()
    return {file.name: file.stat().st_ino for file in (folder / "generations" / current).iterdir()}


@pytest.fixture
def changed(pool: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pool with another title for its first record."""
    return [{**pool[0], "title": "Quokka"}, *pool[1:]]


def test_one_changed_record_leaves_the_files_of_all_others(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """They are the same files under a second name, and what changed stands beside them."""
    first = open_states(tmp_path, small_vocabulary, pool)
    before = list_files(tmp_path)
    engine = open_engine(changed, small_vocabulary, tmp_path, "ab", before=first)
    after = list_files(tmp_path)
    whole = {name for name in before if "whole_" in name}
    assert whole
    assert {name: after[name] for name in whole} == {name: before[name] for name in whole}
    assert any("changed_" in name for name in after)
    assert [hit.id for hit in engine.search(Query("quokka")).hits] == [pool[0]["id"]]
    engine.close()
    first.close()


def test_many_changed_records_are_written_whole(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]]
) -> None:
    """Searches go through one part again."""
    changed = [{**form, "title": "Quokka"} for form in pool[:20]]
    open_states(tmp_path, small_vocabulary, pool, [*changed, *pool[20:]]).close()
    assert not any("changed_" in name for name in list_files(tmp_path))


def assert_written_whole(changed: list[dict[str, Any]], vocabulary: Vocabulary, folder: Path, first: Engine) -> None:
    """The next state takes over no file of the first, and its changed record is found."""
    engine = open_engine(changed, vocabulary, folder, "ab", before=first)
    assert not any("changed_" in name for name in list_files(folder))
    assert [hit.id for hit in engine.search(Query("quokka")).hits] == [changed[0]["id"]]
    engine.close()
    first.close()


def test_index_is_written_whole_where_the_one_before_is_gone(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """Another process may have removed its files; what is open goes on answering."""
    first = open_states(tmp_path, small_vocabulary, pool)
    shutil.rmtree(tmp_path / "generations")
    assert_written_whole(changed, small_vocabulary, tmp_path, first)


def test_index_is_written_whole_where_a_file_of_the_one_before_was_damaged(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """A bad disk's byte must not get a digest of its own, by which it would be whole for as long as the file is passed on."""
    first = open_states(tmp_path, small_vocabulary, pool)
    (generation,) = (tmp_path / "generations").iterdir()
    (postings,) = generation.glob("whole_*.seg")
    postings.write_bytes(postings.read_bytes() + b"?")
    assert_written_whole(changed, small_vocabulary, tmp_path, first)
    assert postings.stat().st_ino not in list_files(tmp_path).values()


def test_engine_let_go_of_is_gone_at_once(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """Nothing of it waits for somebody to look for garbage: several of 20,000 records would fill the memory."""
    engine = open_states(tmp_path, small_vocabulary, pool)
    engine.search(Query("quokka in missoula"))
    left = weakref.ref(engine)
    with without_collecting():
        after = open_engine(changed, small_vocabulary, tmp_path, "ab", before=engine)
        engine.close()
        del engine
        assert left() is None
    after.close()


def test_index_that_followed_opens_again_from_disk(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """A server started anew needs nothing of the one before, and goes on from there."""
    more = [*pool[:-1], {**pool[-1], "title": "Numbat"}]
    open_states(tmp_path, small_vocabulary, pool, changed).close()
    again = open_engine(changed, small_vocabulary, tmp_path, "00000001")
    assert [hit.id for hit in again.search(Query("quokka")).hits] == [pool[0]["id"]]
    engine = open_engine(more, small_vocabulary, tmp_path, "ab", before=again)
    assert any("changed_" in name for name in list_files(tmp_path))
    assert [engine.search(Query(word)).total for word in ("quokka", "numbat")] == [0, 1]
    engine.close()
    again.close()


def test_of_two_records_with_one_id_the_last_counts(
    tmp_path: Path, small_vocabulary: Vocabulary, pool: list[dict[str, Any]]
) -> None:
    """The desk shows both until somebody mends it; all other records are found as ever."""
    double = {**pool[5], "title": "Quokka"}
    engine = open_states(tmp_path, small_vocabulary, [*pool, double])
    assert [hit.id for hit in engine.search(Query("quokka")).hits] == [pool[5]["id"]]
    assert engine.search(Query("")).total == len(pool)
    assert all(form["id"] in [hit.id for hit in engine.search(Query(form["title"])).hits] for form in pool[6:20])
    engine.close()

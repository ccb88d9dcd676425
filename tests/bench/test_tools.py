"""What the parts are made of: figures, queries, the load client, the counting proxy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from bench.asked import again_and_again, mistyped, read_queries, spelled_anew
from bench.bodies import serve_bodies
from bench.drawn import CLASSES, draw_queries
from bench.generate import Generator
from bench.load import get, run_load
from bench.processes import BenchError, Server, fetch, serve
from bench.proxy import count_transfers
from bench.tables import Table, percentile, spread
from directory.records.vocabulary import Vocabulary
from directory.search.text import tokens

BODY = b'{"found": 1}'


@pytest.fixture
def small_server() -> Iterator[Server]:
    """A server that knows one path."""
    with serve_bodies({"/known": ("application/json", BODY)}, {}) as address:
        yield address


def test_percentile_is_the_least_value_that_enough_do_not_exceed() -> None:
    """Of a hundred values, 95 lie below the 95th percentile."""
    values = list(range(100, 0, -1))
    assert percentile(values, 0.5) == 51
    assert percentile(values, 0.95) == 96
    assert percentile([7], 0.95) == 7


def test_percentile_of_nothing_is_refused() -> None:
    """A part that measured nothing must not print a figure."""
    with pytest.raises(ValueError, match="want one at least"):
        percentile([], 0.5)


def test_spread_says_median_least_and_most() -> None:
    """One value stands alone."""
    assert spread([3.0, 1.0, 2.0]) == "2.0 (1.0-3.0)"
    assert spread([1234.5], 0) == "1,234"


def test_table_is_markdown_with_columns_in_line() -> None:
    """All but the first column to the right."""
    table = Table("Sizes", ("file", "KB"), [("/", "8.0"), ("/sw.js", "1.3")], ("Thousands of bytes.",))
    assert table.to_markdown().splitlines() == [
        "### Sizes",
        "",
        "| file   |  KB |",
        "| ------ | --: |",
        "| /      | 8.0 |",
        "| /sw.js | 1.3 |",
        "",
        "Thousands of bytes.",
    ]


def test_query_spelled_anew_has_the_same_words_and_no_text_twice() -> None:
    """Whole answers cannot come from memory, the work stays the same."""
    count = 20 * len(read_queries())
    texts = list(itertools.islice(spelled_anew(), count))
    assert len(set(texts)) == count
    assert [tokens(text) for text in texts] == [tokens(text) for text in itertools.islice(again_and_again(), count)]


def test_mistyped_query_differs_in_at_most_one_letter() -> None:
    """One wrong letter, as a thumb makes it."""
    pairs = zip(itertools.islice(mistyped(), 300), again_and_again(), strict=False)
    assert {sum(a != b for a, b in zip(text, query, strict=True)) for text, query in pairs} == {0, 1}


def test_drawn_query_is_made_of_words_of_its_record(vocabulary: Vocabulary) -> None:
    """Whole words but for the class with a typo and the last word of the class with a beginning."""
    forms = {form["id"]: form for form in Generator(vocabulary).make_records(30)}
    drawn = draw_queries(list(forms.values()), 5, seed=1)
    assert [query.kind for query in drawn] == [kind for kind in CLASSES for _ in range(5)]
    for query in drawn:
        known = set(tokens(f"{forms[query.id]['title']} {forms[query.id]['summary']}"))
        strange = [word for word in query.text.split() if word not in known]
        assert len(strange) <= (query.kind in ("typo", "beginning"))


def test_drawn_queries_are_the_same_for_the_same_seed(vocabulary: Vocabulary) -> None:
    """Every engine is asked the same; another round asks something else."""
    forms: list[dict[str, Any]] = Generator(vocabulary).make_records(30)
    assert draw_queries(forms, 3, seed=1) == draw_queries(forms, 3, seed=1)
    assert draw_queries(forms, 3, seed=1) != draw_queries(forms, 3, seed=2)


def test_load_counts_answers_and_errors_apart(small_server: Server) -> None:
    """Only an answer 200 has a latency."""
    requests = iter([get("/known"), get("/unknown"), get("/known", q="a b")])
    run = run_load(small_server, requests, clients=1, seconds=5)
    assert len(run.latencies_ms) == 2
    assert run.errors == 1


def test_load_ends_with_its_time(small_server: Server) -> None:
    """Requests without end stop at the deadline."""
    run = run_load(small_server, itertools.repeat(get("/known")), clients=2, seconds=0.1)
    assert run.per_second > 0
    assert 0.1 <= run.seconds < 5


def test_proxy_hands_on_and_counts_every_byte(small_server: Server) -> None:
    """The client gets what the server sent; headers and body are counted apart."""
    with count_transfers(small_server) as (address, transfers):
        assert fetch(address, "/known") == (200, BODY)
        assert fetch(address, "/unknown")[0] == 404
    assert [(one.path, one.status, one.body_bytes) for one in transfers] == [
        ("/known", 200, len(BODY)),
        ("/unknown", 404, 0),
    ]
    assert transfers[0].size_bytes == transfers[0].head_bytes + len(BODY)


def test_server_that_ends_is_reported_with_its_words() -> None:
    """What the program said is in the message."""
    broken = serve(lambda _: ["sh", "-c", "echo no data here; exit 3"], ready="/")
    with pytest.raises(BenchError, match="no data here"):
        broken.__enter__()

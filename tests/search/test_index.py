"""The scores of words read from Whoosh, against the formula applied by hand."""

from __future__ import annotations

import ast
import math
from collections import Counter
from pathlib import Path

import pytest

import directory
from directory.search.index import Index, Lengths, Part, write_part
from directory.search.scoring import FIELDS, NUMBERS
from directory.search.text import tokens

STEMS = {"shelters": "shelter", "women": "woman"}
TITLES = ("safe shelter", "shelters shelters shelter women", "a house " + "for many " * 40, "")


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Four records with a title each."""
    part = Part(tmp_path, "whole", range(len(TITLES)), write_titles(tmp_path))
    return Index([part], len(TITLES), tokens(" ".join(TITLES)), STEMS)


def write_titles(folder: Path) -> Lengths:
    """An index of TITLES; how long they are."""
    return write_part(folder, "whole", [dict.fromkeys(FIELDS, "") | {"title": title} for title in TITLES])


def score_by_hand(word: str) -> dict[int, float]:
    """BM25+ from the texts themselves; lengths count different words before stemming."""
    titles = [[t for t in title.split() if t not in ("a", "for")] for title in TITLES]
    times = [Counter(words)[word] + sum(STEMS.get(other) == word for other in words) for words in titles]
    average = sum(len(set(words)) for words in titles) / len(titles)
    matching = sum(map(bool, times))
    rarity = math.log(1 + (len(titles) - matching + 0.5) / (matching + 0.5))
    k, b, d = NUMBERS["k"], NUMBERS["b"], NUMBERS["d"]
    return {
        record: FIELDS["title"] * rarity * (d + count * (k + 1) / (count + k * (1 - b + b * len(set(words)) / average)))
        for record, (count, words) in enumerate(zip(times, titles, strict=True))
        if count
    }


@pytest.mark.parametrize("word", ["shelter", "shelters", "woman", "many", "nowhere"])
def test_word_scores_as_the_formula_says(index: Index, word: str) -> None:
    """Exact lengths, idf and lower bound; nothing of Whoosh's own scoring left."""
    scores = index.score_word(word)
    assert dict(zip(scores.records, scores.values, strict=True)) == pytest.approx(score_by_hand(word), rel=1e-12)


def test_words_and_stems_are_listed(index: Index) -> None:
    """Everything a typed word can meet."""
    assert index.words() == {"safe", "shelter", "shelters", "women", "woman", "house", "many"}
    assert len(index) == len(TITLES)


def test_only_the_index_knows_whoosh() -> None:
    """So that another engine can take its place."""
    package = Path(directory.__file__).parent
    importers = {path.name for path in package.rglob("*.py") if "whoosh" in _imported(path)}
    assert importers == {"index.py"}


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}

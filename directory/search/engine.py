"""The search of the server: words typed -> ids in order. Twin of web/search/search.js; docs/design.md, "Search", has the rules."""

from __future__ import annotations

import heapq
import json
from array import array
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from directory.records.vocabulary import Vocabulary
from directory.search.cache import Cache
from directory.search.document import list_parts, make_document
from directory.search.facets import Facets
from directory.search.generations import open_generation
from directory.search.index import STEMMERS, Index, Scores, write_index
from directory.search.results import Hit, Query, Results
from directory.search.scoring import FIELDS, NUMBERS, SCORE_STEP, rate_trust, round_score
from directory.search.stems import Stems, group_stems, make_stems
from directory.search.text import STOP_WORDS, split_words, tokens
from directory.search.words import Words, list_variants

# Scores kept in memory once they were read: of words of the index (12 bytes each, everything there is for 20,000
# records) and of typed words with all their variants (about 90 bytes each, everything for some hundred records).
_WORD_SCORES_KEPT = 4_000_000
_UNIT_SCORES_KEPT = 400_000

_STEMS = "stems.json"

# Record number -> score.
Scored = Mapping[int, float]


def open_engine(forms: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, index_root: Path, key: str) -> Engine:
    """An engine over public forms. Their index is opened from `index_root`, or built there if it is missing or torn.

    `key`: the hash of everything the index is made of, in hex digits. Raises IndexUnusable if `index_root` cannot be written to.
    """
    ordered = sorted(forms, key=lambda form: str(form["id"]))

    def build(folder: Path) -> None:
        stems = make_stems((part for form in ordered for part in list_parts(form, vocabulary)), STEMMERS)
        (folder / _STEMS).write_text(json.dumps(stems), encoding="utf-8")
        write_index(folder, (make_document(form, vocabulary) for form in ordered), stems)

    def read(folder: Path) -> Engine:
        return Engine(ordered, Index(folder), json.loads((folder / _STEMS).read_bytes()))

    return open_generation(index_root, key, build, read)


class Engine:
    """Answers queries over one state of the records. Threads may share it; `close` it when nobody asks any more."""

    def __init__(self, forms: Sequence[Mapping[str, Any]], index: Index, stems: Mapping[str, str]) -> None:
        """`forms` in order of id, as they were when `index` was written."""
        self._ids = [str(form["id"]) for form in forms]
        self._trust = [rate_trust(form) for form in forms]
        self._by_title = sorted(
            range(len(forms)), key=lambda record: (" ".join(tokens(forms[record]["title"])), record)
        )
        self._facets = Facets(forms)
        self._index = index
        self._words = Words(index.words())
        self._stem_table = stems
        self._stems = Stems(stems, self._words)
        self._word_scores: Cache[str, Scores] = Cache(_WORD_SCORES_KEPT, size=lambda scores: len(scores.records))
        self._units: Cache[tuple[str, bool], Scored] = Cache(_UNIT_SCORES_KEPT, size=len)

    @property
    def tables(self) -> dict[str, Any]:
        """What a phone needs to search alike: the `search` key of the pack."""
        return {
            "fields": dict(FIELDS),
            "stop_words": sorted(STOP_WORDS),
            "stems": group_stems(self._stem_table),
            "numbers": dict(NUMBERS),
        }

    def search(self, query: Query) -> Results:
        """The records that answer `query`, best first, with counts for every filter."""
        words = list_query_words(query.text)
        tiers = self._match(words) if words else [dict.fromkeys(self._by_title, 0.0)]
        found = (record for tier in tiers for record in tier)
        if query.within is not None:
            found = (record for record in found if self._ids[record] in query.within)
        passes, facets = self._facets.apply(found, query.filters)
        wanted = query.offset + query.limit
        hits: list[Hit] = []
        for tier in tiers:
            best = self._order(tier, passes, wanted - len(hits)) if words else [r for r in tier if passes[r]][:wanted]
            hits += [Hit(self._ids[record], tier[record]) for record in best]
        return Results(sum(passes), tuple(hits[query.offset : wanted]), facets)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._index.close()

    def _match(self, words: Sequence[str]) -> list[Scored]:
        """Records in tiers that follow one another: those with all words; unless they are enough, the rest.

        A score is the sum over the words a record has, times how many it has, times the trust in it.
        """
        units = [self._score_unit(word, is_last=word is words[-1]) for word in words]
        if len(units) == 1:
            return units
        rarest = min(units, key=lambda unit: len(unit))
        with_all = set(rarest).intersection(*units)
        tiers = [{record: len(units) * sum(unit[record] for unit in units) for record in with_all}]
        if len(with_all) < NUMBERS["enough"]:
            tiers.append(_score_rest(units, with_all))
        return list(tiers)

    def _score_unit(self, word: str, *, is_last: bool) -> Scored:
        """Record -> score of one typed word with its stem, beginnings and edits, times the trust in the record."""
        return self._units.get((word, is_last), lambda: self._score_variants(word, is_last))

    def _score_variants(self, word: str, is_last: bool) -> Scored:
        sums: defaultdict[int, float] = defaultdict(float)
        variants = list_variants(word, self._stems.find(word), self._words, is_last=is_last)
        for variant, share in variants.items():
            records, values = self._word_scores.get(variant, partial(self._read_word, variant))
            for record, value in zip(records, values, strict=True):
                sums[record] += share * value
        return sums

    def _read_word(self, word: str) -> Scores:
        """The scores of one word of the index, times the trust in each record."""
        records, values = self._index.score_word(word)
        trusted = (value * self._trust[record] for record, value in zip(records, values, strict=True))
        return Scores(records, array("d", trusted))

    def _order(self, tier: Scored, passes: bytes, wanted: int) -> list[int]:
        """The best `wanted` records of a tier that pass, by score, then by id (records are numbered in order of id)."""
        passing = {record: score for record, score in tier.items() if passes[record]}
        least = heapq.nlargest(wanted, passing.values())[-1:] or [0.0]
        # Everything that may round to the score of the last one wanted.
        best = [record for record, score in passing.items() if score > least[0] - SCORE_STEP]
        return sorted(best, key=lambda record: (-round_score(tier[record]), record))[:wanted]


def _score_rest(units: Sequence[Scored], with_all: Container[int]) -> dict[int, float]:
    """Scores of the records that have some of the words but not all."""
    sums: dict[int, float] = {}
    counts: dict[int, int] = {}
    for unit in units:
        for record, score in unit.items():
            sums[record] = sums.get(record, 0.0) + score
            counts[record] = counts.get(record, 0) + 1
    return {record: score * counts[record] for record, score in sums.items() if record not in with_all}


def list_query_words(text: str) -> list[str]:
    """The words of a query that count, each once, in the order of their last place: the last NUMBERS["words"] of them.

    Where every word is a stop word, the last one stays: it may be the beginning of another ("the" of "therapy").
    """
    counted = tokens(text) or split_words(text)[-1:]
    return list(dict.fromkeys(reversed(counted)))[: int(NUMBERS["words"])][::-1]

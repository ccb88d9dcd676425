"""Words typed -> scores of the records that have them, in any form. Twin of web/search/matching.js; docs/design.md, "Search"."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain

from directory.search.cache import Cache, PrivateCache
from directory.search.index import Index, Scores
from directory.search.scoring import NUMBERS
from directory.search.stems import Stems
from directory.search.text import STOP_WORDS
from directory.search.words import Words, list_variants

# Scores kept in memory once they were read: of words of the index (12 bytes each, everything there is for 20,000
# records) and of typed words with all their variants (about 90 bytes each, everything for some hundred records).
_WORD_SCORES_KEPT = 4_000_000
_UNIT_SCORES_KEPT = 400_000

# Record number -> score.
Scored = Mapping[int, float]


class Matching:
    """Scores records by the words of a query. Threads may share it."""

    def __init__(self, index: Index, words: Words, stems: Stems, trust: Sequence[float]) -> None:
        """`trust`: a factor for each record."""
        self._index, self._words, self._stems, self._trust = index, words, stems, trust
        self._word_scores: Cache[str, Scores] = Cache(_WORD_SCORES_KEPT, size=lambda scores: len(scores.records))
        self._units: PrivateCache[Scored] = PrivateCache(_UNIT_SCORES_KEPT, size=len)

    def match(self, words: Sequence[str], *, is_literal: bool) -> list[Scored]:
        """Records in tiers that follow one another: those with all words; unless they are enough, the rest.

        `is_literal`: the words are meant letter for letter, so that none one edit away stands for them.

        A score is the sum over the words a record has, times how many it has, times the trust in it.
        """
        units = [self._score_unit(word, word is words[-1], is_literal) for word in words]
        if len(units) == 1:
            return units
        rarest = min(units, key=lambda unit: len(unit))
        with_all = set(rarest).intersection(*units)
        tiers = [{record: len(units) * sum(unit[record] for unit in units) for record in with_all}]
        if len(with_all) < NUMBERS["enough"]:
            tiers.append(_score_rest(units, len(self._trust)))
        return list(tiers)

    def _score_unit(self, *unit: *tuple[str, bool, bool]) -> Scored:
        """Record -> score of one typed word with its stem, beginnings and edits, times the trust in the record."""
        return self._units.get(unit, lambda: self._score_variants(*unit))

    def _score_variants(self, word: str, is_last: bool, is_literal: bool) -> Scored:
        sums: defaultdict[int, float] = defaultdict(float)
        variants = list_variants(word, self._stems.find(word), self._words, is_last=is_last, is_literal=is_literal)
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


def _score_rest(units: Sequence[Scored], size: int) -> dict[int, float]:
    """Scores of the records that have some of the words but not all. `size`: how many records there are."""
    sums = [0.0] * size
    for unit in units:
        for record, score in unit.items():
            sums[record] += score
    counts = Counter(chain.from_iterable(units))
    return {record: sums[record] * count for record, count in counts.items() if count < len(units)}


def list_query_words(words: Sequence[str]) -> list[str]:
    """Those of `words` that count, each once, in the order of their last place: the last NUMBERS["words"] of them.

    Where every word is a stop word, the last one stays: it may be the beginning of another ("the" of "therapy").
    """
    counted = [word for word in words if word not in STOP_WORDS] or list(words[-1:])
    return list(dict.fromkeys(reversed(counted)))[: int(NUMBERS["words"])][::-1]

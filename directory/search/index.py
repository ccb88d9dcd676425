"""The Whoosh index: the only file that imports whoosh. Documents in, scores of one word out, scored as MiniSearch scores.

Small on purpose (`write_index`, `Index.words`, `Index.score_word`): another engine can take its place behind the same surface.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from whoosh import columns, fields, scoring, writing
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.lang.porter2 import stem as stem_english
from whoosh.lang.snowball.spanish import SpanishStemmer
from whoosh.matching import Matcher
from whoosh.searching import Searcher

from directory.search.scoring import FIELDS, rarity, saturate
from directory.search.stems import Stemmer, add_stems
from directory.search.text import tokens

# Language of a text -> its stemmer: Porter2 and Snowball Spanish.
STEMMERS: Mapping[str, Stemmer] = {"en": stem_english, "es": SpanishStemmer().stem}

# Postings held in memory before a sorted run of them goes to disk: about 100 MB.
POSTINGS_IN_A_RUN = 400_000

# Postings written to disk, and read back, in one go.
_POSTINGS_IN_A_BATCH = 2_000


class Scores(NamedTuple):
    """Record numbers and, beside each, a score: 12 bytes a record, so that many may be kept."""

    records: array[int]
    values: array[float]


class Index:
    """One opened generation. Records are numbered as they were written, from 0."""

    def __init__(self, folder: Path) -> None:
        self._index = FileIndex(FileStorage(str(folder)))
        self._searcher: Searcher = self._index.searcher()
        self._weighting = _BM25Plus(self._searcher)

    def __len__(self) -> int:
        """How many records."""
        return int(self._searcher.doc_count_all())

    def words(self) -> set[str]:
        """Every word and stem that occurs in some field."""
        reader = self._searcher.reader()
        return {word.decode() for field in FIELDS for word in reader.lexicon(field)}

    def score_word(self, word: str) -> Scores:
        """The records that have `word`, each with its score over all its fields."""
        scores: dict[int, float] = {}
        for field, weight in FIELDS.items():
            if (field, word) in self._searcher.reader():
                matcher: Matcher = self._searcher.postings(field, word, weighting=self._weighting)
                while matcher.is_active():
                    record = matcher.id()
                    scores[record] = scores.get(record, 0.0) + weight * matcher.score()
                    matcher.next()
        return Scores(array("I", scores.keys()), array("d", scores.values()))

    def close(self) -> None:
        """Lets go of the files."""
        self._searcher.close()
        self._index.close()


def write_index(folder: Path, documents: Iterable[Mapping[str, str]], stems: Mapping[str, str]) -> None:
    """Writes the whole index of `documents` (field -> text) into the empty `folder`, as one segment."""
    index = FileStorage(str(folder)).create_index(_make_schema())
    writer = index.writer()
    writer.pool = _Postings(index.storage, writer.newsegment)
    for document in documents:
        words = {field: tokens(document[field]) for field in FIELDS}
        # Whoosh takes a list of words as they are: no analyzer, so no table of stems pickled into the schema.
        terms = {field: add_stems(words[field], stems) for field in FIELDS}
        lengths = {_length_of(field): len(set(words[field])) for field in FIELDS}
        writer.add_document(**terms, **lengths)
    writer.commit(mergetype=writing.OPTIMIZE)
    index.close()


class _Postings(writing.PostingPool):  # type: ignore[misc]
    """Whoosh's pool of postings, which sorts more of them than fit in memory.

    Whoosh's own weighs every posting in bytes and pickles each by itself: a sixth of the time of building an index.
    """

    def add(self, item: tuple[Any, ...]) -> None:
        self.current.append(item)
        if len(self.current) >= POSTINGS_IN_A_RUN:
            self.save()

    def _write_run(self, f: IO[bytes], items: list[Any]) -> None:
        with f:
            for start in range(0, len(items), _POSTINGS_IN_A_BATCH):
                marshal.dump(items[start : start + _POSTINGS_IN_A_BATCH], f)

    def _read_run(self, path: str) -> Iterator[tuple[Any, ...]]:
        with self._open_run(path) as f, suppress(EOFError):
            while True:
                yield from marshal.load(f)
        self._remove_run(path)


def _make_schema() -> fields.Schema:
    """Every field by its words; its length, how many different words it has, exactly in a column of its own.

    Whoosh itself keeps a length as one rounded byte.
    """
    schema = fields.Schema()
    for field in FIELDS:
        schema.add(field, fields.KEYWORD(scorable=True))
        schema.add(_length_of(field), fields.COLUMN(columns.NumericColumn("I")))
    return schema


def _length_of(field: str) -> str:
    return f"{field}_length"


class _BM25Plus(scoring.WeightingModel):  # type: ignore[misc]
    """Whoosh's scores made those of MiniSearch: its idf, its lower bound, its lengths."""

    def __init__(self, searcher: Searcher) -> None:
        reader = searcher.reader()
        records = range(reader.doc_count_all())
        columns_by_field = {field: reader.column_reader(_length_of(field)) for field in FIELDS}
        self._lengths = {
            field: [int(column[record]) for record in records] for field, column in columns_by_field.items()
        }

    def scorer(self, searcher: Searcher, fieldname: str, text: Any, qf: int = 1) -> _Scorer:
        lengths = self._lengths[fieldname]
        return _Scorer(rarity(len(lengths), searcher.doc_frequency(fieldname, text)), lengths)


class _Scorer(scoring.BaseScorer):  # type: ignore[misc]
    """Scores the records of one word in one field."""

    def __init__(self, rarity_of_word: float, lengths: Sequence[int]) -> None:
        self._rarity, self._lengths = rarity_of_word, lengths
        self._average = sum(lengths) / len(lengths)

    def score(self, matcher: Matcher) -> float:
        return self._rarity * saturate(matcher.weight(), self._lengths[matcher.id()], self._average)

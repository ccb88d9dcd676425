"""The Whoosh index: the only file that imports whoosh. Documents in, scores of one word out. Twin of web/search/index.js.

Small on purpose (`write_part`, `list_files`, `Part`, `Index`): another engine can take its place behind the same surface.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import fields, writing
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex
from whoosh.lang.porter2 import stem as stem_english
from whoosh.lang.snowball.spanish import SpanishStemmer
from whoosh.reading import IndexReader

from directory.search.scoring import FIELDS, NUMBERS, rarity, slow_down
from directory.search.stems import Stemmer
from directory.search.text import tokens

# Language of a text -> its stemmer: Porter2 and Snowball Spanish. Stems are kept: of the words of changed records nearly
# all were there before.
_STEMS_KEPT = 100_000
STEMMERS: Mapping[str, Stemmer] = {
    "en": lru_cache(_STEMS_KEPT)(stem_english),
    "es": lru_cache(_STEMS_KEPT)(SpanishStemmer().stem),
}


# Field -> how many different words it has in each document.
Lengths = Mapping[str, Sequence[int]]


class Scores(NamedTuple):
    """Record numbers and, beside each, a score: 12 bytes a record, so that many may be kept."""

    records: array[int]
    values: array[float]


class Part:
    """One of the two indexes that make a generation, opened: see directory/search/contents.py."""

    def __init__(self, folder: Path, name: str, records: Sequence[int], lengths: Lengths) -> None:
        """`records`: the number of the record that each document is of, -1 where it is outdated."""
        self._index = FileIndex(FileStorage(str(folder)), indexname=name)
        self._reader: IndexReader = self._index.reader()
        self._records, self._lengths = array("l", records), lengths

    def list_lengths(self, field: str) -> Iterator[tuple[int, int]]:
        """Each record of this part and how many different words its field has."""
        return (row for row in zip(self._records, self._lengths[field], strict=True) if row[0] >= 0)

    def list_times(self, field: str, word: str) -> Iterator[tuple[int, float]]:
        """Each record of this part whose field has the word as written, and how often."""
        if (field, word) in self._reader:
            records, matcher = self._records, self._reader.postings(field, word)
            while matcher.is_active():
                record = records[matcher.id()]
                if record >= 0:
                    yield record, matcher.weight()
                matcher.next()

    def close(self) -> None:
        """Lets go of the files."""
        self._reader.close()
        self._index.close()


class Index:
    """One opened generation. Records are numbered from 0 in order of id.

    Whoosh holds the words as they were written. What has a word's stem is put together when it is asked for, so that an
    index is written with half the postings.
    """

    def __init__(self, parts: Sequence[Part], size: int, written: Iterable[str], stems: Mapping[str, str]) -> None:
        """`parts`: together each of the `size` records once. `written`: every word of a record. `stems`: word -> stem, for
        the words that have one.
        """
        self._parts, self._size = parts, size
        self.written = frozenset(written)
        # Stem -> the words that lead to it, itself among them if it was written.
        self._forms: dict[str, list[str]] = {}
        for word in sorted(stems.keys() & self.written):
            self._forms.setdefault(stems[word], []).append(word)
        for stem in self._forms.keys() & self.written:
            self._forms[stem].append(stem)
        self._slowness = {field: self._measure(field) for field in FIELDS}

    def __len__(self) -> int:
        """How many records."""
        return self._size

    def words(self) -> frozenset[str]:
        """Every word and stem that occurs in some field."""
        return self.written | self._forms.keys()

    def score_word(self, word: str) -> Scores:
        """The records that have `word`, each with its score over all its fields (BM25+)."""
        more, least = NUMBERS["k"] + 1, NUMBERS["d"]
        scores: dict[int, float] = {}
        for field, weight in FIELDS.items():
            counts = self._count(field, word)
            rare, slowness = rarity(len(self), len(counts)), self._slowness[field]
            for record, times in counts.items():
                score = rare * (least + times * more / (times + slowness[record]))
                scores[record] = scores.get(record, 0.0) + weight * score
        return Scores(array("I", scores.keys()), array("d", scores.values()))

    def close(self) -> None:
        """Lets go of the files."""
        for part in self._parts:
            part.close()

    def _measure(self, field: str) -> array[float]:
        """For every record how slowly repeated words fill its field, by its length beside the average."""
        lengths = array("I", bytes(4 * self._size))
        for record, length in chain.from_iterable(part.list_lengths(field) for part in self._parts):
            lengths[record] = length
        # Where no record has the field, nothing will be scored in it.
        average = sum(lengths) / len(lengths) or 1.0
        slowness = {length: slow_down(length, average) for length in set(lengths)}
        return array("d", map(slowness.__getitem__, lengths))

    def _count(self, field: str, word: str) -> dict[int, float]:
        """Record -> how often its field has the word, or a word of which it is the stem."""
        counts: dict[int, float] = {}
        for form in self._forms.get(word, (word,)):
            for record, times in chain.from_iterable(part.list_times(field, form) for part in self._parts):
                counts[record] = counts.get(record, 0.0) + times
        return counts


def write_part(folder: Path, name: str, documents: Iterable[Mapping[str, str]]) -> Lengths:
    """Writes an index of `documents` (field -> text) into `folder`, as one segment whose files bear the name of the part."""
    lengths: dict[str, list[int]] = {field: [] for field in FIELDS}
    index = _Folder(str(folder)).create_index(_make_schema(), indexname=name)
    writer = index.writer(codec=_make_codec())
    writer.pool = _Postings()
    for document in documents:
        # Whoosh takes a list of words as they are: no analyzer is pickled into the schema.
        words = {field: tokens(document[field]) for field in FIELDS}
        for field in FIELDS:
            lengths[field].append(len(set(words[field])))
        writer.add_document(**words)
    writer.commit(mergetype=writing.OPTIMIZE)
    index.close()
    return lengths


def list_files(folder: Path, name: str) -> list[Path]:
    """The files of a part."""
    return [*folder.glob(f"{name}_*"), *folder.glob(f"_{name}_*")]


def _make_codec() -> W3Codec:
    """How Whoosh writes: without squeezing, and without the lengths it would look up anew for each posting."""
    codec = W3Codec(compression=0)
    codec.length_stats = False
    return codec


class _Folder(FileStorage):  # type: ignore[misc]
    """Where an index is written. Whoosh's place for postings that memory has no room for stays empty: see `_Postings`.

    Made as a folder, it left an error that Whoosh keeps, which held everybody who had called for the writing, and so all of the
    state before, until somebody looked for garbage.
    """

    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()


class _Postings(writing.PostingPool):  # type: ignore[misc]
    """Whoosh's pool of postings, 8 bytes each: by word from the start, so that nothing need be sorted or go to disk.

    Whoosh's own keeps a tuple for each and merges sorted files of them: a third of the time of building an index.
    """

    def __init__(self) -> None:
        super().__init__(None, None)
        self._lists: dict[tuple[str, bytes], tuple[array[int], array[float]]] = {}
        self._values: dict[float, bytes] = {}

    def add(self, item: tuple[Any, ...]) -> None:
        field, word, record, times, value = item
        lists = self._lists.get((field, word))
        if lists is None:
            lists = self._lists[field, word] = (array("I"), array("f"))
        lists[0].append(record)
        lists[1].append(times)
        self._values[times] = value

    def iter_postings(self) -> Iterator[tuple[Any, ...]]:
        """By field, word and record; records were added in their order."""
        for (field, word), (records, counts) in sorted(self._lists.items()):
            for record, times in zip(records, counts, strict=True):
                yield field, word, record, times, self._values[times]


def _make_schema() -> fields.Schema:
    """Every field by its words. Whoosh itself would keep a length as one rounded byte; ours are exact and stand beside it."""
    schema = fields.Schema()
    for field in FIELDS:
        schema.add(field, fields.KEYWORD())
    return schema

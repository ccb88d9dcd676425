"""What one generation of the index holds, and how it is written: whole, or what changed beside the generation before.

Whoosh's files are those of two parts. `whole` has every record as of some day; `changed`, where there is one, has those that
were added or changed since then, so that one record of thousands can be found again without writing all. contents.json says
which record each document is of and how long its fields are, and has every word written and its stem. Both ways of writing give the same answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from directory.records.vocabulary import Vocabulary
from directory.search.document import Part as Text
from directory.search.document import list_parts, make_document
from directory.search.generations import Digests, hash_file, read_digests
from directory.search.index import STEMMERS, Index, Lengths, Part, list_files, write_part
from directory.search.records import Form, Records
from directory.search.stems import make_stems
from directory.search.tally import Tally, count_words
from directory.search.text import fold_apostrophes

_WHOLE, _CHANGED, _FILE = "whole", "changed", "contents.json"

# A changed record costs about as much as one of all; above one in so many all are written again, which keeps searches to
# one part again.
_FEW, _ONE_IN = 8, 16


class Source:
    """What an index is made of: public forms in order of id, and the vocabulary whose words they are found by."""

    def __init__(self, forms: Sequence[Form], vocabulary: Vocabulary, before: Source | None = None) -> None:
        """`before`: an earlier source, of which the count of the words is taken where it was made with the same vocabulary."""
        self.vocabulary = vocabulary
        self.records: Records = Records(forms, before.records if before else None)
        # Whether nothing but records differs.
        self.is_sequel = before is not None and before.vocabulary == vocabulary
        if before and self.is_sequel and before.has_tally:
            self._follow(before)

    @cached_property
    def tally(self) -> Tally:
        """The words of all records. Counted when an index is first written: who only opens one needs none."""
        return count_words(_list_texts(self.records.forms, self.vocabulary))

    @cached_property
    def lay_tally(self) -> Tally:
        """The words of the lay phrases."""
        return count_words(_list_phrases(self.vocabulary))

    @property
    def has_tally(self) -> bool:
        """Whether the words were counted."""
        return "tally" in self.__dict__

    def _follow(self, before: Source) -> None:
        ids, old, new = self.records.differing, before.records.by_id, self.records.by_id
        gone = _list_texts((old[name] for name in ids & old.keys()), self.vocabulary)
        come = _list_texts((new[name] for name in ids & new.keys()), self.vocabulary)
        self.tally, self.lay_tally = before.tally.follow(gone, come), before.lay_tally


class Contents:
    """One generation as it stands in `folder`. Raises OSError, ValueError or KeyError if it is not whole."""

    def __init__(self, folder: Path) -> None:
        content = json.loads((folder / _FILE).read_bytes())
        self.ids: Mapping[str, list[str]] = content["ids"]
        self.lengths: Mapping[str, Lengths] = content["lengths"]
        self.stems: Mapping[str, str] = content["stems"]
        self._folder, self._words = folder, str(content["words"])
        self._whole_files = list_files(folder, _WHOLE)
        self._digests = read_digests(folder)

    def open_index(self, records: Records) -> Index:
        """The index over the records it was written from."""
        number_of = {name: number for number, name in enumerate(records.by_id)}
        outdated = dict.fromkeys(self.ids.get(_CHANGED, ()), -1)
        numbers = {_WHOLE: {**number_of, **outdated}, _CHANGED: number_of}
        parts = [
            Part(self._folder, name, [numbers[name].get(record, -1) for record in ids], self.lengths[name])
            for name, ids in self.ids.items()
        ]
        return Index(parts, len(number_of), self._words.split(), self.stems)

    def list_changed(self, source: Source) -> list[str] | None:
        """The ids of the records of `source` that the part `whole` has not as they are; None where it had better be written
        again. `source`: follows the one that this generation was written from.
        """
        if not source.is_sequel:
            return None
        ids = source.records.by_id.keys()
        changed = source.records.differing.union(self.ids.get(_CHANGED, ()))
        gone = set(self.ids[_WHOLE]) - ids
        if len(changed | gone) > max(_FEW, len(ids) // _ONE_IN):
            return None
        return sorted(changed & ids)

    def pass_whole(self, folder: Path) -> Digests | None:
        """Gives the part `whole` to another folder, by its files' second names, and says their digests; None where another
        process has removed it, or a file is no longer what it was when it was opened.
        """
        names = [file.name for file in self._whole_files]
        with suppress(OSError):
            for file in self._whole_files:
                os.link(file, folder / file.name)
            # Taken from what stands there now, a digest would call a damaged file whole for as long as it is passed on.
            digests = {name: hash_file(folder / name) for name in names}
            if digests == {name: self._digests[name] for name in names}:
                return digests
        for name in names:
            (folder / name).unlink(missing_ok=True)
        return None


class Before(NamedTuple):
    """An open generation, and what it was written from."""

    source: Source
    contents: Contents


def write_contents(folder: Path, source: Source, before: Contents | None) -> Digests:
    """Fills the empty `folder` with a generation of `source`: what changed since the one `before`, or all where that is no less
    work. The digests of the files that were taken over.
    """
    changed = before.list_changed(source) if before else None
    digests = before.pass_whole(folder) if before and changed is not None else None
    if before and changed is not None and digests is not None:
        ids, lengths = {_WHOLE: before.ids[_WHOLE]}, {_WHOLE: before.lengths[_WHOLE]}
    else:
        ids, changed = {_WHOLE: list(source.records.by_id)}, []
        lengths = {_WHOLE: _write(folder, _WHOLE, ids[_WHOLE], source)}
    if changed:
        ids[_CHANGED], lengths[_CHANGED] = changed, _write(folder, _CHANGED, changed, source)
    stems = make_stems([source.tally, source.lay_tally], STEMMERS)
    content = {"ids": ids, "lengths": lengths, "stems": stems, "words": " ".join(sorted(source.tally.words))}
    (folder / _FILE).write_text(json.dumps(content), encoding="utf-8")
    return digests or {}


def _write(folder: Path, part: str, ids: Iterable[str], source: Source) -> Lengths:
    return write_part(folder, part, (make_document(source.records.by_id[name], source.vocabulary) for name in ids))


def _list_texts(forms: Iterable[Form], vocabulary: Vocabulary) -> Iterable[Text]:
    return (text for form in forms for text in list_parts(form, vocabulary))


def _list_phrases(vocabulary: Vocabulary) -> Iterable[Text]:
    """The phrases of the lay words, as parts of texts in their language: they have stems too."""
    for lang_words in vocabulary.alike:
        for lang, words in lang_words.items():
            yield from (Text("", lang, fold_apostrophes(word)) for word in words)
    for row in vocabulary.lay_words:
        for lang, phrases in row.phrases.items():
            yield from (Text("", lang, fold_apostrophes(phrase)) for phrase in phrases)

"""What one generation of the index holds, and how it is written: whole, or what changed beside the generation before.

Whoosh's files are those of two parts. `whole` has every record as of some day; `changed`, where there is one, has those that
were added or changed since then, so that one record of thousands can be found again without writing all. contents.json says
which record each document is of and how long its fields are, and has every word written and its stem. Both ways of writing give the same answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from directory.records.vocabulary import Vocabulary
from directory.search.document import Part as Text
from directory.search.document import list_parts, make_document
from directory.search.index import STEMMERS, Index, Lengths, Part, list_files, write_part
from directory.search.stems import make_stems
from directory.search.tally import Tally, count_words
from directory.search.text import fold_apostrophes

_WHOLE, _CHANGED, _FILE = "whole", "changed", "contents.json"

# A changed record costs about as much as one of all; above one in so many all are written again, which keeps searches to
# one part again.
_FEW, _ONE_IN = 8, 16

Form = Mapping[str, Any]


class Source:
    """What an index is made of: public forms in order of id, and the vocabulary whose words they are found by."""

    def __init__(self, forms: Sequence[Form], vocabulary: Vocabulary, before: Source | None = None) -> None:
        """`before`: an earlier source, of which the count of the words is taken where it was made with the same vocabulary."""
        self.by_id = {str(form["id"]): form for form in forms}
        # Where two have one id, which the desk shows until it is mended, the last one counts.
        self.forms, self.vocabulary = tuple(self.by_id.values()), vocabulary
        if before and before.has_tally and before.vocabulary == vocabulary:
            ids = self.list_differing(before)
            gone = _list_texts((before.by_id[name] for name in ids & before.by_id.keys()), vocabulary)
            come = _list_texts((self.by_id[name] for name in ids & self.by_id.keys()), vocabulary)
            self.tally = before.tally.follow(gone, come)

    @cached_property
    def tally(self) -> Tally:
        """The words of all records. Counted when an index is first written: who only opens one needs none."""
        return count_words(_list_texts(self.forms, self.vocabulary))

    @property
    def has_tally(self) -> bool:
        """Whether the words were counted."""
        return "tally" in self.__dict__

    def list_differing(self, before: Source) -> set[str]:
        """The ids of records that were added, changed or taken away."""
        both = self.by_id.keys() & before.by_id.keys()
        return (self.by_id.keys() ^ before.by_id.keys()) | {
            name
            for name in both
            if self.by_id[name] is not before.by_id[name] and self.by_id[name] != before.by_id[name]
        }


class Contents:
    """One generation as it stands in `folder`. Raises OSError, ValueError or KeyError if it is not whole."""

    def __init__(self, folder: Path) -> None:
        content = json.loads((folder / _FILE).read_bytes())
        self.ids: Mapping[str, list[str]] = content["ids"]
        self.lengths: Mapping[str, Lengths] = content["lengths"]
        self.stems: Mapping[str, str] = content["stems"]
        self._folder, self._words = folder, str(content["words"])
        self._whole_files = list_files(folder, _WHOLE)

    def open_index(self, source: Source) -> Index:
        """The index over the records it was written from."""
        number_of = {name: number for number, name in enumerate(source.by_id)}
        outdated = dict.fromkeys(self.ids.get(_CHANGED, ()), -1)
        numbers = {_WHOLE: {**number_of, **outdated}, _CHANGED: number_of}
        parts = [
            Part(self._folder, name, [numbers[name].get(record, -1) for record in ids], self.lengths[name])
            for name, ids in self.ids.items()
        ]
        return Index(parts, len(number_of), self._words.split(), self.stems)

    def list_changed(self, source: Source, before: Source) -> list[str] | None:
        """The ids of the records of `source` that the part `whole` has not as they are; None where it had better be written
        again. `before`: what this generation was written from.
        """
        if source.vocabulary != before.vocabulary:
            return None
        changed = source.list_differing(before).union(self.ids.get(_CHANGED, ()))
        gone = set(self.ids[_WHOLE]) - source.by_id.keys()
        if len(changed | gone) > max(_FEW, len(source.by_id) // _ONE_IN):
            return None
        return sorted(changed & source.by_id.keys())

    def pass_whole(self, folder: Path) -> bool:
        """Gives the part `whole` to another folder, by its files' second names; False where another process has removed it."""
        try:
            for file in self._whole_files:
                os.link(file, folder / file.name)
        except OSError:
            for file in self._whole_files:
                (folder / file.name).unlink(missing_ok=True)
            return False
        return True


class Before(NamedTuple):
    """An open generation, and what it was written from."""

    source: Source
    contents: Contents


def write_contents(folder: Path, source: Source, before: Before | None) -> None:
    """Fills the empty `folder` with a generation of `source`: what changed since `before`, or all where that is no less work."""
    changed = before.contents.list_changed(source, before.source) if before else None
    if before is not None and changed is not None and before.contents.pass_whole(folder):
        ids, lengths = {_WHOLE: before.contents.ids[_WHOLE]}, {_WHOLE: before.contents.lengths[_WHOLE]}
    else:
        ids, changed = {_WHOLE: list(source.by_id)}, []
        lengths = {_WHOLE: _write(folder, _WHOLE, ids[_WHOLE], source)}
    if changed:
        ids[_CHANGED], lengths[_CHANGED] = changed, _write(folder, _CHANGED, changed, source)
    stems = make_stems([source.tally, count_words(_list_phrases(source.vocabulary))], STEMMERS)
    content = {"ids": ids, "lengths": lengths, "stems": stems, "words": " ".join(sorted(source.tally.words))}
    (folder / _FILE).write_text(json.dumps(content), encoding="utf-8")


def _write(folder: Path, part: str, ids: Iterable[str], source: Source) -> Lengths:
    return write_part(folder, part, (make_document(source.by_id[name], source.vocabulary) for name in ids))


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

"""Records asked for by name: every telling word typed stands in one title or other name. Twin of web/search/names.js."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from directory.search.records import Form, Records
from directory.search.scoring import NUMBERS, is_at_least, rarity
from directory.search.text import STOP_WORDS, fold_apostrophes, split_words
from directory.search.words import Words

_SHORTEST_BEGINNING = 3
_SHORTEST_NAME = 4


class Named(NamedTuple):
    """Records asked for by name; `whole`: those of them whose whole name was typed."""

    records: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()


class Speech(NamedTuple):
    """What is known of a word: whether it has a meaning of its own, and whether it is a word at all."""

    is_everyday: Callable[[str], bool]
    is_known: Callable[[str], bool]


class Names:
    """The words of all titles, translated titles and other names."""

    def __init__(self, records: Records) -> None:
        self._size = len(records.forms)
        # The words of each name of each record.
        self._names = records.tell(_split_names)
        self._records: defaultdict[str, set[int]] = defaultdict(set)
        for record, names in enumerate(self._names):
            for name in names:
                for word in name:
                    self._records[word].add(record)
        self._words = Words(self._records)

    def find(self, typed: Sequence[str], speech: Speech) -> Named:
        """The records whose names have all `typed` words that tell something, if these tell enough together.

        The last word may be only begun; where no name has all, one word may be mistyped. A word alone that has a meaning of
        its own is no name.
        """
        words = list(dict.fromkeys(word for word in typed if word not in STOP_WORDS and len(word) > 1))
        if not words or (len(words) == 1 and (len(words[0]) < _SHORTEST_NAME or speech.is_everyday(words[0]))):
            return Named()
        having = [self._having(word, is_last=word is words[-1]) for word in words]
        found = set.intersection(*having)
        if not found:
            return self._find_slipped(words, having, speech)
        if not self._is_telling(map(len, having), len(words)):
            return Named()
        return Named(frozenset(found), frozenset(record for record in found if self._is_whole(record, {*typed})))

    def _find_slipped(self, words: Sequence[str], having: Sequence[set[int]], speech: Speech) -> Named:
        """The records whose names have all words but one, and for that one a word one edit away. A slip that makes another
        word ("happen" of "haven") is one only in a name typed whole.
        """
        found, whole = set(), set()
        for place, word in enumerate(words):
            before, after = [*map(len, having[:place])], [*map(len, having[place + 1 :])]
            for record, meant in self._find_meant(word, [*having[:place], *having[place + 1 :]]).items():
                if not self._is_telling([*before, len(self._records[meant]), *after], len(words)):
                    continue
                if self._is_just(record, {*words[:place], meant, *words[place + 1 :]}):
                    whole.add(record)
                elif meant not in words and not speech.is_known(word):
                    found.add(record)
        return Named(frozenset(found | whole), frozenset(whole))

    def _find_meant(self, word: str, others: Sequence[set[int]]) -> dict[int, str]:
        """The records that have all other words and one that is an edit away, with the first such word.

        `others`: who has each of the other words.
        """
        if len(word) < _SHORTEST_NAME or not others or not all(others):
            return {}
        having = set.intersection(*others)
        found: dict[int, str] = {}
        for near in self._words.one_edit_from(word) if having else ():
            if len(near) >= _SHORTEST_NAME:
                found = {**dict.fromkeys(self._records[near] & having, near), **found}
        return found

    def _is_just(self, record: int, words: set[str]) -> bool:
        """Whether one of the record's names has these words and no other that tells something."""
        return any({word for word in name - STOP_WORDS if len(word) > 1} == words for name in self._names[record])

    def _is_telling(self, sizes: Iterable[int], words: int) -> bool:
        """Whether words tell enough together. `sizes`: how many records have each."""
        needed = NUMBERS["name_word"] if words == 1 else NUMBERS["name_words"]
        return is_at_least(sum(rarity(self._size, size) for size in sizes), needed)

    def _is_whole(self, record: int, typed: set[str]) -> bool:
        return any(name - STOP_WORDS <= typed for name in self._names[record])

    def _having(self, word: str, *, is_last: bool) -> set[int]:
        records = self._records.get(word, set())
        if is_last and len(word) >= _SHORTEST_BEGINNING:
            return records.union(*(self._records[longer] for longer in self._words.begin_with(word)))
        return records


def _split_names(form: Form) -> list[frozenset[str]]:
    titles = (row["title"] for row in form.get("translations", {}).values())
    names = (form["title"], *form.get("alternate_names", ()), *titles)
    return [frozenset(split_words(fold_apostrophes(name))) for name in names]

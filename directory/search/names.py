"""Records asked for by name: every telling word typed stands in one title or other name. Twin of web/search/names.js."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from directory.search.scoring import NUMBERS, is_at_least, rarity
from directory.search.text import STOP_WORDS, fold_apostrophes, split_words
from directory.search.words import Words

_SHORTEST_BEGINNING = 3
_SHORTEST_NAME = 4


class Named(NamedTuple):
    """Records asked for by name; `whole`: those of them whose whole name was typed."""

    records: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()


class Names:
    """The words of all titles, translated titles and other names."""

    def __init__(self, forms: Sequence[Mapping[str, Any]]) -> None:
        self._size = len(forms)
        self._records: dict[str, set[int]] = {}
        self._names: list[list[frozenset[str]]] = []
        for record, form in enumerate(forms):
            titles = (row["title"] for row in form.get("translations", {}).values())
            names = (form["title"], *form.get("alternate_names", ()), *titles)
            self._names.append([frozenset(split_words(fold_apostrophes(name))) for name in names])
            for word in frozenset().union(*self._names[record]):
                self._records.setdefault(word, set()).add(record)
        self._words = Words(self._records)

    def find(self, typed: Sequence[str], is_everyday: Callable[[str], bool]) -> Named:
        """The records whose names have all `typed` words that tell something, if these tell enough together.

        The last word may be only begun. `is_everyday`: whether a word has a meaning of its own, so that alone it is no name.
        """
        words = [word for word in typed if word not in STOP_WORDS and len(word) > 1]
        if not words or (len(words) == 1 and (len(words[0]) < _SHORTEST_NAME or is_everyday(words[0]))):
            return Named()
        found: set[int] | None = None
        telling = 0.0
        for place, word in enumerate(words):
            records = self._having(word, is_last=place == len(words) - 1)
            found = records if found is None else found & records
            telling += rarity(self._size, len(records))
            if not found:
                return Named()
        needed = NUMBERS["name_word"] if len(words) == 1 else NUMBERS["name_words"]
        if not found or not is_at_least(telling, needed):
            return Named()
        return Named(frozenset(found), frozenset(record for record in found if self._is_whole(record, {*typed})))

    def _is_whole(self, record: int, typed: set[str]) -> bool:
        return any(name - STOP_WORDS <= typed for name in self._names[record])

    def _having(self, word: str, *, is_last: bool) -> set[int]:
        records = set(self._records.get(word, ()))
        if is_last and len(word) >= _SHORTEST_BEGINNING:
            records.update(*(self._records[longer] for longer in self._words.begin_with(word)))
        return records

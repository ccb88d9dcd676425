"""In how many texts each word stands, by language: what stems are made of. Follows the records text by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.search.document import Part
from directory.search.text import tokens


@dataclass(frozen=True)
class Tally:
    """`langs`: language of a text, "" for names and numbers -> word -> in how many texts it stands; `towns`: the same for the
    names of towns and counties, which are counted under "" too. Nobody may change it.
    """

    langs: Mapping[str, Counter[str]]
    towns: Counter[str]

    @property
    def words(self) -> set[str]:
        """Every word of any text."""
        return set().union(*self.langs.values())

    def follow(self, gone: Iterable[Part], come: Iterable[Part]) -> Tally:
        """The tally after texts are `gone`, which were counted, and others have `come`."""
        less, more = count_words(gone), count_words(come)
        none: Counter[str] = Counter()
        langs = {
            lang: _follow(self.langs.get(lang, none), less.langs.get(lang, none), more.langs.get(lang, none))
            for lang in self.langs.keys() | more.langs.keys()
        }
        return Tally(langs, _follow(self.towns, less.towns, more.towns))


def _follow(counts: Counter[str], less: Counter[str], more: Counter[str]) -> Counter[str]:
    """Counted anew only where something is another: Counter's own sums go through every word."""
    followed = counts.copy()
    followed.update(more)
    followed.subtract(less)
    for word in less:
        if not followed[word]:
            del followed[word]
    return followed


def count_words(parts: Iterable[Part]) -> Tally:
    """The tally of some texts."""
    langs: dict[str, Counter[str]] = {}
    towns: Counter[str] = Counter()
    for part, times in Counter(parts).items():
        words = dict.fromkeys(tokens(part.text), times)
        langs.setdefault(part.lang, Counter()).update(words)
        if part.field == "place" and not part.lang:
            towns.update(words)
    return Tally(langs, towns)

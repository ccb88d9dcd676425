"""Everyday words -> what they mean: tags of the closed lists, and whether somebody is in danger. Twin of web/search/meanings.js.

Each group of lay words in data/vocabulary.yaml is a meaning with many phrases. A query has a meaning as far as one of
its phrases stands in it: in any order, in stems, small words aside. In a phrase of several words each stands for those
that are `alike`, so that "mom hits" is found by "my uncle whips me". Beside the phrase that fits best counts how many
words of the query the group's phrases have at all, as nobody says a thing in the words that somebody else thought of.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from directory.records.vocabulary import TAG_LISTS, LayWords, Vocabulary
from directory.search.scoring import SCORE_STEP, find_least, is_at_least, rarity, round_score
from directory.search.suiting import MATERIALS
from directory.search.text import fold_apostrophes, split_words

# Words that say little in a sentence about oneself. "not", "no" and "cant" do say something here, unlike in a record.
_ENGLISH = (
    "a an and are as at be but by for from has have i if in into is it its ll my of on or re s so t that the their then there "
    "they this to ve was we were will with you your he she him his her do does did am been our us what how who could would "
    "should just some any about got get getting going im hes shes theyre thats"
)
_SPANISH = (
    "al como con de del donde el ella ellos en es esta este ha hay la las le les lo los mi mis muy o para pero por que se su "
    "sus tu un una unas uno unos y yo nos"
)
SMALL_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())


class Meaning(NamedTuple):
    """A group of lay words found in a query. `strength`: 0 to 2.7, how much of the query it explains and how surely.

    `share`: how much of the phrase that fits best stands in the query; `heard`: how many of its words, or of those alike;
    `said`: how many words the longest phrase of the group has that stands there word for word, 0 if none does.
    """

    group: int
    strength: float
    share: float
    heard: int
    said: int


def list_groups(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The groups as the pack carries them: telling words of the phrases, as in "boss passport|took visa", tags by list,
    urgency.
    """
    groups: list[dict[str, Any]] = []
    for row in vocabulary.lay_words:
        phrases = sorted({" ".join(_list_telling(text)) for texts in row.phrases.values() for text in texts} - {""})
        tags = {name: list(values) for name in TAG_LISTS if (values := getattr(row, name))}
        groups.append({"phrases": "|".join(phrases), **tags} | _describe_urgency(row))
    return groups


def _describe_urgency(row: LayWords) -> dict[str, Any]:
    if not row.urgent:
        return {}
    return {"urgent": row.urgent} | ({"with_person": row.with_person} if row.with_person else {})


def list_alike(vocabulary: Vocabulary) -> list[str]:
    """Words that stand for one another in phrases, as the pack carries them: "boss foreman jefe"."""
    return [
        " ".join(
            dict.fromkeys(split_words(fold_apostrophes(" ".join(word for words in row.values() for word in words))))
        )
        for row in vocabulary.alike
    ]


def _list_telling(text: str) -> list[str]:
    """The words that say something, each once, in their order."""
    return [word for word in dict.fromkeys(split_words(fold_apostrophes(text))) if word not in SMALL_WORDS]


def list_spoken(groups: Iterable[Mapping[str, Any]], alike: Iterable[str]) -> set[str]:
    """Every word of everyday speech."""
    phrases = [phrase for group in groups for phrase in group["phrases"].split("|")]
    return {*SMALL_WORDS, *(word for words in (*phrases, *alike) for word in words.split(" "))}


class Meanings:
    """Finds meanings in a query."""

    def __init__(
        self,
        groups: Sequence[Mapping[str, Any]],
        numbers: Mapping[str, float],
        common: Iterable[str],
        stem: Callable[[str], str],
        alike: Sequence[str] = (),
    ) -> None:
        """`groups`: from `list_groups`; `common`: words that everybody uses for everything, which tell less; `alike`: from
        `list_alike`. `stem` gives the stem of a word, or the word itself.
        """
        self._numbers, self._common, self._stem = numbers, frozenset(map(stem, common)), stem
        self._class_of = {stem(word): f"={number}" for number, words in enumerate(alike) for word in words.split(" ")}
        phrases = [_stem_phrases(group["phrases"], stem) for group in groups]
        self._phrases = [(number, words) for number, lists in enumerate(phrases) for words in lists]
        self._spellings = [spellings for lists in phrases for spellings in lists.values()]
        self._tokens = tokens = [self._classify(words) for _, words in self._phrases]
        self._size = len(groups)
        self._shows_materials = [not MATERIALS.isdisjoint(group.get("kinds", ())) for group in groups]
        self._is_by_reader = [
            shows and not group.get("formats") for shows, group in zip(self._shows_materials, groups, strict=True)
        ]
        self._is_language = ["languages" in group for group in groups]
        self._weights = self._weigh_all(tokens)
        self._sums = [sum(self._weights[token] for token in phrase) for phrase in tokens]
        self._least_matched = [find_least(numbers["share"]) * whole for whole in self._sums]
        self._phrases_with: dict[str, list[tuple[int, str]]] = {}
        for place, phrase in enumerate(tokens):
            for token, word in zip(phrase, self._phrases[place][1], strict=True):
                self._phrases_with.setdefault(token, []).append((place, word))
        self._told_by = self._tell_groups()

    def _classify(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens of a phrase: a word of several stands for all that are alike, a word alone for itself."""
        tokens = tuple(self._class_of.get(word, word) for word in words)
        return tokens if len(set(tokens)) == len(words) > 1 else words

    def _weigh_all(self, phrases: Sequence[tuple[str, ...]]) -> dict[str, float]:
        """What every word and token tells, by the groups that have it."""
        groups_of: dict[str, set[int]] = {}
        for (group, words), tokens in zip(self._phrases, phrases, strict=True):
            for token in (*words, *tokens):
                groups_of.setdefault(token, set()).add(group)
        return {token: self._weigh(token, len(groups)) for token, groups in groups_of.items()}

    def _weigh(self, word: str, groups_with: int) -> float:
        """How much a word tells: more the fewer groups have it, less if it is common."""
        return rarity(self._size, groups_with) * (self._numbers["common"] if word in self._common else 1.0)

    def _tell_groups(self) -> dict[str, dict[int, float]]:
        """What every word tells of each group that has it: the more, the more of its phrases do."""
        counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for group, words in self._phrases:
            for word in words:
                counts[word][group] += 1
        often = self._numbers["often"]
        return {
            word: {group: self._weights[word] * count / (count + often) for group, count in groups.items()}
            for word, groups in counts.items()
        }

    def __contains__(self, word: object) -> bool:
        """Whether some phrase has this word (a stem)."""
        return word in self._weights

    def find(self, words: Sequence[str]) -> list[Meaning]:
        """All meanings of a query, strongest first; of equal ones first those that stand there word for word: "me quiero
        matar" is not "me quiere matar", though their stems are the same. `words`: those that say something.
        """
        query, text = list(dict.fromkeys(map(self._stem, words))), f" {' '.join(words)} "
        asked = self._ask(query)
        matched = self._match(asked)
        whole = sum(self._tell(word) for word in query)
        best: dict[int, Meaning] = {}
        least = self._least_matched
        for place in sorted(place for place, told in matched.items() if told >= least[place]):
            group, _ = self._phrases[place]
            share = matched[place] / self._sums[place]
            explained = matched[place] / whole
            strength = share * math.sqrt(explained) + self._numbers["explained"] * share * explained
            said, known = self._count_said(place, text), best.get(group)
            if known and strength < known.strength - SCORE_STEP and said <= known.said:
                continue
            heard = sum(token in asked for token in self._tokens[place])
            meaning = Meaning(group, strength, share, heard, said)
            stronger = min(known or meaning, meaning, key=_rank)
            best[group] = stronger._replace(said=max(said, known.said if known else 0))
        return sorted(best.values(), key=_rank)

    def _count_said(self, place: int, text: str) -> int:
        """How many words has a phrase that stands in `text`, the words of a query with a blank around each; 0 if it does not."""
        is_said = any(f" {spelling} " in text for spelling in self._spellings[place])
        return len(self._tokens[place]) if is_said else 0

    def _ask(self, query: Sequence[str]) -> dict[str, set[str]]:
        """The tokens for which the words of a query stand, each with these words."""
        asked: dict[str, set[str]] = {}
        for word in query:
            for token in dict.fromkeys((word, self._class_of.get(word, word))):
                asked.setdefault(token, set()).add(word)
        return asked

    def _match(self, asked: Mapping[str, Collection[str]]) -> dict[int, float]:
        """The phrases that share words with a query, and how much these tell: a word less where only one alike is there.

        `asked`: from `_ask`.
        """
        matched: defaultdict[int, float] = defaultdict(float)
        for token, words in asked.items():
            weight = self._weights.get(token, 0.0)
            less = weight * self._numbers["alike"]
            for place, meant in self._phrases_with.get(token, ()):
                matched[place] += weight if meant in words else less
        return matched

    def _tell(self, word: str) -> float:
        """How much a word of a query tells, by itself or for those alike."""
        weights = [self._weights[token] for token in (word, self._class_of.get(word, "")) if token in self._weights]
        return max(weights, default=self._weigh(word, 0))

    def choose(self, meanings: Sequence[Meaning], words: Sequence[str]) -> list[Meaning]:
        """The few that count, of all `meanings` that `find` has of these words: those nearly as strong as the strongest, by all
        they know of the query and by their best phrase too.

        One that reads a single word otherwise than the first, which has it just so, is none ("refugio" is no "refugiado"); and
        one that only names a language is none beside a need: "a lawyer who speaks Spanish" is no wish for a line to call.
        """
        if not meanings:
            return []
        by_phrase = {meaning.group: meaning.strength for meaning in meanings}
        wider = self._widen(meanings, words)
        first = wider[0]
        least = self._numbers["beside_phrase"] * by_phrase[first.group]
        strong = [
            m
            for m in wider
            if is_at_least(m.strength, first.strength * self._find_beside(first, m))
            and is_at_least(by_phrase[m.group], least)
            and not (m.heard == 1 and is_misread(m._replace(strength=by_phrase[m.group]), meanings[0]))
        ]
        needs = [m for m in strong if not self._is_language[m.group]]
        return (needs or strong)[: int(self._numbers["meanings"])]

    def _widen(self, meanings: Sequence[Meaning], words: Sequence[str]) -> list[Meaning]:
        """The `meanings` that `find` has of these words, strongest first, now that it counts how much of the query stands
        anywhere in their phrases.
        """
        query = list(dict.fromkeys(map(self._stem, words)))
        whole = sum(self._tell(word) for word in query)
        told_by = [self._told_by.get(word, {}) for word in query]

        def widen(meaning: Meaning) -> Meaning:
            known = sum(told.get(meaning.group, 0.0) for told in told_by) / whole
            return meaning._replace(strength=meaning.strength + self._numbers["loosely"] * known)

        return sorted(map(widen, meanings), key=_rank)

    def _find_beside(self, first: Meaning, other: Meaning) -> float:
        """How strong `other` must be beside the first: more if it would show materials to somebody who asks for help and
        names no poster, video or the like.
        """
        is_aside = self._is_by_reader[other.group] and not self._shows_materials[first.group]
        return self._numbers["kind_from" if is_aside else "beside"]


def is_misread(meaning: Meaning, first: Meaning) -> bool:
    """Whether it is another reading of the words of the first, which stand there just so: as "me quiero matar" is not "me quiere
    matar".
    """
    return bool(first.said) and not meaning.said and is_at_least(meaning.strength, first.strength)


def _rank(meaning: Meaning) -> tuple[int, int, int]:
    return (-round_score(meaning.strength), -meaning.said, meaning.group)


def _stem_phrases(phrases: str, stem: Callable[[str], str]) -> dict[tuple[str, ...], list[str]]:
    """The stems of each phrase, each once -> the phrases that have these stems."""
    stemmed: dict[tuple[str, ...], list[str]] = {}
    for phrase in phrases.split("|"):
        stemmed.setdefault(tuple(dict.fromkeys(map(stem, phrase.split(" ")))), []).append(phrase)
    return stemmed

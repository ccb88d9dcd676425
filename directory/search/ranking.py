"""Intent and text scores -> records in order. Twin of web/search/ranking.js.

Order: the record whose whole name was typed, lines that answer now (urgency), records with these words in their names,
then reach (local, regional, statewide, national), then score. A score joins what the words say (`text`, 0 to 1) with what
they mean (`fit`, 0 to 1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from directory.search.first_help import FirstHelp
from directory.search.fitting import Fitting
from directory.search.intent import Intent
from directory.search.lines import Lines
from directory.search.names import Named, Names, Speech
from directory.search.place_names import Place
from directory.search.places import Gazetteer
from directory.search.reach import ELSEWHERE, LOCAL, NATIONAL, REGIONAL, Reaches
from directory.search.records import Records
from directory.search.scoring import NUMBERS, find_least, is_at_least, rate_trust, round_score
from directory.search.suiting import MATERIALS, Suiting
from directory.search.urgency import speaks_of_people

# Services of a line to call or to report to.
_LINES = frozenset(("hotline", "reporting"))

# More than any rounded score.
_BEYOND_SCORES = 2**40


class Ranked(NamedTuple):
    """Records in order, each with its score; `reach` of every record where a place is known; `urgent` are the first."""

    records: list[int]
    scores: Mapping[int, float]
    reach: Sequence[int] | None
    urgent: tuple[int, ...]


class Ranking:
    """Orders the records of one state of the data."""

    def __init__(
        self,
        records: Records,
        groups: Sequence[Mapping[str, Any]],
        places: Gazetteer,
        lines: Mapping[str, Any],
        speech: Speech,
    ) -> None:
        """`lines`: from `lines.read_lines`; `speech`: what is known of the words typed."""
        self._groups, self._size = groups, len(records.forms)
        self._trust = records.tell(rate_trust)
        self._suiting = Suiting(records)
        self._fitting = Fitting(records, groups)
        self._names, self._speech = Names(records), speech
        self.reaches = Reaches(records, places)
        self.lines = Lines(lines, groups, records)
        self._first_help = FirstHelp(records, lines.get("first_help", {}), self.lines.pinned)

    def rank(self, intent: Intent, tiers: Sequence[Mapping[int, float]], readers_lang: str) -> Ranked:
        """The records that answer `intent`. `tiers`: scores of the words, from `Matching.match`; none for a place alone."""
        place, lang = intent.place, self._hear_language(intent) or readers_lang
        named, whole = Named() if intent.is_place_only else self._find_named(intent)
        held = self.lines.find_held_back(intent, (lang, readers_lang))
        urgent = self.lines.list_urgent(intent, lang, held)
        if intent.is_strange and not (named or urgent or speaks_of_people(intent)):
            return Ranked([], {}, self.reaches.rate(place) if place else None, ())
        beside = {} if named or urgent else self.lines.weigh_plea(intent, lang, held)
        scores = (
            self._first_help.list_people() if intent.is_place_only else self._join(intent, tiers, named, lang, beside)
        )
        if place and place.point:
            nearness = self.reaches.rate_distances(scores, place.point, NUMBERS["half_miles"])
            scores = {record: score * near for (record, score), near in zip(scores.items(), nearness, strict=True)}
        reach = self.reaches.rate(place) if place else None
        kept = self._keep(scores, reach, named, intent)
        for record in self._find_local_help(intent, reach) - {*kept}:
            kept.append(record)
            scores.setdefault(record, 0.0)
        first = tiers[0].keys() if tiers and not intent.meanings and not place else None
        order = self._order(kept, scores, reach, named, first)
        if held:
            order.sort(key=held.__contains__)
        called = [record for record in order if record in whole - held]
        records = list(dict.fromkeys((*called, *urgent, *order)))
        return Ranked(records, {**dict.fromkeys(urgent, 0.0), **scores}, reach, urgent)

    def _hear_language(self, intent: Intent) -> str | None:
        """The language that was asked for, as in "posters in Spanish"."""
        meant = [self._groups[meaning.group].get("languages", ()) for meaning in intent.touched]
        return next((tag for tags in meant for tag in tags), None)

    def _find_named(self, intent: Intent) -> Named:
        """The records asked for by name. "Shelter in Missoula" is none, though one shelter has both words in its title; nor is
        "can you help me", or "safe house" and whatever else is an everyday phrase from end to end.
        """
        named = self._names.find(intent.spelled, self._speech)
        if not named.records and intent.corrected:
            named = self._names.find(intent.typed, self._speech)
        is_plain = intent.place is not None and all(self._speech.is_everyday(word) for word in intent.words)
        is_speech = is_plain or intent.is_any_help or _is_phrase(intent)
        return Named(named.whole, named.whole) if is_speech else named

    def list_reaching(self, records: Sequence[int], place: Place | None) -> Ranked:
        """The records as they come; with a place, those that reach it, nearest first, who helps first before others."""
        scores = dict.fromkeys(records, 0.0)
        if place is None:
            return Ranked(list(records), scores, None, ())
        reach, first_help = self.reaches.rate(place), self._first_help.scores
        near = [record for record in records if reach[record] != ELSEWHERE]
        near.sort(key=lambda record: (reach[record], -round_score(first_help[record])))
        return Ranked(near, scores, reach, ())

    def _order(
        self,
        records: Sequence[int],
        scores: Mapping[int, float],
        reach: Sequence[int] | None,
        named: Collection[int],
        first: Collection[int] | None,
    ) -> list[int]:
        """By name, by reach, by score, by number: one whole number for each record, so that sorting is quick.

        `first`: where words are all there is, the records that have all of them; they come before the others.
        """
        steps = reach if reach is not None else bytes(self._size)
        if first is not None and len(first) < len(records):
            steps = bytearray(b"\1") * self._size
            for record in first:
                steps[record] = 0
        size, before = self._size, (ELSEWHERE + 1) * _BEYOND_SCORES
        rounded = map(round_score, map(scores.__getitem__, records))
        keys = [
            (steps[record] * _BEYOND_SCORES - score) * size + record
            for record, score in zip(records, rounded, strict=True)
        ]
        if named:
            keys = [key - before * size if record in named else key for key, record in zip(keys, records, strict=True)]
        keys.sort()
        return [key % size for key in keys]

    def _find_local_help(self, intent: Intent, reach: Sequence[int] | None) -> set[int]:
        """Who must be shown to somebody who says where she is, though the words may be about something else that they do."""
        if reach is None:
            return set()
        found = (self._first_help.find_local(services, reach) for services in self.lines.list_local_help(intent))
        return {record for record in found if record is not None}

    # -- scores

    def _join(
        self,
        intent: Intent,
        tiers: Sequence[Mapping[int, float]],
        named: frozenset[int],
        lang: str,
        beside: Mapping[int, float],
    ) -> dict[int, float]:
        """Record -> score, for every record that has a word, a meaning or the name; `beside`: what else counts for some."""
        text = {record: score for tier in tiers for record, score in tier.items()}
        fits, trust = self._fitting.fit(intent.meanings), self._trust
        most_text, most_fit = max(text.values(), default=0.0) or 1.0, max(fits.values(), default=0.0) or 1.0
        sureness = min(1.0, intent.meanings[0].strength) if intent.meanings else 0.0
        said, meant = (1.0 - NUMBERS["text_less"] * sureness) / most_text, NUMBERS["meaning"] * sureness / most_fit
        kinds = self._fitting.list_kinds(intent.meanings)
        if self.lines.asks_to_learn(intent):
            kinds |= MATERIALS
        factors, profile_of = self._rate_profiles(intent, kinds, lang), self._suiting.profile_of
        scores = {r: (said * s + meant * fits.get(r, 0.0) * trust[r]) * factors[profile_of[r]] for r, s in text.items()}
        least_fit = find_least(NUMBERS["fit_least"] * most_fit)
        for record, fit in fits.items():
            if fit >= least_fit and record not in text:
                scores[record] = meant * fit * trust[record] * factors[profile_of[record]]
        for record in named:
            share = text.get(record, 0.0) / most_text + meant * fits.get(record, 0.0) * trust[record]
            scores[record] = share * self._suiting.rate_language(record, lang)
        if self._wants_lines(intent, kinds):
            for record in self.lines.pinned & fits.keys() & scores.keys():
                scores[record] *= NUMBERS["pinned"]
        for record in tiers[0] if tiers else ():
            scores[record] += NUMBERS["all_words"] * factors[profile_of[record]]
        for record in named:
            scores[record] += NUMBERS["named"]
        for record, weight in beside.items():
            scores[record] = scores.get(record, 0.0) + weight
        return scores

    def _rate_profiles(self, intent: Intent, kinds: frozenset[str], lang: str) -> list[float]:
        groups = [self._groups[meaning.group] for meaning in intent.touched]
        audiences = {tag for group in groups for tag in group.get("audiences", ())}
        is_anywhere = bool(intent.meanings) and intent.place is None
        return self._suiting.rate(kinds, audiences, lang, is_anywhere=is_anywhere)

    def _wants_lines(self, intent: Intent, kinds: frozenset[str]) -> bool:
        """Whether some meaning asks for a line to call or to report to, and none for materials."""
        asked = [self._groups[meaning.group].get("services", ()) for meaning in intent.meanings]
        return not kinds & MATERIALS and any(_LINES & set(services) for services in asked)

    # -- which are shown

    def _keep(
        self, scores: Mapping[int, float], reach: bytearray | None, named: frozenset[int], intent: Intent
    ) -> list[int]:
        """The records worth showing. With a place: those that reach it and answer well enough, the nearer the sooner.

        Who serves only the county next door counts where it answers well and nobody at home does: else its reach becomes
        ELSEWHERE.
        Where nobody who reaches the place answers at all, those elsewhere do.
        """
        best = max(scores.values(), default=0.0)
        if not intent.place or reach is None:
            least = find_least(NUMBERS["least"] * best) if intent.meanings else 0.0
            return [record for record, score in scores.items() if score >= least]
        next_best = max((score for record, score in scores.items() if reach[record] == REGIONAL), default=0.0)
        first = find_least(NUMBERS["first_next_door"] * next_best)
        enough = first if intent.is_place_only else find_least(NUMBERS["local_enough"] * best)
        has_local = any(reach[record] == LOCAL and score >= enough for record, score in scores.items())
        next_door = first if intent.is_place_only else find_least(NUMBERS["next_door"] * best)
        serving = self.reaches.find_serving(intent.place)
        for record, score in scores.items():
            if reach[record] == REGIONAL and record not in serving and (has_local or score < next_door):
                reach[record] = ELSEWHERE
        if intent.is_place_only:
            return self._first_help.keep(scores, reach)
        parts = (NUMBERS["least_local"], NUMBERS["least_local"], NUMBERS["least_far"], NUMBERS["least_far"], 2.0)
        least_of = [find_least(part * best) for part in parts]
        kept = [record for record, score in scores.items() if score >= least_of[reach[record]] or record in named]
        return kept or [record for record, score in scores.items() if score >= least_of[NATIONAL]]


def _is_phrase(intent: Intent) -> bool:
    """Whether all that tells something is an everyday phrase of several words, word for word."""
    if not intent.meanings:
        return False
    first = intent.touched[0]
    return first.said > 1 and is_at_least(first.strength, 1.0 + NUMBERS["explained"])

"""Intent and text scores -> records in order. Twin of web/search/ranking.js.

Order: lines that answer now (urgency), then the record asked for by name, then reach (local, regional, statewide,
national), then score. A score joins what the words say (`text`, 0 to 1) with what they mean (`fit`, 0 to 1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from directory.search.fitting import Fitting
from directory.search.intent import Intent
from directory.search.names import Names
from directory.search.places import Gazetteer, Place, Point
from directory.search.reach import ELSEWHERE, LOCAL, NATIONAL, REGIONAL, STATEWIDE, measure_miles, rate_reach
from directory.search.scoring import NUMBERS, rate_trust, round_score

# Who names one of these audiences is there for everybody in trouble, not for one group.
_EVERYBODY = frozenset(("survivors", "families", "public"))

_MATERIALS = frozenset(("video", "print"))


class Ranked(NamedTuple):
    """Records in order, each with its score; `reach` by record where a place is known; `urgent` are the first of them."""

    records: list[int]
    scores: Mapping[int, float]
    reach: Mapping[int, int]
    urgent: tuple[int, ...]


class Ranking:
    """Orders the records of one state of the data."""

    def __init__(
        self,
        forms: Sequence[Mapping[str, Any]],
        groups: Sequence[Mapping[str, Any]],
        places: Gazetteer,
        lines: Mapping[str, Any],
        is_everyday: Callable[[str], bool],
    ) -> None:
        """`is_everyday`: whether a word typed has a meaning in everyday speech."""
        self._forms, self._groups, self._places, self._lines = forms, groups, places, lines
        self._numbers = {str(form["id"]): record for record, form in enumerate(forms)}
        self._trust = [rate_trust(form) for form in forms]
        self._fitting = Fitting(forms, groups)
        self._names, self._is_everyday = Names(forms), is_everyday
        self._points = [self._point(form) for form in forms]
        self._pinned = frozenset(self._numbers[name] for name in lines.get("pinned", ()) if name in self._numbers)
        self._spanish = frozenset(record for record, form in enumerate(forms) if "es" in form.get("languages", ()))
        self._first_help = [self._rate_first_help(record) for record in range(len(forms))]

    def rank(self, intent: Intent, tiers: Sequence[Mapping[int, float]], lang: str) -> Ranked:
        """The records that answer `intent`. `tiers`: scores of the words, from `Matching.match`; none for a place alone.

        Where words are all there is, records with all of them come before the others.
        """
        text = {record: score for tier in tiers for record, score in tier.items()}
        is_text_only = not intent.meanings and not intent.place
        first = frozenset(tiers[0]) if tiers and is_text_only else frozenset()
        named = frozenset() if intent.is_place_only else self._names.find(intent.typed, self._is_everyday)
        scores = self._first_help_scores() if intent.is_place_only else self._join(intent, text, named, lang)
        reach = {record: self._reach(record, intent.place) for record in scores} if intent.place else {}
        if intent.place and intent.place.point:
            scores = {
                record: score * self._rate_distance(record, intent.place.point) for record, score in scores.items()
            }
        kept = self._keep(scores, reach, named, intent)
        urgent = self._urgent(intent, lang)
        held = self._held_back(intent, lang)
        rank_of = {record: place for place, record in enumerate(urgent)}

        def order(record: int) -> tuple[float, ...]:
            if record in rank_of:
                return (0, 0, rank_of[record])
            worse = (record not in named, is_text_only and record not in first)
            return (record in held, 1, 0, *worse, reach.get(record, 0), -round_score(scores[record]), record)

        records = sorted({*kept, *urgent}, key=order)
        return Ranked(records, {record: scores.get(record, 0.0) for record in records}, reach, urgent)

    def list_reaching(self, records: Sequence[int], place: Place | None) -> Ranked:
        """The records as they come; with a place, those that reach it, nearest first, who helps first before others."""
        scores = dict.fromkeys(records, 0.0)
        if place is None:
            return Ranked(list(records), scores, {}, ())
        reach = {record: self._reach(record, place) for record in records}
        near = [record for record in records if reach[record] != ELSEWHERE]
        near.sort(key=lambda record: (reach[record], -self._first_help[record]))
        return Ranked(near, scores, reach, ())

    # -- scores

    def _join(self, intent: Intent, text: Mapping[int, float], named: frozenset[int], lang: str) -> dict[int, float]:
        """Record -> score, for every record that has a word, a meaning or the name."""
        fits = self._fitting.fit(intent.meanings)
        most_text, most_fit = max(text.values(), default=0.0) or 1.0, max(fits.values(), default=0.0) or 1.0
        sureness = min(1.0, intent.meanings[0].strength) if intent.meanings else 0.0
        least_fit = NUMBERS["fit_least"] * most_fit
        kinds = self._fitting.kinds(intent.meanings)
        wants_lines = self._wants_lines(intent)
        scores: dict[int, float] = {}
        for record in {*text, *named, *(record for record, fit in fits.items() if fit > least_fit)}:
            is_named = record in named
            share = text.get(record, 0.0) / most_text * (1.0 if is_named else 1.0 - NUMBERS["text_less"] * sureness)
            meant = NUMBERS["meaning"] * sureness * fits.get(record, 0.0) / most_fit
            score = (share + meant * self._trust[record]) * self._rate_kind(record, kinds, is_named)
            if lang == "es" and record in self._spanish:
                score *= NUMBERS["spanish"]
            if wants_lines and record in self._pinned and record in fits:
                score *= NUMBERS["pinned"]
            scores[record] = score + (NUMBERS["named"] if is_named else 0.0)
        return scores

    def _rate_kind(self, record: int, kinds: frozenset[str], is_named: bool) -> float:
        """Who asks for posters gets posters; who does not, gets people first."""
        kind = self._forms[record]["kind"]
        if is_named or kind in kinds:
            return 1.0
        if kind == "organization":
            return NUMBERS["not_wanted"] if kinds else 1.0
        return 1.0 if kinds & _MATERIALS else NUMBERS["material"]

    def _wants_lines(self, intent: Intent) -> bool:
        """Whether some meaning asks for a line to call or to report to, and none for materials."""
        groups = [self._groups[meaning.group] for meaning in intent.meanings]
        return any({"hotline", "reporting"} & set(group.get("services", ())) for group in groups) and not (
            self._fitting.kinds(intent.meanings) & _MATERIALS
        )

    def _first_help_scores(self) -> dict[int, float]:
        forms = enumerate(self._forms)
        return {record: self._first_help[record] for record, form in forms if form["kind"] == "organization"}

    def _rate_first_help(self, record: int) -> float:
        """How much a record is what somebody needs first who names only a place: its four best services."""
        weights: Mapping[str, float] = self._lines.get("first_help", {})
        rated = sorted((weights.get(tag, 0.05) for tag in self._forms[record].get("services", ())), reverse=True)
        pinned = NUMBERS["first_pinned"] if record in self._pinned else 0.0
        reachable = 1.0 if "phones" in self._forms[record] else NUMBERS["no_phone"]
        for_all = _EVERYBODY & set(self._forms[record].get("audiences", ()))
        general = 1.0 if for_all else NUMBERS["one_group"]
        return (sum(rated[:4]) + pinned) * reachable * general * self._trust[record]

    # -- reach

    def _reach(self, record: int, place: Place) -> int:
        return rate_reach(self._forms[record]["reach"], place, self._places.neighbors)

    def _point(self, form: Mapping[str, Any]) -> Point | None:
        town = self._places.towns.get(form.get("city", ""))
        return town.point if town else None

    def miles(self, record: int, place: Place) -> float | None:
        """Miles from `place` to the town of a record; None where one of the two has no point."""
        point = self._points[record]
        return measure_miles(place.point, point) if place.point and point else None

    def _rate_distance(self, record: int, point: Point) -> float:
        """1 at the place itself, half at NUMBERS["half_miles"]; 1 for whoever is reached from anywhere."""
        own = self._points[record]
        if own is None or self._forms[record]["reach"]["scope"] in ("statewide", "national"):
            return 1.0
        return 1.0 / (1.0 + measure_miles(point, own) / NUMBERS["half_miles"])

    def _keep(
        self, scores: Mapping[int, float], reach: dict[int, int], named: frozenset[int], intent: Intent
    ) -> list[int]:
        """The records worth showing. With a place: those that reach it and answer well enough, the nearer the sooner.

        Who serves only the county next door counts when nobody at home answers as well.
        """
        best = max(scores.values(), default=0.0)
        if not intent.place:
            least = NUMBERS["least"] * best if intent.meanings else 0.0
            return [record for record, score in scores.items() if score >= least]
        enough = NUMBERS["local_enough"] * best
        if any(
            reach[record] == LOCAL and (intent.is_place_only or score >= enough) for record, score in scores.items()
        ):
            for record in reach:
                if reach[record] == REGIONAL and not self._serves(record, intent.place):
                    reach[record] = ELSEWHERE
        if intent.is_place_only:
            return self._keep_first_help(scores, reach)
        parts = {LOCAL: NUMBERS["least_local"], REGIONAL: NUMBERS["least_local"], ELSEWHERE: 2.0}
        return [
            record
            for record, score in scores.items()
            if record in named or score >= parts.get(reach[record], NUMBERS["least_far"]) * best
        ]

    @staticmethod
    def _keep_first_help(scores: Mapping[int, float], reach: Mapping[int, int]) -> list[int]:
        """Who helps in a place: all who are near, and of those who serve everybody the few to try first."""
        kept = [record for record in scores if reach[record] in (LOCAL, REGIONAL)]
        for far, most in ((STATEWIDE, "first_statewide"), (NATIONAL, "first_national")):
            records = [record for record in scores if reach[record] == far]
            records.sort(key=lambda record: (-round_score(scores[record]), record))
            kept += records[: int(NUMBERS[most])]
        return kept

    def _serves(self, record: int, place: Place) -> bool:
        counties = set(self._forms[record]["reach"].get("counties", ()))
        return bool(counties & {*place.counties, *place.further})

    # -- urgency and what is held back

    def _urgent(self, intent: Intent, lang: str) -> tuple[int, ...]:
        """The lines that answer now, in the order of site.yaml, for the urgency that was meant."""
        kinds = self.urgent_kinds(intent)
        ids = [name for kind in kinds for name in self._lines.get("urgent", {}).get(kind, ())]
        native = self._lines.get("native_first", {})
        if kinds and kinds[0] in native.get("kinds", ()) and self._is_native(intent, native.get("when", {})):
            ids = [*native.get("lines", ()), *ids]
        if lang == "es":
            confirmed = self._lines.get("spanish_confirmed", ())
            ids.sort(key=lambda name: name not in confirmed)
        return tuple(dict.fromkeys(self._numbers[name] for name in ids if name in self._numbers))

    def urgent_kinds(self, intent: Intent) -> list[str]:
        """The kinds of urgency a query speaks of, most likely first, two at most."""
        found = [
            str(self._groups[meaning.group]["urgent"])
            for meaning in intent.meanings
            if "urgent" in self._groups[meaning.group]
            and meaning.share >= NUMBERS["urgent_share"]
            and meaning.strength >= NUMBERS["urgent_from"]
        ]
        return list(dict.fromkeys(found))[:2]

    def _is_native(self, intent: Intent, when: Mapping[str, Any]) -> bool:
        # A county is no nation, though a nation's land may lie in it.
        if intent.place and intent.place.nations and intent.place.kind != "county":
            return True
        return any(self._touches(intent, when, name) for name in ("audiences", "topics", "services"))

    def _touches(self, intent: Intent, when: Mapping[str, Any], name: str) -> bool:
        wanted = set(when.get(name, ()))
        return any(wanted & set(self._groups[meaning.group].get(name, ())) for meaning in intent.meanings)

    def _held_back(self, intent: Intent, lang: str) -> frozenset[int]:
        """Records that come after all others: an enforcement line before someone who may fear deportation."""
        return frozenset(
            self._numbers[row["id"]]
            for row in self._lines.get("hold_back", ())
            if row["id"] in self._numbers
            and (
                lang in row["when"].get("languages", ())
                or any(self._touches(intent, row["when"], name) for name in ("audiences", "topics", "services"))
            )
        )

"""The search of the server: words typed -> ids in order. Twin of web/search/search.js; docs/design.md, "Search", has the rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from directory.garbage import without_collecting
from directory.records.vocabulary import Vocabulary
from directory.search.common import COMMON_WORDS
from directory.search.contents import Before, Contents, Source, write_contents
from directory.search.facets import Facets
from directory.search.gazetteer import pack_places
from directory.search.generations import open_generation
from directory.search.intent import ANY_HELP, Intent, Reader, describe
from directory.search.known import list_known, pack_words
from directory.search.lines import read_lines
from directory.search.matching import Matching, list_query_words
from directory.search.meanings import SMALL_WORDS, Meanings, list_alike, list_groups, list_spoken
from directory.search.names import Speech
from directory.search.opening import Moment
from directory.search.place_names import Place
from directory.search.places import AFTER_A_PLACE, BEFORE_A_PLACE, Gazetteer
from directory.search.ranking import Ranked, Ranking
from directory.search.reach import LOCAL
from directory.search.reach import NAMES as REACH_NAMES
from directory.search.results import Hit, Query, Results
from directory.search.scoring import FIELDS, NUMBERS, rate_trust
from directory.search.spelling import Spelling
from directory.search.stems import Stems, pack_stems
from directory.search.subjects import Subjects
from directory.search.suggest import Suggester, Suggestion
from directory.search.text import STOP_WORDS, tokens
from directory.search.urgency import PEOPLE
from directory.search.words import Words

_NOTHING: Mapping[str, Any] = {}

Form = Mapping[str, Any]


@without_collecting()
def open_engine(
    forms: Sequence[Form],
    vocabulary: Vocabulary,
    index_root: Path,
    key: str,
    places: Mapping[str, Any] = _NOTHING,
    site: Mapping[str, Any] = _NOTHING,
    before: Engine | None = None,
) -> Engine:
    """An engine over public forms. Their index is opened from `index_root`, or built there if it is missing or torn.

    `key`: the hash of everything the index is made of, in hex digits. `places`: places.json; `site`: site.yaml; without
    them no place is recognised and no line leads. `before`: an engine over an earlier state of the records: what is the same is
    not written again. Raises IndexUnusableError if `index_root` cannot be written to.
    """
    old = before.made_from if before else None
    source = Source(sorted(forms, key=lambda form: str(form["id"])), vocabulary, old.source if old else None)

    def read(folder: Path) -> Engine:
        return Engine(source, Contents(folder), places, read_lines(site))

    return open_generation(
        index_root, key, lambda folder: write_contents(folder, source, old.contents if old else None), read
    )


class Engine:
    """Answers queries over one state of the records. Threads may share it; `close` it when nobody asks any more."""

    def __init__(self, source: Source, contents: Contents, places: Mapping[str, Any], lines: Mapping[str, Any]) -> None:
        """`contents`: a generation of the index written from `source`."""
        self.made_from = Before(source, contents)
        records, vocabulary, stems = source.records, source.vocabulary, contents.stems
        index = contents.open_index(records)
        self._ids = list(records.by_id)
        self._by_title = sorted(range(len(records.forms)), key=records.tell(_title_words).__getitem__)
        self._facets = Facets(records)
        self._forms, self._vocabulary = records.forms, vocabulary
        self._index, self._lines, self._place_tables = index, lines, places
        self._groups = list_groups(vocabulary)
        self._alike = list_alike(vocabulary)
        spoken = list_spoken(self._groups, self._alike)
        # A phone has the words of everyday speech before those of the records.
        heard, read = list_known(spoken), list_known(index.written - spoken)
        self._stem_table, self._common_table = pack_stems(stems, heard, read), pack_words(COMMON_WORDS, [*heard, *read])
        indexed = index.words()
        # Nothing here may know the engine itself: one of 20,000 records goes at once when it is let go of, not when somebody
        # looks for circles.
        known_stems, written = Stems(stems, indexed | spoken), Words(indexed)
        self._matching = Matching(index, written, known_stems, records.tell(rate_trust))
        meanings = Meanings(self._groups, NUMBERS, COMMON_WORDS, known_stems.reduce, self._alike)
        spelling = Spelling(spoken, written, COMMON_WORDS, known_stems.reduce)
        self.places = Gazetteer(places)
        self._reader = Reader(self.places, meanings, spelling)
        speech = Speech(lambda word: known_stems.reduce(word) in meanings, spelling.is_known)
        self._ranking = Ranking(records, self._groups, self.places, lines, speech)

    @property
    def tables(self) -> dict[str, Any]:
        """What a phone needs to search alike: the `search` key of the pack."""
        return {
            "fields": dict(FIELDS),
            "stop_words": " ".join(sorted(STOP_WORDS)),
            "small_words": " ".join(sorted(SMALL_WORDS)),
            "common_words": self._common_table,
            "any_help": " ".join(sorted(ANY_HELP)),
            "people": " ".join(sorted(PEOPLE)),
            "stems": self._stem_table,
            "groups": self._groups,
            "alike": self._alike,
            "lines": dict(self._lines),
            "places": pack_places(self._place_tables, BEFORE_A_PLACE, AFTER_A_PLACE),
            "numbers": dict(NUMBERS),
        }

    def search(self, query: Query) -> Results:
        """The records that answer `query`, best first, with counts for every filter."""
        intent, ranked = self._answer(query)
        passing, facets = self._facets.apply(ranked.records, query.filters, query.moment)
        shown = passing[query.offset : query.offset + query.limit]
        hits = tuple(self._hit(record, ranked, intent, query.moment) for record in shown)
        understood = describe(intent, self._groups, self._ranking.lines.list_urgent_kinds(intent))
        return Results(len(passing), hits, facets, understood, tuple(self._ids[record] for record in ranked.urgent))

    def count_local(self, place: Place) -> int:
        """How many records serve that county or nation by name: the first ones of a search for the place alone."""
        return self._ranking.reaches.rate(place).count(LOCAL)

    def suggest(self, text: str, limit: int) -> list[Suggestion]:
        """What the letters typed so far may become: at most `limit`, best first, those of one group together."""
        return self._suggester.suggest(text, limit)

    @cached_property
    def _suggester(self) -> Suggester:
        held_back = {row["id"] for row in self._lines.get("hold_back", ())}
        known = Subjects(self._forms, self._vocabulary, self._groups, self.places, held_back)
        return Suggester(known, self.places)

    def name_state(self, moment: Moment) -> str:
        """A name for what is open at `moment`: while it stays the same, so does the answer to the same query."""
        return self._facets.name_state(moment)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._index.close()

    def _answer(self, query: Query) -> tuple[Intent, Ranked]:
        """What is meant, and the records for it: all of them, by title, where no word was typed. Words are put right only
        where that finds more than the letters typed.
        """
        intent = self._reader.read(query.text, query.ignore, query.place)
        if not intent.typed:
            return intent, self._ranking.list_reaching(self._by_title, intent.place)
        ranked = self._rank(intent, query.lang)
        if intent.corrected:
            literal = self._reader.read_literally(intent, query.ignore)
            if len(self._rank(literal, query.lang).records) >= len(ranked.records):
                typed = intent.search_as_typed()
                return typed, self._rank(typed, query.lang)
        return intent, ranked

    def _rank(self, intent: Intent, lang: str) -> Ranked:
        words = list_query_words(intent.words)
        tiers = self._matching.match(words, is_literal=intent.is_literal) if words and not intent.is_place_only else []
        return self._ranking.rank(intent, tiers, lang)

    def _hit(self, record: int, ranked: Ranked, intent: Intent, moment: Moment | None) -> Hit:
        miles = self._ranking.reaches.measure(record, intent.place) if intent.place else None
        near = REACH_NAMES[ranked.reach[record]] if ranked.reach is not None else None
        is_open = self._facets.get_open(record, moment) if moment else None
        whole_miles = None if miles is None else math.floor(miles + 0.5)
        return Hit(self._ids[record], ranked.scores[record], near, whole_miles, is_open)


def _title_words(form: Form) -> str:
    return " ".join(tokens(form["title"]))

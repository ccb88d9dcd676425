"""The numbers and formulas of the ranking. The pack carries the numbers, so that the phone has none of its own.

BM25+ as MiniSearch 7 computes it, whose ranking these numbers were first taken from (docs/design.md, "Search").
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

# Field of the search document -> weight.
FIELDS: Mapping[str, float] = {"title": 4.0, "names": 3.0, "tags": 3.0, "contact": 3.0, "place": 1.5, "summary": 1.0}

NUMBERS: Mapping[str, float] = {
    # BM25+: how soon repeated words stop counting, how much long texts lose, what the first occurrence is worth.
    "k": 1.2,
    "b": 0.7,
    "d": 0.5,
    # What another form of a typed word is worth, the word itself being 1.
    "stem": 1.0,
    "beginning": 0.39,
    "edit": 0.346,
    # Letters from which a word stands for what begins so, and is searched with one edit: shorter ones lead everywhere.
    "beginning_from": 2,
    "edit_from": 5,
    # Hits with all words that make hits with some of them unnecessary.
    "enough": 3,
    # Different words of a query that count; the rest of a pasted page is not read.
    "words": 32,
    # What a record without a confirmed number is worth beside one that has it.
    "unconfirmed": 0.92,
    # Meanings: what a common word tells beside a rare one; how much of a lay phrase must stand in the query; what it counts
    # that a phrase explains most of the query; how strong a second meaning must be beside the first, in all and by its best
    # phrase; how many meanings count.
    "common": 0.3,
    "share": 0.7,
    "explained": 0.5,
    "beside": 0.72,
    "beside_phrase": 0.66,
    "meanings": 3,
    # What it counts beside the best phrase that the query's words stand in any phrases of the group; how many phrases with
    # a word make half of that.
    "loosely": 1.2,
    "often": 1.5,
    # What a word of a phrase counts where only one that stands for the same is in the query.
    "alike": 0.65,
    # A tag of a meaning, by its list.
    "service_tag": 1.049,
    "topic_tag": 0.959,
    "audience_tag": 0.5,
    "format_tag": 0.516,
    # How much less a tag counts at each further place: in the list of a record (what it is there for stands first), in the
    # list of a meaning.
    "later_own": 0.2,
    "later_tag": 0.22,
    # A record that carries the tags but is of a kind the meaning does not ask for; how strong a meaning must be beside the
    # first for its kinds to count, and how much of its phrase must stand in the query.
    "other_kind": 0.61,
    "kind_from": 0.86,
    "kind_share": 0.9,
    # What a sure meaning counts beside the words; what the words lose to it; how well a record must fit to be found by it.
    "meaning": 1.0,
    "text_less": 0.6,
    "fit_least": 0.2,
    # Factors: a material nobody asked for, a record of another kind than asked for, one that serves in Spanish when the
    # reader does, a line of the home page when lines are asked for. And what being called by name adds.
    "material": 0.725,
    "not_wanted": 0.5,
    "spanish": 1.8,
    "pinned": 1.25,
    "named": 1.33,
    # Factors: a record for a group of people that was not named; where no place is known, one that serves some places only;
    # a material that helps whoever reads it, not only something to hand out.
    "other_group": 0.65,
    "elsewhere": 0.65,
    "for_need": 1.3,
    # What having all the words typed adds, times the factors above: what people say counts before what they may mean.
    "all_words": 0.8,
    # How much the words of a name must tell: one word, several words.
    "name_word": 3.5,
    "name_words": 5,
    # What a line of the home page counts for somebody who types only a place.
    "first_pinned": 1.5,
    # Factors for such a person: a record without a number to call, one for a single group of people.
    "no_phone": 0.878,
    "one_group": 0.6,
    # How many of those who serve the whole state, or the whole country, a place alone shows.
    "first_statewide": 4,
    "first_national": 6,
    # Miles at which a record counts half.
    "half_miles": 57,
    # Parts of the best score from which a record is shown: anywhere; with a place, near and far; and from which a local
    # record makes the county next door unnecessary; and from which the county next door is worth the way.
    "least": 0.05,
    "least_local": 0.1,
    "least_far": 0.372,
    "local_enough": 0.3,
    # For a place alone both, as parts of the best next door.
    "first_next_door": 0.7,
    "next_door": 0.25,
    # Lines that answer danger, for a sentence about a person: how strong its meaning must be to do without them; what they
    # count where it would bring nothing but materials; how much less each further line counts.
    "plea_from": 1.2,
    "plea_material": 0.8,
    "plea_later": 0.22,
    # How much of an urgent phrase must stand in the query, how strong its meaning must be, and how strong beside the first,
    # or where it stands there word for word; how much of the phrase must where the query means nothing else as much.
    "urgent_share": 0.8,
    "urgent_from": 0.4,
    "urgent_beside": 0.88,
    "urgent_said": 0.6,
    "urgent_above_all": 0.75,
}


# Scores closer than this are the same.
SCORE_STEP = 1e-7


def rarity(records: int, matching: int) -> float:
    """How much a word tells that `matching` of `records` records have: large for rare words, never negative (idf)."""
    return math.log(1 + (records - matching + 0.5) / (matching + 0.5))


def slow_down(length: int, average_length: float) -> float:
    """How slowly repeated words fill a field of `length` different words: the part of BM25+ that no word changes."""
    k, b = NUMBERS["k"], NUMBERS["b"]
    return k * (1 - b + b * length / average_length)


def weigh_beginning(word: str, typed: str) -> float:
    """What `word` is worth where `typed` is only its beginning."""
    missing = len(word) - len(typed)
    return NUMBERS["beginning"] * len(word) / (len(word) + 0.3 * missing)


def weigh_edit(word: str) -> float:
    """What `word` is worth where one edit leads to it from what was typed."""
    return NUMBERS["edit"] * len(word) / (len(word) + 1)


def rate_trust(form: Mapping[str, Any]) -> float:
    """Factor of a record's score: 1 for a material and for whoever has a confirmed number."""
    is_sure = form["kind"] != "organization" or any(phone["confirmed"] for phone in form.get("phones", ()))
    return 1.0 if is_sure else NUMBERS["unconfirmed"]


def round_score(score: float) -> int:
    """The score as it is compared, in steps of SCORE_STEP, so that the last bits of two machines never change an order."""
    return math.floor(score * 1e7 + 0.5)


def is_at_least(score: float, least: float) -> bool:
    """Whether `score` reaches `least`, compared as scores are."""
    return round_score(score) >= round_score(least)


def find_least(score: float) -> float:
    """The least number that is at least `score` when compared so: for loops over many scores."""
    return (round_score(score) - 0.5) / 1e7

"""Places in a query: every spelling people have for them, and what is no place though it looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from directory.search.engine import Engine
from directory.search.places import Gazetteer
from directory.search.reach import NAMES as REACH_NAMES
from directory.search.reach import measure_miles
from tests.search.asking import ask


@pytest.mark.parametrize(
    ("typed", "kind", "place"),
    [
        ("misula", "town", "Missoula"),
        ("kallispell", "town", "Kalispell"),
        ("lame dear", "town", "Lame Deer"),
        ("wolf piont", "town", "Wolf Point"),
        ("shelter near bilings mt", "town", "Billings"),
        ("highline", "region", "hi-line"),
        ("the hi-line", "region", "hi-line"),
        ("golden triangle", "region", "golden-triangle"),
        ("ft belknap", "nation", "fort-belknap"),
        ("crow rez", "nation", "crow"),
        ("piikani reservation", "nation", "blackfeet"),
        ("reserva crow", "nation", "crow"),
        ("condado de lake", "county", "Lake"),
        ("Lewis & Clark County", "county", "Lewis and Clark"),
        ("59301", "zip", "59301"),
        ("lawyer 59221", "zip", "59221"),
    ],
)
def test_place_is_recognised_however_it_is_written(real_engine: Engine, typed: str, kind: str, place: str) -> None:
    """Nicknames, misspellings, ZIPs, Spanish; anywhere in the query."""
    understood = ask(real_engine, typed).understood["place"]
    assert (understood["kind"], understood["id"]) == (kind, place)


@pytest.mark.parametrize(
    "typed",
    ["the rez", "he has power over me", "ayuda en montana", "leyes de Montana", "valley of tears song", "xxxxxxxxxx"],
)
def test_other_words_are_no_place(real_engine: Engine, typed: str) -> None:
    """Words that mean something by themselves stay words; a place with such a name needs an "in" before it."""
    assert ask(real_engine, typed).understood["place"] is None


def test_everyday_word_after_in_is_the_place(real_engine: Engine) -> None:
    """Power, Montana."""
    assert ask(real_engine, "shelter in power").understood["place"]["id"] == "Power"
    assert ask(real_engine, "power mt").understood["place"]["id"] == "Power"


@pytest.mark.parametrize(
    ("typed", "first", "other"),
    [("flathead", ("county", "Flathead"), ("nation", "cskt")), ("lincoln", ("town", "Lincoln"), ("county", "Lincoln"))],
)
def test_name_of_two_places_offers_the_other(
    real_engine: Engine, typed: str, first: tuple[str, str], other: tuple[str, str]
) -> None:
    """One is meant, and the answer says what else bears the name; the full name asks nothing."""
    place = ask(real_engine, typed).understood["place"]
    assert (place["kind"], place["id"]) == first
    assert other in [(row["kind"], row["id"]) for row in place["others"]]
    assert "others" not in ask(real_engine, f"{typed} county").understood["place"]


def test_town_in_its_own_county_offers_nothing(real_engine: Engine) -> None:
    """Missoula the town and Missoula County are served alike."""
    assert "others" not in ask(real_engine, "missoula").understood["place"]


def test_chosen_place_counts_instead_of_the_typed_one(real_engine: Engine) -> None:
    """A name with two meanings is the county; a ZIP and a nation are named as they are."""
    choose = real_engine.places.choose
    chosen = {name: choose(name) for name in ("Lincoln", "59301", "fort-peck", "nowhere")}
    assert [place and place.kind for place in chosen.values()] == ["county", "zip", "nation", None]
    understood = ask(real_engine, "shelter in billings", place=chosen["59301"]).understood["place"]
    assert (understood["id"], understood["counties"]) == ("59301", ["Custer"])


def test_place_taken_back_is_a_word_again(real_engine: Engine) -> None:
    """One tap on what was understood."""
    assert ask(real_engine, "shelter in billings", ignore=frozenset(("place",))).understood["place"] is None


def test_empty_gazetteer_knows_no_place() -> None:
    """An engine without places.json still searches."""
    assert Gazetteer({}).named("Billings") == ()
    assert Gazetteer({}).choose("Billings") is None


def test_miles_are_those_of_a_map() -> None:
    """Missoula to Billings is some 272 miles as the crow flies."""
    assert measure_miles((46.87, -113.99), (45.78, -108.50)) == pytest.approx(272, abs=5)


def test_hit_says_how_near_it_is(real_engine: Engine) -> None:
    """Reach and whole miles where a place is known, nothing where none is."""
    hits = {hit.id: (hit.near, hit.miles) for hit in ask(real_engine, "shelter in missoula").hits}
    assert hits["ywca-missoula"] == ("local", 0)
    assert hits["national-domestic-violence-hotline"] == ("national", None)
    assert {(hit.near, hit.miles) for hit in ask(real_engine, "shelter").hits} == {(None, None)}


def test_place_alone_answers_with_people_to_call(real_engine: Engine, real_forms: list[dict[str, Any]]) -> None:
    """No videos, no posters, nobody who serves only other places."""
    kinds = {form["id"]: form["kind"] for form in real_forms}
    hits = ask(real_engine, "help in glendive").hits
    assert {kinds[hit.id] for hit in hits} == {"organization"}
    assert [hit.near for hit in hits] == sorted((hit.near for hit in hits), key=REACH_NAMES.index)
    assert {hit.near for hit in hits} == {"local", "statewide", "national"}


def test_empty_text_with_a_place_lists_who_reaches_it(real_engine: Engine) -> None:
    """By reach; who serves only other places is left out."""
    hits = ask(real_engine, "", place=real_engine.places.choose("59301")).hits
    reach = [REACH_NAMES.index(hit.near) for hit in hits]
    assert reach == sorted(reach)
    assert REACH_NAMES.index("elsewhere") not in reach
    assert len(hits) < ask(real_engine, "").total


def test_place_nobody_asked_for_serves_ends_not_empty(open_small: Any) -> None:
    """Where no record that has the words reaches the place, those elsewhere answer."""
    engine = open_small({"summary": "anvil", "reach": {"scope": "counties", "counties": ["Custer"]}})
    (hit,) = ask(engine, "anvil in missoula").hits
    assert hit.near == "elsewhere"

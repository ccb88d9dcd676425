"""Whom a record is for, and what kind it is: factors of its score beside what it says. Twin of web/search/suiting.js."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from directory.search.cache import Cache
from directory.search.records import Form, Records
from directory.search.scoring import NUMBERS

# Factors kept in memory, 8 bytes each.
_FACTORS_KEPT = 100_000

MATERIALS = frozenset(("video", "print"))

# Audiences that leave nobody out. Who names another one first is there for that group.
_EVERYBODY = frozenset(("survivors", "public", "families", "workers", "women", "men", "professionals"))

# A material for one of these is help in itself, not only something to hand out.
_IN_NEED = frozenset(("survivors", "workers"))

_EVERYWHERE = frozenset(("statewide", "national"))


class Profile(NamedTuple):
    """What records have in common; there are few. `groups`: the audiences a record is there for, none if for everybody;
    `is_local`: it serves some counties or nations; `is_for_need`: a material that helps whoever reads it.
    """

    kind: str
    serves_in_spanish: bool
    is_local: bool
    is_for_need: bool
    groups: frozenset[str]


class Suiting:
    """The profiles of all records. `profile_of`: record -> number of its profile."""

    def __init__(self, records: Records) -> None:
        numbers: dict[Profile, int] = {}
        self.profile_of = [numbers.setdefault(profile, len(numbers)) for profile in records.tell(_describe)]
        self._profiles = list(numbers)
        self._rated: Cache[tuple[Collection[str], Collection[str], str, bool], list[float]]
        self._rated = Cache(_FACTORS_KEPT, size=len)

    def rate(self, kinds: Collection[str], audiences: Collection[str], lang: str, *, is_anywhere: bool) -> list[float]:
        """For every profile its factor; kept, as most queries ask for nothing or for the same.

        `kinds`, `audiences`: those asked for; `is_anywhere`: help is wanted and no place is known.
        """
        asked = (frozenset(kinds), frozenset(audiences), lang, is_anywhere)
        return self._rated.get(asked, lambda: [self._rate_profile(profile, *asked) for profile in self._profiles])

    def rate_language(self, record: int, lang: str) -> float:
        """The factor of a record for serving in the reader's language."""
        return _rate_language(self._profiles[self.profile_of[record]], lang)

    @staticmethod
    def _rate_profile(
        profile: Profile, kinds: Collection[str], audiences: Collection[str], lang: str, is_anywhere: bool
    ) -> float:
        factor = _rate_kind(profile.kind, kinds) * _rate_language(profile, lang)
        if profile.groups and profile.groups.isdisjoint(audiences):
            factor *= NUMBERS["other_group"]
        if profile.is_local and is_anywhere and not kinds:
            factor *= NUMBERS["elsewhere"]
        if profile.is_for_need and not kinds:
            factor *= NUMBERS["for_need"]
        return factor


def _describe(form: Form) -> Profile:
    audiences = form.get("audiences", ())
    groups = frozenset(audiences) - _EVERYBODY if audiences and audiences[0] not in _EVERYBODY else frozenset()
    return Profile(
        form["kind"],
        "es" in form.get("languages", ()),
        form["reach"]["scope"] not in _EVERYWHERE,
        form["kind"] in MATERIALS and not _IN_NEED.isdisjoint(audiences),
        groups,
    )


def _rate_language(profile: Profile, lang: str) -> float:
    return NUMBERS["spanish"] if lang == "es" and profile.serves_in_spanish else 1.0


def _rate_kind(kind: str, kinds: Collection[str]) -> float:
    """Who asks for posters gets posters; who does not, gets people first. `kinds`: those asked for."""
    if kind in kinds:
        return 1.0
    if kind == "organization":
        return NUMBERS["not_wanted"] if kinds else 1.0
    return 1.0 if MATERIALS & set(kinds) else NUMBERS["material"]

"""How much help each county and tribal nation has of its own, and the map that shows it: what the page to browse by draws."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from directory.site.served.release import Release

# A county is shaded anew from each of these numbers of records that serve it by name.
LEVELS = (1, 2, 3, 5)


@dataclass(frozen=True)
class PlaceChoice:
    """One place to choose: `value` its name, to be read and to be sent; `count` of the records that serve it by name.

    On the map: `level` of shading, 0 to len(LEVELS); `path` for SVG, empty where there is no outline; `at` where a number stands.
    """

    value: str
    count: int
    level: int = 0
    path: str = ""
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Places:
    """The places to choose, by name; `view_box` as SVG wants it, empty without a map; `legend`: level and what it stands for."""

    counties: tuple[PlaceChoice, ...]
    nations: tuple[PlaceChoice, ...]
    view_box: str
    legend: tuple[tuple[int, str], ...]


def list_places(release: Release, lang: str) -> Places:
    """The places of the gazetteer, in a language."""
    words, outlines = release.words[lang], release.snapshot.outlines
    counties = []
    for name in sorted(release.known.places.neighbors):
        drawn = outlines.get("counties", {}).get(name, {"path": "", "at": (0, 0)})
        count = count_local(release, name)
        value = words.fill("counties_one", name=name)
        counties.append(PlaceChoice(value, count, bisect_right(LEVELS, count), drawn["path"], tuple(drawn["at"])))
    nations = [
        PlaceChoice(words.label("nations", nation), count_local(release, nation))
        for nation in release.known.places.nations
    ]
    view_box = " ".join(map(str, outlines.get("view_box", ())))
    return Places(tuple(counties), tuple(nations), view_box, _list_legend({county.level for county in counties}))


def count_local(release: Release, name: str) -> int:
    """How many records serve a county or nation by name: those a search for it alone lists first."""
    place = release.known.places.choose(name)
    return release.snapshot.engine.count_local(place) if place else 0


def _list_legend(levels: set[int]) -> tuple[tuple[int, str], ...]:
    """The levels there are, each with its numbers: "0", "2", "3\N{EN DASH}4", "5+"."""
    firsts = (0, *LEVELS)
    lasts = [first - 1 for first in LEVELS]
    texts = [
        str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in zip(firsts, lasts, strict=False)
    ]
    return tuple((level, text) for level, text in enumerate([*texts, f"{LEVELS[-1]}+"]) if level in levels)

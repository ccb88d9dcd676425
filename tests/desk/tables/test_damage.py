"""What a spreadsheet broke is put right where it has one meaning, and refused where it has two."""

from __future__ import annotations

import pytest

from directory.desk.tables.columns import column_named
from directory.desk.tables.damage import DamagedError, heal
from tests.desk.tables.importing import NUMBER


@pytest.mark.parametrize(
    ("column", "found", "meant"),
    [
        ("phones.1.number", "14062656743", NUMBER),
        ("phones.1.number", "14062656743.0", NUMBER),
        ("phones.1.number", "(406) 265-6743", NUMBER),
        ("phones.2.number", "406.265.6743", NUMBER),
        ("phones.1.number", "'+14062656743", NUMBER),
        ("phones.1.number", NUMBER, NUMBER),
        ("verified.on", "46347", "2026-11-21"),
        ("verified.on", "11/21/2026", "2026-11-21"),
        ("verified.on", "11/21/26", "2026-11-21"),
        ("verified.on", "03/04/26", "03/04/26"),
        ("verified.on", "21.11.2026", "2026-11-21"),
        ("verified.on", "2026-11-21T00:00:00", "2026-11-21"),
        ("sources.1.published", "Nov-26", "2026-11"),
        ("sources.1.published", "2026", "2026"),
        ("interpreter", "TRUE", "true"),
        ("hours", "24-Jul", "24/7"),
        ("hours", "7/24/2026", "24/7"),
        ("hours", "2026-07-24", "24/7"),
        ("phones.1.hours", "Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:00"),
        ("title", "24-Jul", "24-Jul"),
    ],
)
def test_damage_with_one_meaning_is_healed(column: str, found: str, meant: str) -> None:
    known = column_named(column)

    assert known is not None
    assert heal(known, found) == meant


@pytest.mark.parametrize(
    ("column", "found", "said"),
    [
        ("phones.1.number", "1.40627E+10", "the spreadsheet rounded the number"),
        ("verified.on", "03/04/2026", "month and day cannot be told apart"),
    ],
)
def test_damage_with_two_meanings_is_refused(column: str, found: str, said: str) -> None:
    known = column_named(column)

    assert known is not None
    with pytest.raises(DamagedError, match=said):
        heal(known, found)

"""How much is measured: all of it for the figures, very little to see that the bench itself works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """`rounds`: how often each pair is measured; `run_seconds`: how long each server run lasts; `records`: generated ones;
    `draws`: phone queries of each class in each round; `changes`: how often a record is changed while a server runs;
    `sizes`: numbers of records that part `scale` measures; `presses`: of Exit on each page.
    """

    rounds: int
    run_seconds: float
    records: int
    draws: int
    changes: int
    sizes: tuple[int, ...]
    presses: int


# About half an hour on two cores, most of it for the 100,000 records of part `scale`.
FULL = Effort(
    rounds=3, run_seconds=4.0, records=20_000, draws=30, changes=5, sizes=(249, 2_000, 20_000, 100_000), presses=15
)

# Some seconds; its figures mean nothing.
TINY = Effort(rounds=1, run_seconds=0.2, records=60, draws=2, changes=1, sizes=(60,), presses=1)

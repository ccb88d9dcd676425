"""Records that were there before and are gone without a word: a file cut off between two records is sound, and half a directory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from directory.records.fault import Fault
from directory.records.removed import FILE as REMOVED_FILE
from directory.several import several

# As many may be taken out at once with no note of each; of a file cut off anywhere in 250 records nineteen in twenty lose more.
FEW = 10

# How many of them are named.
_SHOWN = 3


def find_lost(before: Mapping[str, str], now: Collection[str], noted: Collection[str]) -> dict[str, str]:
    """Id -> title of each record of `before` that is not there `now` and that removed.yaml does not name (`noted`)."""
    return {name: title for name, title in before.items() if name not in now and name not in noted}


def is_cut(lost: Collection[str], came: Collection[str]) -> bool:
    """Whether the file looks as if part of it had been lost: many records are gone and none came. With new ones it is another file."""
    return len(lost) > FEW and not came


def describe_loss(file: Path, lost: Mapping[str, str], count_now: int, mend: str, *, warning: bool = False) -> Fault:
    """The fault of a file that lost records, or a `warning`. `mend`: what to do if they were lost, and what if they were taken out."""
    name = f"{file.parent.name}/{file.name}"
    found = f"{several(count_now, 'record')}; {len(lost):,} that stood here before {'is' if len(lost) == 1 else 'are'} gone ({name_some(lost)})"
    want = f"all that stood here before, or a note on each that was taken out in {file.parent.name}/{REMOVED_FILE}"
    return Fault(name, (1, 1), (), found, want, mend, warning=warning)


def name_some(lost: Mapping[str, str]) -> str:
    """The first few by their titles."""
    titles = list(lost.values())
    more = len(titles) - _SHOWN
    return "; ".join(titles[:_SHOWN]) + (f"; and {more:,} more" if more > 0 else "")

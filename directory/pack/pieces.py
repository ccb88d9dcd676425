"""Bytes said in terms of other bytes: texts that are new, and copies of what the receiver has. Twin of web/worker/pieces.js.

Made for two things that are nearly the same: a new pack and the old one, a page and the page before it. What the new one says twice
is left to the squeezing, which names it in fewer bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Copies shorter than this would take more to name than to write out.
SHORTEST_COPY = 48

# Where the base is looked up: at every eighth byte, so a copy that long begins a key at one of these places at the latest.
_STEP = 8
_KEY = SHORTEST_COPY - _STEP

_MIDDLE_OF_LETTER = re.compile(rb"[\x80-\xbf]*")

Pieces = list[str | int]


class Copy(NamedTuple):
    """`length` bytes from `start` of the base on stand again at `place` of the target."""

    place: int
    start: int
    length: int


def cut_pieces(target: bytes, base: bytes) -> Pieces:
    """What makes `target` for somebody who has `base`: texts and, for each copy, two numbers in the order of the target.

    The first number is how far the copy starts from the end of the last one (from 0 for the first), the second its length
    in bytes. Both must be UTF-8; no letter is cut in two.
    """
    pieces: Pieces = []
    done = copied = 0
    for copy in _find_copies(target, base):
        if copy.place > done:
            pieces.append(target[done : copy.place].decode())
        pieces += [copy.start - copied, copy.length]
        done, copied = copy.place + copy.length, copy.start + copy.length
    if done < len(target):
        pieces.append(target[done:].decode())
    return pieces


def _find_copies(target: bytes, base: bytes) -> Iterator[Copy]:
    """The copies in the order of the target, each the longest of those tried there, none overlapping another."""
    known: dict[bytes, int] = {}
    for start in range(0, len(base) - _KEY + 1, _STEP):
        known.setdefault(base[start : start + _KEY], start)
    place = first = 0
    # Right after a copy the base most likely goes on behind it: the same change moved everything.
    expected = 0
    while place + _KEY <= len(target):
        key = target[place : place + _KEY]
        found = expected if base.startswith(key, expected) else known.get(key)
        copy = _widen(target, base, place, found, first) if found is not None else None
        if copy is None or copy.length < SHORTEST_COPY:
            place += 1
            expected += 1
            continue
        yield copy
        first = place = copy.place + copy.length
        expected = copy.start + copy.length


def _widen(target: bytes, base: bytes, place: int, start: int, first: int) -> Copy:
    """The copy that goes as far back (to `first` at most) and as far on as it can, with whole letters at both ends."""
    while place > first and start > 0 and target[place - 1] == base[start - 1]:
        place, start = place - 1, start - 1
    length = _common_length(target, base, place, start)
    cut_off = _MIDDLE_OF_LETTER.match(target, place, place + length)
    skipped = cut_off.end() - place if cut_off else 0
    place, start, length = place + skipped, start + skipped, length - skipped
    while place + length < len(target) and length > 0 and target[place + length] & 0xC0 == 0x80:
        length -= 1
    return Copy(place, start, length)


def _common_length(target: bytes, base: bytes, place: int, start: int) -> int:
    """How many bytes of the target from `place` on are those of the base from `start` on."""
    most = min(len(target) - place, len(base) - start)
    length, stride = 0, most
    # By halves, not byte by byte: most copies of a pack are a hundred thousand bytes long.
    while stride:
        end = min(length + stride, most)
        if target[place + length : place + end] == base[start + length : start + end] and end > length:
            length = end
        else:
            stride //= 2
        if length == most:
            break
    return length

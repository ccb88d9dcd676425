"""Bytes said in terms of other bytes: texts that are new, and copies of what the receiver has. Twin of web/worker/pieces.js.

Made for two things that are nearly the same: a new pack and the old one, a page and the page before it.
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
    """`length` bytes from `start` on stand again at `place` of the whole (base and target in one)."""

    place: int
    start: int
    length: int


def cut_pieces(target: bytes, base: bytes) -> Pieces:
    """What makes `target` for somebody who has `base`: texts and, for each copy, two numbers in the order of the target.

    The first number is how far the copy starts from the end of the last one (from 0 for the first), the second its length
    in bytes. Copies are of the base or of the target up to there. Both must be UTF-8; no letter is cut in two.
    """
    whole = base + target
    pieces: Pieces = []
    done, copied = len(base), 0
    for copy in _find_copies(whole, len(base)):
        if copy.place > done:
            pieces.append(whole[done : copy.place].decode())
        pieces += [copy.start - copied, copy.length]
        done, copied = copy.place + copy.length, copy.start + copy.length
    if done < len(whole):
        pieces.append(whole[done:].decode())
    return pieces


def _find_copies(whole: bytes, place: int) -> Iterator[Copy]:
    """The copies from `place` on, each the longest of those tried there, none overlapping another."""
    known: dict[bytes, int] = {}
    indexed = 0
    first = place
    # Right after a copy the base most likely goes on behind it: the same change moved everything.
    expected = 0
    while place + _KEY <= len(whole):
        while indexed + _KEY <= place:
            known.setdefault(whole[indexed : indexed + _KEY], indexed)
            indexed += _STEP
        key = whole[place : place + _KEY]
        start = expected if whole.startswith(key, expected) and expected + _KEY <= place else known.get(key)
        copy = _widen(whole, place, start, first) if start is not None else None
        if copy is None or copy.length < SHORTEST_COPY:
            place += 1
            expected += 1
            continue
        yield copy
        first = place = copy.place + copy.length
        expected = copy.start + copy.length


def _widen(whole: bytes, place: int, start: int, first: int) -> Copy:
    """The copy that goes as far back (to `first` at most) and as far on as it can, with whole letters at both ends."""
    back = 0
    while place - back > first and start - back > 0 and whole[place - back - 1] == whole[start - back - 1]:
        back += 1
    begin, source = place - back, start - back
    length = _common_length(whole, begin, source)
    cut_off = _MIDDLE_OF_LETTER.match(whole, begin, begin + length)
    skipped = cut_off.end() - begin if cut_off else 0
    begin, source, length = begin + skipped, source + skipped, length - skipped
    while begin + length < len(whole) and length > 0 and whole[begin + length] & 0xC0 == 0x80:
        length -= 1
    return Copy(begin, source, length)


def _common_length(whole: bytes, place: int, start: int) -> int:
    """How many bytes from `place` on are those from `start` on, which end before `place` at the latest."""
    most = min(len(whole) - place, place - start)
    length, stride = 0, most
    # By halves, not byte by byte: most copies of a pack are a hundred thousand bytes long.
    while stride:
        end = min(length + stride, most)
        if whole[place + length : place + end] == whole[start + length : start + end] and end > length:
            length = end
        else:
            stride //= 2
        if length == most:
            break
    return length

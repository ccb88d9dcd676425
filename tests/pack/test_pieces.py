"""Pieces: whatever is cut here is the same again on the phone, and what does not fit is refused."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from directory.pack.pieces import SHORTEST_COPY, Pieces, cut_pieces
from tests.pack.phone import ask_phone

WORDS = ["shelter ", "línea ", "🏠", "Billings, ", "x", "\n", "a b c d e f g h i j k l m n o p q r s t u v w x y z "]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def join(pieces: Pieces, base: bytes, size: int) -> bytes:
    """By the rule, slowly."""
    whole, copied, rest = base, 0, list(pieces)
    while rest:
        piece = rest.pop(0)
        if isinstance(piece, str):
            whole += piece.encode()
        else:
            start = copied + piece
            copied = start + int(rest.pop(0))
            whole += whole[start:copied]
    assert len(whole) == len(base) + size
    return whole[len(base) :]


@given(TEXTS, TEXTS)
def test_pieces_make_the_target_again(target: str, base: str) -> None:
    pieces = cut_pieces(target.encode(), base.encode())
    assert join(pieces, base.encode(), len(target.encode())) == target.encode()


def test_phone_joins_the_same() -> None:
    drawn = random.Random(4)
    pairs = [("".join(drawn.choices(WORDS, k=80)), "".join(drawn.choices(WORDS, k=80))) for _ in range(50)]
    asked = [(cut_pieces(target.encode(), base.encode()), base, len(target.encode())) for target, base in pairs]
    assert ask_phone("join_pieces.mjs", asked) == [target for target, _ in pairs]


def test_what_is_there_already_is_copied_whole() -> None:
    base = "".join(random.Random(1).choices("abcdefgh", k=5000))
    changed = base[:1000] + "NEW" + base[1000:3000] + base[3010:]
    pieces = cut_pieces(changed.encode(), base.encode())
    assert [piece for piece in pieces if isinstance(piece, str)] == ["NEW"]
    assert len(pieces) == 7


def test_what_only_the_target_says_twice_is_left_to_the_squeezing() -> None:
    """Which names it in fewer bytes than two numbers of a list."""
    text = "".join(random.Random(2).choices("abcdefgh", k=SHORTEST_COPY * 2))
    twice = f"{text}-{text}"
    assert cut_pieces(twice.encode(), b"") == [twice]
    assert cut_pieces(twice.encode(), text.encode()) == [0, len(text), "-", -len(text), len(text)]


def test_what_is_too_short_to_name_is_written_out() -> None:
    text = "".join(random.Random(3).choices("abcdefgh", k=SHORTEST_COPY))
    assert cut_pieces(text.encode(), text.encode()) == [0, SHORTEST_COPY]
    assert cut_pieces(text[:-1].encode(), text.encode()) == [text[:-1]]


def test_pieces_of_another_base_are_refused() -> None:
    asked = [
        (["ab", 5, 50], "short", 52),  # more than there is
        ([-1, 3], "base", 3),  # before the beginning
        (["abc"], "", 2),  # more than was promised
        (["abc"], "", 4),  # less
        ([0, 2, -2, -1], "base", 1),  # backwards
    ]
    assert ask_phone("join_pieces.mjs", asked) == [None] * len(asked)

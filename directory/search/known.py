"""Words that a phone has anyway, those of the records and of everyday speech, told by their places. Twin of web/search/known.js."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

# The letters that stand for small numbers in the pack: those that JSON writes as they are.
CODES = "".join(chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) not in '"\\')


def list_known(words: Iterable[str]) -> list[str]:
    """The words in the order in which the pack tells of them: by their last letters, as those that end alike are alike."""
    return sorted(set(words), key=lambda word: word[::-1])


def pack_words(words: Iterable[str], known: Sequence[str]) -> dict[str, str]:
    """A list of words as the pack carries it: `places` for those that are `known`, `rest` with blanks between for the others.

    A place is told by a letter for the words left out since the last one, after a blank for each that many letters there are.
    """
    told = frozenset(words)
    return {"places": _tell_places(told, known), "rest": " ".join(sorted(told.difference(known)))}


def _tell_places(told: Container[str], known: Iterable[str]) -> str:
    letters, left_out = [], 0
    for word in known:
        if word in told:
            letters.append(" " * (left_out // len(CODES)) + CODES[left_out % len(CODES)])
            left_out = 0
        else:
            left_out += 1
    return "".join(letters)

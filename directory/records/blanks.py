"""Blanks and marks that look like nothing or like a space, as Word, web pages and phones write them: what to call them."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2028\u2029\u2060\ufeff]")
_NO_BREAK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def name_odd_blank(text: str) -> str:
    """What of such a kind stands in the text, in words; "" where there is none."""
    if _NO_BREAK.search(text):
        return "a blank that is no ordinary space (Word and web pages write it)"
    return "a character that cannot be seen" if _UNSEEN.search(text) else ""

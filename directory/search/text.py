"""Text -> the words it is searched by. Twin of web/search/text.js; tests/cases/search_text.json holds both to the same answers."""

from __future__ import annotations

import re
import unicodedata

# Words too common to tell records apart, and what an apostrophe leaves behind ("emma s", "don t"). A word that means
# something in the other language stays: "son", "sin", "once".
_ENGLISH = (
    "a an and are as at be but by for from has have i if in into is it its ll my no not of on or re s so t that the their "
    "then there they this to ve was we were will with you your"
)
_SPANISH = (
    "al como con de del donde el ella ellos en es esta este ha hay la las le les lo los me mi mis muy no o para pero por "
    "que se su sus tu un una unas uno unos y yo"
)
STOP_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())

# A run of more than 64 letters is no word of any record: cut, it can neither fill memory nor slow a comparison.
_WORD = re.compile(r"[a-z0-9]{1,64}")
_NOT_ASCII = re.compile(r"[^\0-\x7f]+")


def split_words(text: str) -> list[str]:
    """Every word of `text` in its order: compatibility forms taken apart (NFKD), lower case, marks dropped, a-z and 0-9 kept."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_drop_marks, unicodedata.normalize("NFKD", text).lower())
    return _WORD.findall(text.lower())


def _drop_marks(found: re.Match[str]) -> str:
    return "".join(char for char in found.group() if not unicodedata.category(char).startswith("M"))


def fold_apostrophes(text: str) -> str:
    """ "can't" and "cant" are one word."""
    return text.replace("'", "").replace("’", "")


def tokens(text: str) -> list[str]:
    """The words of `text` that count: without stop words, in their order, repeated words repeated."""
    return [word for word in split_words(text) if word not in STOP_WORDS]

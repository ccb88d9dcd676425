"""How to mend a value that is not of its form, where the value itself shows what went wrong; "" where it does not."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from directory.records.blanks import name_odd_blank

_CURLY = "“”„"
_EXTENSION = re.compile(r"\d\s*(?:ext|x|#)\D*\d+$", re.IGNORECASE)
_LETTERS_IN_NUMBER = re.compile(r"(?:\+?1[\s.-]*)?\(?\d{3}\)?[\s.-]*[A-Z\d-]*[A-Z]{2}[A-Z\d-]*")
_BULLET = re.compile(r"(?:^|\s)[-–—•]\s*\S")


def mend_list(typed: str, tags: Collection[str]) -> str:
    """For a text that stands in place of one tag and is several."""
    words = [word for word in re.split(r"[\s;,/]+", typed) if word]
    return (
        f"Put a comma between them: {', '.join(words)}." if len(words) > 1 and tags and set(words) <= set(tags) else ""
    )


def mend_value(typed: Any, kind: str) -> str:
    """`kind`: what pydantic calls the error."""
    if not isinstance(typed, str):
        return ""
    if kind == "tuple_type":
        return "Begin each line with '- ', a short dash and a space." if _BULLET.search(typed) else _bracket(typed)
    if typed[:1] in _CURLY or typed[-1:] in _CURLY:
        return 'Type straight quotes (") in place of the curly ones.'
    if name_odd_blank(typed):
        return "Delete it and type it again."
    if _EXTENSION.search(typed):
        return 'Write the extension under "note".'
    if _LETTERS_IN_NUMBER.fullmatch(typed):
        return 'Write the digits here, and the number with letters under "display".'
    if re.match(r"https?://\S*\s", typed):
        return "Delete the blank in the address."
    return ""


def _bracket(typed: str) -> str:
    words = [word for word in re.split(r"\s*[;,]\s*", typed) if word]
    return f"Put it in brackets: [{', '.join(words)}]." if words and len(typed) <= 60 else ""

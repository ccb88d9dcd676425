"""Typed text that YAML reads as something else than it says, with no error: what starts with & ! *, what follows #, a lone quote."""

from __future__ import annotations

import re
from typing import Any

from directory.records.syntax import Words

_QUOTE_IT = "Put the text in double quotes."
_REMARK = re.compile(r"[ \t]+(#[^\s#]\S*)")


def explain_misread(event: Any, text: str) -> Words | None:
    """What is wrong with a parser's event that begins a value; None where it says what was typed. `text`: of the whole file."""
    if event.anchor:
        return f"a text that begins with & ('&{event.anchor}')", "no such mark without quotes", _QUOTE_IT
    if event.tag:
        return f"a text that begins with ! ('{event.tag}')", "no such mark without quotes", _QUOTE_IT
    # Lists and mappings have no style; a text without quotes has an empty one.
    if getattr(event, "style", "none") or not event.value:
        return None
    if event.value[-1] == '"' and event.value.count('"') == 1:
        return (
            'a " at the end, and none at the beginning',
            "both or none",
            "Put one at the beginning too, or delete it.",
        )
    remark = _REMARK.match(text, event.end_mark.index)
    if remark:
        found = f"'{remark[1]}' after a text, which a program takes for a note and leaves out"
        return found, "the text in double quotes", "Put the text in double quotes, or a space after the #."
    return None

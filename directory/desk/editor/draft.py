"""What the form sends -> a draft: a record as it stands on somebody's screen, and what it was when it was opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from directory.records.load import Tree

Record = dict[str, Tree]

MAX_DEPTH = 8


@dataclass(frozen=True)
class Draft:
    """A record as it stands in the form. `name`: its id, "" for a new one; `was`: the record as it was opened.

    `base`: the digest it was opened with; `by`: initials; `accepted`: the numbers of the visitors' notes that it answers.
    """

    name: str
    record: Record
    was: Record | None
    base: str
    by: str
    accepted: tuple[int, ...]

    @property
    def new_name(self) -> str:
        """The id as it stands in the form, "" where there is none yet."""
        return str(self.record.get("id") or "")


async def read_draft(request: Request) -> Draft | None:
    """What the page sent; None where it is no record."""
    try:
        body = json.loads(await request.body())
        name, record, was = body["id"], body["record"], body.get("was")
        accepted = tuple(number for number in body.get("accepted", []) if isinstance(number, int))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(name, str) or not _is_record(record) or not (was is None or _is_record(was)):
        return None
    return Draft(name, record, was, str(body.get("base", "")), str(body.get("by", ""))[:20], accepted)


def _is_record(value: object) -> bool:
    return isinstance(value, dict) and _is_tree(value)


def _is_tree(value: object, depth: int = 0) -> bool:
    """Text, lists and mappings of text, not too deep: what a record can be made of."""
    if depth > MAX_DEPTH:
        return False
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_tree(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_tree(item, depth + 1) for item in value)
    # Halves of characters can stand in JSON but in no file.
    return value is None or (isinstance(value, str) and _is_whole(value))


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)

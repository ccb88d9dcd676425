"""Why a record is taken away: what the form asks, and the note for removed.yaml that its answer makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from directory.desk.editor.desk import Desk
from directory.desk.editor.shelf import Row
from directory.errors import DirectoryError
from directory.records.fault import did_you_mean
from directory.records.removed import Removed
from directory.site.http.fields import Fields

# Of the closed list removal_reasons, in the words of who takes a record away; what is not named here is called as visitors read it.
REASON_LABELS = {
    "closed": "It has closed",
    "merged": "It is part of another record now",
    "no-longer-offered": "It does not offer this any more, or not here",
    "not-found": "Nobody could confirm that it still exists",
    "asked-to-be-removed": "It asked not to be listed",
    "not-safe": "It is not safe to list",
    "mistake": "It should never have been listed",
}
MERGED = "merged"

MOST_LETTERS = 300

# How many records are offered for its place.
_OFFERED = 12


class NotAnsweredError(DirectoryError):
    """What the form asks is not answered; the sentence says what is wanted."""


class Reason(NamedTuple):
    """One choice. `read`: what visitors who come to its page are told."""

    tag: str
    label: str
    read: str


@dataclass(frozen=True)
class Answer:
    """What was typed: the tag of a reason, a note, a name or id of the record to use in its place. `refused`: what is wrong with it."""

    reason: str = ""
    note: str = ""
    instead: str = ""
    refused: str = ""


NOT_ASKED = Answer()


def read_answer(form: Fields) -> Answer:
    """What the form says, each on one line and of bounded length."""
    typed: Mapping[str, str] = {
        name: " ".join(values[-1].split())[:MOST_LETTERS] for name, values in form.items() if values
    }
    return Answer(*(typed.get(name, "") for name in ("reason", "note", "instead")))


def list_reasons(desk: Desk) -> list[Reason]:
    """The choices, in the order of the vocabulary."""
    read = {tag: desk.vocabulary.label("removal_reasons", tag, "en") for tag in desk.vocabulary.tags("removal_reasons")}
    return [Reason(tag, REASON_LABELS.get(tag, words), words) for tag, words in read.items()]


def list_offers(desk: Desk, row: Row) -> list[Row]:
    """The records that are most like it, by its name."""
    return [other for other in desk.find(row.title)[: _OFFERED + 1] if other.id != row.id][:_OFFERED]


def make_note(desk: Desk, row: Row, answer: Answer) -> Removed:
    """The note on the record. Raises NotAnsweredError."""
    if answer.reason not in desk.vocabulary.tags("removal_reasons"):
        raise NotAnsweredError("Choose why it goes.")
    if answer.reason == MERGED and not answer.instead:
        raise NotAnsweredError("Name the record that it is part of now.")
    instead = (_find_instead(desk, row, answer.instead),) if answer.instead else ()
    return Removed(row.id, row.title, answer.reason, answer.note, instead, desk.today().isoformat())


def _find_instead(desk: Desk, row: Row, typed: str) -> str:
    """The id of the record of that id or name."""
    named = desk.shelf.find(typed)
    others = [named] if named else [one for one in desk.shelf.rows if one.title.casefold() == typed.casefold()]
    others = [one for one in others if one.id != row.id]
    if len(others) == 1:
        return others[0].id
    if others:
        ids = ", ".join(one.id for one in others)
        raise NotAnsweredError(f"Several other records are called “{typed}”. Type the id of the one you mean: {ids}.")
    near = did_you_mean(typed, (one.title for one in desk.shelf.rows if one.id != row.id))
    mend = near or "Type its name as it stands, or its id."
    raise NotAnsweredError(f"No other record is called “{typed}”. {mend}")

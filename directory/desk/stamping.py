"""Answers -> the data file with their stamps, all of them or none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.desk.calls import Answer
from directory.desk.datafile import DataFile, read_data_file
from directory.desk.save import save
from directory.desk.verify import Record, groups_of, mark_checked
from directory.errors import DataError
from directory.records.load import Tree
from directory.records.vocabulary import Vocabulary


@dataclass(frozen=True)
class Stamped:
    """What was done, a line for each answer; `number` of the save in the journal, 0 where nothing was written."""

    lines: tuple[str, ...]
    number: int


def stamp_answers(resources: Path, answers: Iterable[Answer], vocabulary: Vocabulary, today: date) -> Stamped:
    """Writes the stamps of all answers in one save. An answer without groups is a check of all of them.

    Raises DataError, and writes nothing, if one answer cannot be taken.
    """
    file = read_data_file(resources)
    changes: dict[str, Record | None] = {}
    lines, initials = [], set()
    for answer in answers:
        record = changes.get(answer.id) or _find(file, answer.id)
        if answer.differs:
            lines.append(f"to edit: {answer.id}: {answer.differs}")
            continue
        groups = answer.groups or groups_of(record)
        changes[answer.id] = mark_checked(record, groups, answer.check)
        initials.add(answer.check.by)
        lines.append(
            f"{answer.id}: {', '.join(groups)} checked on {answer.check.on} ({answer.check.how}){_confirmed(record, answer)}"
        )
    if not changes:
        return Stamped(tuple(lines), 0)
    by = ", ".join(sorted(filter(None, initials)))
    done = save(file, changes, vocabulary, today=today, words=f"Checked: {', '.join(changes)}", by=by)
    return Stamped(tuple(lines), done.number)


def _find(file: DataFile, name: str) -> Record:
    piece = file.find(name)
    if piece is None:
        near = difflib.get_close_matches(name, [piece.id for piece in file.pieces], n=1)
        raise DataError(f"found no record '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    return piece.record


def _confirmed(record: Record, answer: Answer) -> str:
    """Names the numbers that are shown as confirmed from now on, so that a claim too wide is seen at once."""
    phones = record.get("phones")
    if (
        answer.check.how == "published-pages"
        or "contact" not in (answer.groups or groups_of(record))
        or not isinstance(phones, list)
    ):
        return ""
    numbers = [
        str(phone.get("display") or phone.get("number") or phone.get("short_code")) for phone in map(_mapping, phones)
    ]
    return f"; confirmed: {', '.join(dict.fromkeys(numbers))}" if numbers else ""


def _mapping(phone: Tree) -> Record:
    return phone if isinstance(phone, dict) else {}

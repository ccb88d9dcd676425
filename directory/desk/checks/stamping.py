"""Answers -> the data file with their stamps, all of them or none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory.desk.checks.calls import Answer
from directory.desk.checks.verify import Record, groups_of, mark, numbers_of
from directory.desk.file.datafile import DataFile, read_data_file
from directory.desk.file.save import save
from directory.errors import DataError
from directory.records.vocabulary import Vocabulary


@dataclass(frozen=True)
class Stamped:
    """What was done, a line for each answer; `number` of the save in the journal, 0 where nothing was written."""

    lines: tuple[str, ...]
    number: int


def stamp_answers(resources: Path, answers: Iterable[Answer], vocabulary: Vocabulary, today: date) -> Stamped:
    """Writes the stamps of all answers in one save. An answer with neither groups nor numbers is a check of all.

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
        groups = answer.groups if answer.numbers else answer.groups or groups_of(record)
        changes[answer.id] = mark(record, groups, answer.numbers, answer.check)
        initials.add(answer.check.by)
        lines.append(
            f"{answer.id}: {', '.join((*groups, *answer.numbers))} checked on {answer.check.on} ({answer.check.how})"
            f"{_confirmed(record, groups, answer)}"
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


def _confirmed(record: Record, groups: Iterable[str], answer: Answer) -> str:
    """Names the numbers that are shown as confirmed from now on, so that a claim too wide is seen at once."""
    if answer.check.how == "published-pages":
        return ""
    numbers = answer.numbers or (numbers_of(record).values() if "contact" in groups else ())
    return f"; confirmed: {', '.join(numbers)}" if numbers else ""

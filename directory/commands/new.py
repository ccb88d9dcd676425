"""`new`: a record by a few questions in the terminal, or by a file of answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from directory.commands.command import Command, add_data_argument
from directory.errors import DataError, UsageError
from directory.settings import find_settings

if TYPE_CHECKING:
    from directory.desk.beginning.new_record import Question
    from directory.records.vocabulary import Vocabulary

# Longer lists are not printed whole: the check names the near ones.
SHOWN = 40


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="lines such as 'title: Helping Hands', in place of asking"
    )
    parser.add_argument("--yes", action="store_true", help="write it without asking once more")
    add_data_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.beginning.new_record import check_new, make_record
    from directory.desk.file import style
    from directory.desk.file.datafile import read_data_file
    from directory.desk.file.rewrite import house_order
    from directory.desk.file.save import save
    from directory.records.removed import load_removed
    from directory.records.vocabulary import load_vocabulary

    settings = find_settings(chosen.data)
    vocabulary, today = load_vocabulary(settings.data), date.today()
    file = read_data_file(settings.resources)
    taken = {piece.id for piece in file.pieces} | load_removed(settings.data).keys()
    given = _read_given(chosen.answers) if chosen.answers else None
    answers: dict[str, str] = {}
    again: set[str] = set()
    while True:
        _ask_all(answers, again, given, vocabulary)
        record = make_record(answers, taken, today)
        complaints = check_new(file, record, vocabulary, today)
        if not complaints:
            break
        told = "\n".join(f"{complaint.question or 'record'}: found {complaint.sentence}" for complaint in complaints)
        again = {complaint.question for complaint in complaints}
        if given is not None or not again - {""}:
            raise DataError(told)
        print(f"\n{told}\n")
    print(f"\n{style.write_item(record, 0, chr(10), is_record=True)}\n")
    if not chosen.yes and not _agrees(given is not None):
        print("Nothing was written.")
        return 0
    changes = {str(record["id"]): record}
    save(file, changes, vocabulary, today=today, words=f"New: {record['title']}", by=answers["by"], place=house_order)
    print(f"Written: {record['id']}")
    return 0


def _ask_all(answers: dict[str, str], again: set[str], given: dict[str, str] | None, vocabulary: Vocabulary) -> None:
    """Puts every answer in; where there are some already, only those of `again` are asked."""
    from directory.desk.beginning.new_record import QUESTIONS, is_asked, read_answer

    ask: Callable[[Question, Vocabulary], str] = (
        _ask if given is None else lambda question, _: (given or {}).get(question.name, "")
    )
    for question in QUESTIONS:
        if (question.name not in answers or question.name in again) and is_asked(question, answers):
            answers[question.name] = read_answer(question, ask(question, vocabulary), vocabulary)


def _ask(question: Question, vocabulary: Vocabulary) -> str:
    tags = vocabulary.tags(question.list_of) if question.list_of else ()
    print(f"\n{question.words}")
    if tags:
        shown = [f"{tag} ({vocabulary.label(question.list_of, tag, 'en')})" for tag in tags[:SHOWN]]
        print("  " + ", ".join(shown) + (f", and {len(tags) - SHOWN} more" if len(tags) > SHOWN else ""))
    if question.is_list:
        print("  Several with commas between them.")
    return _read_line(f"[{question.default}] > " if question.default else "> ")


def _agrees(is_given: bool) -> bool:
    return not is_given and _read_line("Write it? [y/N] ").strip().lower() in ("y", "yes")


def _read_line(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        print(file=sys.stderr)
        raise UsageError(
            "new: the answers ended too soon; nothing was written. Use --answers FILE without a terminal."
        ) from None


def _read_given(path: Path) -> dict[str, str]:
    """The answers of a file: a mapping of texts and lists of texts."""
    from directory.desk.beginning.new_record import QUESTIONS
    from directory.records.load import load_file

    document = load_file(path, path.name)
    tree = document.tree if isinstance(document.tree, dict) else {}
    unknown = [key for key in tree if key not in {question.name for question in QUESTIONS}]
    if document.faults or not tree or unknown:
        found = "\n".join(map(str, document.faults)) or f"{path.name}: found {', '.join(unknown) or 'no answers'}"
        raise DataError(
            f"{found}, want lines such as 'title: ...' for: {', '.join(question.name for question in QUESTIONS)}"
        )
    return {
        key: ", ".join(map(str, value)) if isinstance(value, list) else str(value or "") for key, value in tree.items()
    }


NEW = Command("Add a record by answering a few questions.", _add_arguments, _run)

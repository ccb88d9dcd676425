"""A few questions -> a new record. The questions are asked by whoever has the person's ear: a terminal, or a file of answers.

answers (name -> text) -> make_record -> check_new: the record, or which question to ask again and why
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from directory.desk.file.datafile import DataFile, Record
from directory.desk.file.save import check_record
from directory.desk.tables.columns import column_named, without_nothing
from directory.desk.tables.damage import DamagedError, heal
from directory.records.load import Tree
from directory.records.values import read_id
from directory.records.vocabulary import Vocabulary


@dataclass(frozen=True)
class Question:
    """One question: the `name` of its answer, the words, the closed list an answer comes from, what an empty answer means.

    `when`: asked only if the answer of that name is one of these.
    """

    name: str
    words: str
    list_of: str = ""
    is_list: bool = False
    default: str = ""
    when: tuple[str, tuple[str, ...]] = ("", ())


_ORGANIZATION = ("kind", ("organization",))
_MATERIAL = ("kind", ("video", "print"))

QUESTIONS = (
    Question("kind", "Is it an organization, a video or a print item?", default="organization"),
    Question("title", "What is it called?"),
    Question("summary", "What does one get there, and who is it for? Two or three plain sentences."),
    Question("number", "Which number may people call? (empty: none)", when=_ORGANIZATION),
    Question("label", "What is that number?", default="Office", when=_ORGANIZATION),
    Question("hours", 'When does it answer? "24/7" or "Mo-Fr 08:00-17:00" (empty: not known)', when=_ORGANIZATION),
    Question("publisher", "Who made it?", when=_MATERIAL),
    Question("publisher_kind", "What is the publisher?", "publisher_kinds", when=_MATERIAL),
    Question("format", "What is it exactly?", "formats", when=_MATERIAL),
    Question("rights", "What may one do with it?", "rights", when=_MATERIAL),
    Question("scope", "Whom does it serve: national, statewide, counties or tribal?", default="statewide"),
    Question("counties", "Which counties?", "counties", is_list=True, when=("scope", ("counties",))),
    Question("nations", "Which nations?", "nations", is_list=True, when=("scope", ("tribal",))),
    Question("services", "What do they do?", "services", is_list=True, when=_ORGANIZATION),
    Question("languages", "In which languages?", "languages", is_list=True, default="en"),
    Question("cost", "What does it cost?", "costs", default="unknown"),
    Question("url", "Its web page? (empty: none)"),
    Question("source", "On which page did you read this?"),
    Question("how", "How did you check it?", "verification_means", default="published-pages"),
    Question("by", "Your initials?"),
)


def is_asked(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether the question belongs to what was answered so far."""
    name, values = question.when
    return not name or answers.get(name) in values


def read_answer(question: Question, typed: str, vocabulary: Vocabulary) -> str:
    """The answer in the words of the data file: tags for labels, a number with its country code. Empty is the default."""
    typed = typed.strip() or question.default
    if question.list_of:
        return ", ".join(_tag(question.list_of, word.strip(), vocabulary) for word in _words(question, typed))
    column = column_named({"number": "phones.1.number"}.get(question.name, question.name))
    try:
        return heal(column, typed) if column else typed
    except DamagedError:
        return typed


def _words(question: Question, typed: str) -> list[str]:
    return [word for word in re.split(r"[,;]", typed) if word.strip()] if question.is_list else [typed]


def _tag(list_of: str, word: str, vocabulary: Vocabulary) -> str:
    """The tag that somebody meant by its label, in any letters; the word itself where there is none."""
    for tag in vocabulary.tags(list_of):
        if word.lower() in (tag.lower(), vocabulary.label(list_of, tag, "en").lower()):
            return tag
    return word


def make_record(answers: Mapping[str, str], ids: Collection[str], today: date) -> Record:
    """The record that the answers describe; its id is made of the title and is nobody else's."""
    tags = {
        name: [*filter(None, answers.get(name, "").split(", "))]
        for name in ("counties", "nations", "services", "languages")
    }
    how, by = answers.get("how", ""), answers.get("by", "")
    stamp: Record = {"on": today.isoformat(), "how": how, "by": by}
    is_called = how != "published-pages"
    phone: Record = {
        "kind": "voice", "label": answers.get("label", ""), "number": answers.get("number", ""), "hours": answers.get("hours", ""),
        "verified": {**stamp, "verdict": "confirmed" if is_called else "same-source-only"},
    }  # fmt: skip
    plain = ("kind", "title", "summary", "publisher", "publisher_kind", "format", "rights", "cost", "url")
    record: Record = {
        "id": make_id(answers.get("title", ""), ids),
        **{name: answers.get(name, "") for name in plain},
        "phones": [phone] if answers.get("number") else [],
        "reach": {
            "scope": answers.get("scope", ""),
            "counties": _list(tags["counties"]),
            "nations": _list(tags["nations"]),
        },
        "services": _list(tags["services"]),
        "languages": _list(tags["languages"]),
        "sources": [{"url": answers.get("source", "")}],
        "verified": stamp,
        "confidence": "high" if is_called else "medium",
    }
    return without_nothing(record)


def _list(words: list[str]) -> list[Tree]:
    return [*words]


def make_id(title: str, taken: Collection[str]) -> str:
    """ "Helping Hands of Havre" -> helping-hands-of-havre; with a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", title).lower()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    bare = "-".join(re.findall(r"[a-z0-9]+", letters))[:70].strip("-") or "record"
    names = [bare, *(f"{bare}-{number}" for number in range(2, len(taken) + 3))]
    return next(read_id(name) for name in names if name not in taken)


@dataclass(frozen=True)
class Complaint:
    """What is wrong with an answer: the name of the question to ask again, "" where none fits, and the sentence."""

    question: str
    sentence: str


def check_new(file: DataFile, record: Record, vocabulary: Vocabulary, today: date) -> list[Complaint]:
    """What `check` would say of the file with this record."""
    name = str(record["id"])
    faults = check_record(file.with_changes({name: record}), name, vocabulary, today=today)
    return [
        Complaint(_question_of(fault.path), str(fault).split(": found ", 1)[-1])
        for fault in faults
        if not fault.warning
    ]


def _question_of(path: tuple[str | int, ...]) -> str:
    """Where an answer went: ("phones", 0, "number") was asked as `number`."""
    names = {question.name for question in QUESTIONS}
    told = {"sources": "source", "reach": "scope", "phones": "number", "verified": "how"}
    last = next((step for step in reversed(path) if isinstance(step, str) and step in names), None)
    return last or told.get(str(path[0]) if path else "", "")

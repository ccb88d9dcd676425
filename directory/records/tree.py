"""YAML text -> tree of text, lists and mappings, built from the parser's events so that depth and aliases are met as they come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from directory.records.fault import Fault, Mark, Path_
from directory.records.misread import explain_misread
from directory.records.syntax import explain_syntax

MAX_DEPTH = 20

# Texts, lists and mappings together: 20,000 records have some million; 2.5 million of the shortest take 0.6 GB.
MAX_VALUES = 3_000_000

# Faults of form, each with a place of its own: more than anybody mends one by one.
MAX_FAULTS = 1_000

Tree = str | list["Tree"] | dict[str, "Tree"] | None


@dataclass
class Document:
    """One YAML file as read: `tree` of text, lists and mappings; `marks` path -> place; `faults` of its form.

    `keys` holds the place of a key itself (for unknown or repeated keys), `marks` that of its value. `is_cut` says that
    reading stopped inside the last record, of which only the first lines are known. `lines`: how many lines end in the text.
    """

    name: str
    tree: Tree = None
    marks: dict[Path_, Mark] = field(default_factory=dict)
    keys: dict[Path_, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_cut: bool = False
    lines: int = 0

    def mark(self, path: Path_) -> Mark:
        """The place of `path`, or of the nearest thing around it that has one."""
        while path and path not in self.marks and path not in self.keys:
            path = path[:-1]
        return self.marks.get(path) or self.keys.get(path) or (1, 1)


def read_tree(text: str, name: str) -> Document:
    """The text as a Document. Never raises: what is not YAML becomes a fault, and what stood before it stays."""
    builder = _Builder(Document(name), text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except _RefusedError:
        builder.doc.is_cut = True
    except yaml.YAMLError as error:
        builder.doc.is_cut = True
        builder.doc.faults.append(explain_syntax(error, text, name, builder.long_quote))
    return builder.doc


class _RefusedError(Exception):
    """The rest of the file is not read; the fault is noted already."""


@dataclass
class _Open:
    """A list or mapping whose end has not come yet; `key` is the key that waits for its value."""

    node: list[Tree] | dict[str, Tree]
    path: Path_
    key: str | None = None
    repeated: bool = False
    # Two records run into one: each key that both have would be one fault more.
    is_doubled: bool = False

    def advance(self) -> None:
        self.key, self.repeated = None, False


class _Builder:
    """Takes one event after the other; `open` is the way from the top to where the parser stands."""

    def __init__(self, doc: Document, text: str) -> None:
        self.doc, self.text = doc, text
        self.open: list[_Open] = []
        self.documents = 0
        # Where a quoted text began that ran over its line: the likely cause of a fault further down.
        self.long_quote: Mark | None = None

    def take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._refuse(event, "'---', a second document", "one document", "Remove the line '---'.")
            case yaml.AliasEvent():
                mend = "Put the text in double quotes, or write it out again in full."
                self._refuse(
                    event, f"a text that begins with * ('*{event.anchor}')", "no such mark without quotes", mend
                )
            case yaml.SequenceStartEvent():
                self._begin(event, [])
            case yaml.MappingStartEvent():
                self._begin(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()
                self._advance()
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.StreamEndEvent():
                self.doc.lines = _mark(event)[0] - 1

    def _begin(self, event: Any, node: list[Tree] | dict[str, Tree]) -> None:
        if len(self.open) >= MAX_DEPTH:
            self._refuse(event, "lists in lists too deep", f"at most {MAX_DEPTH} levels", "Check the brackets.")
        self._place(event, node)
        self._check_misread(event)
        self.open.append(_Open(node, self._path()))

    def _scalar(self, event: Any) -> None:
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.long_quote = _mark(event)
        parent = self.open[-1] if self.open else None
        if parent and isinstance(parent.node, dict) and parent.key is None:
            self._key(event, parent)
            return
        is_nothing = not event.style and event.value in ("", "~", "null")
        self._place(event, None if is_nothing else event.value)
        self._check_misread(event)
        self._advance()

    def _check_misread(self, event: Any) -> None:
        words = explain_misread(event, self.text)
        if words:
            self._stop_at_many(event)
            self._fault(event, self._path(), *words)

    def _stop_at_many(self, event: Any) -> None:
        if len(self.doc.faults) >= MAX_FAULTS:
            found = f"more than {MAX_FAULTS:,} faults of form"
            self._refuse(event, found, "fewer", "Remove what was pasted in by mistake.")

    def _key(self, event: Any, parent: _Open) -> None:
        path = (*parent.path, event.value)
        parent.key = event.value
        if event.value in parent.node:
            self._stop_at_many(event)
            self._repeated_key(event, parent, path)
            parent.repeated = True
        else:
            self.doc.keys[path] = _mark(event)

    def _repeated_key(self, event: Any, parent: _Open, path: Path_) -> None:
        first = f"(first on line {self.doc.keys[path][0]})"
        if event.value == "id" and len(path) == 2:
            parent.is_doubled = True
            mend = "If a new record begins here, put '- ' before it, at the left edge; else delete the line."
            self._fault(event, path, f"a second id in one record {first}", "each record with its own '- id:'", mend)
        elif not parent.is_doubled:
            found = f"the key '{event.value}' a second time {first}"
            self._fault(event, path, found, "each key once", "Join the two or rename one.")

    def _place(self, event: Any, value: Tree) -> None:
        """Puts `value` where the parser stands, and notes its place."""
        if len(self.doc.marks) >= MAX_VALUES:
            self._refuse(event, f"more than {MAX_VALUES:,} values", "fewer", "Remove what was pasted in by mistake.")
        if not self.open:
            self.doc.tree = value
            self.doc.marks[()] = _mark(event)
            return
        parent = self.open[-1]
        if isinstance(parent.node, list):
            parent.node.append(value)
        elif parent.key is None:
            self._refuse(event, "a list or mapping used as a key", "a word as key", "Check the brackets.")
        elif not parent.repeated:
            parent.node[parent.key] = value
        self.doc.marks.setdefault(self._path(), _mark(event))

    def _advance(self) -> None:
        if self.open:
            self.open[-1].advance()

    def _path(self) -> Path_:
        """Where the value stands that came last."""
        if not self.open:
            return ()
        top = self.open[-1]
        step: str | int = len(top.node) - 1 if isinstance(top.node, list) else (top.key or "?")
        return (*top.path, step)

    def _refuse(self, event: Any, found: str, want: str, mend: str) -> None:
        self._fault(event, self._path(), found, want, mend)
        raise _RefusedError

    def _fault(self, event: Any, path: Path_, found: str, want: str, mend: str) -> None:
        self.doc.faults.append(Fault(self.doc.name, _mark(event), path, found, want, mend))


def _mark(event: Any) -> Mark:
    return (event.start_mark.line + 1, event.start_mark.column + 1)

"""YAML file -> text scalars with the line and column of each. No opinions on what the text means.

PyYAML would read `10:00` as 600, `no` as False, `+1406...` as a number, and let a repeated key win. Here every
scalar stays the text that was typed, a repeated key is a fault, and the model gives each text its type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from directory.records.fault import Fault, Mark, Path_

MAX_BYTES = 10_000_000
MAX_DEPTH = 20

Tree = str | list["Tree"] | dict[str, "Tree"] | None


@dataclass
class Document:
    """One YAML file as read: `tree` of text, lists and mappings; `marks` path -> place; `faults` of its form.

    `keys` holds the place of a key itself (for unknown or repeated keys), `marks` that of its value.
    """

    name: str
    tree: Tree = None
    marks: dict[Path_, Mark] = field(default_factory=dict)
    keys: dict[Path_, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def mark(self, path: Path_) -> Mark:
        """The place of `path`, or of the nearest thing around it that has one."""
        while path and path not in self.marks and path not in self.keys:
            path = path[:-1]
        return self.marks.get(path) or self.keys.get(path) or (1, 1)


def load_file(path: Path, name: str | None = None) -> Document:
    """The file as a Document; a file that cannot be read at all is a Document with one fault."""
    name = name or str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _refuse(name, f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes", "Split the file or remove what was pasted in.")
        data = path.read_bytes()
    except OSError as error:
        return _refuse(name, error.strerror or "nothing readable", "a readable file", "Check the name and the permissions.")
    return load_bytes(data, name)


def load_bytes(data: bytes, name: str) -> Document:
    """The bytes of a YAML file as a Document. Never raises on any input."""
    if len(data) > MAX_BYTES:
        return _refuse(name, f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes", "Split the file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        byte = f"the byte {data[error.start]:#04x}"
        return _refuse(name, byte, "text saved as UTF-8", "In your editor choose Save as, encoding UTF-8.", (line, column))
    return _Builder(name).build(text)


def _refuse(name: str, found: str, want: str, mend: str, at: Mark = (1, 1)) -> Document:
    return Document(name, faults=[Fault(name, at, (), found, want, mend)])


class _Builder:
    """Turns the parser's events into a tree, one event after the other, so that depth and aliases are met as they come."""

    def __init__(self, name: str) -> None:
        self.doc = Document(name)

    def build(self, text: str) -> Document:
        try:
            self._read(text)
        except yaml.YAMLError as error:
            self._syntax_fault(error, text)
        return self.doc

    def _read(self, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        open_nodes: list[_Open] = []
        documents = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, (), "'---', a second document", "one document", "Remove the line '---'.")
                    return
            elif isinstance(event, yaml.AliasEvent):
                self._fault(event, _path(open_nodes), f"*{event.anchor}", "no aliases", "Write the text out again in full.")
                return
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                if len(open_nodes) >= MAX_DEPTH:
                    self._fault(event, _path(open_nodes), "lists in lists too deep", f"at most {MAX_DEPTH} levels", "Check the brackets.")
                    return
                node: Tree = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                self._place(event, open_nodes, node)
                open_nodes.append(_Open(node, _path(open_nodes)))
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                open_nodes.pop()
                if open_nodes:
                    open_nodes[-1].advance()
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event, open_nodes)

    def _scalar(self, event: Any, open_nodes: list[_Open]) -> None:
        parent = open_nodes[-1] if open_nodes else None
        if parent and isinstance(parent.node, dict) and parent.key is None:
            self._key(event, parent)
            return
        plain_nothing = event.style is None and event.value in ("", "~", "null")
        self._place(event, open_nodes, None if plain_nothing else event.value)
        if parent:
            parent.advance()

    def _key(self, event: Any, parent: _Open) -> None:
        assert isinstance(parent.node, dict)
        path = (*parent.path, event.value)
        parent.key = event.value
        if event.value in parent.node:
            first = self.doc.keys[path][0]
            self._fault(event, path, f"the key '{event.value}' a second time (first on line {first})", "each key once", "Join the two or rename one.")
            parent.repeated = True
        else:
            self.doc.keys[path] = _mark(event)

    def _place(self, event: Any, open_nodes: list[_Open], value: Tree) -> None:
        """Puts `value` where the parser stands, and notes its place."""
        if not open_nodes:
            self.doc.tree = value
            self.doc.marks[()] = _mark(event)
            return
        parent = open_nodes[-1]
        if isinstance(parent.node, list):
            parent.node.append(value)
        elif parent.key is None:
            self._fault(event, parent.path, "a list or mapping used as a key", "a word as key", "Check the brackets.")
            parent.key = "?"
            return
        elif not parent.repeated:
            parent.node[parent.key] = value
        self.doc.marks.setdefault(_path(open_nodes), _mark(event))

    def _fault(self, event: Any, path: Path_, found: str, want: str, mend: str) -> None:
        self.doc.faults.append(Fault(self.doc.name, _mark(event), path, found, want, mend))

    def _syntax_fault(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.splitlines()
        typed = lines[at[0] - 1] if mark and at[0] <= len(lines) else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "text that is not YAML"
        if typed.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            found, mend = "a merge mark", "Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>."
        elif "\t" in typed[: at[1]]:
            found, mend = "a tab", "Replace the tab with two spaces."
        else:
            found, mend = str(problem), "Look at the indent and at quotes or colons on this line and the one above; put text with ': ' or '#' in double quotes."
        self.doc.faults.append(Fault(self.doc.name, at, (), found, "YAML, indented with spaces", mend))


@dataclass
class _Open:
    """A list or mapping whose end has not come yet; `key` is the key that waits for its value."""

    node: Tree
    path: Path_
    key: str | None = None
    repeated: bool = False

    def advance(self) -> None:
        self.key, self.repeated = None, False


def _path(open_nodes: list[_Open]) -> Path_:
    """Where the next value will stand."""
    if not open_nodes:
        return ()
    top = open_nodes[-1]
    step: str | int = len(top.node) - 1 if isinstance(top.node, list) else (top.key or "?")
    return (*top.path, step)


def _mark(event: Any) -> Mark:
    return (event.start_mark.line + 1, event.start_mark.column + 1)

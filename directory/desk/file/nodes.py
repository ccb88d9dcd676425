"""YAML text -> nodes that know which characters they stand on, so that a value can be changed where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from directory.errors import DataError
from directory.records.load import Tree

_LINE_END = re.compile(r"[\r\n\x85\u2028\u2029]")


@dataclass
class Node:
    """A value and its span in the text: `text[start:end]` is all of it, with a comment behind its last line if it is a block.

    `style`: how a scalar is quoted (`'`, `"`, `>`, `|` or nothing), "flow" for [] and {}, "block" for what stands line by line.
    """

    start: int
    end: int
    style: str
    value: str | None = None
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    is_list: bool = False
    is_mapping: bool = False

    def tree(self) -> Tree:
        """The value as records/tree.py reads it: every scalar as text, nothing as None."""
        if self.is_list:
            return [item.tree() for item in self.items]
        if self.is_mapping:
            return {str(key.value): value.tree() for key, value in self.entries}
        return None if not self.style and self.value in ("", "~", "null") else self.value


def parse(text: str) -> Node:
    """The one value the text holds. Raises DataError if it is not YAML, or uses aliases, tags or odd keys."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events: Iterator[Any] = iter(list(yaml.parse(text, Loader=loader)))
    except yaml.YAMLError as error:
        raise DataError(f"found text that is not YAML ({getattr(error, 'problem', '')})") from error
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _read(next(events), events, text)
    raise DataError("found no record")


def _read(event: Any, events: Iterator[Any], text: str) -> Node:
    """The node that begins with `event`; takes its other events from `events`."""
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, text)
    if getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent):
        raise DataError("found an alias (& or *), want the text written out")
    style = "flow" if event.flow_style else "block"
    is_list = isinstance(event, yaml.SequenceStartEvent)
    node = Node(event.start_mark.index, event.end_mark.index, style, is_list=is_list, is_mapping=not is_list)
    while not _is_end(following := next(events)):
        child = _read(following, events, text)
        if is_list:
            node.items.append(child)
        else:
            node.entries.append((child, _read(next(events), events, text)))
    last = node.items[-1] if node.items else node.entries[-1][1] if node.entries else None
    # The parser ends a block where the next one begins; it is over at the end of its last line.
    node.end = following.end_mark.index if style == "flow" or last is None else line_end(text, last.end)
    return node


def _is_end(event: Any) -> bool:
    return isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent)


def _scalar(event: Any, text: str) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    style = event.style or ""
    if style in (">", "|"):
        end = start + len(text[start:end].rstrip())
    return Node(start, end, style, event.value)


def line_end(text: str, at: int) -> int:
    """Where the line ends that `at` stands on, before its line break."""
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def column(text: str, at: int) -> int:
    """How many characters stand before `at` on its line."""
    before = 0
    for found in _LINE_END.finditer(text, max(0, at - 10_000), at):
        before = found.end()
    return at - before

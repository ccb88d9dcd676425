"""One record's text and the record as it shall be -> the new text, in which only what differs is written anew.

Comments, order, quoting and line breaks of everything else stay as they stand. A part that cannot be changed in place is
written anew in the file's style; the caller is promised that the new text reads as the record it asked for.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from directory.desk.file import style
from directory.desk.file.nodes import Node, column, line_end, parse
from directory.errors import DataError
from directory.records.load import Tree
from directory.records.tree import read_tree

# Old keys, wanted keys, whether it is a record -> all wanted keys in the order in which they shall stand.
Placing = Callable[[Sequence[str], Sequence[str], bool], list[str]]


def rewrite_record(text: str, record: dict[str, Tree], newline: str = "\n", place: Placing | None = None) -> str:
    """The text of one list item, `- id: ...`, changed into `record`. `place` decides on the order of keys (keep_places).

    Raises DataError if no text was found that reads as `record`.
    """
    for write in (_in_place, _anew):
        written = write(text, record, newline, place or keep_places)
        if _is_text(written) and reads_as(written, [record]):
            return written
    raise DataError(f"{record.get('id')}: found half a character or other text that no file can hold. Type it again.")


def _is_text(text: str) -> bool:
    """No half of a character (a lone surrogate), which no file can hold."""
    return not re.search("[\ud800-\udfff]", text)


def reads_as(text: str, tree: Tree) -> bool:
    """Whether the loader reads `tree` from the text, without a fault of form such as a key that stands twice."""
    document = read_tree(text, "")
    return document.tree == tree and not document.faults


def _in_place(text: str, record: dict[str, Tree], newline: str, place: Placing) -> str:
    top = parse(text)
    if len(top.items) != 1:
        raise DataError("found several records where one was wanted")
    item, writer = top.items[0], _Writer(text, newline, place)
    if item.style == "block":
        return text[: item.start] + writer.mapping(item, record, is_record=True) + text[item.end :]
    return text[: item.start] + writer.flow_mapping(item, record) + text[item.end :]


def _anew(text: str, record: dict[str, Tree], newline: str, place: Placing) -> str:
    return style.write_item(record, 0, newline, is_record=True)


def keep_places(old: Sequence[str], wanted: Sequence[str], is_record: bool) -> list[str]:
    """What stands stays in its order; a new key comes behind the last one that goes before it in the file's order."""
    keys = [key for key in old if key in wanted]
    order = style.order_for(wanted, is_record=is_record)
    for key in (key for key in style.sort_keys(wanted, is_record=is_record) if key not in old):
        before = set(order[: order.index(key)]) if key in order else set(keys)
        keys.insert(max((i + 1 for i, other in enumerate(keys) if other in before), default=0), key)
    return keys


def house_order(old: Sequence[str], wanted: Sequence[str], is_record: bool) -> list[str]:
    """All keys in the file's order, also those that stood elsewhere."""
    return style.sort_keys(
        (*(key for key in old if key in wanted), *(key for key in wanted if key not in old)), is_record=is_record
    )


@dataclass
class _Piece:
    """An entry or item with the line breaks, comments and indent that stand before it."""

    before: str
    text: str


@dataclass
class _Writer:
    text: str
    newline: str
    place: Placing

    def value(self, key: str, node: Node, new: Tree, indent: int) -> str | None:
        """The new text for the node's span; None where it must be written anew from its key on."""
        if node.tree() == new and (self.place is keep_places or not isinstance(new, dict | list)):
            return self.text[node.start : node.end]
        if node.is_mapping and isinstance(new, dict) and new and node.entries:
            return self.mapping(node, new) if node.style == "block" else self.flow_mapping(node, new)
        if node.is_list and isinstance(new, list) and new and node.items:
            return self.sequence(node, new) if node.style == "block" else self.flow_sequence(node, new)
        return None

    def mapping(self, node: Node, new: dict[str, Tree], *, is_record: bool = False) -> str:
        indent = column(self.text, node.start)
        bound = node.start
        old: dict[str, tuple[Node, Node, str]] = {}
        for key, value in node.entries:
            old[str(key.value)] = (key, value, self.text[bound : key.start])
            bound = line_end(self.text, value.end)
        line = self.newline + " " * indent
        pieces: list[_Piece] = []
        order = self.place(list(old), list(new), is_record)
        for name in [*order, *(key for key in old if key not in new)]:
            if name not in new:
                self._keep_comments(pieces, old[name][2], list(old).index(name))
            elif name in old:
                key, value, before = old[name]
                pieces.append(_Piece(before or line, self.entry(key, value, new[name], indent)))
            else:
                pieces.append(_Piece(line, style.write_entry(name, new[name], indent, self.newline)))
        return _join(pieces)

    def _keep_comments(self, pieces: list[_Piece], before: str, place: int) -> None:
        """Lines of comment above what goes stay where they are."""
        if "#" in before:
            pieces.insert(place, _Piece(before[: before.rindex("#")] + before[before.rindex("#") :].rstrip(), ""))

    def entry(self, key: Node, value: Node, new: Tree, indent: int) -> str:
        """One `key: value`, to the end of its last line."""
        name = str(key.value)
        rest = self.text[value.end : line_end(self.text, value.end)]
        changed = self.value(name, value, new, indent)
        if changed is not None:
            return self.text[key.start : value.start] + changed + rest
        head = self.text[key.start : key.end] + ":"
        return head + _with_comment(self.fresh(name, value, new, indent), rest, self.newline)

    def fresh(self, name: str, node: Node, new: Tree, indent: int) -> str:
        """What stands behind `key:`, in the quoting the old value had where that can hold the new one."""
        if isinstance(new, str) and not node.is_list and not node.is_mapping:
            if node.style == ">" and style.can_fold(new):
                return " " + style.fold(new, indent + style.INDENT, self.newline)
            if node.style == '"' and len(new) <= max(style.FOLD_FROM, len(node.value or "")):
                return " " + style.quote(new)
        return style.write_value(name, new, indent, self.newline)

    def sequence(self, node: Node, new: list[Tree]) -> str:
        indent = column(self.text, node.start)
        dashes = self._dashes(node)
        line = self.newline + " " * indent
        pieces: list[_Piece] = []
        for old, wanted in _align([item.tree() for item in node.items], new):
            if old is None:
                pieces.append(_Piece(line, style.write_item(new[wanted or 0], indent, self.newline)))
                continue
            item = node.items[old]
            bound = line_end(self.text, node.items[old - 1].end) if old else node.start
            before = self.text[bound : dashes[old]]
            if wanted is None:
                self._keep_comments(pieces, before, len(pieces))
            else:
                pieces.append(_Piece(before or line, self.item(dashes[old], item, new[wanted], indent)))
        return _join(pieces)

    def item(self, dash: int, item: Node, new: Tree, indent: int) -> str:
        """One `- item`, to the end of its last line."""
        rest = self.text[item.end : line_end(self.text, item.end)]
        changed = self.value("", item, new, indent)
        if changed is not None:
            return self.text[dash : item.start] + changed + rest
        if isinstance(new, dict | list):
            return style.write_item(new, indent, self.newline) + rest
        return "-" + _with_comment(self.fresh("", item, new, indent), rest, self.newline)

    def _dashes(self, node: Node) -> list[int]:
        """Where the dash of each item stands."""
        bounds = [node.start, *(line_end(self.text, item.end) for item in node.items[:-1])]
        return [
            max(self.text.rfind("-", bound, max(item.start, bound + 1)), bound)
            for bound, item in zip(bounds, node.items, strict=True)
        ]

    def flow_mapping(self, node: Node, new: dict[str, Tree]) -> str:
        old = {str(key.value): (key, value) for key, value in node.entries}
        texts: list[tuple[int | None, str]] = []
        for name in self.place(list(old), list(new), False):
            key, value = old.get(name, (None, None))
            if key is None or value is None:
                texts.append((None, f"{style.write_key(name)}: {style.write_flow(new[name])}"))
            else:
                head = self.text[key.start : value.start]
                texts.append((list(old).index(name), head + self.flow_value(name, value, new[name])))
        return self.flow(node, [(key.start, value.end) for key, value in node.entries], texts)

    def flow_sequence(self, node: Node, new: list[Tree]) -> str:
        texts: list[tuple[int | None, str]] = []
        for old, wanted in _align([item.tree() for item in node.items], new):
            if wanted is not None:
                item = new[wanted]
                text = style.write_flow(item) if old is None else self.flow_value("", node.items[old], item)
                texts.append((old, text))
        return self.flow(node, [(item.start, item.end) for item in node.items], texts)

    def flow_value(self, name: str, node: Node, new: Tree) -> str:
        changed = self.value(name, node, new, 0)
        if changed is not None:
            return changed
        return style.quote(new) if node.style == '"' and isinstance(new, str) else style.write_flow(new)

    def flow(self, node: Node, spans: list[tuple[int, int]], texts: Iterable[tuple[int | None, str]]) -> str:
        """[...] or {...} with the old brackets, and the old space before each item that was there."""
        between = [", ", *(self.text[one[1] : two[0]] for one, two in pairwise(spans))]
        joined = "".join(
            ("" if not place else between[old] if old is not None else ", ") + text
            for place, (old, text) in enumerate(texts)
        )
        return self.text[node.start : spans[0][0]] + joined + self.text[spans[-1][1] : node.end]


def _with_comment(written: str, rest: str, newline: str) -> str:
    """The comment that stood behind the old value stays on the first line of the new one."""
    first, breaks, further = written.partition(newline)
    return first + rest + breaks + further


def _join(pieces: Sequence[_Piece]) -> str:
    """The pieces one below the other; the first begins where the block begins, unless comments stand before it."""
    first = pieces[0]
    lead = first.before.lstrip() if "#" in first.before else ""
    return lead + first.text + "".join(piece.before + piece.text for piece in pieces[1:])


def _align(old: Sequence[Tree], new: Sequence[Tree]) -> Iterable[tuple[int | None, int | None]]:
    """Pairs (place in old, place in new), in the order of the new list; None where there is no counterpart."""
    was, now = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "insert":
            yield from ((None, place) for place in range(c, d))
        elif kind == "delete":
            yield from ((place, None) for place in range(a, b))
        else:
            shared = min(b - a, d - c)
            yield from ((a + i, c + i) for i in range(shared))
            yield from ((a + i, None) for i in range(shared, b - a))
            yield from ((None, c + i) for i in range(shared, d - c))

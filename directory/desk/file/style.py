"""A value -> YAML in the file's own style: plain where that is safe, double quotes for what YAML could misread, long texts folded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from directory.records.load import Tree

# As wide as the file's own folded texts.
FOLD_COLUMN = 112
FOLD_FROM = 100
INDENT = 2

# The order of the file's keys, of records and of the parts that need one.
KEY_ORDER = (
    "id", "kind", "title", "alternate_names", "summary", "translations", "phones", "url", "chat_url", "download_url", "email",
    "city", "county", "confidential", "address", "reach", "services", "publisher", "publisher_kind", "series", "format", "year",
    "duration_seconds", "pages", "audiences", "topics", "languages", "interpreter", "cost", "cost_note", "hours", "rights",
    "hours_note", "what_happens", "caution", "rights_note", "sources", "verified", "confidence", "doubts",
)  # fmt: skip
PART_ORDER = (
    "kind", "label", "number", "short_code", "display", "keyword", "hours", "hours_note", "note", "verified",
    "title", "summary", "caution", "what_happens", "reviewed", "scope", "counties", "nations", "url", "published",
    "about", "text", "withheld",
)  # fmt: skip
STAMP_ORDER = ("on", "how", "verdict", "source", "by", "contact", "hours", "services")

# Keys whose mapping stands on one line, and keys whose list of texts stands line by line.
_ONE_LINE = ("verified",)
_LINE_BY_LINE = ("alternate_names",)
# Keys of whole sentences: in quotes, or folded where they are long.
_SENTENCES = ("summary", "caution", "what_happens", "text", "rights_note")
# Counts stand without quotes; every other text of digits would be taken for a number by other readers.
_COUNTS = ("year", "pages", "duration_seconds")

_PLAIN = re.compile(r"[A-Za-z][\w.,()/'&+-]*(?: (?!- )[\w.,()/'&+-]+)*", re.ASCII)
_PLAIN_URL = re.compile(r"https?://[\w./:?=&%+#~@!$*;()-]+", re.ASCII)
_PLAIN_MAIL = re.compile(r"[A-Za-z][\w.+-]*@[\w.-]+", re.ASCII)
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z][\w.()/'&+-]*(?: (?!- )[\w.()/'&+-]+)*", re.ASCII)
# What YAML 1.1 takes for something else than text.
_NOT_TEXT = frozenset(("null", "~", "yes", "no", "on", "off", "y", "n"))
# What a quoted text must write as an escape: control characters, breaks and byte order marks.
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def _is_line_by_line(key: str, items: list[Tree]) -> bool:
    """Lists of tags stand on one line, lists of parts and of names do not."""
    return bool(items) and (key in _LINE_BY_LINE or any(not isinstance(item, str) for item in items))


def sort_keys(keys: Iterable[str], *, is_record: bool) -> list[str]:
    """The keys in the file's order; those it does not know stay behind, in the order they came."""
    names = list(keys)
    order = {key: place for place, key in enumerate(order_for(names, is_record=is_record))}
    return sorted(names, key=lambda key: order.get(key, len(order)))


def order_for(keys: Collection[str], *, is_record: bool) -> tuple[str, ...]:
    """The order for a record, for a stamp (known by its day), for any other part."""
    return KEY_ORDER if is_record else STAMP_ORDER if "on" in keys else PART_ORDER


def write_entry(key: str, value: Tree, indent: int, newline: str) -> str:
    """`key: value`, the first line without indent, further lines below a key at column `indent`."""
    return f"{write_key(key)}:{write_value(key, value, indent, newline)}"


def write_value(key: str, value: Tree, indent: int, newline: str) -> str:
    """What stands behind `key:`: " text", or an indented block on lines of its own."""
    deeper = indent + INDENT
    if isinstance(value, dict) and value and key not in _ONE_LINE:
        return newline + " " * deeper + write_mapping(value, deeper, newline)
    if isinstance(value, list) and _is_line_by_line(key, value):
        return newline + " " * deeper + write_items(value, deeper, newline)
    if isinstance(value, dict | list):
        flow = write_flow(value)
        is_long = isinstance(value, list) and indent + len(key) + len(flow) > FOLD_COLUMN + INDENT
        return (newline + " " * deeper if is_long else " ") + flow
    if value is None:
        return ""
    return " " + write_text(key, value, deeper, newline)


def write_mapping(value: Mapping[str, Tree], indent: int, newline: str, *, is_record: bool = False) -> str:
    """The entries of a mapping, one below the other, in the file's order."""
    keys = sort_keys(value, is_record=is_record)
    return (newline + " " * indent).join(write_entry(key, value[key], indent, newline) for key in keys)


def write_items(items: Iterable[Tree], indent: int, newline: str) -> str:
    """The items of a list, each with its dash, one below the other."""
    return (newline + " " * indent).join(write_item(item, indent, newline) for item in items)


def write_item(item: Tree, indent: int, newline: str, *, is_record: bool = False) -> str:
    """`- item`, the first line without indent."""
    if isinstance(item, dict) and item:
        return "- " + write_mapping(item, indent + INDENT, newline, is_record=is_record)
    if isinstance(item, dict | list) or item is None:
        return "- " + write_flow(item)
    return "- " + write_text("", item, indent + INDENT, newline)


def write_flow(value: Tree) -> str:
    """The value on one line: [a, b], {on: "2026-11-21", how: by-phone}."""
    if isinstance(value, list):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    if isinstance(value, dict):
        keys = sort_keys(value, is_record=False)
        return "{" + ", ".join(f"{write_key(key)}: {write_flow(value[key])}" for key in keys) + "}"
    if value is None:
        return "null"
    return value if _PLAIN_IN_FLOW.fullmatch(value) and value.lower() not in _NOT_TEXT else quote(value)


def write_key(key: str) -> str:
    """A key, in quotes where it must be. `on` stays plain: this program reads every scalar as text."""
    return key if re.fullmatch(r"[A-Za-z_][\w-]*", key, re.ASCII) and key not in ("null", "y", "n") else quote(key)


def write_text(key: str, text: str, indent: int, newline: str) -> str:
    """A scalar in the style the file would use for it; folded lines stand at column `indent`."""
    if key in _SENTENCES:
        return fold(text, indent, newline) if can_fold(text) and len(text) > FOLD_FROM else quote(text)
    if key == "hours_note" and text.endswith("."):
        return quote(text)
    if key in _COUNTS and re.fullmatch(r"[1-9]\d*", text, re.ASCII):
        return text
    is_plain = _PLAIN.fullmatch(text) or _PLAIN_URL.fullmatch(text) or _PLAIN_MAIL.fullmatch(text)
    return text if is_plain and text.lower() not in _NOT_TEXT else quote(text)


def quote(text: str) -> str:
    """The text in double quotes."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"


def can_fold(text: str) -> bool:
    """Whether a folded text reads back as it was: no breaks, no escapes, single spaces between words."""
    return bool(text) and not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|  |^ | $", text)


def fold(text: str, indent: int, newline: str) -> str:
    """`>-` and the text on lines of at most 112 characters."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > FOLD_COLUMN:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    between = newline + " " * indent
    return ">-" + between + between.join([*lines, line])

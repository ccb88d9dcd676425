"""Record <-> row: which columns a table of records has, and what stands in a cell.

A column is named by its path, lists counted from 1: `title`, `reach.counties`, `phones.2.number`, `translations.es.title`.
Tags of a closed list share a cell ("hotline, legal-aid"); other names stand in one cell, a line each. An empty cell is no
value. A row may have some columns only: what it does not have stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from directory.errors import DataError
from directory.records import values
from directory.records.load import Tree
from directory.records.model import Material, Organization
from directory.records.shape import is_list, is_mapping, part_model

Record = dict[str, Tree]
Row = dict[str, str]

# What Excel likes to turn into something else, by the reader of the field.
_KINDS = {
    values.read_day: "day",
    values.read_partial_date: "partial date",
    values.read_phone: "phone",
    values.read_flag: "flag",
    values.read_hours: "hours",
}
_LANGUAGES = ("es",)
# How many of each a fresh template offers.
_ROOM = {"phones": 3, "sources": 2, "doubts": 1}


@dataclass(frozen=True)
class Column:
    """One column: `list_of` names its closed list, `is_list` says that several share a cell, `kind` what its text is."""

    name: str
    description: str = ""
    list_of: str = ""
    is_list: bool = False
    kind: str = ""
    choices: tuple[str, ...] = ()


def columns_for(records: Iterable[Record]) -> list[Column]:
    """The columns that hold these records, in the model's order, with room for a few more phones, sources and doubts."""
    room = dict(_ROOM)
    for record in records:
        for name in room:
            items = record.get(name)
            room[name] = max(room[name], len(items) if isinstance(items, list) else 0)
    columns: dict[str, Column] = {}
    for model in (Organization, Material):
        for column in _columns(model, "", room):
            before = columns.get(column.name)
            # Each model knows its own kinds only.
            columns[column.name] = replace(before, choices=_merge(before, column)) if before else column
    return list(columns.values())


def _merge(one: Column, other: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.choices, *other.choices)))


def _columns(model: type[BaseModel], prefix: str, room: Mapping[str, int]) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        part = part_model(info.annotation)
        if part is None:
            yield _column(prefix + name, info)
        elif is_list(info.annotation):
            for number in range(1, room.get(name, 1) + 1):
                yield from _columns(part, f"{prefix}{name}.{number}.", room)
        elif is_mapping(info.annotation):
            for lang in _LANGUAGES:
                yield from _columns(part, f"{prefix}{name}.{lang}.", room)
        else:
            yield from _columns(part, f"{prefix}{name}.", room)


def _column(name: str, info: FieldInfo) -> Column:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    reader = next((_KINDS[r] for r in _readers(info) if r in _KINDS), "")
    choices = tuple(arg for arg in _literals(info.annotation) if isinstance(arg, str))
    choices = choices or (("true", "false") if reader == "flag" else ())
    list_of = str(extra.get("list_of", ""))
    return Column(name, info.description or "", list_of, is_list(info.annotation), reader, choices)


def _readers(node: Any) -> Iterator[Any]:
    """The functions that read a field's text."""
    metadata = node.metadata if isinstance(node, FieldInfo) else getattr(node, "__metadata__", ())
    yield from (item.func for item in metadata if isinstance(item, BeforeValidator))
    for arg in get_args(node.annotation) if isinstance(node, FieldInfo) else get_args(node):
        yield from _readers(arg)


def _literals(annotation: Any) -> Iterator[Any]:
    args = get_args(annotation)
    return iter(args) if args and all(isinstance(arg, str) for arg in args) else iter(())


@cache
def column_named(name: str) -> Column | None:
    """What is known of a column by its name alone, however high its numbers; None for one the records do not have."""
    pattern = ".".join("1" if step.isdigit() else step for step in name.split("."))
    found = next((column for column in columns_for([]) if column.name == pattern), None)
    return Column(name, found.description, found.list_of, found.is_list, found.kind, found.choices) if found else None


def to_row(record: Record) -> Row:
    """Column -> cell, for everything the record has. Raises DataError for what a cell cannot hold."""
    row: Row = {}
    _flatten(record, "", row)
    return row


def _flatten(tree: Tree, name: str, row: Row) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            _flatten(value, f"{name}.{key}" if name else key, row)
    elif isinstance(tree, list) and all(isinstance(item, str) for item in tree):
        row[name] = _join(name, [str(item) for item in tree])
    elif isinstance(tree, list):
        for number, item in enumerate(tree, 1):
            _flatten(item, f"{name}.{number}", row)
    elif tree is not None:
        row[name] = tree


def _join(name: str, items: list[str]) -> str:
    column = column_named(name)
    between = ", " if column and column.list_of else "\n"
    if any(not item.strip() or item != item.strip() or between.strip(" ") in item for item in items):
        raise DataError(f"{name}: found an item that a table cannot hold ({items!r:.60}); mend the record first")
    return between.join(items)


def _split(column: Column, cell: str) -> Tree:
    for separator in (";", "\n") if column.list_of else ():
        cell = cell.replace(separator, ",")
    items: list[Tree] = [item.strip() for item in cell.split("," if column.list_of else "\n") if item.strip()]
    return items


def with_row(record: Record, row: Row) -> Record:
    """The record with the cells of a row put in; columns that the records do not have are passed over.

    Empty cells take a value away; an item of a list goes when all its cells are empty.
    """
    tree: Any = _numbered(record)
    for name, cell in row.items():
        column = column_named(name)
        if column:
            _put(tree, name.split("."), _split(column, cell) if column.is_list else cell)
    bare = _without_numbers(tree)
    return bare if isinstance(bare, dict) else {}


def _put(tree: dict[str, Any], steps: list[str], value: Tree) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
    tree[steps[-1]] = value


def _numbered(tree: Tree) -> Any:
    """Lists of parts as mappings "1", "2", ..., so that a path leads everywhere."""
    if isinstance(tree, list) and any(not isinstance(item, str) for item in tree):
        return {str(number): _numbered(item) for number, item in enumerate(tree, 1)}
    return {key: _numbered(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


def _without_numbers(tree: Any) -> Tree:
    """The record again: numbers become lists, what is empty goes."""
    if not isinstance(tree, dict):
        return tree or None
    kept: dict[str, Tree] = {key: value for key, item in tree.items() if (value := _without_numbers(item)) is not None}
    if kept and all(key.isdigit() for key in kept):
        return [kept[key] for key in sorted(kept, key=int)]
    return kept or None


def without_nothing(record: Record) -> Record:
    """The record without keys that hold nothing: two records are the same when these are."""
    bare = _without_numbers(_numbered(record))
    return bare if isinstance(bare, dict) else {}

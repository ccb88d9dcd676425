"""Two states of a record -> what changed, in sentences an advocate reads before she saves."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from directory.desk.editor.fields import Field, Section
from directory.records.fault import Path_
from directory.records.load import Tree

Record = dict[str, Tree]

MAX_SHOWN = 160


def list_changes(old: Record | None, new: Record | None, sections: tuple[Section, ...]) -> list[str]:
    """One sentence for each thing that changed; none where nothing did."""
    if old is None or new is None:
        return ["A new record." if old is None else "The whole record goes."]
    fields = {field.name: field for section in sections for field in section.fields}
    return list(_compare(old, new, fields, ""))


def _compare(
    old: Mapping[str, Tree], new: Mapping[str, Tree], fields: Mapping[str, Field], where: str
) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) == new.get(key):
            continue
        field = fields.get(key)
        yield from _sentences(old.get(key), new.get(key), field, where + _label(field, key))


def _sentences(old: Tree, new: Tree, field: Field | None, label: str) -> Iterator[str]:
    parts = _fields_inside(field)
    if _is_mapping(old, new) or _is_mapping(new, old):
        yield from _compare(_mapping(old), _mapping(new), parts, f"{label}, ")
    elif _is_parts(old) or _is_parts(new):
        yield from _of_parts(_list(old), _list(new), parts, label)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _of_lists(_list(old), _list(new), field, label)
    elif not old:
        yield f"{label}: new, {show(new, field)}"
    elif not new:
        yield f"{label}: taken away (was {show(old, field)})"
    else:
        yield f"{label}: {show(old, field)} becomes {show(new, field)}"


def _label(field: Field | None, key: str) -> str:
    """What the form calls it, else its key in plain letters."""
    return field.label if field else key.replace("_", " ").capitalize()


def _fields_inside(field: Field | None) -> dict[str, Field]:
    """The fields below this one: its parts, or where they come once for each language, the languages with those parts."""
    if field is None:
        return {}
    if field.form == "languages":
        languages = field.options or {}
        return {tag: Field(tag, label, "", "part", parts=field.parts) for tag, label in languages.items()}
    return {part.name: part for part in field.parts}


def _is_mapping(value: Tree, other: Tree) -> bool:
    return isinstance(value, dict) and (other is None or isinstance(other, dict))


def _is_parts(value: Tree) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _of_lists(old: list[Tree], new: list[Tree], field: Field | None, label: str) -> Iterator[str]:
    added = [show(item, field) for item in new if item not in old]
    gone = [show(item, field) for item in old if item not in new]
    if added:
        yield f"{label}: added {', '.join(added)}"
    if gone:
        yield f"{label}: taken away {', '.join(gone)}"
    if not added and not gone:
        yield f"{label}: in another order"


def _of_parts(old: list[Tree], new: list[Tree], parts: Mapping[str, Field], label: str) -> Iterator[str]:
    was, now = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for place, (before, after) in enumerate(zip_longest(old[a:b], new[c:d]), start=c + 1):
            name = f"{label} {place}"
            if isinstance(before, dict) and isinstance(after, dict):
                yield from _compare(before, after, parts, f"{name}, ")
            elif after is None:
                yield f"{label}: taken away {_summary(before)}"
            else:
                yield f"{label}: added {_summary(after)}"


def _summary(part: Tree) -> str:
    """What a part is known by."""
    if not isinstance(part, dict):
        return show(part, None)
    named = [
        str(part[key]) for key in ("label", "display", "number", "short_code", "url", "text", "title") if part.get(key)
    ]
    return show(" ".join(named[:2]), None)


def show(value: Tree, field: Field | None) -> str:
    """A value in quotes, by its label where it is one of a list."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key} {show(item, None)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(show(item, field) for item in value)
    text = (field.options or {}).get(value, value) if field else value
    return f"“{text[:MAX_SHOWN]}…”" if len(text) > MAX_SHOWN else f"“{text}”"


def name_field(path: Path_, sections: tuple[Section, ...]) -> str:
    """What the form calls a place in a record: ("phones", 0, "number") -> "Phone numbers 1, Number"; "" for the record itself."""
    fields = {field.name: field for section in sections for field in section.fields}
    names: list[str] = []
    for key in path:
        if isinstance(key, int):
            names[-1:] = [f"{names[-1]} {key + 1}"] if names else []
        else:
            field = fields.get(key)
            names.append(_label(field, key))
            fields = _fields_inside(field)
    return ", ".join(names)


def _mapping(value: Tree) -> dict[str, Tree]:
    return value if isinstance(value, dict) else {}


def _list(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []

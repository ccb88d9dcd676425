"""Walks a model and a tree side by side: which field of the model stands where in a record as typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from directory.records.fault import Path_
from directory.records.load import Tree


def fields_in(model: type[BaseModel], tree: Tree, path: Path_ = ()) -> Iterator[tuple[Path_, FieldInfo, Tree]]:
    """(path, field, value as typed) for every field that could stand in `tree`, present or not, parts included."""
    if not isinstance(tree, dict):
        return
    for name, info, part in _list_fields(model):
        value = tree.get(name)
        here = (*path, name)
        yield here, info, value
        if part is None:
            continue
        if isinstance(value, list):
            for step, item in enumerate(value):
                yield from fields_in(part, item, (*here, step))
        elif is_mapping(info.annotation) and isinstance(value, dict):
            for key, item in value.items():
                yield from fields_in(part, item, (*here, key))
        else:
            yield from fields_in(part, value, here)


@cache
def _list_fields(model: type[BaseModel]) -> tuple[tuple[str, FieldInfo, type[BaseModel] | None], ...]:
    """(name, field, part) of every field; kept, as every record asks."""
    return tuple((name, info, part_model(info.annotation)) for name, info in model.model_fields.items())


def part_model(annotation: Any) -> type[BaseModel] | None:
    """The part inside `X | None`, `tuple[X, ...]` or `dict[str, X]`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for arg in get_args(annotation) if (part := part_model(arg))), None)


def is_mapping(annotation: Any) -> bool:
    """Whether the field is a mapping of free keys to parts."""
    return get_origin(annotation) is dict


def is_list(annotation: Any) -> bool:
    """Whether the field is a list of values."""
    return get_origin(annotation) is tuple


def say_shape(item: Mapping[str, Any]) -> str:
    """What is wanted in place of a wrong shape, in an editor's words. `item`: one of pydantic's errors."""
    words = {
        "tuple_type": "a list, such as [first, second]",
        "model_type": "fields below it, indented by two spaces",
        "dict_type": "fields below it, indented by two spaces",
        "float_parsing": "a number such as 0.5",
        "float_type": "a number such as 0.5",
        "finite_number": "a number such as 0.5",
        "string_type": "text",
        "string_too_long": f"at most {item.get('ctx', {}).get('max_length')} letters",
        "string_too_short": "some text",
    }
    return words.get(item["type"], str(item["msg"]))

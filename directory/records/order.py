"""What site.yaml says of the order of results, checked: a slip there would take a rule of safety away, and nobody would see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from directory.records.fault import Fault, Path_, did_you_mean, show_value
from directory.records.load import Document
from directory.records.shape import part_model, say_shape
from directory.records.vocabulary import Vocabulary

Texts = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Touched(_Part):
    """Tags by closed list: what a search touches."""

    audiences: Texts = ()
    topics: Texts = ()
    services: Texts = ()


class _TouchedOrIn(_Touched):
    """The same, or the language a search is made in."""

    languages: Texts = ()


class _NativeFirst(_Part):
    lines: Texts
    kinds: Texts
    when: _Touched


class _Excluded(_Part):
    id: str
    reason: str = ""


class _HoldBack(_Excluded):
    when: _TouchedOrIn


class _LocalHelp(_Part):
    services: Texts
    when: _Touched


class _Order(BaseModel):
    """The keys of site.yaml that directory/search/lines.py reads, the channel of each kind of urgency, and what must not lead."""

    model_config = ConfigDict(allow_inf_nan=False)

    pinned: dict[str, tuple[dict[str, Any], ...]] = {}
    urgent: dict[str, Texts] = {}
    urgent_channel: dict[str, str] = {}
    native_first: _NativeFirst | None = None
    spanish_confirmed: Texts = ()
    never_urgent: tuple[_Excluded, ...] = ()
    hold_back: tuple[_HoldBack, ...] = ()
    local_help: tuple[_LocalHelp, ...] = ()
    first_help: dict[str, float] = {}


ORDER_KEYS = tuple(_Order.model_fields)


def check_order(document: Document, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Faults of shape, or where there is none, tags that their closed list does not have."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    try:
        order = _Order.model_validate({key: value for key, value in tree.items() if value is not None})
    except ValidationError as error:
        yield from (_explain(document, item) for item in error.errors(include_url=False))
        return
    for path, name, tag in _list_tags(order):
        tags = vocabulary.tags(name)
        if tag not in tags:
            yield _fault(document, path, show_value(tag), f"a word from the list {name}", did_you_mean(tag, tags))


def _explain(document: Document, item: Mapping[str, Any]) -> Fault:
    """One of pydantic's errors as a fault."""
    path: Path_ = tuple(item["loc"])
    if item["type"] == "missing":
        return _fault(document, path, "nothing", f"a line '{path[-1]}: ...'")
    if item["type"] == "extra_forbidden":
        known = _keys_of(path[:-1])
        want, mend = f"one of {', '.join(known)}", did_you_mean(path[-1], known)
        return _fault(document, path, f"the unknown key '{path[-1]}'", want, mend)
    return _fault(document, path, show_value(item["input"]), say_shape(item))


def _keys_of(path: Path_) -> tuple[str, ...]:
    """The keys that the part at `path` may have."""
    model: type[BaseModel] = _Order
    for step in path:
        if isinstance(step, str):
            model = part_model(model.model_fields[step].annotation) or model
    return tuple(model.model_fields)


def _list_tags(order: _Order) -> Iterator[tuple[Path_, str, str]]:
    """Every tag: where it stands, and of which closed list it must be."""
    for key in ("urgent", "urgent_channel"):
        yield from (((key, kind), "urgent_kinds", kind) for kind in getattr(order, key))
    yield from ((("first_help", tag), "services", tag) for tag in order.first_help)
    if order.native_first:
        kinds = order.native_first.kinds
        yield from ((("native_first", "kinds", step), "urgent_kinds", kind) for step, kind in enumerate(kinds))
        yield from _list_when(("native_first", "when"), order.native_first.when)
    for number, row in enumerate(order.hold_back):
        yield from _list_when(("hold_back", number, "when"), row.when)
    for number, near in enumerate(order.local_help):
        path: Path_ = ("local_help", number)
        yield from (((*path, "services", step), "services", tag) for step, tag in enumerate(near.services))
        yield from _list_when((*path, "when"), near.when)


def _list_when(path: Path_, when: _Touched) -> Iterator[tuple[Path_, str, str]]:
    for name, tags in when:
        yield from (((*path, name, step), name, tag) for step, tag in enumerate(tags))


def _fault(document: Document, path: Path_, found: str, want: str, mend: str = "") -> Fault:
    return Fault(document.name, document.mark(path), path, found, want, mend)

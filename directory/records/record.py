"""One record as typed -> a Resource, or every fault of it: its model, then its closed lists, then the rules that join several fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from directory.records import rules
from directory.records.fault import Fault, Mark, Path_, did_you_mean, show_value
from directory.records.load import Document, Tree
from directory.records.mends import mend_list, mend_value
from directory.records.model import MODEL_OF_KIND, Resource
from directory.records.shape import fields_in, is_list, say_shape
from directory.records.vocabulary import Vocabulary

KINDS_WANT = '"organization", "video" or "print"'


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file as it was checked; `resource` is None where a fault keeps it from being one.

    `name`: how faults call it; `id` and `file` as typed, None where there is no text, each with its place. Lines count from
    the first one of what was read with it.
    """

    name: str
    id: str | None
    id_at: Mark
    file: str | None
    file_at: Mark
    resource: Resource | None
    faults: tuple[Fault, ...]


def read_entry(document: Document, place: int, number: int, vocabulary: Vocabulary, today: date) -> Entry:
    """The record at `place` of a document; `number` tells which of the file it is, from 0."""
    rows = document.tree
    row = rows[place] if isinstance(rows, list) else None
    reader = _RecordReader(document, place, name_record(row, number), vocabulary, today)
    resource = reader.read()
    return Entry(
        reader.name,
        _text_of(row, "id"),
        document.mark((place, "id")),
        _text_of(row, "file"),
        document.mark((place, "file")),
        resource,
        tuple(reader.faults),
    )


def name_record(row: Tree, number: int) -> str:
    """How a fault calls a record: by its id, else by its place."""
    name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) else f"record {number + 1}"


def _text_of(row: Tree, key: str) -> str | None:
    value = row.get(key) if isinstance(row, dict) else None
    return value if isinstance(value, str) else None


class _RecordReader:
    """One record: its model, then its closed lists, then the rules that join several fields."""

    def __init__(self, document: Document, place: int, name: str, vocabulary: Vocabulary, today: date) -> None:
        """`place`: of the record in the document; `name`: how faults call it."""
        self.document, self.place, self.name = document, place, name
        self.row: Tree = document.tree[place] if isinstance(document.tree, list) else None
        self.vocabulary, self.today = vocabulary, today
        self.faults: list[Fault] = []

    def read(self) -> Resource | None:
        if not isinstance(self.row, dict):
            self._fault((), show_value(self.row), "a record: '- id: ...' and its fields below it")
            return None
        kind = self.row.get("kind")
        model = MODEL_OF_KIND.get(kind) if isinstance(kind, str) else None
        if model is None:
            self._fault(("kind",), show_value(kind), KINDS_WANT, did_you_mean(kind, MODEL_OF_KIND))
            return None
        self._check_lists(model)
        try:
            resource = model.model_validate(_without_nothing(self.row))
        except ValidationError as error:
            self._model_faults(model, error)
            return None
        for finding in rules.find_all(resource, self.vocabulary, self.today):
            self._fault(finding.path, finding.found, finding.want, finding.mend, warning=finding.warning)
        return resource if not any(not fault.warning for fault in self.faults) else None

    def _check_lists(self, model: type[BaseModel]) -> None:
        """Every tag must stand in its closed list."""
        for path, info, value in fields_in(model, self.row):
            list_of = _extra(info).get("list_of")
            if not list_of or value is None:
                continue
            if isinstance(value, list):
                seen: set[str] = set()
                for step, tag in enumerate(value):
                    self._check_tag((*path, step), list_of, tag)
                    if isinstance(tag, str) and tag in seen:
                        self._fault((*path, step), f"'{tag}' twice", "each once", "Remove one.")
                    seen.add(tag if isinstance(tag, str) else "")
            elif isinstance(value, str) and not is_list(info.annotation):
                self._check_tag(path, list_of, value)

    def _check_tag(self, path: Path_, list_of: str, tag: Tree) -> None:
        tags = self.vocabulary.tags(list_of)
        if isinstance(tag, str) and tag not in tags:
            by_label = self._tag_labelled(list_of, tag)
            mend = (
                mend_value(tag, "")
                or (f"Did you mean '{by_label}'?" if by_label else "")
                or mend_list(tag, tags)
                or did_you_mean(tag, tags)
                or f"Choose one from {list_of}: {_some_of(tags)}."
            )
            self._fault(path, show_value(tag), f"a word from the list {list_of}", mend)

    def _tag_labelled(self, list_of: str, label: str) -> str:
        """The tag that visitors see under this label; "" where there is none."""
        terms = self.vocabulary.lists.get(list_of, {}).values()
        return next((term.tag for term in terms if label.casefold() in map(str.casefold, term.labels.values())), "")

    def _model_faults(self, model: type[BaseModel], error: ValidationError) -> None:
        known = {path: info for path, info, _ in fields_in(model, self.row)}
        for item in error.errors(include_url=False):
            path: Path_ = tuple(item["loc"])
            if item["type"] == "extra_forbidden":
                siblings = [p[-1] for p in known if len(p) == len(path) and p[:-1] == path[:-1]]
                self._fault(
                    path,
                    f"the unknown key '{path[-1]}'",
                    "a known one",
                    did_you_mean(path[-1], [str(s) for s in siblings]),
                    key=True,
                )
            elif item["type"] == "missing":
                self._fault(path, "nothing", _want(known.get(path), item["msg"]))
            else:
                info = known.get(path) or known.get(path[:-1])
                want = _reason(item) or _want(info, say_shape(item))
                self._fault(path, show_value(item["input"]), want, mend_value(item["input"], item["type"]))

    def _fault(
        self, path: Path_, found: str, want: str, mend: str = "", *, warning: bool = False, key: bool = False
    ) -> None:
        full = (self.place, *path)
        at = self.document.keys.get(full) if key else None
        at = at or self.document.mark(full)
        self.faults.append(Fault(self.document.name, at, path, found, want, mend, self.name, warning))


def _some_of(tags: Sequence[str]) -> str:
    return ", ".join(tags[:12]) + (", and others" if len(tags) > 12 else "")


def _extra(info: FieldInfo | None) -> dict[str, Any]:
    extra = info.json_schema_extra if info else None
    return extra if isinstance(extra, dict) else {}


def _want(info: FieldInfo | None, otherwise: str) -> str:
    extra = _extra(info)
    if "want" in extra:
        return str(extra["want"])
    if "list_of" in extra and otherwise.startswith("Field required"):
        return f"a word from the list {extra['list_of']}"
    if otherwise.startswith("Field required"):
        return (info.description or "a value").rstrip(".").lower() if info else "a value"
    return otherwise


def _reason(item: Any) -> str:
    """What a reader of values said itself, where the model's sentence would be too broad."""
    return str(item.get("ctx", {}).get("error", "")) if item["type"] == "value_error" else ""


def _without_nothing(tree: Tree) -> Any:
    """The tree without keys that have no value, so that an empty `phones:` is the same as none."""
    if isinstance(tree, dict):
        return {key: _without_nothing(value) for key, value in tree.items() if value is not None}
    return [_without_nothing(value) for value in tree] if isinstance(tree, list) else tree

"""resources.yaml -> Resource values, or every fault at once, each with its line, what was found, what was wanted, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from directory.records import rules
from directory.records.attached import check_files
from directory.records.fault import Fault, Path_, did_you_mean, show_value
from directory.records.load import Document, Tree, load_file
from directory.records.model import MODEL_OF_KIND, Resource
from directory.records.references import check_beside
from directory.records.removed import check_removed
from directory.records.shape import fields_in, is_list, say_shape
from directory.records.vocabulary import Vocabulary, load_vocabulary

KINDS_WANT = '"organization", "video" or "print"'


@dataclass(frozen=True)
class Checked:
    """What a check gives: the records without a fault, in the file's order, and all faults and warnings."""

    resources: tuple[Resource, ...]
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """No fault; warnings do not count."""
        return not any(not fault.warning for fault in self.faults)


def check_file(path: Path, *, today: date, vocabulary: Vocabulary | None = None) -> Checked:
    """Everything there is to say about one data file and the names that the files beside it use.

    Raises DataError only if the vocabulary beside it is unusable.
    """
    vocabulary = vocabulary or load_vocabulary(path.parent)
    document = load_file(path, f"{path.parent.name}/{path.name}")
    checked = check_document(document, vocabulary, today=today)
    # A record with a fault is still there to be named.
    ids = {_name(row, number) for number, row in enumerate(document.tree if isinstance(document.tree, list) else [])}
    beside = (*check_beside(path.parent, ids, vocabulary), *check_removed(path.parent, ids, vocabulary)) if ids else ()
    return Checked(checked.resources, checked.faults + beside + tuple(check_files(document, path.parent)))


def check_document(document: Document, vocabulary: Vocabulary, *, today: date) -> Checked:
    """Everything there is to say about a document already read. A record cut short by a fault of form is left aside."""
    rows = document.tree
    if not isinstance(rows, list):
        found = "an empty file" if rows is None else show_value(rows)
        wrong_shape = Fault(document.name, (1, 1), (), found, "a list of records, each starting with '- id:'")
        return Checked((), tuple(document.faults) or (wrong_shape,))
    faults = [_with_record(fault, rows) for fault in document.faults]
    resources: list[Resource] = []
    whole = rows[:-1] if document.is_cut else rows
    for number, row in enumerate(whole):
        reader = _RecordReader(document, number, row, vocabulary, today)
        resource = reader.read()
        faults += reader.faults
        if resource is not None:
            resources.append(resource)
    faults += _repeated_ids(document, whole)
    faults.sort(key=lambda fault: (fault.at, str(fault)))
    return Checked(tuple(resources), tuple(faults))


def _with_record(fault: Fault, rows: list[Tree]) -> Fault:
    """A fault of form names its record too, where it stands in one."""
    number = fault.path[0] if fault.path else None
    if not isinstance(number, int):
        return fault
    row = rows[number] if number < len(rows) else None
    return replace(fault, record=_name(row, number), path=fault.path[1:])


def _name(row: Tree, number: int) -> str:
    """How a fault calls a record: by its id, else by its place."""
    name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) else f"record {number + 1}"


class _RecordReader:
    """One record: its model, then its closed lists, then the rules that join several fields."""

    def __init__(self, document: Document, number: int, row: Tree, vocabulary: Vocabulary, today: date) -> None:
        self.document, self.number, self.row = document, number, row
        self.vocabulary, self.today = vocabulary, today
        self.faults: list[Fault] = []
        self.name = _name(row, number)

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
            mend = (
                did_you_mean(tag, tags)
                or f"Choose one from {list_of}: {', '.join(tags[:12])}{', ...' if len(tags) > 12 else ''}."
            )
            self._fault(path, show_value(tag), f"a word from the list {list_of}", mend)

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
                self._fault(path, show_value(item["input"]), _reason(item) or _want(info, say_shape(item)))

    def _fault(
        self, path: Path_, found: str, want: str, mend: str = "", *, warning: bool = False, key: bool = False
    ) -> None:
        full = (self.number, *path)
        at = self.document.keys.get(full) if key else None
        at = at or self.document.mark(full)
        self.faults.append(Fault(self.document.name, at, path, found, want, mend, self.name, warning))


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


def _repeated_ids(document: Document, rows: list[Tree]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            line = document.mark((first[name], "id"))[0]
            yield Fault(
                document.name,
                document.mark((number, "id")),
                ("id",),
                f"'{name}' a second time (first on line {line})",
                "each id once",
                "Give the newer record an id of its own.",
                name,
            )
        first.setdefault(name, number)

"""The model -> the fields of the desk's form: what each is called, what may be typed, in which section it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from directory.records import values
from directory.records.model import MODEL_OF_KIND, Stamp
from directory.records.shape import is_list, is_mapping, part_model

Form = Literal[
    "line", "text", "url", "email", "phone", "code", "day", "date", "flag", "number", "hours", "choice", "tag", "tags", "lines",
    "part", "parts", "languages",
]  # fmt: skip

_FORM_OF_READER: Mapping[Any, Form] = {
    values.read_url: "url",
    values.read_email: "email",
    values.read_phone: "phone",
    values.read_short_code: "code",
    values.read_day: "day",
    values.read_partial_date: "date",
    values.read_flag: "flag",
    values.read_count: "number",
    values.read_hours: "hours",
    values.read_id: "line",
}

# Where a text may be longer than this it gets several lines.
_ONE_LINE_LENGTH = 200

# Section -> its fields, in the order an advocate asks for them; a field of the model named nowhere comes under "More".
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Name and description": ("title", "alternate_names", "summary", "what_happens", "caution", "translations"),
    "Contact": ("phones", "url", "chat_url", "download_url", "email"),
    "Whom it serves": ("reach", "city", "county", "address", "confidential"),
    "What it offers": ("services", "audiences", "topics", "languages", "interpreter", "cost", "cost_note"),
    "The item": ("publisher", "publisher_kind", "series", "format", "year", "pages", "duration_seconds", "rights", "rights_note"),
    "Hours": ("hours", "hours_note"),
    "Where we know it from": ("sources", "doubts", "confidence"),
    "More": (),
}  # fmt: skip

# Stamps move by verifying, never by editing; the id is given once and the kind decides on the form.
_NOT_EDITED = ("id", "kind", "verified")

_LABELS = {
    "title": "Name", "alternate_names": "Other names", "url": "Web page", "chat_url": "Web chat", "download_url": "The file",
    "email": "E-mail", "what_happens": "What happens when they call", "caution": "What to know first", "phones": "Phone numbers",
    "short_code": "Short number", "display": "As printed", "keyword": "Word to text", "hours_note": "Hours in words",
    "scope": "Who can use it", "confidential": "The place must stay secret", "cost_note": "More about the cost",
    "year": "Year", "duration_seconds": "Length in seconds", "rights": "What one may do with it", "rights_note": "Rights in words",
    "publisher": "Made by", "publisher_kind": "Kind of maker", "on": "Day", "how": "How", "by": "Initials", "source": "Page",
    "verified": "Last check of this number", "verdict": "How sure", "about": "About", "text": "In words", "withheld": "Number kept back",
    "published": "Published", "reviewed": "Read by a Spanish speaker", "confidence": "How sure we are", "kind": "Kind",
    "services": "Services", "audiences": "For whom", "topics": "Topics", "languages": "Languages", "interpreter": "Interpreter",
}  # fmt: skip

# Where the file's own instruction would mislead: the form writes the quotes itself.
_HELP = {
    "number": "Any way of writing it; it is kept with its country code.",
    "short_code": "Three to six digits, for numbers such as 988.",
    "alternate_names": "Other names people know it by, former names too. One to a line.",
    "hours": "“24/7”, or days and times such as “Mo-Fr 08:00-17:00; PH off”. The table below writes it for you.",
}  # fmt: skip

_CHOICES = {
    "national": "Everybody in the United States", "statewide": "Everybody in the state", "counties": "People of some counties",
    "tribal": "People of some nations", "confirmed": "Confirmed", "same-source-only": "Seen only where we found it",
    "not-found": "Not seen again", "high": "Sure", "medium": "Fairly sure", "low": "Not sure",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field of the form. `options`: value -> label of what can be chosen; `parts`: the fields inside it.

    Of a field that holds its parts once for each language, `options` are the languages.
    """

    name: str
    label: str
    help: str
    form: Form
    is_required: bool = False
    options: Mapping[str, str] | None = None
    parts: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and the fields below it."""

    title: str
    fields: tuple[Field, ...]


def list_sections(kind: str, lists: Mapping[str, Mapping[str, str]]) -> tuple[Section, ...]:
    """The form for a kind of record. `lists`: closed list -> tag -> label."""
    model = MODEL_OF_KIND[kind]
    fields = {field.name: field for field in _fields_of(model, lists) if field.name not in _NOT_EDITED}
    named = {name for names in SECTIONS.values() for name in names}
    rest = tuple(name for name in fields if name not in named)
    sections = (
        Section(title, tuple(fields[name] for name in (names or rest) if name in fields))
        for title, names in SECTIONS.items()
    )
    return tuple(section for section in sections if section.fields)


def stamp_fields(lists: Mapping[str, Mapping[str, str]]) -> tuple[Field, ...]:
    """The first stamp of a new record: day, means, page, initials."""
    return tuple(_fields_of(Stamp, lists))


def fits_form(record: Mapping[str, Any], fields: Iterable[Field]) -> bool:
    """Whether every value has the shape its field can show: text, list or mapping. What is not there fits."""
    return all(_fits(record[field.name], field) for field in fields if record.get(field.name) is not None)


def _fits(value: Any, field: Field) -> bool:
    if field.form == "part":
        return isinstance(value, dict) and fits_form(value, field.parts)
    if field.form == "languages":
        return isinstance(value, dict) and all(
            isinstance(v, dict) and fits_form(v, field.parts) for v in value.values()
        )
    if field.form == "parts":
        return isinstance(value, list) and all(isinstance(v, dict) and fits_form(v, field.parts) for v in value)
    if field.form in ("tags", "lines"):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    return isinstance(value, str)


def _fields_of(model: type[BaseModel], lists: Mapping[str, Mapping[str, str]]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        named = "languages" if is_mapping(info.annotation) else extra.get("list_of")
        options = lists.get(str(named)) if named else _choices(info.annotation)
        part = part_model(info.annotation)
        yield Field(
            name,
            _LABELS.get(name) or name.replace("_", " ").capitalize(),
            _HELP.get(name) or info.description or "",
            _form_of(info, options is not None, part is not None),
            info.is_required(),
            options,
            tuple(_fields_of(part, lists)) if part else (),
        )


def _form_of(info: FieldInfo, has_options: bool, has_part: bool) -> Form:
    if has_part:
        return "languages" if is_mapping(info.annotation) else "parts" if is_list(info.annotation) else "part"
    if is_list(info.annotation):
        return "tags" if has_options else "lines"
    if has_options:
        return "choice" if _choices(info.annotation) else "tag"
    constraints = list(_metadata(info))
    for item in constraints:
        if isinstance(item, BeforeValidator) and item.func in _FORM_OF_READER:
            return _FORM_OF_READER[item.func]
    limits = [item.max_length or 0 for item in constraints if isinstance(item, StringConstraints)]
    return "text" if max(limits, default=0) > _ONE_LINE_LENGTH else "line"


def _metadata(info: FieldInfo) -> Iterator[Any]:
    """What the annotation says besides the type, at any depth of `X | None`."""
    yield from info.metadata
    yield from _inner_metadata(info.annotation)


def _inner_metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _inner_metadata(inner)


def _choices(annotation: Any) -> Mapping[str, str] | None:
    """The words of a Literal with their labels, where the field is one of more than one."""
    if get_origin(annotation) is not Literal:
        return None
    return {word: _CHOICES.get(word, word) for word in get_args(annotation)}

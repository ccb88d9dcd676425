"""Public form of a record -> its search document: the text of each field it is found by. Twin of web/search/document.js."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from directory.records.vocabulary import Vocabulary
from directory.search.scoring import FIELDS

# Who serves more counties than this is not told from others by their names.
MOST_COUNTIES = 10

# Every resource speaks it, so the word would say nothing.
_EVERYBODYS_LANGUAGE = "en"

_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]*)", re.IGNORECASE)

_TAG_LISTS = ("services", "topics", "audiences")


class Part(NamedTuple):
    """A piece of text of one field; `lang` is the language it is written in, empty for names and numbers."""

    field: str
    lang: str
    text: str


def make_document(form: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, str]:
    """Field -> text, every field of scoring.FIELDS present."""
    texts: dict[str, list[str]] = {field: [] for field in FIELDS}
    for part in list_parts(form, vocabulary):
        texts[part.field].append(part.text)
    return {field: "\n".join(pieces) for field, pieces in texts.items()}


def list_parts(form: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Part]:
    """Every piece of text a record is found by."""
    yield from _own_words(form)
    for lang, translation in form.get("translations", {}).items():
        yield Part("title", lang, translation["title"])
        yield Part("summary", lang, translation["summary"])
    yield from _tag_words(form, vocabulary)
    for text in _contacts(form):
        yield Part("contact", "", text)
    yield from _places(form, vocabulary)


def _own_words(form: Mapping[str, Any]) -> Iterator[Part]:
    lang = "es" if form.get("languages") == ["es"] else "en"
    yield Part("title", lang, form["title"])
    for name in form.get("alternate_names", ()):
        yield Part("names", lang, name)
    for field, keys in {"names": ("publisher", "series"), "summary": ("summary", "what_happens", "caution")}.items():
        yield from (Part(field, lang, form[key]) for key in keys if key in form)


def _tag_words(form: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Part]:
    for name, tag in _tags(form):
        term = vocabulary.lists.get(name, {}).get(tag)
        if term is None:
            yield Part("tags", "", tag)
            continue
        for lang, label in term.labels.items():
            yield Part("tags", lang, label)
        for lang, words in term.words.items():
            yield from (Part("tags", lang, word) for word in words)


def _tags(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "kinds", form["kind"]
    for name in _TAG_LISTS:
        yield from ((name, tag) for tag in form.get(name, ()))
    if "format" in form:
        yield "formats", form["format"]
    yield from (("languages", tag) for tag in form.get("languages", ()) if tag != _EVERYBODYS_LANGUAGE)


def _contacts(form: Mapping[str, Any]) -> Iterator[str]:
    for phone in form.get("phones", ()):
        digits = phone["number"].lstrip("+")
        yield digits
        # A number of the United States or Canada without its country code.
        if phone["number"].startswith("+1") and len(digits) == 11:
            yield digits[1:]
        yield phone["display"]
        yield phone.get("keyword", "")
    yield form.get("email", "")
    host = _HOST.match(form.get("url", ""))
    yield host.group(1) if host else ""


def _places(form: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Part]:
    names = [form[key] for key in ("city", "county") if key in form]
    counties = form["reach"].get("counties", ())
    names += counties if len(counties) <= MOST_COUNTIES else []
    yield from (Part("place", "", name) for name in names)
    for nation in form["reach"].get("nations", ()):
        yield Part("place", "en", vocabulary.label("nations", nation, "en"))

"""The files beside the records name records and tags; every name must lead somewhere. Each check yields faults."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from directory.records.fault import Fault, Path_, did_you_mean, show_value
from directory.records.load import Document, Tree, load_file
from directory.records.order import check_order
from directory.records.site_keys import check_site_keys
from directory.records.site_values import check_site_values
from directory.records.values import is_id
from directory.records.vocabulary import BESIDE_WHOM, TAG_LISTS, Vocabulary

# Where site.yaml names lines that lead in danger, and records at all: below these stand lists of ids or of mappings with an `id`.
_LEADING: tuple[Path_, ...] = (("urgent",), ("native_first", "lines"))
_NAMING: tuple[Path_, ...] = (("pinned",), ("spanish_confirmed",), ("never_urgent",), ("hold_back",), *_LEADING)


# How like a name must be to another to be offered: these are lines to call, and another line is no help.
_ONE_SLIP = 0.88
_LOST = 'Was that record removed, or its id changed? An id never changes. A number that is no record stands in quotes: "911".'


def check_beside(folder: Path, ids: Collection[str] | None, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Faults of vocabulary.yaml and site.yaml in `folder`; a site.yaml that is not there has none.

    `ids`: every record there is; None where nobody knows them all, so that no name is said to lead nowhere.
    """
    words = load_file(folder / "vocabulary.yaml", f"{folder.name}/vocabulary.yaml")
    yield from _lay_words(words, vocabulary)
    yield from _alike(words)
    if (folder / "site.yaml").is_file():
        site = load_file(folder / "site.yaml", f"{folder.name}/site.yaml")
        yield from site.faults
        yield from check_site_keys(site)
        yield from check_site_values(site)
        yield from check_order(site, vocabulary)
        yield from _named_records(site, ids) if ids is not None else ()
        yield from _never_urgent(site)
    if ids is not None and (folder / "guide.yaml").is_file():
        yield from _presenters(load_file(folder / "guide.yaml", f"{folder.name}/guide.yaml"), ids)


def _lay_words(document: Document, vocabulary: Vocabulary) -> Iterator[Fault]:
    groups = document.tree.get("lay_words") if isinstance(document.tree, dict) else None
    first: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups if isinstance(groups, list) else []):
        path: Path_ = ("lay_words", number)
        if not isinstance(group, dict):
            yield _fault(document, path, show_value(group), "phrases and the tags they mean")
            continue
        yield from _tags_of(document, path, group, vocabulary)
        for lang in ("en", "es"):
            yield from _phrases_of(document, (*path, lang), group.get(lang), lang, first)


def _alike(document: Document) -> Iterator[Fault]:
    """A word in two lines would make everything alike; of several words nothing stands for another."""
    rows = document.tree.get("alike") if isinstance(document.tree, dict) else None
    first: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        for lang, words in row.items() if isinstance(row, dict) else ():
            path: Path_ = ("alike", number, lang)
            yield from _phrases_of(document, path, words, lang, first)
            for step, word in enumerate(words if isinstance(words, list) else []):
                if len(str(word).split()) > 1:
                    yield _fault(document, (*path, step), show_value(word), "single words")


def _tags_of(document: Document, path: Path_, group: dict[str, Tree], vocabulary: Vocabulary) -> Iterator[Fault]:
    tags = {key: value for key in TAG_LISTS if isinstance(value := group.get(key), list)}
    if not any(tags.values()):
        yield _fault(document, path, "phrases that mean nothing", f"at least one tag under {', '.join(TAG_LISTS)}")
    for key, values in tags.items():
        for step, tag in enumerate(values):
            if isinstance(tag, str) and tag not in vocabulary.tags(key):
                mend = did_you_mean(tag, vocabulary.tags(key))
                yield _fault(document, (*path, key, step), show_value(tag), f"a word from the list {key}", mend)
    urgent = group.get("urgent")
    if isinstance(urgent, str) and urgent not in vocabulary.tags("urgent_kinds"):
        mend = did_you_mean(urgent, vocabulary.tags("urgent_kinds"))
        yield _fault(document, (*path, "urgent"), show_value(urgent), "a word from the list urgent_kinds", mend)
    if group.get("with_person", "true") not in BESIDE_WHOM:
        yield _fault(
            document,
            (*path, "with_person"),
            show_value(group["with_person"]),
            "true, other, alone, done, or no such line",
        )


def _phrases_of(
    document: Document, path: Path_, phrases: Tree, lang: str, first: dict[tuple[str, str], int]
) -> Iterator[Fault]:
    """A phrase in two groups would mean two things; as in the search, "can't" and "cant" are one word."""
    for step, phrase in enumerate(phrases if isinstance(phrases, list) else []):
        if not isinstance(phrase, str):
            yield _fault(document, (*path, step), show_value(phrase), "words", "Put the phrase in double quotes.")
            continue
        key = (lang, re.sub("['\u2019]", "", phrase.casefold()))
        line = document.mark((*path, step))[0]
        if key in first:
            found = f"{show_value(phrase)} a second time (first on line {first[key]})"
            yield _fault(document, (*path, step), found, "it in one place only", "Remove one of the two.")
        first.setdefault(key, line)


def _named_records(document: Document, ids: Collection[str]) -> Iterator[Fault]:
    """A fault for each name that leads nowhere, but where the record's own id has the slip, which is a fault of its own."""
    misspelt = [name for name in ids if not is_id(name)]
    lost: dict[str, list[Path_]] = {}
    for place, name in (found for path in _NAMING for found in _names_at(document, path)):
        if name not in ids and not name.isdigit():
            lost.setdefault(name, []).append(place)
    for name, places in lost.items():
        mend = did_you_mean(name, ids, likeness=_ONE_SLIP)
        if not any(f"'{near}'" in mend for near in misspelt):
            found = show_value(name) + _also_on(document, places[1:])
            yield _fault(document, places[0], found, "the id of a record", mend or _LOST)


def _also_on(document: Document, places: Sequence[Path_]) -> str:
    """One record that is gone is one fault, however many lists name it."""
    return f" (also on line {', '.join(str(document.mark(place)[0]) for place in places)})" if places else ""


def _never_urgent(document: Document) -> Iterator[Fault]:
    """A line that may lead in danger, though it is kept out of the block for a reason."""
    never = {name for _, name in _names_at(document, ("never_urgent",))}
    for place, name in (found for path in _LEADING for found in _names_at(document, path)):
        if name in never:
            want = "a line that never_urgent does not name"
            yield _fault(document, place, show_value(name), want, "Read its reason there, and remove one of the two.")


def _presenters(document: Document, ids: Collection[str]) -> Iterator[Fault]:
    """A warning for each record the guide names that is not there: its page leaves the name out."""
    for place, name in _names_at(document, ("presentation", "records")):
        if name not in ids:
            yield replace(
                _fault(document, place, show_value(name), "the id of a record", did_you_mean(name, ids)), warning=True
            )


def _names_at(document: Document, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every record named below `path` of a whole file."""
    node = document.tree
    for key in path:
        node = node.get(str(key)) if isinstance(node, dict) else None
    return _names_in(path, node)


def _names_in(path: Path_, node: Tree) -> Iterator[tuple[Path_, str]]:
    """Every record named below `path`: an `id`, or a text in a list that stands for one."""
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield (*path, "id"), str(node["id"])
        elif "number" not in node:
            for key, value in node.items():
                yield from _names_in((*path, key), value)
    elif isinstance(node, list):
        for step, item in enumerate(node):
            if isinstance(item, str):
                yield (*path, step), item
            else:
                yield from _names_in((*path, step), item)


def _fault(document: Document, path: Path_, found: str, want: str, mend: str = "") -> Fault:
    return Fault(document.name, document.mark(path), path, found, want, mend)

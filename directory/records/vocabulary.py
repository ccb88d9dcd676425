"""vocabulary.yaml and places.json -> the closed lists: which tags may stand in a record, and what they are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from directory.errors import DataError
from directory.records.load import Tree, load_file

# The closed lists that stand in vocabulary.yaml; counties and nations come from places.json.
LISTS = (
    "kinds", "services", "audiences", "topics", "formats", "languages", "costs", "rights", "publisher_kinds", "phone_kinds",
    "verification_means", "doubt_subjects", "removal_reasons", "urgent_kinds", "phrases", "openings",
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One tag of a closed list. `labels` and `words` by language code; `words` are what people say instead."""

    tag: str
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    def label(self, lang: str) -> str:
        """The label in `lang`, else in English."""
        return self.labels.get(lang) or self.labels["en"]


# The lists of tags that a group of lay words may name.
TAG_LISTS = ("services", "topics", "audiences", "kinds", "formats", "languages")

# Beside whom an urgent group is urgent, where it is not always: any person, or somebody else than who types.
BESIDE_WHOM = ("true", "other", "alone", "done")


@dataclass(frozen=True)
class LayWords:
    """Everyday phrases that mean some tags. `phrases` by language; `urgent` names a kind of urgency or is empty; it counts
    only where a person is spoken of too if `with_person`, where somebody else than who types is if that is "other", where
    no other telling word is typed if it is "alone", where it was done to a person if it is "done".
    """

    phrases: Mapping[str, tuple[str, ...]]
    services: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    urgent: str = ""
    with_person: bool | str = False


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists by name (`services`, `counties`, ...), the lay words, and numbers that must never be published.

    `alike`: sets of words that stand for one another in lay phrases, by language.
    """

    lists: Mapping[str, Mapping[str, Term]]
    lay_words: tuple[LayWords, ...] = ()
    refused_numbers: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def tags(self, name: str) -> tuple[str, ...]:
        """The tags of one closed list, in the file's order."""
        return tuple(self.lists.get(name, {}))

    def label(self, name: str, tag: str, lang: str) -> str:
        """What `tag` is called in `lang`; the tag itself where no list knows it."""
        term = self.lists.get(name, {}).get(tag)
        return term.label(lang) if term else tag


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary of a data folder. Raises DataError with every fault of the file's form."""
    document = load_file(folder / "vocabulary.yaml", "data/vocabulary.yaml")
    tree = document.tree
    if document.faults or not isinstance(tree, dict):
        raise DataError(
            "\n".join(map(str, document.faults)) or "data/vocabulary.yaml:1:1 found no lists, want closed lists by name"
        )
    lists = {name: _read_list(value) for name in LISTS if isinstance(value := tree.get(name), dict)}
    lists |= _places_lists(folder / "places.json")
    refused = {str(row["number"]): str(row["why"]) for row in _rows(tree.get("refused_numbers"))}
    lay_words = tuple(_read_lay_words(row) for row in _rows(tree.get("lay_words")))
    alike = tuple({lang: _texts(words) for lang, words in row.items()} for row in _rows(tree.get("alike")))
    return Vocabulary(lists, lay_words, refused, alike)


def _rows(value: Tree) -> list[dict[str, Tree]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _texts(value: Tree) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _read_list(tree: dict[str, Tree]) -> dict[str, Term]:
    return {tag: _read_term(tag, row) for tag, row in tree.items()}


def _read_term(tag: str, row: Tree) -> Term:
    row = row if isinstance(row, dict) else {"en": row or tag}
    words = {key.removeprefix("words_"): _texts(value) for key, value in row.items() if key.startswith("words_")}
    labels = {key: value for key, value in row.items() if isinstance(value, str) and len(key) == 2}
    return Term(tag, {"en": tag, **labels}, words)


def _read_lay_words(row: dict[str, Tree]) -> LayWords:
    phrases = {lang: _texts(value) for lang, value in row.items() if len(lang) == 2}
    tags = {name: _texts(row.get(name)) for name in TAG_LISTS}
    urgent, whom = (str(row.get(key) or "") for key in ("urgent", "with_person"))
    return LayWords(phrases, urgent=urgent, with_person=whom == "true" or whom, **tags)


def _places_lists(path: Path) -> dict[str, dict[str, Term]]:
    """Counties by name and nations by id, as closed lists for `reach`."""
    try:
        places = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path.name}: found {error}, want the gazetteer. Run: python scripts/build_places.py"
        ) from error
    counties = {row["name"]: Term(row["name"], {"en": row["name"]}, {}) for row in places["counties"]}
    nations = {row["id"]: Term(row["id"], {"en": row["name"]}, {}) for row in places["nations"]}
    return {"counties": counties, "nations": nations}

"""Lists of tags, smaller: each tag is a letter, its place in its closed list. web/search/columns.js says them in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from directory.records.vocabulary import TAG_LISTS, Vocabulary

# The letter of the first tag of a list; the next has the next in Unicode. web/search/columns.js
_FIRST = ord("0")

# List -> tag -> letter.
Letters = Mapping[str, Mapping[str, str]]


def letter_tags(vocabulary: Vocabulary) -> Letters:
    """The letters of the lists that records and groups of everyday words name tags of, the tags sorted as they travel."""
    named = {name: vocabulary.lists[name] for name in TAG_LISTS if name in vocabulary.lists}
    return {
        name: {tag: chr(_FIRST + place) for place, tag in enumerate(sorted(terms))} for name, terms in named.items()
    }


def fold_tags(row: Mapping[str, Any], letters: Letters) -> dict[str, Any]:
    """The row with each of those lists as a text, a letter a tag."""
    return {key: "".join(letters[key][tag] for tag in value) if key in letters else value for key, value in row.items()}

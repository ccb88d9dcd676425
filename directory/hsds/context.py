"""What the mapping is given: a record's public form, and what the record does not say itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.records.vocabulary import Vocabulary

Form = Mapping[str, Any]
Entity = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """What a record does not say itself: labels of tags, the state's name, and the moment each record last changed."""

    vocabulary: Vocabulary
    state: str
    modified: Callable[[str], str]

    def label(self, name: str, tag: str) -> str:
        """What a tag is called in English."""
        return self.vocabulary.label(name, tag, "en")

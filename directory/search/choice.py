"""Which of the subjects that fit what was typed are shown, and in what order. Twin of web/search/choice.js."""

from __future__ import annotations

from collections.abc import Sequence

from directory.search.subjects import KINDS, Subject

# Kinds shown together; together they take no more than their share of the list.
_GROUP_OF = {"service": "need", "topic": "need", "video": "material", "print": "material"}
_LEAST_SHARE = 3

# The smaller, the better: 0 for a place that a word such as "near" leads to; words left out before it, slips, source,
# whether it starts so; then size, letters to come, and to make the order certain kind, words and id.
Fit = tuple[int, int, int, int, int, int, int, int, str, str]


def keep_better(fits: dict[int, Fit], subject: int, fit: Fit) -> None:
    """Notes how a subject fits, where it fits better than by another name."""
    fits[subject] = min(fit, fits.get(subject, fit))


def take_best(fitting: Sequence[tuple[Fit, Subject]], limit: int) -> list[tuple[Fit, Subject]]:
    """The first of each group, no group more than its share; groups in the order of their best."""
    share = max(_LEAST_SHARE, limit // 2)
    groups: dict[str, list[tuple[Fit, Subject]]] = {}
    for _, subject in sorted(fitting, key=lambda row: (row[0][:4], KINDS.index(row[1].kind))):
        groups.setdefault(_GROUP_OF.get(subject.kind, subject.kind), [])
    taken = 0
    for fit, subject in fitting:
        group = groups[_GROUP_OF.get(subject.kind, subject.kind)]
        if len(group) < share and taken < limit:
            group.append((fit, subject))
            taken += 1
    return [row for group in groups.values() for row in group]

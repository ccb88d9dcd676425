"""The state of the directory: counts, ages, coverage, doubts, gaps and changes; one value that the terminal, a page and JSON show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from directory.desk.checks.calls import list_doubted_numbers
from directory.desk.checks.links import Link, LinkMemory, addresses_of, read_memory
from directory.desk.reporting.changes import Changes, changes_since
from directory.desk.reporting.coverage import Coverage, cover
from directory.records.ages import Age, age_of, read_days
from directory.records.model import Organization, Resource
from directory.records.vocabulary import Vocabulary

# "Of late" is a month.
RECENT_DAYS = 30
MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Aged:
    """One record and how old its last check is."""

    id: str
    title: str
    age: Age


@dataclass(frozen=True)
class DueMonth:
    """How many checks fall due in a month, by age kind. `month` is "2026-12", or "overdue" for all that should be done."""

    month: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Checks of every kind."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Report:
    """What there is to say on one day. Lists are sorted as a person would work through them.

    `doubts`: subject -> ids; `not_confirmed`: ids with a number that nobody confirmed; `doubted`: with one that a page confirmed and a doubt
    speaks against; `no_number`: organizations without one;
    `withheld`: ids whose number waits for a call; `untranslated` and `unreviewed`: ids by Spanish; `links`: not alive, with records.
    """

    today: date
    counts: Mapping[str, int]
    ages: tuple[Aged, ...]
    due_months: tuple[DueMonth, ...]
    coverage: Coverage
    doubts: Mapping[str, tuple[str, ...]]
    not_confirmed: tuple[str, ...]
    doubted: tuple[str, ...]
    no_number: tuple[str, ...]
    withheld: tuple[str, ...]
    untranslated: tuple[str, ...]
    unreviewed: tuple[str, ...]
    links_checked_on: str
    links: tuple[tuple[Link, tuple[str, ...]], ...]
    checked_recently: int
    changes: Changes | None

    def aged(self, state: str) -> tuple[Aged, ...]:
        """The records in one state of age, oldest first."""
        return tuple(row for row in self.ages if row.age.state == state)


def make_report(
    resources: Sequence[Resource], vocabulary: Vocabulary, site: Mapping[str, Any], data_file: Path, today: date
) -> Report:
    """The report of one day. Reads places.json, links.json and git history beside the records."""
    places = json.loads((data_file.parent / "places.json").read_text(encoding="utf-8"))
    days = read_days(site)
    ages = sorted(
        (Aged(r.id, r.title, age_of(r, days, today)) for r in resources), key=lambda row: (row.age.due_on, row.id)
    )
    organizations = [resource for resource in resources if isinstance(resource, Organization)]
    memory = read_memory(data_file.parent)
    recent = today - timedelta(days=RECENT_DAYS)
    return Report(
        today=today,
        counts=_count(resources, organizations),
        ages=tuple(ages),
        due_months=_due_months([row.age for row in ages], today),
        coverage=cover(resources, places),
        doubts=_doubts(resources, vocabulary),
        not_confirmed=_ids(o for o in organizations if any(p.verified.verdict != "confirmed" for p in o.phones)),
        doubted=_ids(o for o in organizations if list_doubted_numbers(o)),
        no_number=_ids(o for o in organizations if not o.phones),
        withheld=_ids(r for r in resources if any(doubt.withheld for doubt in r.doubts)),
        untranslated=_ids(r for r in resources if not r.has_spanish),
        unreviewed=_ids(r for r in resources if r.has_spanish and not r.translations["es"].reviewed),
        links_checked_on=memory.checked_on,
        links=_links(resources, memory),
        checked_recently=sum(row.age.checked_on > recent for row in ages),
        changes=changes_since(data_file, recent),
    )


def _ids(resources: Any) -> tuple[str, ...]:
    return tuple(resource.id for resource in resources)


def _count(resources: Sequence[Resource], organizations: Sequence[Organization]) -> dict[str, int]:
    kinds = Counter(resource.kind for resource in resources)
    phones = [phone for organization in organizations for phone in organization.phones]
    return {
        "records": len(resources),
        "organizations": kinds["organization"],
        "hotlines": sum("hotline" in organization.services for organization in organizations),
        "videos": kinds["video"],
        "print items": kinds["print"],
        "numbers": len(phones),
        "numbers confirmed": sum(phone.verified.verdict == "confirmed" for phone in phones),
        "in Spanish": sum(resource.has_spanish for resource in resources),
    }


def _due_months(ages: Sequence[Age], today: date) -> tuple[DueMonth, ...]:
    """What is overdue, then this month and the next ones; a check due later than those is not shown."""
    counts: dict[str, Counter[str]] = {"overdue": Counter()}
    for ahead in range(MONTHS_AHEAD + 1):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        counts[f"{year}-{month + 1:02d}"] = Counter()
    for age in ages:
        month_due = "overdue" if age.state == "overdue" else age.due_on.isoformat()[:7]
        if month_due in counts:
            counts[month_due][age.kind] += 1
    return tuple(DueMonth(month, kinds) for month, kinds in counts.items())


def _doubts(resources: Sequence[Resource], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Subject -> ids of the records with such a doubt, the most frequent subject first."""
    about: dict[str, list[str]] = {tag: [] for tag in vocabulary.tags("doubt_subjects")}
    for resource in resources:
        for subject in {doubt.about for doubt in resource.doubts}:
            about[subject].append(resource.id)
    ordered = sorted(about.items(), key=lambda item: -len(item[1]))
    return {subject: tuple(ids) for subject, ids in ordered if ids}


def _links(resources: Sequence[Resource], memory: LinkMemory) -> tuple[tuple[Link, tuple[str, ...]], ...]:
    """Addresses of today's records that were not alive, dead ones first."""
    order = ("dead", "failing", "moved", "blocked")
    found = [
        (link, ids)
        for url, ids in addresses_of(resources, with_sources=True).items()
        if (link := memory.of(url)) is not None
    ]
    return tuple(sorted(found, key=lambda pair: (order.index(pair[0].state), pair[0].url)))

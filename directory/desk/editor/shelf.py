"""All records as the desk lists them: what stands in the file, what `check` says of each, and the badges an advocate sorts by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from directory.desk.checks.links import read_memory
from directory.desk.file.datafile import DataFile, Piece, Record
from directory.records.ages import AgeKind, age_of, read_days
from directory.records.check import check_document
from directory.records.fault import Fault
from directory.records.load import load_bytes
from directory.records.model import Organization, Resource
from directory.records.publish import publish
from directory.records.vocabulary import Vocabulary
from directory.search.text import tokens

# Badge -> what it says, the most urgent first.
BADGES = {
    "fault": "Has a fault",
    "overdue": "Stale",
    "due": "Due soon",
    "no-phone": "No phone",
    "link-dead": "Link dead",
    "doubtful": "Doubtful",
    "unverified": "Nobody called yet",
    "untranslated": "No Spanish",
}

_DEAD = ("failing", "dead")


@dataclass(frozen=True)
class Row:
    """One record of the list. `resource` is None where `faults` keep it from being one."""

    piece: Piece
    resource: Resource | None
    faults: tuple[Fault, ...]
    badges: tuple[str, ...]

    @property
    def id(self) -> str:
        """The record's id."""
        return self.piece.id

    @property
    def record(self) -> Record:
        """The record as typed."""
        return self.piece.record

    @property
    def title(self) -> str:
        """The name, else the id."""
        title = self.record.get("title")
        return title if isinstance(title, str) else self.id

    @cached_property
    def form(self) -> dict[str, Any] | None:
        """The public form, None for a record with a fault."""
        return publish(self.resource) if self.resource else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words it can be found by before the search engine is ready."""
        texts = [self.id, self.title, *_texts(self.record.get("alternate_names")), str(self.record.get("city") or "")]
        return frozenset(word for text in texts for word in tokens(text))


@dataclass(frozen=True)
class Rules:
    """What rows are judged by."""

    vocabulary: Vocabulary
    days: Mapping[AgeKind, int]
    today: date
    dead_links: frozenset[str]


class Shelf:
    """One state of the file with a row for each record."""

    def __init__(self, file: DataFile, rules: Rules, known: Mapping[str, Row] | None = None) -> None:
        """`known`: rows of an earlier state by text, which need no second look."""
        self.file, self.rules = file, rules
        known = known or {}
        self.rows = tuple(known.get(piece.text) or self._judge(piece) for piece in file.pieces)

    def _judge(self, piece: Piece) -> Row:
        name = f"{self.file.path.parent.name}/{self.file.path.name}"
        document = load_bytes(piece.text.encode(), name)
        checked = check_document(document, self.rules.vocabulary, today=self.rules.today)
        resource = checked.resources[0] if checked.resources else None
        badges = tuple(list_badges(piece.record, resource, self.rules))
        return Row(piece, resource, checked.faults, badges)

    def by_text(self) -> dict[str, Row]:
        """Rows by the text of their record."""
        return {row.piece.text: row for row in self.rows}

    def find(self, name: str) -> Row | None:
        """The row of that id."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in reversed(self.rows)}

    @cached_property
    def counts(self) -> Counter[str]:
        """Badge -> how many records have it."""
        return Counter(badge for row in self.rows for badge in row.badges)

    def with_words(self, text: str) -> list[Row]:
        """Rows whose names hold every word typed, the last one as a beginning."""
        words = tokens(text)
        return [row for row in self.rows if words and _has_all(row.words, words)]


def list_badges(record: Record, resource: Resource | None, rules: Rules) -> Iterable[str]:
    """The badges of one record, in the order of BADGES."""
    if resource is None:
        yield "fault"
        return
    state = age_of(resource, rules.days, rules.today).state
    if state != "current":
        yield state
    is_organization = isinstance(resource, Organization)
    if isinstance(resource, Organization) and not resource.phones:
        yield "no-phone"
    if any(url in rules.dead_links for url in _addresses(resource)):
        yield "link-dead"
    if resource.doubts:
        yield "doubtful"
    if is_organization and resource.verified.how == "published-pages" and resource.verified.contact is None:
        yield "unverified"
    if not resource.has_spanish:
        yield "untranslated"


def read_rules(folder_site: Mapping[str, Any], vocabulary: Vocabulary, today: date, file: DataFile) -> Rules:
    """The rules as site.yaml and the last visit of the links give them."""
    memory = read_memory(file.path.parent)
    dead = frozenset(link.url for link in (memory.links or {}).values() if link.state in _DEAD)
    return Rules(vocabulary, read_days(folder_site), today, dead)


def _addresses(resource: Resource) -> Iterable[str]:
    for name in ("url", "chat_url", "download_url"):
        url = getattr(resource, name, None)
        if url:
            yield url


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _has_all(known: frozenset[str], words: Sequence[str]) -> bool:
    *whole, last = words
    return known.issuperset(whole) and any(word.startswith(last) for word in known)

"""What `check` remarks without refusing it: hard reading, words that hurt, doubles, missing Spanish, checks too old."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.desk.checks.calls import list_doubted_numbers
from directory.records.ages import AgeKind, age_of, read_days
from directory.records.fault import Fault, Path_
from directory.records.load import Document, load_file
from directory.records.model import Material, Organization, Resource
from directory.records.publish import publish_phone
from directory.records.reading import reading_grade
from directory.search.text import tokens

# Plain-language guides for health and for courts ask for the sixth to the eighth grade.
MAX_GRADE = 8.0
# How alike two names of one kind of record must be, 0 to 1.
NAME_ALIKE = 0.9

# The kinds of remark, in the order of the summary.
ABOUT = ("duplicate", "doubted", "overdue", "word", "reading", "spanish", "transcript")


@dataclass(frozen=True)
class Remark:
    """One remark: what it is about (one of ABOUT) and the sentence with its place."""

    about: str
    fault: Fault


@dataclass(frozen=True)
class HurtfulWord:
    """A word that demeans or blames, by language, and what to say instead."""

    word: str
    instead: str

    def find(self, text: str) -> str:
        """The word as it stands in the text, "" if it does not."""
        found = re.search(rf"\b{re.escape(self.word)}\b", text, re.IGNORECASE)
        return found[0] if found else ""


def advise(resources_file: Path, resources: Sequence[Resource], site: Mapping[str, Any], today: date) -> list[Remark]:
    """Every remark on the sound records, in the file's order."""
    folder = resources_file.parent
    document = load_file(resources_file, f"{folder.name}/{resources_file.name}")
    advisor = _Advisor(document, read_hurtful_words(folder), read_days(site), today)
    remarks = [remark for resource in resources for remark in advisor.advise(resource)]
    remarks += advisor.duplicates(resources)
    return sorted(remarks, key=lambda remark: remark.fault.at)


def read_hurtful_words(folder: Path) -> list[HurtfulWord]:
    """`hurtful_words` of vocabulary.yaml; none where the list is missing."""
    tree = load_file(folder / "vocabulary.yaml", f"{folder.name}/vocabulary.yaml").tree
    rows = tree.get("hurtful_words") if isinstance(tree, dict) else None
    return [
        HurtfulWord(str(word), str(row.get("instead") or ""))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and isinstance(row.get("words"), list)
        for word in row["words"] or ()
    ]


class _Advisor:
    def __init__(
        self, document: Document, words: Sequence[HurtfulWord], days: Mapping[AgeKind, int], today: date
    ) -> None:
        self.document, self.words, self.days, self.today = document, words, days, today
        rows = document.tree if isinstance(document.tree, list) else []
        self.number = {row["id"]: n for n, row in enumerate(rows) if isinstance(row, dict) and "id" in row}

    def advise(self, resource: Resource) -> Iterator[Remark]:
        yield from self._doubted(resource)
        yield from self._overdue(resource)
        for path, text in _texts(resource):
            yield from self._words(resource, path, text)
            if path[0] != "translations":
                yield from self._reading(resource, path, text)
        if not resource.has_spanish:
            mend = "Add title and summary under 'translations: es:'."
            yield self._remark("spanish", resource, (), "no Spanish", "a Spanish title and summary", mend)
        if isinstance(resource, Material) and resource.kind == "video" and not _tells_of_captions(resource):
            mend = "Name their languages under 'captions', or say in the summary that it has none or has a transcript."
            yield self._remark(
                "transcript", resource, ("summary",), "no word on captions", "captions or a transcript", mend
            )

    def _overdue(self, resource: Resource) -> Iterator[Remark]:
        age = age_of(resource, self.days, self.today)
        if age.state == "overdue":
            want = f"a check every {self.days[age.kind]} days"
            mend = f"Call, then: resource-directory verify {resource.id}"
            yield self._remark("overdue", resource, ("verified", "on"), f"a last check on {age.checked_on}", want, mend)

    def _doubted(self, resource: Resource) -> Iterator[Remark]:
        """Visitors read "Number confirmed" on it, and the doubt below."""
        numbers = ", ".join(publish_phone(phone)["display"] for phone in list_doubted_numbers(resource))
        if numbers:
            found = f"a doubt about the numbers beside {numbers}, confirmed by a page"
            mend = "Call. Is it right, verify it by phone and take the doubt away; is it not, change the verdict."
            yield self._remark("doubted", resource, ("doubts",), found, "one of the two", mend)

    def _words(self, resource: Resource, path: Path_, text: str) -> Iterator[Remark]:
        for word in self.words:
            if found := word.find(text):
                yield self._remark(
                    "word", resource, path, f"'{found}'", "a word that blames nobody", f"Say {word.instead}."
                )

    def _reading(self, resource: Resource, path: Path_, text: str) -> Iterator[Remark]:
        grade = reading_grade(text)
        if grade > MAX_GRADE:
            mend = "Make short sentences of everyday words."
            yield self._remark(
                "reading", resource, path, f"text of school grade {grade:g}", f"at most {MAX_GRADE:g}", mend
            )

    def duplicates(self, resources: Iterable[Resource]) -> Iterator[Remark]:
        """Records of one kind that are called almost the same."""
        titled = [(resource, tokens(resource.title)) for resource in resources]
        uses = Counter(word for _, words in titled for word in {*words})
        seen: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (resource, words) in enumerate(titled):
            telling = [(resource.kind, word) for word in _rarer_half(words, uses)]
            for place in sorted({place for key in telling for place in seen[key]}):
                other, others_words = titled[place]
                if _are_alike(words, others_words):
                    mend = f"If it is the same, keep one; if not, make the titles tell them apart ({other.id})."
                    yield self._remark(
                        "duplicate", resource, ("title",), f"almost the title of {other.id}", "each once", mend
                    )
            for key in telling:
                seen[key].append(number)

    def _remark(self, about: str, resource: Resource, path: Path_, found: str, want: str, mend: str) -> Remark:
        at = self.document.mark((self.number[resource.id], *path))
        return Remark(about, Fault(self.document.name, at, path, found, want, mend, resource.id, warning=True))


def _texts(resource: Resource) -> Iterator[tuple[Path_, str]]:
    """What a visitor reads in sentences: (path, text)."""
    fields = ("summary", "caution", "what_happens") if isinstance(resource, Organization) else ("summary", "caution")
    for name in fields:
        if text := getattr(resource, name):
            yield (name,), text
    for lang, translation in resource.translations.items():
        yield ("translations", lang, "summary"), translation.summary


def _tells_of_captions(material: Material) -> bool:
    text = f"{material.summary} {material.caution or ''}"
    return bool(material.captions) or bool(
        re.search(r"caption|transcript|subtitle|no sound|without sound", text, re.IGNORECASE)
    )


def _rarer_half(words: Iterable[str], uses: Mapping[str, int]) -> list[str]:
    """The words that fewest titles have: two titles that share more than half of their words share one of these."""
    rarest = sorted({*words}, key=lambda word: (uses[word], word))
    return rarest[: -(-len(rarest) // 2)]


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    # Comparing letters takes long, and few pairs share so many words.
    if len({*one} & {*other}) * 2 <= max(len({*one}), len({*other})):
        return False
    return difflib.SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio() >= NAME_ALIKE

"""Which checks are to be made, and what to ask: the call sheet, and the answers that come back from it.

An answer is one line of text, so that a phone can send it, a person can write it by hand, and a repository can keep it:

    2026-11-21 KT by-phone example-hotline contact,hours     these groups were found right
    2026-11-21 KT by-phone example-office 406-265-6743,hours only this number was called, and the hours asked
    2026-11-21 KT by-phone example-shelter ! moved to 5th St  something differs: nothing is stamped, an edit is needed
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.desk.checks.verify import Check
from directory.errors import DataError
from directory.records.ages import Age, AgeKind, age_of
from directory.records.model import Material, Organization, Phone, Resource
from directory.records.publish import publish_phone
from directory.records.values import format_phone
from directory.records.vocabulary import Vocabulary

# The tag of verification_means that is no call.
_FROM_PAGES = "published-pages"


@dataclass(frozen=True)
class Number:
    """A number to call: as printed, as dialled, and why it needs a call ("" where it was confirmed).

    `tick` is what an answer names it by, "" where nothing is to be confirmed: a number that is not published.
    """

    label: str
    display: str
    href: str
    note: str
    tick: str = ""


@dataclass(frozen=True)
class Question:
    """What to ask about one group of fields."""

    group: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """One record to check: whom to call, what to ask, what is doubtful."""

    id: str
    title: str
    age: Age
    numbers: tuple[Number, ...]
    url: str
    questions: tuple[Question, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One line that came back: the groups found right, the single numbers that were called, or what differs."""

    id: str
    check: Check
    groups: tuple[str, ...]
    differs: str = ""
    numbers: tuple[str, ...] = ()


def list_calls(
    resources: Iterable[Resource], vocabulary: Vocabulary, days: Mapping[AgeKind, int], today: date, within_days: int
) -> list[Call]:
    """The checks due within so many days, and every record with a number that nobody confirmed, or only a page that is doubted;
    the longest due first.
    """
    calls = []
    for resource in resources:
        age = age_of(resource, days, today)
        if age.days_left <= within_days or _has_unsure_number(resource) or list_doubted_numbers(resource):
            calls.append(_call(resource, age, vocabulary))
    return sorted(calls, key=lambda call: (call.age.due_on, call.id))


def _has_unsure_number(resource: Resource) -> bool:
    phones = resource.phones if isinstance(resource, Organization) else ()
    return any(phone.verified.verdict != "confirmed" for phone in phones) or any(d.withheld for d in resource.doubts)


def list_doubted_numbers(resource: Resource) -> tuple[Phone, ...]:
    """The numbers that stand as confirmed by a page alone, where a doubt about the numbers stands beside them: only a call tells."""
    if not isinstance(resource, Organization) or not any(doubt.about == "phone" for doubt in resource.doubts):
        return ()
    stamps = [(phone, phone.verified) for phone in resource.phones]
    return tuple(phone for phone, stamp in stamps if stamp.verdict == "confirmed" and stamp.how == _FROM_PAGES)


def _call(resource: Resource, age: Age, vocabulary: Vocabulary) -> Call:
    phones = resource.phones if isinstance(resource, Organization) else ()
    doubted = list_doubted_numbers(resource)
    withheld = [
        Number(
            "Not published", format_phone(d.withheld), f"tel:{d.withheld}", "waits for a call; visitors do not see it"
        )
        for d in resource.doubts
        if d.withheld
    ]
    questions = _ask_material(resource) if isinstance(resource, Material) else _ask_organization(resource, vocabulary)
    return Call(
        id=resource.id,
        title=resource.title,
        age=age,
        numbers=(*(_number(phone, doubted) for phone in phones), *withheld),
        url=resource.url or "",
        questions=tuple(questions),
        doubts=tuple(doubt.text for doubt in resource.doubts),
    )


def _number(phone: Phone, doubted: Collection[Phone]) -> Number:
    form = publish_phone(phone)
    note = "" if form["confirmed"] else f"not confirmed (seen {phone.verified.on})"
    note = "on a page, but there is a doubt; nobody called" if phone in doubted else note
    return Number(f"{phone.label} ({phone.kind})", form["display"], form["href"], note, tick=form["number"])


def _ask_organization(resource: Organization, vocabulary: Vocabulary) -> Iterator[Question]:
    def labels(name: str, tags: Iterable[str]) -> str:
        return ", ".join(vocabulary.label(name, tag, "en") for tag in tags)

    contact = ["Did the right people answer? Are these the numbers to give out?"]
    contact += [f"E-mail: {resource.email}?"] if resource.email else []
    contact += [f"Office: {resource.address}, {resource.city or ''}?".replace(", ?", "?")] if resource.address else []
    yield Question("contact", tuple(contact))
    hours = [
        f"{phone.label}: {phone.hours or phone.hours_note}?"
        for phone in resource.phones
        if phone.hours or phone.hours_note
    ]
    hours += [f"Open: {resource.hours or resource.hours_note}?"] if resource.hours or resource.hours_note else []
    yield Question("hours", tuple(hours) or ("When do you answer? We have no hours.",))
    reach = resource.reach
    where = labels("counties", reach.counties) or labels("nations", reach.nations) or reach.scope
    services = [f"You offer: {labels('services', resource.services)}?", f"For people in: {where}?"]
    services += [f"Languages: {labels('languages', resource.languages)}?"] if resource.languages else []
    yield Question("services", (*services, f"Cost: {vocabulary.label('costs', resource.cost, 'en')}?"))


def _ask_material(resource: Material) -> Iterator[Question]:
    where = resource.download_url or resource.url or "the page"
    yield Question("contact", (f"Does it open, and is it still the same thing? {where}",))


def read_answers(text: str, vocabulary: Vocabulary) -> list[Answer]:
    """The answers of a sheet, in order; empty lines and those that start with # are passed over.

    Raises DataError with one line for every line that cannot be read.
    """
    answers, faults = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                answers.append(_read_answer(line.strip(), vocabulary))
            except ValueError as error:
                faults.append(f"line {number}: found '{line.strip()[:60]}', want {error}")
    if faults:
        raise DataError("\n".join(faults))
    return answers


def _read_answer(line: str, vocabulary: Vocabulary) -> Answer:
    words = line.split(maxsplit=4)
    if len(words) < 5:
        raise ValueError("a line such as: 2026-11-21 KT by-phone example-hotline contact,hours")
    day, initials, means, name, said = words
    means_known = vocabulary.tags("verification_means")
    if means not in means_known:
        raise ValueError(f"one of {', '.join(means_known)} as the third word")
    try:
        check = Check(date.fromisoformat(day), means, initials)
    except ValueError:
        raise ValueError('a day such as "2026-11-21" first') from None
    if said.startswith("!"):
        return Answer(name, check, (), said.lstrip("! "))
    found = [part.strip() for part in said.split(",") if part.strip()]
    # No group of fields has a digit in its name, and every number has.
    numbers = tuple(part for part in found if any(map(str.isdigit, part)))
    return Answer(name, check, tuple(part for part in found if part not in numbers), numbers=numbers)

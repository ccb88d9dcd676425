"""Rules that join several fields of one record, or need the calendar. One function a rule; each yields what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from directory.records.fault import Path_, show_value
from directory.records.model import Organization, Phone, Resource, Stamp
from directory.records.values import digits_of
from directory.records.vocabulary import Vocabulary

# How the wish begins where a check is of a day to come.
CHECKED_LATER = "a day that has been (today is "


@dataclass(frozen=True)
class Finding:
    """What a rule found, before the file and line are known."""

    path: Path_
    found: str
    want: str
    mend: str = ""
    warning: bool = False


def find_all(resource: Resource, vocabulary: Vocabulary, today: date) -> Iterator[Finding]:
    """Everything the rules have to say about one record."""
    yield from _future_days(resource, today)
    yield from _reach(resource)
    yield from _sources(resource)
    yield from _withheld_numbers(resource)
    if isinstance(resource, Organization):
        yield from chain.from_iterable(_phone(i, phone, vocabulary) for i, phone in enumerate(resource.phones))
        yield from _confidential(resource)


def _future_days(resource: Resource, today: date) -> Iterator[Finding]:
    stamps: list[tuple[Path_, Stamp | None]] = [(("verified",), resource.verified)]
    stamps += [(("verified", group), getattr(resource.verified, group)) for group in ("contact", "hours", "services")]
    if isinstance(resource, Organization):
        stamps += [(("phones", i, "verified"), phone.verified) for i, phone in enumerate(resource.phones)]
    for path, stamp in stamps:
        if stamp and stamp.on > today:
            yield Finding((*path, "on"), show_value(stamp.on), f"{CHECKED_LATER}{today})", "Check the year.")
    for i, source in enumerate(resource.sources):
        if source.published and source.published > today.isoformat()[: len(source.published)]:
            yield Finding(
                ("sources", i, "published"), show_value(source.published), "a day that has been", "Check the year."
            )


def _reach(resource: Resource) -> Iterator[Finding]:
    reach = resource.reach
    if reach.scope == "counties" and not reach.counties:
        yield Finding(
            ("reach",), "no counties", "at least one county", "Add the line 'counties: [Cascade]', or choose statewide."
        )
    if reach.scope == "tribal" and not reach.nations:
        yield Finding(("reach",), "no nations", "at least one nation", "Add the line 'nations: [blackfeet]'.")


def _sources(resource: Resource) -> Iterator[Finding]:
    if not resource.sources:
        yield Finding(("sources",), "no source", "at least one page the facts come from")


def _phone(index: int, phone: Phone, vocabulary: Vocabulary) -> Iterator[Finding]:
    path: Path_ = ("phones", index)
    if (phone.number is None) == (phone.short_code is None):
        found = "both number and short_code" if phone.number else "neither number nor short_code"
        yield Finding(path, found, "one of the two")
    digits = (phone.number or phone.short_code or "").lstrip("+")
    if phone.display and not digits_of(phone.display).startswith((digits, digits.removeprefix("1"))):
        yield Finding(
            (*path, "display"),
            show_value(phone.display),
            f"the digits of {phone.number or phone.short_code}",
            "One of the two is mistyped; look it up.",
        )
    if phone.keyword and phone.kind != "text":
        yield Finding(
            (*path, "keyword"),
            show_value(phone.keyword),
            "no keyword on a line that is not for texts",
            "Set kind: text or remove it.",
        )
    why = vocabulary.refused_numbers.get(phone.number or "")
    if why:
        yield Finding((*path, "number"), show_value(phone.number), "a number that may be published", why)


def _confidential(resource: Organization) -> Iterator[Finding]:
    if resource.confidential and resource.address:
        yield Finding(
            ("address",),
            "an address on a confidential record",
            "no address",
            "Delete the line; a hidden place must never be found through us.",
        )


def _withheld_numbers(resource: Resource) -> Iterator[Finding]:
    """A number that waits for a call must not slip out through another field."""
    withheld = {doubt.withheld for doubt in resource.doubts if doubt.withheld}
    if not withheld:
        return
    public = resource.model_dump(mode="json", exclude={"doubts": {"__all__": {"withheld"}}})
    digits = re.sub(r"[^\d,]", "", ",".join(_texts(public)))
    for number in sorted(withheld):
        if number.removeprefix("+1") in digits:
            yield Finding(
                ("doubts",),
                f"the withheld number {number} in another field",
                "it in `withheld` alone",
                "Remove it everywhere else until someone has called.",
            )


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from chain.from_iterable(_texts(value) for value in tree.values())
    elif isinstance(tree, (list, tuple)):
        yield from chain.from_iterable(_texts(value) for value in tree)
    elif isinstance(tree, str):
        yield tree

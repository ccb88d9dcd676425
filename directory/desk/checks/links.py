"""The addresses of the records -> alive, moved, blocked, failing or dead, with what earlier days found.

`links.json` beside the records keeps the addresses that were not plainly alive, one to a line and sorted, so that two people
and a weekly run share one memory and a commit shows which link died. An address that fails is `failing` on the first day
and `dead` on another: sites have bad days, and a dead mark takes a link away from someone who needs it.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from directory.desk.checks.visit import Manners, Visit, visit_all
from directory.desk.file.writing import write_whole
from directory.errors import DirectoryError
from directory.records.model import Resource

State = Literal["alive", "moved", "blocked", "failing", "dead"]

FILE = "links.json"
FORMAT = 1


class NothingCheckedError(DirectoryError):
    """No server answered at all, so nothing was learned and nothing was kept."""


@dataclass(frozen=True)
class Link:
    """The state of one address. `since`: the first day it was found so (ISO); `records`: where it stands."""

    url: str
    state: State
    reason: str = ""
    moved_to: str = ""
    since: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkMemory:
    """What is known of addresses: the day of the last run, and every address that was not alive. Empty before the first."""

    checked_on: str = ""
    links: Mapping[str, Link] | None = None

    def of(self, url: str | None) -> Link | None:
        """What is known of one address; None when it was alive or never looked at."""
        return (self.links or {}).get(url or "")


def addresses_of(resources: Iterable[Resource], *, with_sources: bool = False) -> dict[str, tuple[str, ...]]:
    """Web address -> ids of the records it stands in, in the file's order: what visitors can open, or sources too."""
    found: dict[str, dict[str, None]] = {}
    for resource in resources:
        urls = [getattr(resource, name, None) for name in ("url", "chat_url", "download_url")]
        if with_sources:
            urls += [source.url for source in resource.sources]
        for url in urls:
            if url and url.startswith(("https://", "http://")):
                found.setdefault(url, {})[resource.id] = None
    return {url: tuple(ids) for url, ids in found.items()}


def check_links(
    addresses: Mapping[str, tuple[str, ...]],
    known: LinkMemory,
    today: date,
    progress: Callable[[int, int, str], None] = lambda done, total, url: None,
    manners: Manners | None = None,
) -> list[Link]:
    """Every address visited once, sorted by address. Raises NothingCheckedError if there was nothing, or no server answered."""

    async def visit() -> list[Visit]:
        visits: list[Visit] = []
        async for seen in visit_all(addresses, manners):
            visits.append(seen)
            progress(len(visits), len(addresses), seen.url)
        return visits

    visits = asyncio.run(visit())
    if not any(seen.reached for seen in visits):
        why = "no server answered; is this machine online?" if visits else "the records have no web address"
        raise NothingCheckedError(f"links: checked nothing: {why} Nothing was kept.")
    links = [_link(seen, known.of(seen.url), today, addresses[seen.url]) for seen in visits]
    return sorted(links, key=lambda link: link.url)


def _link(seen: Visit, before: Link | None, today: date, records: tuple[str, ...]) -> Link:
    """One visit joined with what was known: failing on a second day is dead."""
    was_failing = before is not None and before.state in ("failing", "dead")
    is_failing = seen.answer == "failing"
    since = (
        before.since if before and (before.state == seen.answer or (is_failing and was_failing)) else today.isoformat()
    )
    is_dead = is_failing and since < today.isoformat()
    state: State = "dead" if is_dead else seen.answer
    return Link(seen.url, state, seen.reason, seen.moved_to, since if state != "alive" else "", records)


def count_states(links: Iterable[Link]) -> dict[str, int]:
    """State -> number of addresses, every state named."""
    counts = Counter(link.state for link in links)
    return {state: counts[state] for state in ("alive", "moved", "blocked", "failing", "dead")}


def read_memory(folder: Path) -> LinkMemory:
    """What links.json keeps; nothing where it is missing. Raises DirectoryError where it cannot be read."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        links = {url: Link(url, **row) for url, row in kept["addresses"].items()} if kept["format"] == FORMAT else {}
    except FileNotFoundError:
        return LinkMemory()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DirectoryError(
            f"{FILE}: found {error}, want what `links` wrote. Delete it and run `links` again."
        ) from error
    return LinkMemory(kept["checked_on"], links)


def keep_memory(folder: Path, known: LinkMemory, links: Iterable[Link], today: date) -> None:
    """Writes links.json: what this run found, and what is still known of addresses it did not visit."""
    visited = {link.url: link for link in links}
    rest = {url: link for url, link in (known.links or {}).items() if url not in visited}
    kept = {url: link for url, link in (rest | visited).items() if link.state != "alive"}
    head = f'{{\n"format":{FORMAT},\n"checked_on":"{today}",\n"addresses":{{'
    rows = [f"{json.dumps(url)}:{json.dumps(_row(link), ensure_ascii=False)}" for url, link in sorted(kept.items())]
    write_whole(folder / FILE, (head + ",".join("\n" + row for row in rows) + "\n}\n}\n").encode())


def _row(link: Link) -> dict[str, Any]:
    """A link as kept: without its records, which the data file knows, and without what is empty."""
    return {key: value for key, value in asdict(link).items() if key not in ("url", "records") and value}

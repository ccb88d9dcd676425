"""The lines that site.yaml puts first can be called: a record that lost its number leads nobody anywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from directory.records.fault import Fault, Path_
from directory.records.load import Document, load_file
from directory.records.model import Organization, Resource
from directory.records.site_values import CHANNELS

_TO_DO = {"voice": "call", "text": "text"}
FILE = "site.yaml"


def check_leading(folder: Path, resources: Iterable[Resource]) -> Iterator[Fault]:
    """A fault for each pinned line that none of its channels reaches, where it is named first, a warning where one of several does not, or where no number
    of a line for danger is confirmed, as the search then leaves it out.

    `resources`: those to look at; of other records nothing is said.
    """
    if not (folder / FILE).is_file():
        return
    site = load_file(folder / FILE, f"{folder.name}/{FILE}")
    by_id = {resource.id: resource for resource in resources}
    said: set[str] = set()
    for path, name, channels in _list_pinned(site):
        if name in by_id and name not in said:
            said.add(name)
            yield from _check_channels(site, path, by_id[name], channels)
    said.clear()
    for path, name in _list_urgent(site):
        if name in by_id and name not in said and not _kinds_of(by_id[name], confirmed=True) & set(CHANNELS):
            said.add(name)
            mend = "Until one is, the search leaves it out of the lines to call now."
            yield replace(_fault(site, path, name, "no confirmed number to call or text", mend), warning=True)


def _check_channels(site: Document, path: Path_, line: Resource, channels: Collection[str]) -> Iterator[Fault]:
    kinds = _kinds_of(line, confirmed=False)
    missing = [_TO_DO[channel] for channel in channels if channel not in kinds]
    if not missing:
        return
    lacks = f"no number to {' or '.join(missing)}"
    if len(missing) == len(channels):
        mend = "It is one of the lines on the home page: give it its number back, or take it out of them in site.yaml."
        yield _fault(site, path, line.id, lacks, mend)
    else:
        mend = (
            "Its button on the home page is left out: give it that number back, or take the channel out in site.yaml."
        )
        yield replace(_fault(site, path, line.id, lacks, mend), warning=True)


def _kinds_of(resource: Resource, *, confirmed: bool) -> set[str]:
    """The kinds of its numbers; with `confirmed` only of those that are."""
    phones = resource.phones if isinstance(resource, Organization) else ()
    return {phone.kind for phone in phones if not confirmed or phone.verified.verdict == "confirmed"}


def _list_pinned(site: Document) -> Iterator[tuple[Path_, str, list[str]]]:
    """Where each pinned record is named, its id, and the channels its button offers."""
    pinned = _mapping(_mapping(site.tree).get("pinned"))
    for lang, rows in pinned.items():
        for step, row in enumerate(rows if isinstance(rows, list) else ()):
            name, channels = _mapping(row).get("id"), _mapping(row).get("channels", list(CHANNELS))
            if isinstance(name, str) and isinstance(channels, list):
                known = [channel for channel in CHANNELS if channel in channels]
                yield ("pinned", lang, step, "id"), name, known


def _list_urgent(site: Document) -> Iterator[tuple[Path_, str]]:
    tree = _mapping(site.tree)
    lists: dict[Path_, object] = {("urgent", kind): names for kind, names in _mapping(tree.get("urgent")).items()}
    lists["native_first", "lines"] = _mapping(tree.get("native_first")).get("lines")
    for path, names in lists.items():
        for step, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str):
                yield (*path, step), name


def _mapping(node: object) -> Mapping[str, object]:
    return node if isinstance(node, dict) else {}


def _fault(site: Document, path: Path_, name: str, lacks: str, mend: str) -> Fault:
    return Fault(site.name, site.mark(path), path, lacks, "a line that can be reached", mend, name)

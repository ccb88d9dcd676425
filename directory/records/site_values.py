"""What the values of site.yaml must be, where a slip would be served unseen: Exit that leads nowhere, a line that cannot be called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from directory.records.fault import Fault, Path_, did_you_mean, show_value
from directory.records.load import Document, Tree
from directory.records.mends import mend_value
from directory.records.values import is_web_address

CHANNELS = ("voice", "text")
_ADDRESS_WANT = "an address that starts with https://"
_ADDRESSES: tuple[Path_, ...] = (("exit", "url"), ("licence", "data", "url"))


def check_site_values(document: Document) -> Iterator[Fault]:
    """A fault for each value that is of another kind than what reads it; what is not there is no matter here."""
    site = document.tree
    for path in _ADDRESSES:
        address = _value_at(site, path)
        if isinstance(address, str) and not is_web_address(address):
            yield _fault(document, path, address, _ADDRESS_WANT)
    base = _value_at(site, ("base_url",))
    if base and not (isinstance(base, str) and is_web_address(base)):
        yield _fault(document, ("base_url",), base, f'{_ADDRESS_WANT}, or ""')
    yield from _check_days(document)
    yield from _check_pinned(document)


def _check_days(document: Document) -> Iterator[Fault]:
    ages = _value_at(document.tree, ("ages",))
    for kind, days in ages.items() if isinstance(ages, dict) else ():
        if not isinstance(days, str) or not re.fullmatch("[1-9][0-9]{0,4}", days):
            yield _fault(document, ("ages", kind), days, "a whole number of days such as 90")


def _check_pinned(document: Document) -> Iterator[Fault]:
    pinned = _value_at(document.tree, ("pinned",))
    for lang, rows in pinned.items() if isinstance(pinned, dict) else ():
        for step, row in enumerate(rows if isinstance(rows, list) else ()):
            path: Path_ = ("pinned", lang, step)
            if isinstance(row, dict):
                yield from _check_line(document, path, row)


def _check_line(document: Document, path: Path_, row: dict[str, Tree]) -> Iterator[Fault]:
    number, channels = row.get("number"), row.get("channels")
    if number is not None and not (isinstance(number, str) and re.fullmatch("[+]?[0-9]{3,15}", number)):
        yield _fault(document, (*path, "number"), number, 'digits in quotes such as "911"')
    if channels is not None and not isinstance(channels, list):
        yield _fault(document, (*path, "channels"), channels, "a list, such as [voice, text]")
    for step, channel in enumerate(channels if isinstance(channels, list) else ()):
        if channel not in CHANNELS:
            mend = did_you_mean(channel, CHANNELS)
            yield _fault(document, (*path, "channels", step), channel, "voice or text", mend)


def _value_at(node: Tree, path: Path_) -> Tree:
    for key in path:
        node = node.get(str(key)) if isinstance(node, dict) else None
    return node


def _fault(document: Document, path: Path_, found: Tree, want: str, mend: str = "") -> Fault:
    return Fault(document.name, document.mark(path), path, show_value(found), want, mend or mend_value(found, ""))

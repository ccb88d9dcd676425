"""Is this record in the directory already? By number, by page, by name; shown while somebody types."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from directory.desk.editor.shelf import Row
from directory.records.load import Tree
from directory.search.text import tokens

Record = dict[str, Tree]

# How alike two names must be, 0 to 1; found by trying the 249 records against each other.
NAME_ALIKE = 0.84
MAX_SHOWN = 5

# Words that many names share and that make no two alike.
_COMMON = frozenset(("the", "of", "and", "for", "in", "montana", "county", "center", "office", "inc"))


@dataclass(frozen=True)
class Likeness:
    """Another record and what it shares."""

    id: str
    title: str
    shares: str


def find_alike(record: Record, rows: Iterable[Row]) -> list[Likeness]:
    """Records other than this one that share a number or a page, or are called almost the same; at most five."""
    own_id, numbers, pages = record.get("id"), set(_numbers(record)), set(_pages(record))
    names = [name for name in _names(record) if name]
    found: list[Likeness] = []
    for row in rows:
        if row.id == own_id:
            continue
        shares = _shared(row, numbers, pages, names)
        if shares:
            found.append(Likeness(row.id, row.title, shares))
        if len(found) == MAX_SHOWN:
            break
    return found


def _shared(row: Row, numbers: set[str], pages: set[str], names: list[str]) -> str:
    number = next((n for n in _numbers(row.record) if n in numbers), None)
    if number:
        return f"the same number, {number}"
    if any(page in pages for page in _pages(row.record)):
        return "the same web page"
    if any(_is_alike(mine, theirs) for mine in names for theirs in _names(row.record)):
        return "almost the same name"
    return ""


def _is_alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return (
        min(len(one), len(other)) > 8
        and matcher.real_quick_ratio() >= NAME_ALIKE
        and matcher.quick_ratio() >= NAME_ALIKE
        and matcher.ratio() >= NAME_ALIKE
    )


def _names(record: Record) -> list[str]:
    title = record.get("title")
    return [" ".join(w for w in tokens(title) if w not in _COMMON)] if isinstance(title, str) else []


def _numbers(record: Record) -> Iterator[str]:
    phones = record.get("phones")
    for phone in phones if isinstance(phones, list) else []:
        number = phone.get("number") if isinstance(phone, dict) else None
        if isinstance(number, str):
            yield number


def _pages(record: Record) -> Iterator[str]:
    """The page without scheme, www, slash and tracking; a bare host is one too."""
    url = record.get("url")
    if isinstance(url, str):
        try:
            parts = urlsplit(url)
        except ValueError:
            return
        yield f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"

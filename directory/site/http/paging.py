"""Parameters that the lists for programs share, and the links from one page of a list to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlencode

from directory.site.http.asked import read_number
from directory.site.http.fields import Fields, last_value
from directory.site.http.problems import bad_value, unknown_value

MAX_PAGE = 100_000


def read_page(fields: Fields, default_size: int, max_size: int) -> tuple[int, int]:
    """(number of the page from 1, entries on a page), from `page` and `per_page` as HSDS names them."""
    return read_number(fields, "page", 1, 1, MAX_PAGE), read_number(fields, "per_page", default_size, 1, max_size)


def read_truth(fields: Fields, name: str) -> bool:
    """true or false, false where nothing is said. Raises ProblemError for any other word."""
    text = last_value(fields, name)
    if text not in ("", "true", "false"):
        raise unknown_value(name, text, ("true", "false"))
    return text == "true"


def read_moment(fields: Fields, name: str) -> datetime | None:
    """A day or a moment as ISO 8601 writes it, in UTC where no zone is given; None where nothing is said."""
    text = last_value(fields, name)
    if not text:
        return None
    try:
        if not re.match(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        # A plus sign that nobody escaped arrives as a space.
        moment = datetime.fromisoformat(re.sub(r"(?<=:\d\d) (?=\d\d:?\d\d$)", "+", text))
    except ValueError as error:
        raise bad_value(name, text, 'a day or a moment such as "2026-11-21" or "2026-11-21T08:00:00Z"') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_uuid(fields: Fields, name: str) -> str:
    """A UUID in small letters; "" where nothing is said."""
    text = last_value(fields, name)
    if text and not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
        raise bad_value(name, text, "a UUID in small letters, as the lists give it")
    return text


def read_hex(fields: Fields, name: str, length: int) -> str:
    """So many hex digits; "" where nothing is said."""
    text = last_value(fields, name)
    if text and not re.fullmatch(rf"[0-9a-f]{{{length}}}", text):
        raise bad_value(name, text, f"{length} hex digits as the feed gives them")
    return text


def link_page(path: str, fields: Fields, changes: Iterable[tuple[str, object]]) -> str:
    """The address of the same list with other parameters."""
    kept = {name: values for name, values in fields.items() if any(values)}
    return f"{path}?{urlencode(kept | {name: [str(value)] for name, value in changes}, doseq=True)}"

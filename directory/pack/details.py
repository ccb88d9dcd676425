"""What no search and no card needs of a record travels after all the rest: a first search is answered before it is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# Read by the opened record alone.
_LATER = frozenset(
    {
        "address",
        "captions",
        "chat_url",
        "cost_note",
        "download_url",
        "hours_note",
        "rights",
        "rights_note",
        "verified",
    }
)

# Records are found by the site of their address.
_SITE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)

Row = dict[str, Any]


def split_details(row: Mapping[str, Any]) -> tuple[Row, Row]:
    """The record without its details, and the details: of `url` what follows its site, of each of the `doubts` its text.

    web/search/details.js puts them together again.
    """
    first = {key: value for key, value in row.items() if key not in _LATER}
    details = {key: value for key, value in row.items() if key in _LATER}
    site = _SITE.match(row.get("url", ""))
    if site and site[0] != row["url"]:
        first["url"], details["url"] = site[0], row["url"][site.end() :]
    if row.get("doubts"):
        # What is doubted says whether hours hold.
        first["doubts"] = [{key: value for key, value in doubt.items() if key != "text"} for doubt in row["doubts"]]
        details["doubts"] = [{key: value for key, value in doubt.items() if key == "text"} for doubt in row["doubts"]]
    return first, details

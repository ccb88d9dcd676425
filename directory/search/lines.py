"""What people, not programs, decide about the order of results: data/site.yaml as the search reads it.

Twin of web/search/lines.js; the pack carries `read_lines`' mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Keys of site.yaml that the search reads.
_KEYS = ("urgent", "native_first", "spanish_confirmed", "hold_back", "first_help")


def read_lines(site: Mapping[str, Any]) -> dict[str, Any]:
    """The part of site.yaml the search needs, numbers as numbers; `pinned`: ids of the lines on the home page."""
    lines = {key: site[key] for key in _KEYS if key in site}
    lines["first_help"] = {tag: float(weight) for tag, weight in site.get("first_help", {}).items()}
    rows = [row for rows in site.get("pinned", {}).values() for row in rows]
    lines["pinned"] = list(dict.fromkeys(row["id"] for row in rows if "id" in row))
    return lines

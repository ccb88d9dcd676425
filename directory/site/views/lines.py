"""The lines to call now, from site.yaml: which records, in which order, by which of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from directory.errors import DataError
from directory.site.http.addresses import FIRST_LANG


def list_lines(site: Mapping[str, Any], forms: Mapping[str, Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Public forms of the pinned lines, in order, each with the phones of its channels alone.

    Raises DataError for a line that is no record, or has no such number.
    """
    return [_with_channels(row, forms) for row in _pinned(site, lang) if "id" in row]


def find_emergency(site: Mapping[str, Any], lang: str) -> dict[str, str] | None:
    """The emergency number, which is no record: its `label`, `number` and `href`; None if none is pinned."""
    for row in _pinned(site, lang):
        if "number" in row:
            labels = row["label"]
            return {
                "label": labels.get(lang) or labels[FIRST_LANG],
                "number": row["number"],
                "href": f"tel:{row['number']}",
            }
    return None


def _pinned(site: Mapping[str, Any], lang: str) -> Iterator[Mapping[str, Any]]:
    pinned = site.get("pinned") or {}
    yield from pinned.get(lang) or pinned.get(FIRST_LANG) or ()


def _with_channels(row: Mapping[str, Any], forms: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    form = forms.get(row["id"])
    if form is None:
        raise DataError(f"data/site.yaml pinned: found '{row['id']}', want the id of a record in data/resources.yaml")
    phones = [phone for phone in form.get("phones", ()) if phone["kind"] in row.get("channels", ("voice", "text"))]
    if not phones:
        raise DataError(
            f"data/site.yaml pinned: found '{row['id']}', want a record with a number for {row.get('channels')}"
        )
    return {**form, "phones": phones}

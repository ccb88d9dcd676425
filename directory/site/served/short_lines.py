"""The lines to call as pages of other sites show them: less of each than on our own pages, the warnings all there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from directory.site.served.release import Release
from directory.site.views.lines import find_emergency
from directory.site.views.texts import View
from directory.site.views.view import line_view

_LINE = ("title", "title_lang", "hours", "hours_note", "hours_note_lang", "unconfirmed")
_PHONE = ("href", "kind", "verb", "number")


def pinned_lines(release: Release, lang: str) -> list[View]:
    """The lines to call now, the emergency number first, as they are shown on a page of somebody else."""
    emergency = emergency_line(release, lang)
    lines = [show_line(line_view(form, release.words[lang])) for form in release.lines[lang]]
    return [emergency, *lines] if emergency else lines


def emergency_line(release: Release, lang: str) -> View | None:
    """The emergency number as a line; None if none is pinned."""
    emergency = find_emergency(release.snapshot.site, lang)
    if emergency is None:
        return None
    call = {"verb": release.words[lang].record["call"], "kind": "voice"}
    return {"title": emergency["label"], "phones": [{**call, "href": emergency["href"], "number": emergency["number"]}]}


def show_line(line: View) -> View:
    """A line of line_view."""
    # The day of the check is left out: it would change the file of the widget, and its hash, with each check.
    phones = [take(phone, _PHONE) for phone in line["phones"]]
    return {**take(line, _LINE), "phones": phones}


def take(view: Mapping[str, Any], slots: Iterable[str]) -> View:
    """Those slots of a view that say something."""
    return {slot: view[slot] for slot in slots if slot in view}

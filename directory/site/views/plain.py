"""The view of a record -> plain text, to be passed on: name, numbers with their hours and doubts, and what to know first.

Twin of web/app/plain.js. No address of ours stands in it; a link only where there is no number.
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.site.views.texts import View


def plain_text(shown: View) -> str:
    """The lines of a record, joined by line ends."""
    return "\n".join(_lines(shown))


def _lines(shown: View) -> Iterable[str]:
    yield shown["title"]
    phones = shown.get("phones", ())
    yield from map(_phone_line, phones)
    if not phones:
        yield from (link["href"].removeprefix("mailto:") for link in shown.get("links", ()))
    if "caution" in shown:
        yield f"{shown['caution_title']}: {shown['caution']}"


def _phone_line(phone: View) -> str:
    """ "Call 1-888-373-7888 (Hotline; Open 24 hours)"."""
    said = "; ".join(phone[slot] for slot in ("label", "hours", "hours_note", "unconfirmed") if slot in phone)
    return f"{phone['verb']} {phone['number']}" + (f" ({said})" if said else "")

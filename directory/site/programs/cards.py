"""/api/v1/search/cards: the search for programs that show results: texts ready to be shown, in one language, warnings included.

The same engine, order and words as the pages (found.py), so that a partner's page never says less than ours about how
sure a number is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from directory.search.opening import Moment
from directory.search.results import Query
from directory.site.http.asked import OF_MANY, Known, read_search
from directory.site.http.fields import FORM, Fields, fields_of_form, fields_of_json
from directory.site.http.problems import ProblemError, bad_body
from directory.site.http.stored import JSON, KEEP_NOWHERE, ReplyNow
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.release import Release
from directory.site.served.short_lines import emergency_line, pinned_lines, show_line, take
from directory.site.views.found import EMERGENCY, show_found
from directory.site.views.texts import View, Words

_CARD = (
    "id", "eyebrow", "title", "title_lang", "summary", "summary_lang", "facts", "caution", "caution_lang",
)  # fmt: skip
_PHONE = (
    "href", "kind", "verb", "number", "label", "label_lang", "hours", "hours_note", "hours_note_lang", "note", "note_lang",
    "confirmed", "unconfirmed",
)  # fmt: skip

_MOST_OPTIONS = 100


async def show_cards(request: Request) -> Response:
    """A search by POST alone, words never stand in an address; the answer is kept nowhere.

    As JSON it is as strict as /api/v1/search. As a form it comes from a page that somebody built by hand: options nobody
    knows are left out and named in `ignored`, so that a slip costs the option and not the help.
    """
    live = live_of(request)
    release, moment = live.release, live.moment
    ignored: list[dict[str, str]] = []
    if request.headers.get("content-type", "").startswith(FORM):
        fields, ignored = split_options(await fields_of_form(request), release.known, moment)
    else:
        fields = await fields_of_json(request, OF_MANY)
    query = read_search(fields, release.known, moment)
    body = encode(_find(query, release, replace(release.words[query.lang], moment=moment)) | {"ignored": ignored})
    return ReplyNow(body, request.scope, JSON, KEEP_NOWHERE)


def split_options(fields: Fields, known: Known, moment: Moment) -> tuple[Fields, list[dict[str, str]]]:
    """The fields that can be asked for, and what was wrong with each other option: its `name`, `detail` and how to `mend` it.

    Raises ProblemError for more options than any page has.
    """
    if sum(map(len, fields.values())) > _MOST_OPTIONS:
        raise bad_body(f"a form of at most {_MOST_OPTIONS} fields")
    sound: dict[str, list[str]] = {"q": fields.get("q", [""])}
    ignored: list[dict[str, str]] = []
    for name, value in ((name, value) for name, values in fields.items() if name != "q" for value in values):
        try:
            read_search({name: [value]}, known, moment)
        except ProblemError as problem:
            ignored.append({"name": name, "detail": problem.detail, "mend": problem.mend})
        else:
            sound.setdefault(name, []).append(value)
    return sound, ignored


def _find(query: Query, release: Release, words: Words) -> dict[str, Any]:
    results = release.snapshot.engine.search(query)
    found = show_found(query, results, release.snapshot, words)
    shown: dict[str, Any] = {
        "total": results.total,
        "count": found["count"],
        "spoken": found["spoken"],
        "understood": [chip["text"] for chip in found["understood"]],
        "cards": [_show_card(card) for card in found["cards"]],
        "lines": pinned_lines(release, query.lang),
    }
    if "urgent" in found:
        emergency = emergency_line(release, query.lang)
        lines = (emergency if line == EMERGENCY else show_line(line) for line in found["urgent"]["lines"])
        shown["urgent"] = {"title": found["urgent"]["title"], "lines": [line for line in lines if line]}
    return shown


def _show_card(card: View) -> View:
    phones = [take(phone, _PHONE) for phone in card.get("phones", ())]
    return {**take(card, _CARD), "page": card["address"]} | ({"phones": phones} if phones else {})

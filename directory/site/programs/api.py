"""The JSON addresses: request -> response, thin. Lists and records come from the release with an ETag, searches are never stored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from directory.search.opening import Moment
from directory.search.results import Query
from directory.site.http.asked import (
    DEFAULT_LIMIT,
    DEFAULT_SUGGESTIONS,
    LIST_OF_FILTER,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_SUGGESTIONS,
    OF_MANY,
    check_names,
    read_lang,
    read_number,
    read_search,
    read_text,
)
from directory.site.http.fields import Fields, fields_of_address, fields_of_json, fields_of_query
from directory.site.http.problems import from_status, gone
from directory.site.http.stored import CHECK_FIRST, JSON, KEEP_NOWHERE, ReplyNow, Stored, store
from directory.site.served.answers import encode, localize
from directory.site.served.live import Live, live_of
from directory.site.served.release import Release
from directory.site.views.suggested import show_suggestions

SEARCH = "/api/v1/search"


async def search(request: Request) -> Response:
    """GET with the words in the address, or POST with them as JSON; the answer is kept nowhere but, without the words, in memory."""
    fields = await fields_of_json(request, OF_MANY) if request.method == "POST" else fields_of_address(request)
    live = live_of(request)
    release, moment = live.release, live.moment
    answered = release.answers.get(fields, moment, partial(read_search, known=release.known, moment=moment))
    if request.method != "POST":
        release.answers.remember(request.scope["query_string"], moment, answered)
    return _reply_with_words(fields, answered, request.scope)


def recall_search(live: Live, scope: Scope) -> Response | None:
    """The answer of `search` to an address that was asked for a while ago; None where it has to be looked for."""
    if scope["path"] != SEARCH or scope["method"] not in ("GET", "HEAD"):
        return None
    query_string: bytes = scope["query_string"]
    answered = live.release.answers.recall(query_string, live.moment)
    return _reply_with_words(fields_of_query(query_string), answered, scope) if answered else None


def _reply_with_words(fields: Fields, answered: bytes, scope: Scope) -> Response:
    # Joined at once: an answer is some 25 KB, and each copy of it costs.
    body = b"".join((b'{"query":', encode(read_text(fields)), b",", memoryview(answered)[1:]))
    return ReplyNow(body, scope, JSON, KEEP_NOWHERE)


async def suggest(request: Request) -> Response:
    """What the letters typed so far may become: {query, suggestions}, best first; kept nowhere."""
    fields = fields_of_address(request)
    release = live_of(request).release
    check_names(fields, ("q", "lang", "limit"))
    lang = read_lang(fields, release.known.langs)
    limit = read_number(fields, "limit", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS)
    text = read_text(fields)
    found = release.snapshot.engine.suggest(text, limit)
    content = {"query": text, "suggestions": show_suggestions(found, release.snapshot.forms, release.words[lang])}
    return ReplyNow(encode(content), request.scope, JSON, KEEP_NOWHERE)


async def list_resources(request: Request) -> Response:
    """All records as public forms, by id: {total, results}."""
    fields = fields_of_address(request)
    release = live_of(request).release
    check_names(fields, ("limit", "offset", "lang"))
    limit = read_number(fields, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
    offset = read_number(fields, "offset", 0, 0, MAX_OFFSET)
    lang = read_lang(fields, release.known.langs)
    name = f"list {lang} {limit} {offset}"
    return release.recent(name, lambda: _json(_listed(release, lang, limit, offset))).reply(request)


def _listed(release: Release, lang: str, limit: int, offset: int) -> dict[str, Any]:
    forms = list(release.snapshot.forms.values())
    return {"total": len(forms), "results": [localize(form, lang) for form in forms[offset : offset + limit]]}


async def show_resource(request: Request) -> Response:
    """One record as its public form."""
    fields = fields_of_address(request)
    release = live_of(request).release
    check_names(fields, ("lang",))
    lang = read_lang(fields, release.known.langs)
    form = find_form(release, request.path_params["id"], lang)
    return release.recent(f"record {lang} {form['id']}", lambda: _json(localize(form, lang))).reply(request)


def find_form(release: Release, name: str, lang: str) -> Mapping[str, Any]:
    """The public form of that id. Raises ProblemError where there is none: why it is gone, if it was here once."""
    form = release.snapshot.forms.get(name)
    if form is not None:
        return form
    removed = release.snapshot.removed.get(name)
    if removed is None:
        raise from_status(404)
    raise gone(release.snapshot.vocabulary.label("removal_reasons", removed.reason, lang), removed.instead)


async def list_facets(request: Request) -> Response:
    """Every value a filter may take: how many records have it now, and what it is called."""
    fields = fields_of_address(request)
    live = live_of(request)
    release, moment = live.release, live.moment
    check_names(fields, ("lang",))
    lang = read_lang(fields, release.known.langs)
    name = f"facets {lang} {release.snapshot.engine.name_state(moment)}"
    return release.recent(name, lambda: _json(_facets(release, lang, moment))).reply(request)


def _facets(release: Release, lang: str, moment: Moment) -> dict[str, Any]:
    snapshot = release.snapshot
    label, tags = snapshot.vocabulary.label, snapshot.vocabulary.tags
    labels = {
        name: {tag: label(list_of, tag, lang) for tag in tags(list_of)} for name, list_of in LIST_OF_FILTER.items()
    }
    everything = snapshot.engine.search(Query("", limit=1, moment=moment))
    return {"total": everything.total, "facets": everything.facets, "labels": labels}


def _json(content: dict[str, Any]) -> Stored:
    return store(encode(content), JSON, CHECK_FIRST)

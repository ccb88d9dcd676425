"""The pages people read: each works with no script, in every language there is a folder for."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from directory.site.http.addresses import PATHS, SHELL_PAGES, address, split_path
from directory.site.http.asked import read_search
from directory.site.http.fields import Fields, fields_of_form, last_value
from directory.site.http.problems import ProblemError
from directory.site.http.stored import HTML, KEEP_NOWHERE, ReplyNow, Stored, store
from directory.site.programs.api import find_form
from directory.site.served.answers import localize
from directory.site.served.live import live_of
from directory.site.served.render import render, shell_page
from directory.site.views.found import DROP, show_found
from directory.site.views.hours import opening_text
from directory.site.views.linked_data import write_linked_data
from directory.site.views.view import view


async def show_page(request: Request) -> Response:
    """A page of the shell."""
    release = live_of(request).release
    lang, path = split_path(request.url.path, release.known.langs)
    name = next(name for name, known in SHELL_PAGES.items() if known == path)
    response = shell_page(release, name, lang).reply(request)
    manifest = release.snapshot.pack.manifest
    if name == _SEARCHED and manifest["size_bytes"] <= MOST_NAMED_BYTES:
        response.headers["link"] = _LINK.format(url=manifest["url"])
    return response


# The page where a visitor searches. Its first answer names the pack, so that it is under way before any script runs; a page
# that the phone has kept comes without this header, and one that is read first has the line to itself. A browser that runs no
# script has no use for the pack.
_SEARCHED = "home"

# Of a larger one the phone first asks itself whether it can hold it (web/worker/pack-manifest.js).
MOST_NAMED_BYTES = 10_000_000

# As fetch() asks by itself (web/app/first-pack.js); what is preloaded in another mode would be fetched twice.
_LINK = '<{url}>; rel=preload; as=fetch; crossorigin; media="(scripting: enabled)"'


async def show_resource(request: Request) -> Response:
    """The page of one record."""
    live = live_of(request)
    release = live.release
    lang, _ = split_path(request.url.path, release.known.langs)
    form = find_form(release, request.path_params["id"], lang)
    path = PATHS["resource"].format(id=form["id"])
    words = replace(release.words[lang], moment=live.moment)

    def make() -> Stored:
        shown = view(form, words, release.related.find(form))
        linked = write_linked_data(form, lang, release.snapshot.vocabulary, release.snapshot.state)
        return store(render(release, "resource", path, lang, shown=shown, linked_data=linked), HTML, KEEP_NOWHERE)

    # The page is another one when they open or close.
    return release.recent(f"resource {lang} {form['id']} {opening_text(form, words)}", make).reply(request)


async def answer_form(request: Request) -> Response:
    """The list of results; a list has no address of its own, so whoever opens it again starts at home."""
    if request.method == "POST":
        return await show_results(request)
    lang, _ = split_path(request.url.path, live_of(request).release.known.langs)
    return RedirectResponse(address(lang, "home"), 303)


async def show_results(request: Request) -> Response:
    """The list for a search sent as a form; words, filters and the part of the list shown travel in its body alone."""
    fields = drop_filters(await fields_of_form(request))
    live = live_of(request)
    release, moment = live.release, live.moment
    lang, _ = split_path(request.url.path, release.known.langs)
    place = last_value(fields, "place")
    is_unknown = bool(place) and release.known.places.choose(place) is None
    # A slip in the name of a place costs the place, not the answer.
    asked = {name: values for name, values in fields.items() if name != "place" or not is_unknown}
    query = read_search({**asked, "lang": [lang]}, release.known, moment)
    results = release.snapshot.engine.search(query)
    html = render(
        release,
        "results",
        "/",
        lang,
        query_text=query.text,
        filters=query.filters,
        offset=query.offset,
        limit=query.limit,
        total=results.total,
        facets=results.facets,
        place=place,
        place_unknown=is_unknown,
        ignore=sorted(query.ignore),
        found=show_found(query, results, release.snapshot, replace(release.words[lang], moment=moment)),
    )
    return ReplyNow(html, request.scope, HTML, KEEP_NOWHERE)


def drop_filters(fields: Fields) -> Fields:
    """The fields without the filters that a button drops: each value of DROP is the name of a filter and a tag."""
    dropped = {tuple(value.split(" ", 1)) for value in fields.get(DROP, ())}
    kept = {name: [value for value in values if (name, value) not in dropped] for name, values in fields.items()}
    return {name: values for name, values in kept.items() if name != DROP}


async def erase(request: Request) -> Response:
    """The page that erases, with the header by which the browser does so itself; all there is where no script runs."""
    release = live_of(request).release
    lang, _ = split_path(request.url.path, release.known.langs)
    html = render(release, "erase", PATHS["erase"], lang, asked=True)
    headers = {"content-type": HTML, "cache-control": KEEP_NOWHERE, "clear-site-data": '"cache", "cookies", "storage"'}
    return Response(html, headers=headers)


def error_page(request: Request, problem: ProblemError) -> Response:
    """A refusal for people: what happened, what to do, whom to call."""
    release = live_of(request).release
    lang, _ = split_path(request.url.path, release.known.langs)
    kind = {404: "not_found", 410: "gone"}.get(problem.status, "input" if problem.status < 500 else "wrong")
    if request.method == "POST" and "id" in request.path_params:
        kind = "note"
    forms = release.snapshot.forms
    instead = [localize(forms[name], lang) for name in problem.known if name in forms] if kind == "gone" else []
    html = render(release, "error", "/", lang, problem=kind, reason=problem.detail, instead=instead)
    headers = {"content-type": HTML, "cache-control": KEEP_NOWHERE, **(problem.headers or {})}
    return Response(html, problem.status, headers)

"""For those who put the search on their own pages: the builder of what to paste, the page for frames, the sheet for a wall."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from directory.site.http.addresses import EMBED_PAGES, address, base_of, split_path
from directory.site.http.asked import read_search
from directory.site.http.fields import fields_of_address, fields_of_form
from directory.site.http.stored import CHECK_FIRST, HTML, KEEP_NOWHERE, ReplyNow, Stored, store
from directory.site.partners.snippets import FILTERS, frame_url, read_options, write_element, write_frame, write_link
from directory.site.programs.cards import split_options
from directory.site.served.baked import current_version
from directory.site.served.live import live_of
from directory.site.served.render import render
from directory.site.views.found import show_found


async def show_embed(request: Request) -> Response:
    """What to paste for the options chosen, in four forms, each shown as it will be."""
    live = live_of(request)
    release = live.release
    lang, _ = split_path(request.url.path, release.known.langs)
    options = read_options(fields_of_address(request), release.known, live.moment, lang)
    base = base_of(request, release.base_url)
    title = options.values.get("heading") or release.texts[options.lang]["home_title"]
    version = current_version(release)
    html = render(
        release,
        "embed",
        EMBED_PAGES["embed"],
        lang,
        options=options,
        version=version,
        facets=release.everything.facets,
        frame=frame_url(options, ""),
        oembed=link_oembed(frame_url(options, base), base),
        snippets={
            "element": write_element(options, base, version, title),
            "frame": write_frame(options, base, title),
            "oembed": frame_url(options, base),
            "link": write_link(options, base, title),
        },
        link=Markup(write_link(options, "", title)),
    )
    return ReplyNow(html, request.scope, HTML, CHECK_FIRST)


async def show_frame(request: Request) -> Response:
    """The search for a frame on somebody else's page: the element where scripts run, else a form that targets the frame itself."""
    live = live_of(request)
    release = live.release
    lang, _ = split_path(request.url.path, release.known.langs)
    sent = request.method == "POST"
    fields = await fields_of_form(request) if sent else fields_of_address(request)
    options = read_options({**fields, "lang": [lang]}, release.known, live.moment, lang)
    base = base_of(request, release.base_url)
    values: dict[str, Any] = {
        "options": options,
        "query_text": "",
        "version": current_version(release),
        "oembed": link_oembed(frame_url(options, base), base),
    }
    if sent:
        asked = {name: options.chosen[name] for name in (*FILTERS, "place", "limit") if name in options.chosen}
        known, _ = split_options({**asked, "q": fields.get("q", [""])[-1:]}, release.known, live.moment)
        query = read_search({**known, "lang": [lang]}, release.known, live.moment)
        results = release.snapshot.engine.search(query)
        found = show_found(query, results, release.snapshot, replace(release.words[lang], moment=live.moment))
        values |= {"query_text": query.text, "found": found, "total": results.total}
    html = render(release, "frame", EMBED_PAGES["frame"], lang, **values)
    return ReplyNow(html, request.scope, HTML, KEEP_NOWHERE if sent else CHECK_FIRST)


async def show_sheet(request: Request) -> Response:
    """The sheet for a wall: lines to call in large type, and the site's address as a QR code."""
    release = live_of(request).release
    lang, _ = split_path(request.url.path, release.known.langs)
    home = base_of(request, release.base_url) + address(lang, "home")

    def make() -> Stored:
        html = render(release, "sheet", EMBED_PAGES["sheet"], lang, home=home, code=draw_code(home))
        return store(html, HTML, CHECK_FIRST)

    return release.recent(f"sheet {lang} {home}", make).reply(request)


def draw_code(text: str) -> Markup:
    """The text as a QR code, an SVG without a size of its own. Level M: a crumpled corner does not spoil it."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=0))


def link_oembed(url: str, base: str) -> str:
    """The address at which oEmbed tells of a page."""
    return f"{base}/oembed?{urlencode({'url': url})}"

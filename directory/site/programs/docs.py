"""/openapi.json and /docs: the API described for programs, and the same read by people, from this site alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from directory.site.http.addresses import FIRST_LANG, base_of
from directory.site.http.stored import CHECK_FIRST, HTML, JSON, store
from directory.site.programs.openapi import describe_api
from directory.site.programs.samples import BASE
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.render import render


async def send_description(request: Request) -> Response:
    """The description as OpenAPI 3.1."""
    release = live_of(request).release
    return release.body("openapi", lambda: store(encode(describe_api(release)), JSON, CHECK_FIRST)).reply(request)


async def show_docs(request: Request) -> Response:
    """The description as a page that needs nothing else: it may be saved and read with no network."""
    release = live_of(request).release
    base = base_of(request, release.base_url)

    def make() -> bytes:
        api = describe_api(release)
        # It is in English alone, so it offers no other language.
        return render(release, "docs", "/docs", FIRST_LANG, langs=[], api=api, sample_base=BASE, base=base)

    return release.recent(f"docs {base}", lambda: store(make(), HTML, CHECK_FIRST)).reply(request)

"""create_app(settings): start-up checks, then one table of routes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.settings import Settings
from directory.site import health
from directory.site.gate import Gate
from directory.site.http.addresses import MANIFEST, SHELL_PAGES, address, localize_path
from directory.site.http.headers import SecurityHeaders
from directory.site.http.limits import RateLimit
from directory.site.http.logs import check_logging
from directory.site.http.problems import ProblemError, from_status
from directory.site.metrics import OTHER, Counts, Metrics, name_routes, show_metrics
from directory.site.partners import embed, oembed, widget
from directory.site.people import corrections, pages, phone
from directory.site.people.files import send_file, send_static
from directory.site.programs import api, cards, docs, feeds, hsds
from directory.site.served.assets import Assets, load_assets
from directory.site.served.live import Live, read_clock

# Addresses that programs ask: their refusals are problem+json; everywhere else a person reads them.
PROGRAM_PATHS = (
    "/api/",
    "/hsds",
    "/changes",
    "/packs/",
    "/pages/",
    "/static/",
    "/widget/",
    "/oembed",
    "/healthz",
    "/metrics",
    "/corrections",
    "/sw.js",
    "/openapi.json",
    MANIFEST,
)


def create_app(
    settings: Settings,
    today: Callable[[], date] = date.today,
    now: Callable[[], datetime] = read_clock,
    counts: Counts | None = None,
) -> Starlette:
    """The application; `counts`: those that several processes share.

    Raises DirectoryError if the records, the index, the templates or the bundle cannot be used.
    """
    assets = load_assets(settings.static)
    live = Live(settings, assets, today, now)
    routes = list_routes(assets)
    name_of = name_routes(routes, list_shell_paths(assets))
    counts = counts or Counts([*dict.fromkeys(name_of.values()), OTHER])
    counts.claim_row()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # Whatever server runs this, it does not start with logs that tell what people search for.
        check_logging()
        with live.watching(asyncio.get_running_loop()):
            yield

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(
                Gate,
                metrics=Metrics(counts, name_of),
                headers=SecurityHeaders(
                    style_hashes=assets.style_hashes(),
                    script_hashes=assets.script_hashes(),
                    is_public_over_tls=lambda: live.release.base_url.startswith("https://"),
                    frame_paths=[address(lang, "frame") for lang in assets.langs],
                ),
                limit=RateLimit(settings.rate_limit),
                recall=partial(api.recall_search, live),
                explain=explain,
            )
        ],
        exception_handlers={ProblemError: refuse, HTTPException: refuse},
    )
    app.state.live, app.state.counts = live, counts
    return app


def list_shell_paths(assets: Assets) -> set[str]:
    """The addresses of the pages that every phone keeps."""
    return {localize_path(path, lang) for path in SHELL_PAGES.values() for lang in assets.langs}


def list_routes(assets: Assets) -> list[Route]:
    """Every address, the busiest first. HEAD is answered wherever GET is."""
    routes = [
        Route(api.SEARCH, api.search, methods=["GET", "POST"]),
        Route("/api/v1/search/cards", cards.show_cards, methods=["POST"]),
        Route("/api/v1/suggest", api.suggest),
        Route("/api/v1/resources", api.list_resources),
        Route("/api/v1/resources/{id}", api.show_resource),
        Route("/api/v1/facets", api.list_facets),
        Route("/corrections", corrections.take_json, methods=["POST"]),
        Route("/api/v1/snapshot", feeds.send_snapshot),
        *hsds.list_routes(),
        Route("/changes.json", feeds.list_changes),
        Route("/changes.atom", feeds.send_atom),
        Route("/openapi.json", docs.send_description),
        Route("/docs", docs.show_docs),
        Route("/sitemap.xml", feeds.send_sitemap),
        Route("/opensearch.xml", feeds.send_opensearch),
        Route("/packs/latest.json", phone.latest_pack),
        Route("/packs/{old}-{new}.json", phone.send_delta),
        Route("/packs/{hash}.json", phone.send_pack),
        Route("/pages/{old}-{new}.json", phone.send_change),
        Route("/pages/{hash}.json", phone.send_pages),
        Route("/static/{name}", send_static),
        Route("/files/{name}", send_file),
        Route("/widget/{name}", widget.send_widget),
        Route("/oembed", oembed.send_oembed),
        Route("/sw.js", phone.send_worker),
        Route(MANIFEST, phone.send_manifest),
        Route("/healthz", health.show_health),
        Route("/metrics", show_metrics),
        Route("/robots.txt", feeds.send_robots),
    ]
    for lang in assets.langs:
        routes += [Route(localize_path(path, lang), pages.show_page) for path in SHELL_PAGES.values()]
        routes += [
            Route(address(lang, "embed"), embed.show_embed),
            Route(address(lang, "frame"), embed.show_frame, methods=["GET", "POST"]),
            Route(address(lang, "sheet"), embed.show_sheet),
        ]
        routes += [
            Route(localize_path("/erase", lang), pages.erase, methods=["POST"]),
            Route(localize_path("/resources/{id}", lang), pages.show_resource),
            Route(localize_path("/resources/{id}", lang), corrections.take_form, methods=["POST"]),
            Route(localize_path("/search", lang), pages.answer_form, methods=["GET", "POST"]),
        ]
    return routes


async def refuse(request: Request, error: Any) -> Response:
    """The answer to a request that cannot be met."""
    problem = error if isinstance(error, ProblemError) else from_status(error.status_code, error.headers)
    return explain(request, problem)


def explain(request: Request, problem: ProblemError) -> Response:
    """A problem as its reader needs it: JSON for programs, a page with lines to call for people."""
    if request.url.path.startswith(PROGRAM_PATHS):
        return problem.reply()
    return pages.error_page(request, problem)

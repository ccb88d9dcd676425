"""/healthz: whether search really answers, what is served, and what waits to be mended."""

from __future__ import annotations

import logging
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from directory.search.results import Query
from directory.site.http.problems import where
from directory.site.http.stored import JSON, KEEP_NOWHERE
from directory.site.served.answers import encode
from directory.site.served.live import Live, live_of
from directory.site.served.release import Release

log = logging.getLogger("directory")

# What is checked before the first request: directory/site/http/logs.py.
LOG_POLICY = (
    "Logged: start, stop, faults of the data files. Counted: answers by route, status and time. "
    "Never logged: words of a search, bodies, addresses, user agents."
)


async def show_health(request: Request) -> Response:
    """200 with "ok", or with "degraded" while a broken file waits; 503 with "failed" when search does not answer."""
    live = live_of(request)
    status = "failed" if not can_search(live.release) else "degraded" if live.faults else "ok"
    headers = {"content-type": JSON, "cache-control": KEEP_NOWHERE}
    return Response(encode(describe(live, status)), 503 if status == "failed" else 200, headers)


def describe(live: Live, status: str) -> dict[str, Any]:
    """What /healthz says. A fault names its place and what is wanted there, never what was found."""
    snapshot = live.release.snapshot
    return {
        "status": status,
        "records": len(snapshot.forms),
        "records_on": snapshot.records_on,
        "pack": snapshot.pack.hash,
        "faults": list(live.faults),
        "logs": LOG_POLICY,
    }


def can_search(release: Release) -> bool:
    """Whether a search for the first record's own title finds anything."""
    form = next(iter(release.snapshot.forms.values()))
    try:
        return release.snapshot.engine.search(Query(form["title"], {}, limit=1)).total > 0
    except Exception as error:
        # Whatever is broken in the index, the answer to "does search work" is no.
        log.error("Search fails: %s at %s", type(error).__name__, where(error))
        return False

"""/widget/: the files that pages of other sites load. What is in them: baked.py."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from directory.site.http.problems import from_status
from directory.site.http.stored import IMMUTABLE, Stored, store
from directory.site.served.baked import (
    JAVASCRIPT,
    current_version,
    newest_body,
    read_bundled,
    read_version,
    versions_folder,
)
from directory.site.served.live import live_of
from directory.site.served.release import Release

# The newest version, whatever it is called.
FLOATING = "v1.js"

# What goes with a frame: inside it, and on the page around it.
COMPANIONS = ("frame.js", "resize.js")

# A page that names no version has the newest within ten minutes; a hotline's new number must not take longer.
_SHORT = "public, max-age=600"


async def send_widget(request: Request) -> Response:
    """The newest version as v1.js, any version by its own name, or a companion file."""
    live = live_of(request)
    name, release = request.path_params["name"], live.release
    body = _find(name, release)
    if body is None:
        older = await run_in_threadpool(read_version, versions_folder(live.settings), name)
        if older is None:
            raise from_status(404)
        body = store(older, JAVASCRIPT, IMMUTABLE)
    return body.reply(request)


def _find(name: str, release: Release) -> Stored | None:
    """What this release has of that name."""
    if name == current_version(release).name:
        return newest_body(release)
    if name == FLOATING:
        return release.body("widget floating", lambda: store(newest_body(release).body, JAVASCRIPT, _SHORT))
    if name in COMPANIONS:
        return release.body(f"widget {name}", lambda: store(read_bundled(release, name), JAVASCRIPT, _SHORT))
    return None

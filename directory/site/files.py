"""The bundled files: read and squeezed once at start, served from memory."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from directory.site.live import live_of
from directory.site.problems import from_status


async def send_static(request: Request) -> Response:
    """A file of the bundle by its hashed name."""
    found = live_of(request).assets.files.get(request.path_params["name"])
    if found is None:
        raise from_status(404)
    return found.reply(request)

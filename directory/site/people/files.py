"""The bundled files, from memory; and the materials' own files, from disk, in the pieces a player asks for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from directory.site.http.problems import from_status
from directory.site.http.stored import KEEP_NOWHERE
from directory.site.served.live import live_of


async def send_static(request: Request) -> Response:
    """A file of the bundle by its hashed name."""
    found = live_of(request).assets.files.get(request.path_params["name"])
    if found is None:
        raise from_status(404)
    return found.reply(request)


async def send_file(request: Request) -> Response:
    """A material's own file, whole or a range of it. The browser keeps none: what was watched would stand in its cache."""
    found = live_of(request).release.snapshot.files.get(request.url.path)
    if found is None or not found.is_unchanged():
        raise from_status(404)
    etag = f'"{request.path_params["name"]}"'
    headers = {"cache-control": KEEP_NOWHERE, "etag": etag, "content-disposition": "inline"}
    return FileResponse(found.path, media_type=found.content_type, headers=headers)

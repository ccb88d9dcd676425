"""The addresses a phone keeps itself up to date by: packs, pages, the manifest, the service worker."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from directory.pack.delta import make_delta
from directory.pack.store import read_bytes
from directory.site.http.problems import from_status
from directory.site.http.stored import CHECK_FIRST, IMMUTABLE, JSON, Stored, store
from directory.site.served import shell, worker
from directory.site.served.answers import encode
from directory.site.served.editions import bundles, list_bundles, make_change, make_edition, read_edition
from directory.site.served.live import live_of
from directory.snapshot import packs_folder


async def latest_pack(request: Request) -> Response:
    """Which pack is the newest: its hash, address, size and day; and where the pages are in few bodies, for a first visit."""
    release = live_of(request).release

    def make() -> Stored:
        return store(encode({**release.snapshot.pack.manifest, "pages": list_bundles(release)}), JSON, CHECK_FIRST)

    return release.body("latest", make).reply(request)


async def send_pack(request: Request) -> Response:
    """A pack by its hash; the ones before the newest stay for phones that are still fetching them."""
    live = live_of(request)
    name = request.path_params["hash"]
    if name == live.release.snapshot.pack.hash:
        return worker.pack(live.release).reply(request)
    older = await run_in_threadpool(read_bytes, packs_folder(live.settings), name)
    if older is None:
        raise from_status(404)
    return store(older, JSON, IMMUTABLE).reply(request)


async def send_delta(request: Request) -> Response:
    """What changed from an older pack to the newest; not found where the older one is forgotten or all is new."""
    live = live_of(request)
    release = live.release
    old, new = request.path_params["old"], release.snapshot.pack
    if request.path_params["new"] != new.hash:
        raise from_status(404)

    def make() -> Stored:
        older = read_bytes(packs_folder(live.settings), old)
        return _store_told(older and make_delta(older, new.bytes))

    # Every phone asks for the same few on one day: each is made once.
    return (await run_in_threadpool(release.recent, f"delta {old}", make)).reply(request)


def _store_told(body: bytes | None) -> Stored:
    """What is told from something older. Raises 404 where that is forgotten, or nearly all is new."""
    if not body:
        raise from_status(404)
    return store(body, JSON, IMMUTABLE).squeezed()


async def send_pages(request: Request) -> Response:
    """Many pages of the shell in one body."""
    bodies = [body for pair in bundles(live_of(request).release).values() for body in pair]
    named = next((body for body in bodies if body.hash == request.path_params["hash"]), None)
    if named is None:
        raise from_status(404)
    return named.reply(request)


async def send_change(request: Request) -> Response:
    """What changed in the pages since an older edition; not found where that one is forgotten or nearly all is new."""
    live = live_of(request)
    release = live.release
    old, name = request.path_params["old"], request.path_params["new"]

    def make() -> Stored:
        new = make_edition(release)
        older = read_bytes(worker.editions_folder(live.settings), old) if name == new.name else None
        return _store_told(older and make_change(read_edition(older), new))

    return (await run_in_threadpool(release.recent, f"change {old} {name}", make)).reply(request)


async def send_manifest(request: Request) -> Response:
    """How the app installs."""
    return shell.manifest(live_of(request).release).reply(request)


async def send_worker(request: Request) -> Response:
    """The service worker; never a page in its place."""
    return worker.worker(live_of(request).release).reply(request)

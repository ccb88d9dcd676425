"""What a phone needs to keep everything offline: packs, the manifest, the service worker with its list of files."""

from __future__ import annotations

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from directory.pack.store import read_pack
from directory.site.addresses import MANIFEST, SHELL_PAGES, localize_path
from directory.site.answers import encode
from directory.site.api import live_of
from directory.site.assets import SHELL_PLACE
from directory.site.pages import page_of
from directory.site.problems import from_status
from directory.site.release import Release
from directory.site.stored import CHECK_FIRST, IMMUTABLE, JSON, Stored, store
from directory.snapshot import packs_folder

# Bundled icon -> what the manifest says of it.
ICONS = {
    "icon-192.png": {"sizes": "192x192"},
    "icon-512.png": {"sizes": "512x512"},
    "icon-maskable-512.png": {"sizes": "512x512", "purpose": "maskable"},
    "icon.svg": {"sizes": "any"},
}


async def latest_pack(request: Request) -> Response:
    """Which pack is the newest: its hash, address, size and day."""
    release = live_of(request).release
    return release.body("latest", lambda: store(encode(release.snapshot.pack.manifest), JSON, CHECK_FIRST)).reply(
        request
    )


async def send_pack(request: Request) -> Response:
    """A pack by its hash; the ones before the newest stay for phones that are still fetching them."""
    live = live_of(request)
    name = request.path_params["hash"]
    if name == live.release.snapshot.pack.hash:
        return live.release.pack.reply(request)
    older = await run_in_threadpool(read_pack, packs_folder(live.settings), name)
    if older is None:
        raise from_status(404)
    return store(older, JSON, IMMUTABLE).reply(request)


async def send_manifest(request: Request) -> Response:
    """How the app installs: under its neutral name."""
    release = live_of(request).release
    return release.body("manifest", lambda: make_manifest(release)).reply(request)


def make_manifest(release: Release) -> Stored:
    """The web app manifest; names come from site.yaml, icons from the bundle."""
    site, assets = release.snapshot.site, release.assets
    lang = assets.langs[0]
    content = {
        "id": "/",
        "name": site["name"][lang],
        "short_name": site["short_name"][lang],
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f7f5f0",
        "theme_color": "#f7f5f0",
        "icons": [{"src": assets.static(name), **said} for name, said in ICONS.items() if name in assets.bundle],
    }
    return store(encode(content), "application/manifest+json", CHECK_FIRST)


async def send_worker(request: Request) -> Response:
    """The service worker, told which files make the app and in which state each is."""
    release = live_of(request).release
    return release.body("worker", lambda: make_worker(release)).reply(request)


def make_worker(release: Release) -> Stored:
    """sw.js with the list of the shell in it: every page in every language, the manifest and every bundled file."""
    code = release.assets.worker.replace(SHELL_PLACE, json.dumps(list_shell(release)))
    return store(code.encode(), "text/javascript; charset=utf-8", CHECK_FIRST, is_small_worth_time=True)


def list_shell(release: Release) -> list[dict[str, str]]:
    """[{url, revision}] of what is to be kept; the revision is a hash of the content."""
    assets = release.assets
    pages = {
        localize_path(path, lang): page_of(release, name, lang).hash
        for name, path in SHELL_PAGES.items()
        for lang in assets.langs
    }
    pages[MANIFEST] = release.body("manifest", lambda: make_manifest(release)).hash
    files = {assets.static(name): assets.files[hashed].hash for name, hashed in assets.bundle.items() if is_kept(name)}
    return [{"url": url, "revision": revision} for url, revision in {**pages, **files}.items()]


def is_kept(name: str) -> bool:
    """Whether a bundled file is fetched as such offline.

    Style sheets and the mark stand in the pages themselves; the large icons are asked for only while the app is being
    installed, which needs a network anyway.
    """
    return not name.endswith((".css", ".map")) and name != "mark.svg" and "-512" not in name

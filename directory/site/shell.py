"""What a phone keeps to work with no signal: the pages, the manifest, the worker that knows the list of it all."""

from __future__ import annotations

import json

from directory.site.addresses import MANIFEST, SHELL_PAGES, localize_path
from directory.site.answers import encode
from directory.site.assets import INLINE_SCRIPTS, PAGES_PLACE, SHELL_PLACE
from directory.site.release import Release
from directory.site.render import shell_page
from directory.site.stored import CHECK_FIRST, IMMUTABLE, JSON, Stored, store

# Bundled icon -> what the manifest says of it.
ICONS = {
    "icon-192.png": {"sizes": "192x192"},
    "icon-512.png": {"sizes": "512x512"},
    "icon-maskable-512.png": {"sizes": "512x512", "purpose": "maskable"},
    "icon.svg": {"sizes": "any"},
}


def prepare(release: Release) -> None:
    """Makes everything a phone will ask for, so that no request waits and no broken page goes live.

    Raises PageBrokenError for a template that does not fit the data.
    """
    pack(release)
    worker(release)


def manifest(release: Release) -> Stored:
    """The web app manifest: how the app installs, under its neutral name. Names come from site.yaml, icons from the bundle."""

    def make() -> Stored:
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

    return release.body("manifest", make)


def worker(release: Release) -> Stored:
    """The service worker, told which files make the app, in which state each is, and where all pages are in one."""

    def make() -> Stored:
        code = release.assets.worker.replace(SHELL_PLACE, json.dumps(list_shell(release)))
        code = code.replace(PAGES_PLACE, json.dumps(f"/pages/{all_pages(release).hash}.json"))
        return store(code.encode(), "text/javascript; charset=utf-8", CHECK_FIRST)

    return release.body("worker", make)


def pack(release: Release) -> Stored:
    """The records and what a search of them needs."""
    return release.body("pack", lambda: store(release.snapshot.pack.bytes, JSON, IMMUTABLE))


def all_pages(release: Release) -> Stored:
    """{address: HTML} of the shell: alike as pages are, in one body they squeeze to a third of what they take one by one."""
    pages = {url: page.body.decode() for url, page in shell_pages(release).items()}
    return release.body("pages", lambda: store(encode(pages), JSON, IMMUTABLE))


def list_shell(release: Release) -> list[dict[str, str]]:
    """[{url, revision}] of what is to be kept; the revision is a hash of the content."""
    assets = release.assets
    kept = {url: page.hash for url, page in shell_pages(release).items()}
    kept[MANIFEST] = manifest(release).hash
    kept |= {assets.static(name): assets.files[hashed].hash for name, hashed in assets.bundle.items() if is_kept(name)}
    return [{"url": url, "revision": revision} for url, revision in kept.items()]


def shell_pages(release: Release) -> dict[str, Stored]:
    """The pages a phone keeps, by address, in every language."""
    return {
        localize_path(path, lang): shell_page(release, name, lang)
        for name, path in SHELL_PAGES.items()
        for lang in release.assets.langs
    }


def is_kept(name: str) -> bool:
    """Whether a bundled file is fetched as such offline.

    Style sheets and inline scripts stand in the pages themselves; the large icons are asked for only while the app is being
    installed, which needs a network anyway.
    """
    return not name.endswith((".css", ".map")) and name not in INLINE_SCRIPTS and "-512" not in name

"""What a phone keeps to work with no signal: the pages, the manifest, the worker that knows the list of it all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from directory.pack.pieces import cut_pieces
from directory.site.http.addresses import MANIFEST, SHELL_PAGES, localize_path
from directory.site.http.stored import CHECK_FIRST, IMMUTABLE, JSON, Stored, store
from directory.site.served.answers import encode
from directory.site.served.assets import BUNDLES_PLACE, SHELL_PLACE, Assets
from directory.site.served.release import Release
from directory.site.served.render import shell_page

# Bundled icon -> what the manifest says of it.
ICONS = {
    "icon-192.png": {"sizes": "192x192"},
    "icon-512.png": {"sizes": "512x512"},
    "icon-maskable-512.png": {"sizes": "512x512", "purpose": "maskable"},
    "icon.svg": {"sizes": "any"},
}


def prepare(release: Release) -> None:
    """Makes the pack and every page, so that no broken page goes live.

    Raises PageBrokenError for a template that does not fit the data.
    """
    pack(release)
    manifest(release)
    for lang in release.assets.langs:
        list_pages(release, lang)


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
    """The service worker, told which files make the app, in which state each is, and where they are in few bodies."""

    def make() -> Stored:
        addresses = {lang: [f"/pages/{body.hash}.json" for body in bodies] for lang, bodies in bundles(release).items()}
        code = release.assets.worker.replace(SHELL_PLACE, json.dumps(list_shell(release), separators=(",", ":")))
        code = code.replace(BUNDLES_PLACE, json.dumps(addresses, separators=(",", ":")))
        return store(code.encode(), "text/javascript; charset=utf-8", CHECK_FIRST)

    return release.body("worker", make)


def pack(release: Release) -> Stored:
    """The records and what a search of them needs."""
    return release.body("pack", lambda: store(release.snapshot.pack.bytes, JSON, IMMUTABLE))


def bundles(release: Release) -> dict[str, tuple[Stored, Stored]]:
    """For a visitor of each language two bodies: what she needs beside the home page that she sees, and the rest: all other
    languages, and files that can wait.

    A body is {base: [addresses], files: {address: bytes}, pieces}: the files one after the other, cut into what is new and
    what stands in the base (directory/pack/pieces.py). As pages are much alike, that is a third of the bytes.
    """
    return {lang: _make_bundles(release, lang) for lang in release.assets.langs}


def _make_bundles(release: Release, lang: str) -> tuple[Stored, Stored]:
    home = localize_path(SHELL_PAGES["home"], lang)
    first = {**list_pages(release, lang), **small_files(release)}
    base = {home: first.pop(home)}
    langs = [other for other in release.assets.langs if other != lang]
    others = {url: page for other in langs for url, page in list_pages(release, other).items()} | later_files(release)
    return (
        release.body(f"bundle {lang}", lambda: _bundle(base, first)),
        release.body(f"bundle {lang} others", lambda: _bundle({**base, **first}, others)),
    )


def _bundle(base: Mapping[str, Stored], files: Mapping[str, Stored]) -> Stored:
    pieces = cut_pieces(_join(files), _join(base))
    sizes = {url: len(file.body) for url, file in files.items()}
    return store(encode({"base": list(base), "files": sizes, "pieces": pieces}), JSON, IMMUTABLE)


def _join(files: Mapping[str, Stored]) -> bytes:
    return b"".join(file.body for file in files.values())


def list_shell(release: Release) -> list[dict[str, str]]:
    """[{url, revision}] of what is to be kept, with the `lang` of pages, and `later` for files that can wait; the revision
    is the beginning of the SHA-256 of the content.
    """
    assets = release.assets
    pages = [
        {"url": url, "revision": page.hash[:_REVISION], "lang": lang}
        for lang in assets.langs
        for url, page in list_pages(release, lang).items()
    ]
    files = {**small_files(release), **_bundled(assets, _SCRIPTS)}
    needed = [{"url": url, "revision": file.hash[:_REVISION]} for url, file in files.items()]
    later = [
        {"url": url, "revision": file.hash[:_REVISION], "later": "1"} for url, file in later_files(release).items()
    ]
    return [*pages, *needed, *later]


# Hex digits of a revision: enough that no fault goes unseen, few enough to travel with every worker.
_REVISION = 16

# What the pages have asked for already when the worker keeps it, under a name that changes with its content.
_SCRIPTS = ("app.js", "search-worker.js")

# Too small to be asked for one by one. The other icons are asked for only while the app is being installed, which needs a
# network anyway; style sheets and the mark stand in the pages themselves.
_SMALL = ("exit-page.js", "icon.svg")

# What a tap somewhere deep needs: kept as well, after everything else works.
_LATER = ("qr.js",)


def small_files(release: Release) -> dict[str, Stored]:
    """The manifest and bundled files that travel with the pages, by address."""
    assets = release.assets
    return {MANIFEST: manifest(release), **_bundled(assets, _SMALL)}


def later_files(release: Release) -> dict[str, Stored]:
    """The bundled files that can wait, by address."""
    return _bundled(release.assets, _LATER)


def _bundled(assets: Assets, names: Iterable[str]) -> dict[str, Stored]:
    return {assets.static(name): assets.files[assets.bundle[name]] for name in names if name in assets.bundle}


def list_pages(release: Release, lang: str) -> dict[str, Stored]:
    """The pages a phone keeps, by address, in one language."""
    return {localize_path(path, lang): shell_page(release, name, lang) for name, path in SHELL_PAGES.items()}

"""What a phone keeps to work with no signal beside the pack: the pages, the manifest, bundled files."""

from __future__ import annotations

from collections.abc import Iterable

from directory.site.http.addresses import MANIFEST, SHELL_PAGES, localize_path
from directory.site.http.stored import CHECK_FIRST, Stored, store
from directory.site.served.answers import encode
from directory.site.served.assets import Assets
from directory.site.served.release import Release
from directory.site.served.render import shell_page

# Bundled icon -> what the manifest says of it.
ICONS = {
    "icon-192.png": {"sizes": "192x192"},
    "icon-512.png": {"sizes": "512x512"},
    "icon-maskable-512.png": {"sizes": "512x512", "purpose": "maskable"},
    "icon.svg": {"sizes": "any"},
}


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
    files = small_files(release) | asked_for(release)
    needed = [{"url": url, "revision": file.hash[:_REVISION]} for url, file in files.items()]
    later = [
        {"url": url, "revision": file.hash[:_REVISION], "later": "1"} for url, file in later_files(release).items()
    ]
    return [*pages, *needed, *later]


# Hex digits of a revision: enough that no fault goes unseen, few enough to travel with every worker.
_REVISION = 16

# What the pages have asked for already when the worker keeps it, under a name that changes with its content.
_ASKED_FOR = ("app.js", "later.js", "search-worker.js", "search-later.js", "later.css")

# Too small to be asked for one by one. The other icons are asked for only while the app is being installed, which needs a
# network anyway; most styles and the mark stand in the pages themselves.
_SMALL = ("exit-page.js", "icon.svg")

# What a tap somewhere deep needs: kept as well, after everything else works.
_LATER = ("qr.js",)


def small_files(release: Release) -> dict[str, Stored]:
    """The manifest and bundled files that travel with the pages, by address."""
    assets = release.assets
    return {MANIFEST: manifest(release), **_bundled(assets, _SMALL)}


def asked_for(release: Release) -> dict[str, Stored]:
    """The scripts of the pages and what they look like on paper, by address."""
    return _bundled(release.assets, _ASKED_FOR)


def later_files(release: Release) -> dict[str, Stored]:
    """The bundled files that can wait, by address."""
    return _bundled(release.assets, _LATER)


def _bundled(assets: Assets, names: Iterable[str]) -> dict[str, Stored]:
    return {assets.static(name): assets.files[assets.bundle[name]] for name in names if name in assets.bundle}


def list_pages(release: Release, lang: str) -> dict[str, Stored]:
    """The pages a phone keeps, by address, in one language."""
    return {localize_path(path, lang): shell_page(release, name, lang) for name, path in SHELL_PAGES.items()}

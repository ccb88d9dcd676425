"""The element for pages of other sites: bundled code with addresses, words and the lines to call written into it.

A version is named by its content, v1.<minor>.<hash>.js, and kept on disk for good: a page that names it with its SRI hash
must find the same bytes in years. v1.js is always the newest.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.changes.journal import History
from directory.pack.store import keep_file
from directory.settings import Settings
from directory.site.http.addresses import address
from directory.site.http.stored import IMMUTABLE, Stored, store
from directory.site.served.assets import Assets, AssetsMissingError
from directory.site.served.release import Release
from directory.site.served.short_lines import pinned_lines
from directory.snapshot import load_snapshot

# Raised when attributes, parts or custom properties are added; nothing is taken away within v1.
MINOR = 0

# Versions beside the newest are some 25 KB each; a thousand are years of changed lines.
VERSIONS_KEPT = 1000

JAVASCRIPT = "text/javascript; charset=utf-8"
_PLACE = '"__BAKED__"'
_NAME = re.compile(r"v1\.\d{1,4}\.[0-9a-f]{16}\.js")

# Text of the element -> text of the pages; what it has beside them stands under `widget`.
_TEXTS = {
    "label": "search_label", "search": "search", "results": "results_title", "more": "results_more",
    "lines": "lines_title", "exit": "exit", "exit_counting": "exit_counting",
}  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One version of the file. `integrity`: as an SRI attribute has it (SHA-384)."""

    code: bytes

    @property
    def name(self) -> str:
        """What it is called below /widget/."""
        return f"v1.{MINOR}.{hashlib.sha256(self.code).hexdigest()[:16]}.js"

    @property
    def integrity(self) -> str:
        """The SRI hash."""
        return integrity_of(self.code)


def integrity_of(code: bytes) -> str:
    """The hash of a file as an SRI attribute has it (SHA-384)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(code).digest()).decode()}"


def current_version(release: Release) -> Version:
    """The version of this release. The same bundle, records and settings give the same bytes, on every machine."""
    return Version(newest_body(release).body)


def load_version(settings: Settings, assets: Assets, today: date) -> tuple[Version, str]:
    """The version that a server over these files would serve, and its public address, "" if none is set.

    Raises DirectoryError if the files have faults.
    """
    snapshot = load_snapshot(settings, today)
    try:
        release = Release(snapshot, assets, History("", "", ()))
        return current_version(release), release.base_url
    finally:
        snapshot.engine.close()


def newest_body(release: Release) -> Stored:
    """The newest version, ready to be sent for good."""
    return release.body("widget", lambda: _bake(release))


def _bake(release: Release) -> Stored:
    code = read_bundled(release, "resource-search.js").decode()
    if _PLACE not in code:
        raise AssetsMissingError(f"resource-search.js has no place for the lines ({_PLACE}). Run: make bundle")
    site = release.snapshot.site
    baked = {
        "base": release.base_url,
        "exit": site["exit"]["url"],
        "langs": {lang: _language(release, lang) for lang in release.assets.langs},
    }
    # Only ASCII: it reads alike whatever charset the page has.
    text = json.dumps(baked, sort_keys=True, separators=(",", ":")).replace("</", "<\\/")
    return store(code.replace(_PLACE, text).encode(), JAVASCRIPT, IMMUTABLE)


def _language(release: Release, lang: str) -> dict[str, Any]:
    strings, name = release.texts[lang], release.sites[lang]["name"][lang]
    texts = {own: strings[page] for own, page in _TEXTS.items()}
    own = {**strings["widget"], "all": strings["widget"]["all"].format(name=name)}
    return {
        "title": strings["home_title"],
        "home": address(lang, "home"),
        "texts": texts | own,
        "lines": pinned_lines(release, lang),
    }


def read_bundled(release: Release, name: str) -> bytes:
    """A bundled file for other sites, as it stands. Raises AssetsMissingError if there is none."""
    try:
        return (release.assets.folder / "widget" / name).read_bytes()
    except OSError as error:
        raise AssetsMissingError(f"The bundle has no widget/{name}. Run: make bundle") from error


def prepare_widget(release: Release, settings: Settings) -> None:
    """Makes the version of this release and keeps it on disk, before anybody can be told its name.

    Raises KeptFolderError if the folder cannot be written to, AssetsMissingError if the bundle is not whole.
    """
    version = current_version(release)
    keep_file(versions_folder(settings), version.name, version.code, VERSIONS_KEPT)


def versions_folder(settings: Settings) -> Path:
    """Where versions are kept: beside the packs."""
    return settings.index / "widget"


def read_version(folder: Path, name: str) -> bytes | None:
    """The bytes of the version of that name; None if it is not kept, or not the bytes it was."""
    if not _NAME.fullmatch(name):
        return None
    try:
        code = (folder / name).read_bytes()
    except FileNotFoundError:
        return None
    return code if hashlib.sha256(code).hexdigest()[:16] == name.split(".")[2] else None

"""The service worker, told what a phone keeps and where to have it from."""

from __future__ import annotations

import json
from pathlib import Path

from directory.pack.store import keep_bytes
from directory.settings import Settings
from directory.site.http.stored import CHECK_FIRST, IMMUTABLE, JSON, Stored, store
from directory.site.served.assets import BUNDLES_PLACE, CODE_PLACE, EDITION_PLACE, SHELL_PLACE
from directory.site.served.editions import list_bundles, make_edition
from directory.site.served.release import Release
from directory.site.served.shell import list_shell


def prepare(release: Release, settings: Settings) -> None:
    """Makes the pack and every page, so that no broken page goes live, and keeps this edition of them on disk: the next one is told
    from it.

    Raises PageBrokenError for a template that does not fit the data, KeptFolderError if the folder cannot be written to.
    """
    pack(release)
    keep_bytes(editions_folder(settings), make_edition(release).bytes)


def editions_folder(settings: Settings) -> Path:
    """Where editions of the pages are kept: beside the packs."""
    return settings.index / "pages"


def pack(release: Release) -> Stored:
    """The records and what a search of them needs."""
    return release.body("pack", lambda: store(release.snapshot.pack.bytes, JSON, IMMUTABLE))


def worker(release: Release) -> Stored:
    """The worker, told the name of this edition, the list of its files, each with its state, and where they are in few bodies."""

    def make() -> Stored:
        assets = release.assets
        told = {
            EDITION_PLACE: make_edition(release).name,
            SHELL_PLACE: list_shell(release),
            BUNDLES_PLACE: list_bundles(release),
            CODE_PLACE: assets.static("keeper.js"),
        }
        code = assets.worker
        for place, value in told.items():
            code = code.replace(place, json.dumps(value, separators=(",", ":")))
        return store(code.encode(), "text/javascript; charset=utf-8", CHECK_FIRST)

    return release.body("worker", make)

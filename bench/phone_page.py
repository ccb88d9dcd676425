"""Pages of Chromium with one search engine each (bench/page/page.js): built, slowed down, asked."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from bench.bodies import serve_bodies
from bench.processes import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from node import find_node, find_npm

BENCH = ROOT / "bench"

# With these a page may read its clock in steps of 5 instead of 100 microseconds.
_ISOLATED = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}

_HTML = b'<!doctype html><meta charset="utf-8"><title>bench</title><script src="/page.js"></script>'


class Page:
    """One open page; `name` is the engine it builds."""

    def __init__(self, page: BrowserPage) -> None:
        self._page = page
        self._devtools = page.context.new_cdp_session(page)

    @contextmanager
    def slowed(self, times: int) -> Iterator[None]:
        """The page's processor that many times slower, only here: the brake itself keeps a core busy."""
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})
        try:
            yield
        finally:
            self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})

    def build(self) -> float:
        """Builds the engine; milliseconds."""
        milliseconds: float = self._page.evaluate("benchBuild()")
        return milliseconds

    def search(self, texts: Sequence[str]) -> list[tuple[float, list[str]]]:
        """Milliseconds and ids for each text."""
        answers: list[dict[str, Any]] = self._page.evaluate("texts => benchSearch(texts)", list(texts))
        return [(answer["milliseconds"], answer["ids"]) for answer in answers]

    def heap_mb(self) -> float:
        """JavaScript memory in use after a collection, records and all."""
        self._devtools.send("HeapProfiler.collectGarbage")
        size_bytes: float = self._devtools.send("Runtime.getHeapUsage")["usedSize"]
        return size_bytes / 1e6


def build_script(folder: Path, name: str = "page.js") -> Path:
    """A script of bench/page/, bundled into `folder` with the packages of web/ and bench/."""
    node = find_node()
    _install_packages(node)
    script = folder / name
    subprocess.run([str(node), str(BENCH / "page" / "build.mjs"), name, str(script)], check=True)
    return script


def _install_packages(node: Path) -> None:
    """bench/node_modules as the lock file says, where a package is not there. Of several processes one does it, the others wait."""
    wanted = json.loads((BENCH / "package.json").read_text(encoding="utf-8"))["dependencies"]
    folder = os.open(BENCH, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not all((BENCH / "node_modules" / name).is_dir() for name in wanted):
            subprocess.run([*find_npm(node), "ci", "--silent"], cwd=BENCH, check=True)
    finally:
        os.close(folder)


@contextmanager
def open_pages(
    browser: Browser, script: Path, pack: Path, documents: Sequence[Mapping[str, str]], engines: Sequence[str]
) -> Iterator[dict[str, Page]]:
    """A page for each engine, ready to build, each in a process of its own."""
    bodies = {
        "/": ("text/html", _HTML),
        "/page.js": ("text/javascript", script.read_bytes()),
        "/pack.json": ("application/json", pack.read_bytes()),
        "/documents.json": ("application/json", json.dumps(documents).encode()),
    }
    with serve_bodies(bodies, _ISOLATED) as address, ExitStack() as stack:
        pages = {}
        for name in engines:
            context = stack.enter_context(closing(browser.new_context()))
            page = context.new_page()
            page.goto(f"{address.url}/")
            page.evaluate("name => benchPrepare(name)", name)
            pages[name] = Page(page)
        yield pages

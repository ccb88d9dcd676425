"""The system's own Chromium, started without anything that talks to the outside by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """Its path. Raises RuntimeError, with what to do, where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError(f"The browser tests need one of {', '.join(NAMES)}. Run: sh scripts/chromium.sh")
    return found


def launch(playwright: Playwright, **options: Any) -> Browser:
    """A browser that forgets everything at its end. `options` are those of BrowserType.launch."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=ARGS, **options)


def launch_with_profile(playwright: Playwright, profile: Path) -> BrowserContext:
    """A browser that keeps its storage in `profile`, as a phone does when the browser is closed and opened."""
    return playwright.chromium.launch_persistent_context(profile, executable_path=find_chromium(), args=ARGS)

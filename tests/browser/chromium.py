"""The system's own Chromium, started without anything that talks to the outside by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

# Of several lists the browser takes the last, so those that Playwright turns off stand here as well. Of our own are the two
# drop-downs of the address bar, pages that each window would load: a quarter of a second of processor time for each test.
TURNED_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(TURNED_OFF)}",
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

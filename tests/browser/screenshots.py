"""Pictures of every screen, for a person to look at: test-results/screens/<screen>-<lang>-<width>-<theme>.png

Run by hand: python -m tests.browser.screenshots [word in the names wanted]. Compares nothing, asserts nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch
from tests.browser.server import Server

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "test-results" / "screens"
WIDTHS = (320, 390, 1280)
THEMES = ("light", "dark")
PREFIX_OF_LANG = {"en": "", "es": "/es"}
WORDS = {"en": "shelter", "es": "abogado"}


def show_results(page: Page, lang: str) -> None:
    """The list while someone types."""
    page.locator("input[type=search]").fill(WORDS[lang])
    page.locator("[data-part=cards] [data-resource-id]").first.wait_for()


def show_opened(page: Page, lang: str) -> None:
    """A record opened from the list."""
    show_results(page, lang)
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    page.locator("[data-part=opened] article").wait_for()


def show_large(page: Page, lang: str) -> None:
    """Text twice as large."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def show_filters(page: Page, lang: str) -> None:
    """The filters, open."""
    page.locator(".filters > summary").click()


def show_groups(page: Page, lang: str) -> None:
    """The first group of signs, open."""
    page.locator(".group summary").first.click()


def show_erased(page: Page, lang: str) -> None:
    """After erasing."""
    page.locator("[data-action=erase]").click()
    page.locator("[data-part=erase-report]").wait_for()


def show_suggestions(page: Page, lang: str) -> None:
    """What the letters typed so far may become."""
    show_results(page, lang)
    page.locator("input[type=search]").fill("")
    page.locator("input[type=search]").press_sequentially("hav")
    page.locator("[role=option]").first.wait_for()


def show_urgent(page: Page, lang: str) -> None:
    """The lines that answer now."""
    page.locator("input[type=search]").fill({"en": "he wont let me leave", "es": "no me dejan salir"}[lang])
    page.locator("[data-part=cards] [data-resource-id]").first.wait_for()


def show_nothing(page: Page, lang: str) -> None:
    """Nothing found, and the way on."""
    page.locator("input[type=search]").fill("qqqzz wwwxx")
    page.locator("#found").wait_for()


def show_code(page: Page, lang: str) -> None:
    """A record's code to scan."""
    page.locator("[data-tool=code]").click()
    page.locator("[data-tool=drawing] path[d]").wait_for()


def show_wrong(page: Page, lang: str) -> None:
    """The form for what is wrong with a record."""
    page.locator("details.wrong > summary").click()


def show_chosen(page: Page, lang: str) -> None:
    """What a place has, chosen from its list."""
    page.locator(".groups details details > summary").first.click()
    page.locator(".groups details details").first.locator("button").first.click()
    page.locator("[data-part=cards] [data-resource-id]").first.wait_for()


def show_page(page: Page, lang: str) -> None:
    """The page as it comes."""


# Screen -> address and what to do there.
SCREENS_OF: dict[str, tuple[str, Callable[[Page, str], None]]] = {
    "home": ("/", show_page),
    "results": ("/", show_results),
    "suggestions": ("/", show_suggestions),
    "urgent": ("/", show_urgent),
    "nothing": ("/", show_nothing),
    "filters": ("/", show_filters),
    "opened": ("/", show_opened),
    "large": ("/", show_large),
    "record-hotline": ("/resources/national-human-trafficking-hotline", show_page),
    "record-caution": ("/resources/dhs-hsi-tip-line", show_page),
    "record-video": ("/resources/bc-que-es-la-trata-animation", show_page),
    "record-code": ("/resources/montana-988", show_code),
    "record-wrong": ("/resources/montana-211", show_wrong),
    "browse": ("/browse", show_page),
    "chosen": ("/browse", show_chosen),
    "docs": ("/docs", show_page),
    "signs": ("/signs", show_groups),
    "safety": ("/safety", show_page),
    "about": ("/about", show_page),
    "erase": ("/erase", show_page),
    "erased": ("/erase", show_erased),
    "install": ("/install", show_page),
    "embed": ("/embed", show_page),
    "frame": ("/embed/frame", show_page),
    "sheet": ("/embed/sheet", show_page),
    "exit": ("/exit", show_page),
    "offline": ("/offline", show_page),
    "missing": ("/no-such-page", show_page),
}


def take_all(browser: Browser, url: str, wanted: str) -> None:
    """Every screen whose name holds `wanted`."""
    for lang, width, theme in product(PREFIX_OF_LANG, WIDTHS, THEMES):
        context = browser.new_context(viewport={"width": width, "height": 720}, color_scheme=theme)
        page = context.new_page()
        for screen, (path, prepare) in SCREENS_OF.items():
            name = f"{screen}-{lang}-{width}-{theme}"
            if wanted in name:
                page.goto(url + PREFIX_OF_LANG[lang] + path)
                prepare(page, lang)
                page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
        context.close()


def main() -> None:
    """Start a server on the real records, take the pictures, say where they are."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(ROOT / "data" / "resources.yaml", Path(folder) / "server.log")
        server.start()
        browser = launch(playwright)
        take_all(browser, server.url, wanted)
        browser.close()
        server.stop()
    print(SCREENS)


if __name__ == "__main__":
    main()

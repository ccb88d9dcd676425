"""<resource-search> as a partner pastes it, and what a visitor of that page does with it."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Locator, Page, expect

LINK = '<a href="{base}/" rel="noreferrer">Find help in Montana</a>'
SCRIPT = '<script src="{base}/widget/v1.js" crossorigin="anonymous" referrerpolicy="no-referrer" defer></script>'
ELEMENT = "<resource-search>" + LINK + "</resource-search>" + SCRIPT
CARDS = "**/api/v1/search/cards"
NEUTRAL = "https://www.weather.gov/"


def ask(page: Page, words: str) -> None:
    """Types the words and waits for what is found."""
    page.locator("resource-search input[type=search]").first.fill(words)
    expect(page.locator("resource-search [part=results] > li").first).to_be_visible()


def ids(page: Page) -> list[str]:
    """Ids of the cards in the first element, in order."""
    cards = page.locator("resource-search").first.locator("[data-resource-id]")
    # One by one: pages that break what others rely on break a script of ours as well.
    return [str(card.get_attribute("data-resource-id")) for card in cards.all()]


def status(page: Page) -> Locator:
    """What it says of how the search went."""
    return page.locator("resource-search [role=status]").first


def lines(page: Page) -> Locator:
    """The numbers to call that always stand there."""
    return page.locator("resource-search .lines a[href^='tel:']")


def framed(page: Page) -> FrameLocator:
    """The page in the frame."""
    return page.frame_locator("iframe")

"""What a visitor does, and the wait for what it leads to: what is read before it has come is another thing on a busy machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

READY = "() => document.documentElement.dataset.offline === 'ready' && navigator.serviceWorker.controller !== null"

# Tells in `window.isAnswered` that a part has changed after the next letter. Answers to earlier letters are dropped by the app
# from then on, so what changes it is the answer to all that was typed.
WATCH = """part => {
  window.isAnswered = false
  const observer = new MutationObserver(() => {
    observer.disconnect()
    window.isAnswered = true
  })
  const room = document.querySelector(`[data-part=${part}]`)
  const watch = () => observer.observe(room, {subtree: true, childList: true, attributes: true, characterData: true})
  document.addEventListener('input', watch, {capture: true, once: true})
}"""


def open_ready(page: Page, url: str) -> None:
    """Open a page and wait until everything is kept for use with no signal, in every language."""
    page.goto(url)
    page.wait_for_function(READY)


def wait_for_newer_pages(page: Page) -> None:
    """Returns once newer pages are kept and wait for the next page opened."""
    page.evaluate(UNTIL_NEWER_WAITS)


UNTIL_NEWER_WAITS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  while (!registration.waiting) await new Promise(requestAnimationFrame)
}"""


def follow(link: Locator) -> None:
    """Press what leads to another page, a link or a button of a form; returns once that page is there."""
    with link.page.expect_navigation():
        link.click()


def search(page: Page, words: str) -> list[str]:
    """Type words that find something, in a page that searches by itself; ids of the results then shown."""
    with answered(page, "found"):
        page.locator("input[type=search]").fill(words)
    expect(page.locator("[data-part=found]")).to_be_visible()
    return ids_of_results(page)


def send(page: Page, words: str) -> None:
    """Type the words and send the form to the server, as without script; returns once its list is there."""
    page.locator("input[type=search]").fill(words)
    follow(page.locator(".box button"))


def type_letters(page: Page, letters: str) -> None:
    """Type them one by one, and wait for the suggestions that all of them together lead to."""
    box = page.locator("input[type=search]")
    box.press_sequentially(letters[:-1])
    with answered(page, "suggestions"):
        box.press_sequentially(letters[-1])
    expect(page.get_by_role("option").first).to_be_visible()


@contextmanager
def answered(page: Page, part: str) -> Iterator[None]:
    """Ends when the app has answered, in that part of the page, what was typed meanwhile."""
    page.evaluate(WATCH, part)
    yield
    page.wait_for_function("() => window.isAnswered")


def wait_for_whole_list(page: Page) -> None:
    """The first cards come at once, the others, and the button for more, after the next frame."""
    expect(page.locator("[data-part=cards][aria-busy=true]")).to_have_count(0)


def ids_of_results(page: Page) -> list[str]:
    """Ids of the cards shown, in order."""
    wait_for_whole_list(page)
    cards = page.locator("[data-part=cards] > [data-resource-id]")
    return [str(id_) for id_ in cards.evaluate_all("cards => cards.map(card => card.dataset.resourceId)")]


def within_a_minute() -> Iterator[None]:
    """Once, and once more where the minute changed meanwhile: who is open by then is another thing to phone and server."""
    minute = time.time() // 60
    yield
    if minute != time.time() // 60:
        yield


def stop_clock(page: Page) -> None:
    """Time goes on in the page only as the test lets it, by `page.clock.run_for`."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)

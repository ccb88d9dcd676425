"""What a page must be for everybody: what axe has to say, how large targets are, with all that is folded away opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

SMALLEST_TARGET = 44

# Everything that can be pressed, but for links in running text (WCAG 2.2, 2.5.8: inline), the controls that a browser draws
# into a video, counties on a map (the list beside it has them too), and what is off the screen until it has the focus. A box to tick is as large as its label.
SMALL_TARGETS = """least => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]')]
  .filter(element => element.checkVisibility() && !element.closest('.skip, .unseen, svg') && !isInText(element))
  .map(element => element.closest('label:has([type=checkbox], [type=radio])') ?? element)
  .map(element => [element.innerText || element.id, element.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([words, box]) => `${words} ${Math.round(box.width)}x${Math.round(box.height)}`)

function isInText(element) {
  const around = element.parentElement.innerText
  return getComputedStyle(element).display === 'inline' && around.length > element.innerText.length + 2
}"""


def violations(page: Page, where: str = "document") -> list[Any]:
    """What axe has to say of the page, or of the elements that a selector finds there: rule, and at which elements."""
    return _run(page, where, [])


def violations_by_theme(page: Page, where: str = "document") -> list[Any]:
    """The same in light and dark: of all its rules, those that speak of colours are asked in both."""
    page.emulate_media(color_scheme="light")
    in_light = violations(page, where)
    page.emulate_media(color_scheme="dark")
    return [*in_light, *(("dark", *found) for found in _run(page, where, OF_COLOURS))]


def _run(page: Page, where: str, rules: list[str]) -> list[Any]:
    if not page.evaluate("'axe' in window"):
        # Given to the page by the debugger: its own policy would let no script of others in.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, [where, rules])
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]


# What a theme can change: the rules that axe files under "colour", but for the one that asks for more than AA.
OF_COLOURS = ["color-contrast", "link-in-text-block"]

# Frames have pages of others in them. No rules named: all.
RUN = """([where, rules]) => axe.run(where === 'document' ? document : where, {
  resultTypes: ['violations'], iframes: false, ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {}),
})"""


def open_everything(page: Page) -> None:
    """Open all that is folded away or waits for a press, so that it is looked at too."""
    if page.locator("[data-tool=bar]").count():
        expect(page.locator("[data-tool=bar]").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    page.evaluate(
        "document.querySelectorAll('[data-tool][aria-expanded=false]').forEach(tool => tool.checkVisibility() && tool.click())"
    )
    if page.locator("[data-tool=code]").count():
        expect(page.locator("[data-tool=drawing] path")).to_have_attribute("d", re.compile("M"))

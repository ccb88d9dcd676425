"""When something stands in a page, by the page's own clock: somebody who asks from outside, now and then, sees it up to half a second late."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import Page

MAX_WAIT_MS = 180_000

# What stands there is seen with the next frame; the task after it is the first that knows it was painted.
_WATCH = """marks => {
  const seen = (window.seenMarks = {})
  const look = () => {
    for (const [name, selector] of Object.entries(marks)) {
      if (name in seen || !document.querySelector(selector)) continue
      seen[name] = null
      requestAnimationFrame(() => setTimeout(() => (seen[name] = performance.now())))
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
}"""


def watch(page: Page, marks: Mapping[str, str]) -> None:
    """Has every page that is opened from now on note when it shows each of the `marks`: name -> CSS selector."""
    page.add_init_script(f"({_WATCH})({json.dumps(dict(marks))})")


def wait_for(page: Page, mark: str) -> float:
    """Seconds from the tap until the mark was painted."""
    seen_ms = page.wait_for_function("mark => window.seenMarks?.[mark]", arg=mark, timeout=MAX_WAIT_MS)
    return float(seen_ms.json_value()) / 1000

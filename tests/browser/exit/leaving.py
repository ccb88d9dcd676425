"""What Exit must lead to, and the watch on every frame until then."""

from __future__ import annotations

import contextlib
import re

from playwright.sync_api import Error, Page, expect

NEUTRAL_SITE = "https://www.weather.gov/"
OURS = "[data-action], [data-resource-id]"
SEEN = "a page of ours was seen"

# Looks at every frame after Exit.
TELL_FRAMES = f"""(() => {{
  const look = () => {{
    const exit = document.querySelector('[data-action=exit]')
    const isShown = exit !== null && exit.checkVisibility({{ visibilityProperty: true }})
    if (isShown && sessionStorage.getItem('left') !== null) console.log({SEEN!r})
    requestAnimationFrame(look)
  }}
  requestAnimationFrame(look)
}})()"""

# However long the answer takes that tells of a network, it is waited for (web/app/neutral.js: three seconds).
PATIENT = """
const later = window.setTimeout
window.setTimeout = (act, ms, ...more) => later(act, ms === 3000 ? 600000 : ms, ...more)"""


def make_ready_to_leave(page: Page) -> None:
    """Answers in the place of the public page that Exit ends on, however slowly, and watches every frame."""
    page.context.route(
        f"{NEUTRAL_SITE}**", lambda route: route.fulfill(body="<title>Forecast</title>", content_type="text/html")
    )
    page.context.add_init_script(TELL_FRAMES)
    page.context.add_init_script(PATIENT)


def leave(page: Page) -> None:
    page.locator("[data-action=exit]").click()


def expect_gone(page: Page) -> None:
    """Neither the page nor Back, pressed ten times, shows anything of ours, not for one frame."""
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    for _ in range(10):
        # Back to one of our pages ends on the neutral one, which the browser calls an interrupted navigation.
        with contextlib.suppress(Error):
            page.go_back(wait_until="commit", timeout=3_000)
        expect(page.locator(OURS)).to_have_count(0)
        expect(page.locator("body")).not_to_contain_text("Montana")
        expect(page).to_have_title(re.compile("^(Forecast|Weather|)$"))
    assert SEEN not in seen


def expect_local_page(page: Page, url: str) -> None:
    """The neutral page of the phone, and no error page of the browser."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")
    expect(page).to_have_url(f"{url}/exit")

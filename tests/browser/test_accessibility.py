"""axe finds nothing on any page, theme and language, whatever is open; nothing is cut or covered; keys alone are enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import SMALL_TARGETS, SMALLEST_TARGET, open_everything, violations, violations_by_theme
from tests.browser.server import Server
from tests.browser.visitor import open_ready, search, type_letters

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/browse",
    "/signs",
    "/safety",
    "/about",
    "/erase",
    "/install",
    "/exit",
    "/offline",
    "/no-such-page",
    "/resources/dhs-hsi-tip-line",
    "/resources/national-human-trafficking-hotline",
    "/resources/bc-que-es-la-trata-animation",
)


Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


@pytest.fixture
def new_still_page(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Pages on which /exit can be looked at: it does not go on to the neutral site, as its script does not come.

    Without a service worker, which would have that script and give it, behind the back of whoever stops requests here.
    """

    def make(**options: object) -> Page:
        page = new_page(service_workers="block", **options)
        page.context.route("**/exit-page.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        return page

    return make


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["", "/es"])
def test_axe_finds_no_violation_on_any_page(
    new_still_page: Callable[..., Page], server: Server, lang: str, path: str
) -> None:
    page = new_still_page(viewport={"width": 390, "height": 720})
    page.goto(server.url + lang + path)
    open_everything(page)
    assert violations_by_theme(page) == []


def test_axe_finds_no_violation_in_what_builders_read(new_still_page: Callable[..., Page], server: Server) -> None:
    page = new_still_page()
    page.goto(f"{server.url}/docs")
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["/", "/es/"])
def test_axe_finds_no_violation_in_results_and_opened_record(returning_page: Page, server: Server, lang: str) -> None:
    page = returning_page
    open_ready(page, server.url + lang)
    type_letters(page, "misso")
    page.keyboard.press("ArrowDown")
    assert violations_by_theme(page) == [], "suggestions"
    for words in ("hes going to hurt me tonight", "sehlter lincoln", "immigration"):
        search(page, words)
        assert violations_by_theme(page) == [], words
    page.locator(".filters > summary").click()
    page.locator("[name=open][value=unknown]").check()
    expect(page.locator("[data-part=understood] [value='open unknown']")).to_be_visible()
    assert violations_by_theme(page) == [], "filters"
    page.locator("input[type=search]").fill("qqqqzzzz")
    expect(page.locator("[data-part=found-none]")).to_be_visible()
    assert violations_by_theme(page) == [], "nothing found"
    page.locator("[name=open][value=unknown]").uncheck()
    search(page, "immigration")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    open_everything(page)
    assert violations_by_theme(page) == [], "opened record"


@pytest.mark.parametrize("lang", ["", "/es"])
def test_no_page_scrolls_sideways(new_still_page: Callable[..., Page], server: Server, lang: str) -> None:
    """Nor is a word of a heading cut, on the smallest phone with text twice as large."""
    page = new_still_page()
    for path in (*PATHS, "/search?q=abogado", "/embed", "/embed/frame", "/embed/sheet"):
        page.goto(server.url + lang + path)
        open_everything(page)
        for width, text in ((320, "100%"), (390, "200%"), (1280, "200%"), (320, "200%")):
            page.set_viewport_size({"width": width, "height": 720})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width, text)
        assert page.evaluate(LIST_CUT_WORDS) == [], path


def test_results_and_record_do_not_scroll_sideways(returning_page: Page, server: Server) -> None:
    page = returning_page
    page.set_viewport_size({"width": 320, "height": 640})
    open_ready(page, f"{server.url}/es/")
    for words in ("no me dejan salir", "sehlter lincoln", "abogado"):
        search(page, words)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, words
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_number_is_cut_with_text_twice_as_large(new_still_page: Callable[..., Page], server: Server) -> None:
    """A phone of 390 pixels, zoomed to 200 %: a number may break at its hyphens, never within what stands between them."""
    page = new_still_page(viewport={"width": 195, "height": 360})
    for path in ("/", "/es/", "/resources/national-domestic-violence-hotline"):
        page.goto(server.url + path)
        assert page.evaluate(LIST_CUT) == [], path


LIST_CUT = """() => [...document.querySelectorAll('.button b > span')].flatMap(({firstChild: text}) =>
  [...text.data.matchAll(/[^-]+/g)].filter(({index, 0: group}) => {
    const range = document.createRange()
    range.setStart(text, index)
    range.setEnd(text, index + group.length)
    return new Set([...range.getClientRects()].map(({top}) => top)).size > 1
  }).map(([group]) => group))"""


def test_number_in_a_note_is_whole_at_the_end_of_a_line(new_still_page: Callable[..., Page], server: Server) -> None:
    page = new_still_page()
    page.goto(f"{server.url}/es/resources/national-human-trafficking-hotline")
    for width in range(300, 400, 10):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(LINES_OF_NUMBER) == 1, width


LINES_OF_NUMBER = """() => {
  const {data, parentElement: note} = document.querySelector('.numbers .note').firstChild
  const [number] = data.match(/[\\d\u2010-\u2011-]{12,}/)
  const range = document.createRange()
  range.setStart(note.firstChild, data.indexOf(number))
  range.setEnd(note.firstChild, data.indexOf(number) + number.length)
  return new Set([...range.getClientRects()].map(({top}) => top)).size
}"""


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_no_heading_is_cut_within_a_word_with_text_twice_as_large(
    new_still_page: Callable[..., Page], server: Server, prefix: str
) -> None:
    """A phone of 320 pixels, at 200 %. "Encuentre" was cut before its last letter."""
    page = new_still_page(viewport={"width": 160, "height": 320})
    for path in ("/", "/browse", "/signs", "/safety", "/about", "/erase", "/install"):
        page.goto(server.url + prefix + path)
        assert page.evaluate(LIST_CUT_WORDS) == [], path


LIST_CUT_WORDS = """() => [...document.querySelectorAll('h1:not(.unseen), h2')].flatMap(({firstChild: text}) =>
  [...(text?.data ?? '').matchAll(/[^ -]+/g)].filter(({index, 0: word}) => {
    const range = document.createRange()
    range.setStart(text, index)
    range.setEnd(text, index + word.length)
    return range.getClientRects().length > 1
  }).map(([word]) => word))"""


def test_targets_are_big_enough_for_a_thumb(new_still_page: Callable[..., Page], server: Server) -> None:
    page = new_still_page(viewport={"width": 390, "height": 720})
    for path in (*PATHS, "/es/resources/ywca-missoula"):
        page.goto(server.url + path)
        open_everything(page)
        assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == [], path


def test_targets_of_what_was_understood_are_big_enough(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    for words in ("lincoln", "hes going to hurt me tonight"):
        search(page, words)
        assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == [], words


def test_focus_is_never_under_exit(new_still_page: Callable[..., Page], server: Server) -> None:
    """WCAG 2.2, 2.4.11: whatever keys can reach, forwards or backwards, comes to stand clear of what floats above the page."""
    page = new_still_page()
    for path in PATHS:
        page.goto(server.url + path)
        open_everything(page)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate(UNDER_EXIT) == [], path


@pytest.mark.parametrize(
    ("path", "room", "field"), [("/", ".filters", "[name=place]"), ("/resources/montana-211", ".wrong", "textarea")]
)
def test_field_tapped_where_exit_covers_it_comes_clear_of_it(
    page: Page, server: Server, path: str, room: str, field: str
) -> None:
    """1280 by 1024 pixels at 400 %. A tap gives a field the focus where it stands; no browser scrolls for that."""
    page.set_viewport_size({"width": 320, "height": 256})
    open_ready(page, server.url + path)
    page.locator(f"{room} > summary").click()
    page.mouse.click(40, page.locator(field).evaluate(PUT_UNDER_EXIT))
    expect(page.locator(field)).to_be_focused()
    assert page.locator(field).evaluate("field => field.getBoundingClientRect().bottom") <= page.locator(
        "[data-action=exit]"
    ).evaluate("exit => exit.getBoundingClientRect().top")


PUT_UNDER_EXIT = """field => {
  const exit = document.querySelector('[data-action=exit]')
  scrollBy(0, field.getBoundingClientRect().bottom - exit.getBoundingClientRect().bottom)
  return field.getBoundingClientRect().top + 10
}"""


UNDER_EXIT = """() => {
  const exit = document.querySelector('[data-action=exit]')
  if (!exit) return []
  const reached = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, pre[tabindex]')]
    .filter(element => element !== exit && element.checkVisibility() && !element.closest('.unseen'))
  const isCovered = element => {
    element.focus()
    const [over, under] = [exit, element].map(part => part.getBoundingClientRect())
    return under.right > over.left && under.left < over.right && under.bottom > over.top && under.top < over.bottom
  }
  return [...reached, ...reached.reverse()].filter(isCovered).map(element => element.outerHTML)
}"""


def test_keys_alone_lead_from_search_to_a_call_and_out(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    press_until(page, "Tab", "input[type=search]")
    type_letters(page, "misso")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()
    press_until(page, "Tab", "[data-part=cards] a[data-action=open]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=opened] h1")).to_be_focused()
    press_until(page, "Tab", "[data-part=opened] a[href^='tel:']")
    press_until(page, "Shift+Tab", "[data-part=back]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=cards] a[data-action=open]").first).to_be_focused()
    press_until(page, "Shift+Tab", "[data-action=exit]")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Weather")


def press_until(page: Page, key: str, wanted: str) -> None:
    """Press the key until what is wanted has the focus; it has to come within forty presses."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{key} did not lead to {wanted}")


@pytest.mark.parametrize("theme", THEMES)
def test_forced_colours_leave_every_button_an_edge_and_the_marked_option_its_own(
    returning_page: Page, server: Server, theme: Theme
) -> None:
    page = returning_page
    page.emulate_media(forced_colors="active", color_scheme=theme)
    open_ready(page, server.url)
    type_letters(page, "misso")
    page.keyboard.press("ArrowDown")
    edge = "option => getComputedStyle(option).borderTopColor + getComputedStyle(option).borderTopWidth"
    assert page.get_by_role("option").first.evaluate(edge) != page.get_by_role("option").last.evaluate(edge)
    page.keyboard.press("Escape")
    page.locator("input[type=search]").fill("")
    page.locator(".filters > summary").click()
    bare = "() => [...document.querySelectorAll('button, .button, .exit, input')].filter(part => part.checkVisibility() && parseFloat(getComputedStyle(part).borderTopWidth) === 0 && part.type !== 'checkbox')"
    assert page.evaluate(f"({bare})().map(part => part.outerHTML)") == []


def test_nothing_moves_by_itself(new_still_page: Callable[..., Page], server: Server) -> None:
    """No transition, animation or smooth scrolling, so that there is nothing to reduce."""
    page = new_still_page()
    for path in PATHS:
        page.goto(server.url + path)
        assert page.evaluate(MOVING) == [], path


MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element)
  return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior === 'smooth'
}).map(element => element.outerHTML)"""


def test_page_has_landmarks_language_and_one_heading(page: Page, server: Server) -> None:
    for path in PATHS[:5]:
        page.goto(f"{server.url}/es{path}")
        assert page.locator("html").get_attribute("lang") == "es"
        for selector in ("h1", "main", "header", "footer"):
            expect(page.locator(f"{selector}:visible")).to_have_count(1)

"""Discreet: a neutral name, no question whether to install, one quiet notice, and a word on what calls and files leave."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import open_ready, search

TELLING = ("traffick", "trata", "victim", "víctima", "abuse", "abuso", "violen", "surviv", "escape", "hotline")
NO_POLICY_BROKEN = (
    "document.addEventListener('securitypolicyviolation', event => console.error('policy', event.violatedDirective))"
)


def test_name_icon_and_titles_tell_nothing(page: Page, server: Server) -> None:
    manifest = page.request.get(f"{server.url}/manifest.webmanifest").json()
    said = f"{manifest['name']} {manifest['short_name']} {' '.join(icon['src'] for icon in manifest['icons'])}".lower()
    assert [word for word in TELLING if word in said] == []
    assert "description" not in manifest
    for path in ("/", "/es/", "/exit", "/signs"):
        html = page.request.get(server.url + path).text()
        head = html.partition("</title>")[0].lower()
        assert [word for word in TELLING if word in head] == []


def test_install_is_never_asked_and_has_a_button_on_one_page(page: Page, server: Server) -> None:
    for path in ("/", "/safety"):
        page.goto(server.url + path)
        expect(page.locator("html")).to_have_attribute("data-offline", "ready")
        assert page.evaluate(ASK_TO_INSTALL) == {"isHeldBack": True, "asked": 0}
        expect(page.locator("[data-action=install]")).to_have_count(0)
    page.goto(f"{server.url}/install")
    button = page.locator("[data-action=install]")
    expect(button).to_be_hidden()
    assert page.evaluate(ASK_TO_INSTALL) == {"isHeldBack": True, "asked": 0}
    button.click()
    assert page.evaluate("window.asked") == 1


@pytest.mark.parametrize(
    ("shown", "event", "asked"), [("browser", "load", 0), ("browser", "appinstalled", 1), ("standalone", "load", 1)]
)
def test_browser_is_asked_to_keep_what_is_saved_only_on_the_home_screen(
    page: Page, server: Server, shown: str, event: str, asked: int
) -> None:
    page.add_init_script(COUNT_PERSIST.replace("SHOWN", shown))
    open_ready(page, server.url)
    page.evaluate("event => { if (event !== 'load') window.dispatchEvent(new Event(event)) }", event)
    assert page.evaluate("window.asked") == asked


COUNT_PERSIST = """
  window.asked = 0
  navigator.storage.persist = async () => { window.asked += 1 }
  const match = window.matchMedia.bind(window)
  window.matchMedia = query => query.includes('display-mode') ? { matches: query.includes('SHOWN') } : match(query)
"""


# What Chromium does where the app could be installed.
ASK_TO_INSTALL = """() => {
  window.asked = 0
  const event = new Event('beforeinstallprompt', { cancelable: true })
  event.prompt = () => { window.asked += 1 }
  return { isHeldBack: !window.dispatchEvent(event), asked: window.asked }
}"""


@pytest.mark.parametrize(("lang", "name"), [("", "Resources"), ("/es", "Recursos")])
def test_install_page_says_first_what_the_icon_leaves(page: Page, server: Server, lang: str, name: str) -> None:
    page.goto(f"{server.url}{lang}/install")
    leaves, how = page.locator("main h2").nth(0), page.locator("main h2").nth(1)
    expect(page.locator("main li").first).to_contain_text(name)
    assert leaves.bounding_box()["y"] < how.bounding_box()["y"]  # type: ignore[index]


def test_notice_is_one_and_stays_closed_until_erased(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    notice = page.locator(".notice")
    expect(notice).to_have_count(1)
    page.get_by_role("button", name="Close this note").click()
    expect(notice).to_be_hidden()
    open_ready(page, server.url)
    expect(notice).to_be_hidden()
    page.goto(f"{server.url}/erase")
    page.locator("[data-action=erase]").click()
    expect(page.locator("#erased")).to_contain_text("Erased")
    page.goto(server.url)
    expect(notice).to_be_visible()


def test_calls_files_and_sites_say_what_they_leave(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    expect(page.locator(".lines .note")).to_have_text(
        "Calls and texts stay in the phone's log and may show on the bill."
    )
    search(page, "shelter")
    expect(page.locator("[data-part=found] > .note")).to_contain_text("stay in the phone's log")
    search(page, "hes going to hurt me tonight")
    expect(page.locator(".urgent .note")).to_contain_text("stay in the phone's log")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] .note[data-part=phones]")).to_contain_text("stay in the phone's log")
    page.goto(f"{server.url}/resources/bc-que-es-la-trata-animation")
    expect(page.locator(".note[data-part=links]")).to_contain_text("stays in the browser history")


def test_safety_page_says_what_it_cannot_stop(page: Page, server: Server) -> None:
    for path, words in (
        ("/safety", ("hidden app", "Wi-Fi", "shared account", "app store", "bill", "keyboard", "looks at the screen")),
        (
            "/es/safety",
            ("aplicación escondida", "wifi", "cuenta compartida", "tienda", "factura", "teclado", "pantalla"),
        ),
    ):
        page.goto(server.url + path)
        for word in words:
            expect(page.get_by_text(word).first).to_be_visible()


def test_no_page_breaks_its_own_policy(page: Page, server: Server) -> None:
    """Content-Security-Policy, Trusted Types and Permissions-Policy: the browser has nothing to complain about."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type} {message.text}"))
    page.add_init_script(NO_POLICY_BROKEN)
    open_ready(page, server.url)
    search(page, "shelter")
    for path in ("/signs", "/safety", "/install", "/erase", "/resources/montana-988", "/es/offline"):
        page.goto(server.url + path)
    assert [line for line in said if line.startswith(("error", "warning"))] == []


def test_text_can_become_neither_page_nor_script(returning_page: Page, server: Server) -> None:
    """Trusted Types: even code of ours could not put a record's text in as HTML, or load a script from elsewhere."""
    page = returning_page
    open_ready(page, server.url)
    assert page.evaluate(TRY_SINKS) == ["TypeError"] * 4


TRY_SINKS = """() => {
  const tries = [
    () => { document.body.innerHTML = '<p>' },
    () => new Worker('/static/other.js'),
    () => { document.createElement('script').src = '/static/other.js' },
    () => window.trustedTypes.createPolicy('other', {}),
  ]
  return tries.map(attempt => { try { attempt(); return 'done' } catch (error) { return error.name } })
}"""

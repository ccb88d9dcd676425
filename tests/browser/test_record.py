"""A record opened inside the page: the same words as the server's page, and no trace in address, title or history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.server import ChangingServer, Server
from tests.browser.visitor import open_ready, search

HOSTILE = "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'> \u202eevil \U0001f600 {{7*7}} \u0627\u0644\u0639"


def open_first(page: Page) -> None:
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    expect(page.locator("[data-part=opened] article")).to_be_visible()


def test_open_record_changes_no_address_title_or_history(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    before = page.evaluate("[location.href, document.title, history.length]")
    search(page, "missoula")
    open_first(page)
    assert page.evaluate("[location.href, document.title, history.length]") == before


def test_back_gives_list_and_focus_back(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    found = search(page, "missoula")
    open_first(page)
    expect(page.locator("[data-part=list]")).to_be_hidden()
    page.get_by_role("button", name="Back to the list").click()
    expect(page.locator("[data-part=opened]")).to_be_hidden()
    expect(page.locator(f'[data-resource-id="{found[0]}"] a[data-action=open]')).to_be_focused()


def test_escape_closes_the_record(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "missoula")
    open_first(page)
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=list]")).to_be_visible()


def test_record_with_nobody_to_call_has_the_lines_in_it(
    returning_page: Page, new_page: Callable[..., Page], server: Server
) -> None:
    """Many small places have neither number nor page; whoever opened one needs a way on right there, with and without script."""
    returning_page.goto(server.url)
    search(returning_page, "red bird woman center")
    open_first(returning_page)
    plain = new_page(java_script_enabled=False)
    plain.goto(f"{server.url}/resources/red-bird-woman-center")

    for page in (returning_page, plain):
        lines = page.locator("article.record .lines")
        expect(lines.locator('a[href="tel:911"]')).to_be_visible()
        expect(lines.get_by_role("link", name="Call 1-833-406-STOP")).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_record_reads_as_on_the_server(returning_page: Page, server: Server, prefix: str) -> None:
    """The twins directory/site/views/view.py and web/app/view.js."""
    page = returning_page
    open_ready(page, f"{server.url}{prefix}/")
    ids = [row["id"] for row in _all_records(page, server)]
    assert len(ids) > 200
    assert page.evaluate(LIST_DIFFERENT, [ids, f"{prefix}/resources/"]) == []


# Ids of the records whose texts, addresses or languages, in order, are not those of the server's page.
LIST_DIFFERENT = """async ([ids, addresses]) => {
  const read = article => [...article.querySelectorAll('*:not(option)')].flatMap(element => [
    element.getAttribute('href'), element.getAttribute('lang'),
    [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join('')
  ]).filter(Boolean).join('|')
  const cards = document.querySelector('[data-part=cards]')
  const room = document.querySelector('[data-part=record]')
  const opened = () => new Promise(resolve => new MutationObserver((_, observer) => {
    observer.disconnect()
    resolve(room.querySelector('article'))
  }).observe(room, {childList: true}))
  // Trusted Types let no text become HTML here, so that the card is made and the page is parsed without.
  const cardOf = id => {
    const card = document.createElement('li')
    const link = card.appendChild(document.createElement('a'))
    card.dataset.resourceId = id
    link.href = '#'
    link.dataset.action = 'open'
    return card
  }
  const fetchPage = url => new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.onload = () => resolve(request.response)
    request.open('GET', url)
    request.send()
  })
  const different = []
  for (const id of ids) {
    cards.replaceChildren(cardOf(id))
    const shown = opened()
    cards.querySelector('a').click()
    const here = read(await shown)
    document.querySelector('[data-part=back]').click()
    const there = read((await fetchPage(addresses + id)).querySelector('article'))
    if (here !== there) different.push([id, here, there])
  }
  return different
}"""


def test_address_breaks_before_its_at_sign_and_dots_alone(page: Page, server: Server) -> None:
    """On the server's page and on the one opened here; what is copied of it has nothing added."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.url}/resources/national-human-trafficking-hotline")
    page.locator(".share details > summary").click()
    check_address(page)
    open_ready(page, server.url)
    page.locator("[data-resource-id=national-human-trafficking-hotline] a[data-action=open]").click()
    page.locator(".share details > summary").click()
    check_address(page)


def test_address_within_a_text_goes_whole_to_the_next_line(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, f"{server.url}/es/")
    search(page, "montanalawhelp.org")
    title = page.locator(".card h3").filter(has_text="MontanaLawHelp.org (información legal gratis)")
    expect(title).to_be_visible()
    assert title.locator("wbr").count() == 0


def check_address(page: Page) -> None:
    """The e-mail address on its button, and in the text that is passed on."""
    address = page.locator(".links a[href^='mailto:'] small")
    assert address.evaluate("small => small.innerText") == "help@humantraffickinghotline.org"
    assert page.locator(".links small, .share pre").evaluate_all(LIST_CUT) == []
    address.evaluate("small => getSelection().selectAllChildren(small)")
    assert page.evaluate("String(getSelection())") == "help@humantraffickinghotline.org"


LIST_CUT = """rooms => rooms.flatMap(room => [...room.childNodes]).filter(node => node.data).flatMap(node =>
  [...node.data.matchAll(/[a-z]{4,}/g)].filter(({index, 0: word}) => {
    const range = document.createRange()
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    return range.getClientRects().length > 1
  }).map(([word]) => word))"""


def _all_records(page: Page, server: Server) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    while True:
        answer = page.request.get(
            f"{server.url}/api/v1/resources", params={"limit": "100", "offset": str(len(rows))}
        ).json()
        rows += answer["results"]
        if len(rows) >= answer["total"]:
            return rows


def test_hostile_text_is_shown_as_text_and_never_runs(
    page: Page, own_server: ChangingServer, record: dict[str, object]
) -> None:
    record |= {
        "id": "hostile",
        "title": HOSTILE,
        "summary": HOSTILE,
        "alternate_names": [HOSTILE],
        "caution": HOSTILE,
        "what_happens": HOSTILE,
    }
    record["doubts"] = [{"about": "name", "text": HOSTILE}]
    added = yaml.safe_dump([record], allow_unicode=True, sort_keys=False, default_style='"')
    own_server.hold({"resources.yaml": f"{own_server.read('resources.yaml')}\n{added}".encode()})
    page.goto(f"{own_server.url}/resources/hostile")
    assert "<script>" in page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate("window.hurt") is None
    open_ready(page, own_server.url)
    assert search(page, "evil")[0] == "hostile"
    open_first(page)
    assert "<script>" in page.locator("[data-part=opened] h1").inner_text()
    assert page.evaluate("window.hurt") is None

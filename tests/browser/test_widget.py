"""<resource-search> on pages of others: it finds, it warns, it can be left, and nothing of the page around breaks or learns it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.host import Host
from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.test_accessibility import AXE, SMALL_TARGETS, SMALLEST_TARGET

pytestmark = pytest.mark.browser

LINK = '<a href="{base}/" rel="noreferrer">Find help in Montana</a>'
SCRIPT = '<script src="{base}/widget/v1.js" crossorigin="anonymous" referrerpolicy="no-referrer" defer></script>'
ELEMENT = "<resource-search>" + LINK + "</resource-search>" + SCRIPT
CARDS = "**/api/v1/search/cards"
NEUTRAL = "https://www.weather.gov/"


@pytest.fixture
def host() -> Iterator[Host]:
    """A partner's site."""
    with Host() as host:
        yield host


@pytest.fixture
def show(page: Page, host: Host, server: Server) -> Callable[..., Page]:
    """show(body) -> a partner's page with it, {base} filled in, opened."""

    def open_page(body: str = ELEMENT, path: str = "/", **headers: str) -> Page:
        page.goto(host.put(body.replace("{base}", server.url), path, **headers))
        return page

    return open_page


def ask(page: Page, words: str) -> None:
    """Types the words and waits for what is found."""
    page.locator("resource-search input[type=search]").first.fill(words)
    expect(page.locator("resource-search [part=results] > li").first).to_be_visible()


def ids(page: Page) -> list[str]:
    cards = page.locator("resource-search").first.locator("[data-resource-id]")
    return [str(card.get_attribute("data-resource-id")) for card in cards.all()]


def status(page: Page) -> Any:
    return page.locator("resource-search [role=status]").first


def lines(page: Page) -> Any:
    return page.locator("resource-search .lines a[href^='tel:']")


def test_widget_finds_what_the_directory_finds(show: Callable[..., Page], server: Server) -> None:
    page = show()
    ask(page, "safe place tonight in havre")
    found = page.request.post(f"{server.url}/api/v1/search", data={"q": "safe place tonight in havre", "limit": 5})

    assert ids(page) == [row["id"] for row in found.json()["results"]]
    expect(status(page)).to_have_text(f"{found.json()['total']} results")


def test_lines_to_call_are_there_before_anything_is_asked(page: Page, host: Host, proxy: Proxy) -> None:
    page.goto(host.put(ELEMENT.replace("{base}", proxy.url)))

    expect(lines(page).first).to_be_visible()
    expect(lines(page).first).to_have_attribute("href", "tel:911")
    assert proxy.heard == ["GET /widget/v1.js"]


def test_words_stand_in_no_address_and_the_page_keeps_nothing(page: Page, host: Host, proxy: Proxy) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(host.put(ELEMENT.replace("{base}", proxy.url)))
    ask(page, "shelter billings")
    own = [request for request in asked if request.url.startswith(proxy.url)]

    assert not [request.url for request in asked if "shelter" in request.url]
    assert [request.all_headers().get("referer") for request in own] == [None] * len(own)
    assert not [request for request in own if "cookie" in request.all_headers()]
    assert not [line for line in proxy.heard if line.startswith("OPTIONS")]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_links_lead_to_the_record_and_tell_nobody_where_from(show: Callable[..., Page], server: Server) -> None:
    page = show()
    ask(page, "shelter billings")
    link = page.locator("resource-search [part=card] a[href*='/resources/']").first

    assert "noreferrer" in str(link.get_attribute("rel"))
    link.click()
    expect(page.locator("article.record")).to_be_visible()
    assert page.url.startswith(server.url)


def test_more_are_added_below_those_shown(show: Callable[..., Page]) -> None:
    page = show(ELEMENT.replace("<resource-search", '<resource-search limit="2"'))
    ask(page, "shelter")
    first = ids(page)
    page.locator("resource-search [part=more]").click()
    expect(page.locator("resource-search [data-resource-id]")).to_have_count(4)

    assert len(first) == 2
    assert ids(page)[:2] == first


def test_urgent_words_bring_the_lines_for_them(show: Callable[..., Page]) -> None:
    page = show()
    ask(page, "hes going to hurt me tonight")

    expect(page.locator("resource-search .urgent a").first).to_have_attribute("href", "tel:911")


def test_attributes_narrow_what_is_found_and_may_change_later(show: Callable[..., Page]) -> None:
    page = show(ELEMENT.replace("<resource-search", '<resource-search kind="video" heading="To watch"'))
    expect(page.locator("resource-search [part=heading]")).to_have_text("To watch")
    ask(page, "school")
    before = ids(page)
    page.evaluate("document.querySelector('resource-search').setAttribute('kind', 'print')")
    expect(page.locator("resource-search [data-resource-id]").first).not_to_have_attribute(
        "data-resource-id", before[0]
    )

    expect(page.locator("resource-search input")).to_have_value("school")


def test_wrong_attributes_cost_the_attribute_and_not_the_help(show: Callable[..., Page], page: Page) -> None:
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text))
    wrong = 'kind="orgs" service="shleter" place="Nowhere" limit="many" lang="xx" src="javascript:alert(1)"'
    show(ELEMENT.replace("<resource-search", f"<resource-search {wrong}"))
    ask(page, "shelter")

    assert len(ids(page)) == 5
    assert sum("<resource-search>" in text for text in warned) == 3


def test_page_in_spanish_has_the_widget_in_spanish(show: Callable[..., Page]) -> None:
    page = show('<div lang="es-MX">' + ELEMENT + "</div>")

    expect(page.locator("resource-search [part=button]")).to_have_text("Buscar")
    ask(page, "abogado")
    expect(status(page)).to_contain_text("resultados")


def test_several_on_one_page_do_not_disturb_each_other(show: Callable[..., Page]) -> None:
    page = show(ELEMENT + ELEMENT.replace("<resource-search", '<resource-search kind="video"'))
    second = page.locator("resource-search").nth(1)
    second.locator("input").fill("school")
    expect(second.locator("[data-resource-id]").first).to_be_visible()

    assert ids(page) == []
    assert page.locator("resource-search").nth(0).locator("section").first.get_attribute("aria-label") != (
        second.locator("section").first.get_attribute("aria-label")
    )


def test_link_stays_where_the_script_does_not_come(show: Callable[..., Page]) -> None:
    page = show(ELEMENT.replace("/widget/v1.js", "/widget/gone.js"))

    expect(page.get_by_role("link", name="Find help in Montana")).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"status": 200, "content_type": "text/html", "body": "<h1>Sign in to the hotel</h1>"}, "No answer"),
        ({"status": 200, "content_type": "application/json", "body": '{"welcome": true}'}, "No answer"),
        ({"status": 429, "headers": {"access-control-allow-origin": "*", "retry-after": "60"}}, "Many people"),
        ({"status": 500, "headers": {"access-control-allow-origin": "*"}}, "No answer"),
    ],
)
def test_answer_that_is_none_is_said_calmly_and_the_lines_stay(
    show: Callable[..., Page], answer: dict[str, Any], text: str
) -> None:
    page = show()
    page.route(CARDS, lambda route: route.fulfill(**answer))
    page.locator("resource-search input").fill("shelter")

    expect(status(page)).to_contain_text(text)
    expect(lines(page).first).to_be_visible()


def test_server_that_is_down_is_said_calmly_and_works_again_later(show: Callable[..., Page]) -> None:
    page = show()
    page.route(CARDS, lambda route: route.abort())
    page.locator("resource-search input").fill("shelter")
    expect(status(page)).to_contain_text("No answer")
    page.unroute(CARDS)
    page.locator("resource-search [part=button]").click()

    expect(status(page)).to_contain_text("results")


def test_slow_answer_is_waited_for_and_given_up_calmly(show: Callable[..., Page], page: Page) -> None:
    page.clock.install()
    waiting: list[Route] = []
    page.route(CARDS, lambda route: waiting.append(route))
    show()
    page.locator("resource-search input").fill("shelter")
    page.clock.run_for(500)
    expect(status(page)).to_have_text("Looking")
    expect(lines(page).first).to_be_visible()
    page.clock.run_for(4000)
    expect(status(page)).to_contain_text("Still looking")
    page.clock.run_for(20_000)
    expect(status(page)).to_contain_text("No answer")
    assert len(waiting) == 1


def test_late_answer_to_older_words_is_dropped(show: Callable[..., Page], page: Page) -> None:
    held: list[Route] = []
    page.route(CARDS, lambda route: held.append(route) if not held else route.continue_())
    show()
    box = page.locator("resource-search input")
    box.fill("lawyer")
    page.wait_for_function("document.querySelector('resource-search').shadowRoot.querySelector('[aria-busy]')")
    box.fill("shelter billings")
    expect(page.locator("resource-search [data-resource-id]").first).to_be_visible()
    before = ids(page)

    assert ids(page) == before
    expect(page.locator("resource-search .understood")).to_contain_text("Billings")


STRICT = (
    "default-src 'none'; script-src {base}/widget/; connect-src {base}/api/; base-uri 'none'; form-action 'none';"
    " img-src data:; require-trusted-types-for 'script'; trusted-types 'none'"
)


def test_widget_works_under_the_strictest_policy(show: Callable[..., Page], server: Server, page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    show(Content_Security_Policy=STRICT.replace("{base}", server.url))
    ask(page, "shelter")

    assert refused == []
    assert page.locator("resource-search .root").evaluate("root => getComputedStyle(root).borderTopStyle") == "solid"


def test_policy_that_forbids_asking_leaves_the_lines(show: Callable[..., Page], server: Server) -> None:
    page = show(Content_Security_Policy=f"default-src 'none'; script-src {server.url}")
    page.locator("resource-search input").fill("shelter")

    expect(status(page)).to_contain_text("No answer")
    expect(lines(page).first).to_be_visible()


HOSTILE = {
    "map": "<script>Array.prototype.map = Array.prototype.filter = Array.from = () => { throw new Error('no') }</script>",
    "toJSON": "<script>Array.prototype.toJSON = function () { return '[]' }</script>",
    "none": "<style>body *:not(main) { display: none } resource-search { display: none }</style>",
    "hidden": "<style>* { visibility: hidden; color: red; all: unset }</style>",
    "huge": "<style>html { font-size: 60px } body, body * { font-size: 90px; text-transform: uppercase }</style>",
    "rtl": "<script>document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'</script>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_page_that_breaks_others_does_not_break_the_widget(show: Callable[..., Page], kind: str) -> None:
    page = show(HOSTILE[kind] + ELEMENT)
    ask(page, "shelter")
    root = page.locator("resource-search .root")

    assert len(ids(page)) == 5
    styles = root.evaluate(
        "root => { const s = getComputedStyle(root); return [s.fontSize, s.direction, s.textTransform] }"
    )
    assert styles == ["16px", "ltr", "none"]
    expect(lines(page).first).to_be_visible()


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-forms allow-popups"])
def test_widget_works_in_a_sandboxed_frame_without_an_origin(
    show: Callable[..., Page], host: Host, server: Server, sandbox: str
) -> None:
    host.put(ELEMENT.replace("{base}", server.url), "/inner")
    page = show(f'<iframe title="Search" sandbox="{sandbox}" src="/inner" width="360" height="900"></iframe>')
    frame = page.frame_locator("iframe")
    frame.locator("input[type=search]").fill("shelter")
    frame.locator("input[type=search]").press("Enter")

    expect(frame.locator("[data-resource-id]").first).to_be_visible()


def test_exit_blanks_the_page_and_takes_its_place(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    page.goto("about:blank")
    show()
    ask(page, "shelter")
    page.locator("resource-search [data-action=exit]").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()

    assert page.url == "about:blank"


def test_shift_three_times_leaves_too(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    show()
    page.locator("resource-search input").focus()
    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(NEUTRAL)


def test_exit_comes_first_for_the_keyboard(show: Callable[..., Page], page: Page) -> None:
    show()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.action") == "exit"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_axe_finds_no_violation_in_the_widget(
    new_page: Callable[..., Page], host: Host, server: Server, theme: str, lang: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 720}, color_scheme=theme)
    body = '<style>:root { color-scheme: light dark }</style><div lang="' + lang + '">' + ELEMENT + "</div>" + ELEMENT
    page.goto(host.put(body.replace("{base}", server.url)))
    ask(page, "hes going to hurt me tonight")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('resource-search', {resultTypes: ['violations']})")

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    shadow = SMALL_TARGETS.replace("document.", "document.querySelector('resource-search').shadowRoot.")
    assert page.evaluate(shadow, SMALLEST_TARGET) == []


THEME = "<style>resource-search { --resource-search-paper: %s; --resource-search-ink: %s; --resource-search-accent: #7a1f5c }</style>"


def test_colours_of_the_partner_are_taken_where_they_can_be_read(show: Callable[..., Page]) -> None:
    page = show(THEME % ("#ffffff", "hsl(220 60% 20%)") + ELEMENT)

    ground = "root => [getComputedStyle(root).backgroundColor, root.classList.contains('own')]"
    assert page.locator("resource-search .root").evaluate(ground) == ["rgb(255, 255, 255)", False]


@pytest.mark.parametrize(("paper", "ink"), [("#eeeeee", "#aaaaaa"), ("transparent", "#000"), ("#000", "#222")])
def test_colours_nobody_can_read_give_way_to_ours(show: Callable[..., Page], paper: str, ink: str) -> None:
    page = show(THEME % (paper, ink) + ELEMENT)

    ground = "root => getComputedStyle(root).backgroundColor"
    assert page.locator("resource-search .root").evaluate(ground) == "rgb(255, 254, 251)"


def test_file_is_small_before_the_first_letter(page: Page, server: Server) -> None:
    answer = page.request.get(f"{server.url}/widget/v1.js", headers={"accept-encoding": "br"})

    assert int(answer.headers["content-length"]) < 8000


def framed(page: Page) -> Any:
    return page.frame_locator("iframe")


RESIZE = '<script src="{base}/widget/resize.js" crossorigin="anonymous" defer></script>'


def test_frame_gets_the_height_it_needs(show: Callable[..., Page]) -> None:
    page = show('<iframe src="{base}/embed/frame" title="Search" width="360" height="200"></iframe>' + RESIZE)
    expect(framed(page).locator("input[type=search]")).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').clientHeight > 600")
    inside = page.frames[1].evaluate("document.documentElement.scrollHeight")

    assert page.locator("iframe").evaluate("frame => frame.clientHeight") >= inside


WORDPRESS = """<iframe sandbox="allow-scripts" security="restricted" src="{base}/embed/frame#?secret=a1B2c3" data-secret="a1B2c3"
 title="Search" width="600" height="640"></iframe>
<script>window.told = []; addEventListener('message', ({ data }) => window.told.push(data))</script>"""


def test_frame_of_wordpress_finds_and_hands_its_links_over(show: Callable[..., Page], server: Server) -> None:
    page = show(WORDPRESS)
    framed(page).locator("input[type=search]").fill("shelter billings")
    card = framed(page).locator("[data-resource-id] a[href*='/resources/']").first
    expect(card).to_be_visible()
    card.click()
    page.wait_for_function("window.told.some(({ message }) => message === 'link')")
    told = page.evaluate("window.told")

    assert {row["secret"] for row in told} == {"a1B2c3"}
    assert any(row["message"] == "height" and row["value"] > 200 for row in told)
    assert next(row["value"] for row in told if row["message"] == "link").startswith(f"{server.url}/resources/")


def test_frame_works_without_any_script(new_page: Callable[..., Page], host: Host, server: Server) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 720})
    page.goto(
        host.put(f'<iframe src="{server.url}/embed/frame?kind=video" title="Search" width="360" height="700"></iframe>')
    )
    framed(page).locator("input[type=search]").fill("school")
    framed(page).locator(".box button").click()

    expect(framed(page).locator("[data-resource-id]").first).to_be_visible()
    assert "school" not in page.frames[1].url
    assert framed(page).locator("[data-action=exit]").get_attribute("target") == "_top"


def test_exit_in_a_frame_takes_the_whole_tab(show: Callable[..., Page], page: Page) -> None:
    page.route(NEUTRAL, lambda route: route.fulfill(body="weather", content_type="text/html"))
    show('<iframe src="{base}/embed/frame" title="Search" width="360" height="700"></iframe>')
    framed(page).locator("resource-search [data-action=exit]").click()

    page.wait_for_url(NEUTRAL)


def test_every_snippet_of_the_page_for_partners_works_where_it_is_pasted(
    new_page: Callable[..., Page], host: Host, server: Server
) -> None:
    page = new_page(viewport={"width": 390, "height": 720}, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/embed?kind=organization&heading=Near+you")
    page.locator("[data-copy=code-element]").click()
    expect(page.locator("[data-part=copied]")).to_have_text("Copied.")
    snippets = {form: page.locator(f"#code-{form}").inner_text() for form in ("element", "frame", "link")}

    page.goto(host.put(snippets["element"]))
    assert page.evaluate("navigator.clipboard.readText()") == snippets["element"]
    ask(page, "shelter")
    page.goto(host.put(snippets["frame"]))
    expect(framed(page).locator("resource-search [part=heading]")).to_have_text("Near you")
    page.goto(host.put(snippets["link"]))
    page.get_by_role("link", name="Near you").click()
    expect(page.locator("h1")).to_have_text("Find help in Montana")


@pytest.mark.parametrize("path", ["/embed", "/es/embed", "/embed/frame", "/es/embed/sheet"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation_on_pages_for_partners(
    new_page: Callable[..., Page], server: Server, path: str, theme: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 720}, color_scheme=theme)
    page.goto(server.url + path)
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("lang", ["", "/es"])
def test_sheet_for_a_wall_is_one_sheet(page: Page, server: Server, lang: str, paper: str) -> None:
    page.goto(f"{server.url}{lang}/embed/sheet")
    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1

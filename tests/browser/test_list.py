"""The list one keeps: off until turned on, only ids in her order on the phone, of use with no signal, gone when she says so."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import READY, follow, open_ready, search

KEPT = "() => ({...localStorage})"
CARDS = "[data-part=listed] > li"


def open_first(page: Page, words: str) -> str:
    """Search, open the first record; its id."""
    search(page, words)
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    record = page.locator("[data-part=opened] article")
    expect(record).to_be_visible()
    return str(record.get_attribute("data-resource-id"))


def keep(page: Page, words: str) -> str:
    """Open the first record for the words on the home page and press its button; its id."""
    id_ = open_first(page, words)
    page.locator("[data-part=opened] [data-list=keep]").click()
    page.locator("[data-part=back]").click()
    expect(page.locator("[data-part=opened]")).to_be_hidden()
    return id_


def browse(page: Page) -> None:
    follow(page.get_by_role("link", name="Browse", exact=True))
    expect(page.locator("[data-part=my-list]")).to_be_visible()


def turn_on(page: Page) -> None:
    browse(page)
    page.get_by_role("button", name="Turn my list on").click()
    expect(page.get_by_role("button", name="Delete my list and turn it off")).to_be_visible()
    follow(page.get_by_role("link", name="Home", exact=True))
    page.wait_for_function(READY)


def test_list_is_off_and_nothing_is_kept_until_it_is_turned_on(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    keep(page, "shelter")
    open_first(page, "lawyer")
    page.locator("[data-part=opened] [data-list=keep]").click()
    said = page.locator("[data-part=opened] [data-tool=said]")
    for words in ("The list is off", "stays in this browser", "Erase from this phone"):
        expect(said).to_contain_text(words)
    expect(page.locator("[data-part=opened] [data-list=keep]")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(KEPT) == {}
    browse(page)
    room = page.locator("[data-part=my-list]")
    for words in ("stays in this browser", "less than 1 KB", "Erase from this phone"):
        expect(room).to_contain_text(words)
    leaves, turns_on = room.locator("li").first.bounding_box(), room.get_by_role("button").first.bounding_box()
    assert leaves
    assert turns_on
    assert leaves["y"] < turns_on["y"]
    assert page.evaluate(KEPT) == {}


def test_list_is_turned_on_where_it_was_missed_and_one_tap_leads_to_it(page: Page, proxy: Proxy) -> None:
    """By the app, with no signal; on a record's own page; and on the page that has the list."""
    open_ready(page, proxy.url)
    proxy.die()
    id_ = open_first(page, "shelter")
    record = page.locator("article.record")
    see = record.get_by_role("link", name="My list on this phone")
    record.locator("[data-list=keep]").click()
    expect(see).to_be_hidden()
    record.get_by_role("button", name="Turn my list on").click()
    expect(record.locator("[data-list=keep]")).to_be_focused()
    expect(record.locator("[data-tool=said]")).to_contain_text("It is on your list")
    assert page.evaluate(KEPT) == {"list": id_}
    follow(see)
    expect(page.locator("#my-list")).to_be_focused()
    expect(page.locator(CARDS)).to_have_count(1)
    expect(page.locator("#my-list")).to_be_in_viewport()
    assert page.url == f"{proxy.url}/browse"
    page.locator(CARDS).first.get_by_role("link").first.click()
    see.click()
    expect(page.locator("#my-list")).to_be_focused()
    proxy.live()
    page.goto(f"{proxy.url}/resources/{id_}")
    follow(see)
    expect(page.locator("#my-list")).to_be_focused()


def test_entry_without_a_number_says_on_the_list_and_on_paper_how_to_reach_it(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.evaluate("() => { localStorage.list = 'cnada-miles-city' }")
    browse(page)
    page.emulate_media(media="print")
    expect(page.locator(CARDS).get_by_text("cnada.org")).to_be_visible()


def test_list_keeps_ids_in_order_and_serves_with_no_signal(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    turn_on(page)
    asked = list(proxy.asked)
    first, second = keep(page, "shelter"), keep(page, "free lawyer")
    # What every opened page asks, whatever is on the list.
    assert {*proxy.asked[len(asked) :]} <= {"GET /packs/latest.json"}
    assert page.evaluate(KEPT) == {"list": f"{first} {second}"}
    proxy.die()
    browse(page)
    page.reload()
    expect(page.locator(CARDS)).to_have_count(2)
    page.locator(CARDS).nth(1).get_by_role("button", name="Move up").click()
    expect(page.locator(CARDS).first).to_have_attribute("data-resource-id", second)
    assert page.evaluate(KEPT) == {"list": f"{second} {first}"}
    assert (page.url, page.title()) == (f"{proxy.url}/browse", "Resources")
    page.locator(CARDS).first.get_by_role("link").first.click()
    expect(page.locator("[data-part=opened] article")).to_have_attribute("data-resource-id", second)
    page.locator("[data-part=opened] [data-list=keep]").click()
    page.locator("[data-part=back]").click()
    expect(page.locator(CARDS)).to_have_count(1)
    page.locator(CARDS).get_by_role("button", name="Take off").click()
    expect(page.get_by_text("Nothing is on it.")).to_be_visible()
    assert page.evaluate(KEPT) == {"list": ""}


def test_list_is_deleted_at_once_and_by_erase(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    turn_on(page)
    keep(page, "shelter")
    browse(page)
    page.get_by_role("button", name="Delete my list and turn it off").click()
    expect(page.get_by_role("button", name="Turn my list on")).to_be_visible()
    assert page.evaluate(KEPT) == {}
    page.get_by_role("button", name="Turn my list on").click()
    assert page.evaluate(KEPT) == {"list": ""}
    page.goto(f"{server.url}/erase")
    page.locator("[data-action=erase]").click()
    expect(page.locator("[data-step=settings]")).to_contain_text("list: gone")
    assert page.evaluate(KEPT) == {}


def test_list_can_be_copied_whole_and_printed_alone(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_ready(page, server.url)
    turn_on(page)
    keep(page, "shelter")
    keep(page, "free lawyer")
    browse(page)
    expect(page.locator(CARDS)).to_have_count(2)
    titles = page.locator(f"{CARDS} h3").all_inner_texts()
    text = page.locator("[data-part=my-list] pre").text_content() or ""
    assert all(title in text for title in titles)
    page.locator("[data-part=my-list] [data-tool=copy]").click()
    expect(page.locator("[data-part=my-list] [data-tool=said]")).to_contain_text("Copied")
    page.emulate_media(media="print")
    expect(page.locator(CARDS).first).to_be_visible()
    expect(page.locator(".groups")).to_be_hidden()
    expect(page.locator("[data-part=my-list] button:visible")).to_have_count(0)


def test_phone_that_is_full_does_not_say_it_kept_an_entry(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    turn_on(page)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') })")
    open_first(page, "shelter")
    page.locator("[data-part=opened] [data-list=keep]").click()
    expect(page.locator("[data-part=opened] [data-tool=said]")).to_have_text("It is off your list.")
    expect(page.locator("[data-part=opened] [data-list=keep]")).to_have_attribute("aria-pressed", "false")


def test_list_in_a_browser_that_cannot_copy_does_not_offer_it(page: Page, server: Server) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    open_ready(page, server.url)
    turn_on(page)
    keep(page, "shelter")
    browse(page)
    expect(page.locator(CARDS)).to_have_count(1)
    expect(page.locator("[data-part=my-list] [data-tool=print]")).to_be_visible()
    expect(page.locator("[data-part=my-list] [data-tool=copy]")).to_be_hidden()


def test_browser_that_keeps_nothing_for_a_list_says_so(page: Page, server: Server) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    open_ready(page, f"{server.url}/browse")
    page.get_by_role("button", name="Turn my list on").click()
    expect(page.locator("[data-part=my-list] [data-tool=said]")).to_contain_text("keeps nothing")
    expect(page.get_by_role("button", name="Turn my list on")).to_be_visible()

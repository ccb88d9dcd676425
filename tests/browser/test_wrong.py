"""Saying that something is wrong with a record: sent when Send is pressed, kept with no network only if she says so."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from directory.corrections import Correction, Queue
from tests.browser.proxy import Proxy, answer_as_portal
from tests.browser.server import Server
from tests.browser.visitor import open_ready

ID = "montana-988"


def queue_of(server: Server) -> list[Correction]:
    return Queue(Path(server.resources).parent).list()


def write_note(page: Page, text: str = "Rang for ten minutes.") -> None:
    page.get_by_text("Is something wrong?").click()
    page.get_by_label("The number does not answer").check()
    page.get_by_label("More, if you like").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def kept(page: Page) -> object:
    return page.evaluate("() => JSON.stringify({...localStorage})")


def test_note_is_sent_without_leaving_and_leaves_nothing_on_the_phone(page: Page, own_server: Server) -> None:
    open_ready(page, f"{own_server.url}/resources/{ID}")
    address = page.url

    write_note(page)

    expect(page.get_by_text("Sent. Thank you")).to_be_visible()
    assert [(c.record, c.reason, c.text) for c in queue_of(own_server)] == [(ID, "no-answer", "Rang for ten minutes.")]
    assert (page.url, kept(page)) == (address, "{}")


def test_note_with_no_network_is_kept_only_if_she_says_so_and_sent_only_when_she_says_so(
    page: Page, own_server: Server, own_proxy: Proxy
) -> None:
    open_ready(page, f"{own_proxy.url}/resources/{ID}")
    page.context.set_offline(True)
    own_proxy.die()
    page.reload()
    expect(page.locator("article.record")).to_be_visible()

    write_note(page)
    expect(page.get_by_text("There is no network, so nothing was sent.")).to_be_visible()
    assert kept(page) == "{}"
    page.get_by_role("button", name="Keep it on this phone").click()
    notes = page.locator("[data-notes]")
    expect(notes.locator("summary")).to_have_text("1 note is kept on this phone")

    own_proxy.live()
    page.context.set_offline(False)
    page.goto(f"{own_proxy.url}/")
    expect(notes.locator("summary")).to_have_text("1 note is kept on this phone")
    assert queue_of(own_server) == []
    expect(page.get_by_text("Rang for ten minutes.")).to_be_hidden()
    notes.locator("summary").click()
    notes.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_text("Sent, and deleted from this phone.")).to_be_visible()
    assert [c.text for c in queue_of(own_server)] == ["Rang for ten minutes."]
    assert kept(page) == "{}"


def test_note_behind_a_captive_portal_is_not_called_sent(page: Page, own_server: Server, own_proxy: Proxy) -> None:
    """Its page answers with 200 to whatever is sent."""
    open_ready(page, f"{own_proxy.url}/resources/{ID}")
    own_proxy.spoil("/", answer_as_portal)
    write_note(page)
    expect(page.get_by_text("There is no network, so nothing was sent.")).to_be_visible()
    page.get_by_role("button", name="Keep it on this phone").click()
    notes = page.locator("[data-notes]")
    notes.locator("summary").click()
    notes.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_text("There is still no network. Nothing was sent.")).to_be_visible()
    expect(page.get_by_text("Rang for ten minutes.")).to_be_visible()
    assert queue_of(own_server) == []


def test_kept_note_that_is_refused_stays_until_she_deletes_it(page: Page, server: Server) -> None:
    """She is told to try again another day."""
    page.route("**/corrections", lambda route: route.abort())
    open_ready(page, f"{server.url}/resources/{ID}")
    write_note(page)
    page.get_by_role("button", name="Keep it on this phone").click()
    refusal = {"status": 503, "content_type": "application/problem+json", "body": "{}"}
    page.route("**/corrections", lambda route: route.fulfill(**refusal))
    notes = page.locator("[data-notes]")
    notes.locator("summary").click()
    notes.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_text("It could not be taken.")).to_be_visible()
    expect(page.get_by_text("Rang for ten minutes.")).to_be_visible()


def test_note_that_a_full_phone_cannot_keep_stays_in_the_form(page: Page, server: Server) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    page.route("**/corrections", lambda route: route.abort())
    open_ready(page, f"{server.url}/resources/{ID}")
    write_note(page)
    page.get_by_role("button", name="Keep it on this phone").click()
    expect(page.get_by_text("It could not be taken.")).to_be_visible()
    expect(page.get_by_label("More, if you like")).to_have_value("Rang for ten minutes.")


def test_kept_note_is_deleted_by_her_or_erased_with_everything(page: Page, server: Server) -> None:
    open_ready(page, f"{server.url}/resources/{ID}")
    for _ in range(2):
        page.route("**/corrections", lambda route: route.abort())
        page.reload()
        write_note(page)
        page.get_by_role("button", name="Keep it on this phone").click()
    notes = page.locator("[data-notes]")
    expect(notes.locator("summary")).to_have_text("2 notes are kept on this phone")

    notes.locator("summary").click()
    notes.get_by_role("button", name="Delete it").first.click()
    expect(notes.locator("summary")).to_have_text("1 note is kept on this phone")
    page.goto(f"{server.url}/erase")
    page.get_by_role("button", name="Erase now").click()

    expect(page.locator("[data-part=erase-report]")).to_be_visible()
    assert kept(page) == "{}"

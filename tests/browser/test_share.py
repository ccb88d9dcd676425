"""Passing a record on: share sheet, copy, QR code, contact card. All on the phone, with no request."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.node import find_node
from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import open_ready, search

WEB = Path(__file__).resolve().parents[2] / "web"
HOTLINE = "/resources/national-human-trafficking-hotline"
TEXT = """National Human Trafficking Hotline
Call 1-888-373-7888 (Hotline; Open 24 hours)
Text HELP to 233733 (Text line; Open 24 hours)"""

# Keeps what would go to the share sheet.
STUB = "navigator.share = data => { window.shared = data; return Promise.resolve() }"

# A picture of the code, a letter for each byte of red, green, blue and opacity -> the text that a reader finds in it.
READ = """
import { readFileSync } from 'node:fs'
import decode from 'qr/decode.js'
const { width, height, data } = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(decode({ width, height, data: Uint8Array.from(Buffer.from(data, 'latin1')) }))
"""


def open_code(page: Page) -> None:
    page.get_by_role("button", name="QR code").click()
    expect(page.locator("[data-tool=drawing] path")).to_have_attribute("d", re.compile("^M"))


def choose_content(page: Page, content: str) -> None:
    drawing = page.locator("[data-tool=drawing] path")
    before = drawing.get_attribute("d") or ""
    page.get_by_label("What the code holds").select_option(content)
    expect(drawing).not_to_have_attribute("d", before)


def read_code(page: Page) -> str:
    """What a camera reads off the screen: from the pixels, with a reader of another maker than the code's."""
    pixels = page.evaluate(PIXELS, page.locator("[data-tool=drawing]").screenshot().hex())
    run = subprocess.run(
        [str(find_node()), "--input-type=module", "-e", READ],
        input=json.dumps(pixels),
        cwd=WEB,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


PIXELS = """async hex => {
  const bytes = Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16))
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}))
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const {width, height, data} = context.getImageData(0, 0, image.width, image.height)
  // As text: a list of half a million numbers would be carried one by one.
  return {width, height, data: Array.from(data, byte => String.fromCharCode(byte)).join('')}
}"""


def test_share_sheet_gets_name_numbers_and_hours_and_no_address(page: Page, server: Server) -> None:
    page.add_init_script(STUB)
    page.goto(server.url + HOTLINE)
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("() => window.shared")
    assert page.evaluate("window.shared") == {"text": TEXT}


def test_copy_gives_the_same_text_and_says_where_it_stays(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.goto(server.url + HOTLINE)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-tool=said]")).to_have_text(
        "Copied. It stays in the clipboard until something else is copied."
    )
    page.get_by_role("button", name="Contact card").click()
    page.get_by_label("Name to save it under").press("Control+A")
    page.get_by_label("Name to save it under").press("Control+V")
    expect(page.get_by_label("Name to save it under")).to_have_value(TEXT.replace("\n", " ")[:80])


def test_copy_that_is_refused_says_what_else_works(page: Page, server: Server) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(server.url + HOTLINE)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-tool=said]")).to_contain_text("can be selected")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_code_read_off_the_screen_calls_the_number(new_page: Callable[..., Page], server: Server, theme: str) -> None:
    page = new_page(color_scheme=theme)
    page.goto(server.url + HOTLINE)
    open_code(page)
    assert read_code(page) == "tel:+18883737888"
    choose_content(page, "233733 · Text line")
    assert read_code(page) == "sms:233733?body=HELP"
    choose_content(page, "All as text")
    assert read_code(page) == TEXT


def test_code_and_text_of_an_opened_record_need_no_network(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    search(page, "montana legal services")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    heard = list(proxy.asked)
    page.context.set_offline(True)
    open_code(page)
    assert read_code(page).startswith("tel:+1")
    assert proxy.asked == heard


def test_contact_card_has_the_name_chosen_and_the_numbers_alone(page: Page, server: Server, tmp_path: Path) -> None:
    page.goto(server.url + HOTLINE)
    page.get_by_role("button", name="Contact card").click()
    expect(page.get_by_text("A contact stays in the address book")).to_be_visible()
    page.get_by_label("Name to save it under").fill("Aunt, Jo")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the card").click()
    assert waiting.value.suggested_filename == "contact.vcf"
    waiting.value.save_as(tmp_path / "card")
    assert (tmp_path / "card").read_bytes().decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;Aunt\\, Jo;;;",
        "FN:Aunt\\, Jo",
        "TEL:+18883737888",
        "TEL:233733",
        "END:VCARD",
        "",
    ]


def test_one_tool_opens_below_the_buttons_and_closes_the_other(page: Page, server: Server) -> None:
    """Two open rooms would have the second one off the screen of a phone, where nothing seems to happen."""
    page.goto(server.url + HOTLINE)
    page.get_by_role("button", name="QR code").click()
    page.get_by_role("button", name="Contact card").click()
    expect(page.locator("[data-tool=contact-room]")).to_be_visible()
    expect(page.locator("[data-tool=code-room]")).to_be_hidden()
    expect(page.get_by_role("button", name="QR code")).to_have_attribute("aria-expanded", "false")


def test_caution_travels_with_the_text(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/resources/dhs-hsi-tip-line")
    assert "Before you contact them: " in (page.locator("[data-tool=text]").text_content() or "")


def test_tools_of_a_related_record_are_its_own(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "national human trafficking hotline")
    page.locator("[data-part=cards] a[data-action=open]").first.click()
    page.locator("[data-part=related] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("National Domestic Violence Hotline")
    assert (page.locator("[data-tool=text]").text_content() or "").startswith("National Domestic Violence Hotline\n")
    page.get_by_role("button", name="Back to the list").click()
    expect(page.locator("[data-part=list]")).to_be_visible()


def test_without_script_the_text_is_there_and_no_button_that_does_nothing(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.url + HOTLINE)
    page.get_by_text("As plain text").click()
    expect(page.locator("[data-tool=text]")).to_have_text(TEXT)
    for name in ("Share", "Copy", "QR code", "Print", "Contact card"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)

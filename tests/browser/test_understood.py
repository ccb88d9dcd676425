"""What the search understood is said in plain words, and each part is taken back by one button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import open_ready, search, send, wait_for_whole_list, within_a_minute

SEARCHES = (
    "lincoln",
    "not getting paid 59301",
    "sehlter",
    "lawyer missoula",
    "ft belknap help",
    "shelter highline",
    "trabajo forzado en billings",
    "flathead",
)


def chips(page: Page) -> list[str]:
    """The parts that were understood, in words."""
    return page.locator("[data-part=understood] > li > span").all_inner_texts()


def cards(page: Page) -> list[str]:
    """The cards shown, in words."""
    wait_for_whole_list(page)
    return page.locator("[data-part=cards] > li").all_inner_texts()


@pytest.fixture(params=[True, False], ids=["phone", "no script"])
def ask(
    request: pytest.FixtureRequest, returning_page: Page, new_page: Callable[..., Page], server: Server
) -> Callable[[str], Page]:
    """Searches as the app does or as a page without script does; gives the page."""
    page = returning_page if request.param else new_page(java_script_enabled=False)
    if request.param:
        open_ready(page, server.url)
    else:
        page.goto(server.url)

    def searched(words: str) -> Page:
        search(page, words) if request.param else send(page, words)
        return page

    return searched


def test_zip_is_shown_with_its_town_and_the_meaning_in_labels(ask: Callable[[str], Page]) -> None:
    page = ask("not getting paid 59301")
    assert chips(page) == ["Near Miles City (59301)", "Meaning: Unpaid wages, Forced work, Pay and rights at work"]


def test_removed_place_is_only_words_again(ask: Callable[[str], Page]) -> None:
    page = ask("shelter billings")
    page.get_by_role("button", name="Remove: Near Billings").click()
    expect(page.get_by_role("button", name="Remove: Near Billings")).to_have_count(0)
    page.get_by_role("button", name="Remove: Meaning").click()
    expect(page.locator("[data-part=understood] > li")).to_have_count(0)
    assert page.locator("input[type=search]").input_value() == "shelter billings"


def test_other_place_of_the_name_is_one_button_away(ask: Callable[[str], Page]) -> None:
    page = ask("lincoln")
    assert chips(page) == ["Near Lincoln, town in Lewis and Clark County"]
    page.get_by_role("button", name="Lincoln County", exact=True).click()
    expect(page.locator("[data-part=understood] > li > span")).to_have_text(["Near Lincoln County"])
    expect(page.locator("[data-part=cards] .eyebrow").first).to_contain_text("Serves Lincoln County")
    page.get_by_role("button", name="Remove: Near Lincoln County").click()
    expect(page.locator("[data-part=understood] > li > span")).to_have_text(
        ["Near Lincoln, town in Lewis and Clark County"]
    )


def test_correction_taken_back_searches_for_the_word_as_typed(ask: Callable[[str], Page]) -> None:
    page = ask("sehlter")
    assert "Searching for: shelter" in chips(page)
    page.get_by_role("button", name="Remove: Searching for: shelter").click()
    expect(page.get_by_role("button", name="Remove: Searching for: shelter")).to_have_count(0)


def test_card_says_whom_it_serves_and_how_far_it_is(ask: Callable[[str], Page]) -> None:
    lines = ask("miles city").locator("[data-part=cards] .eyebrow").all_inner_texts()
    assert any(line.startswith("Serves") and "Custer County" in line for line in lines)
    assert "All of Montana" in lines
    assert not any("All of Montana ·" in line for line in lines)
    assert any("miles away" in line for line in ask("lincoln").locator(".card .eyebrow").all_inner_texts())


def test_taken_back_parts_count_again_after_the_box_was_empty(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "shelter billings")
    page.get_by_role("button", name="Remove: Near Billings").click()
    expect(page.get_by_role("button", name="Remove: Near Billings")).to_have_count(0)
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-part=understood] > li")).to_have_count(0)
    search(page, "shelter billings")
    assert "Near Billings" in chips(page)


def test_understood_is_spoken_with_the_count(returning_page: Page, server: Server) -> None:
    page = returning_page
    open_ready(page, server.url)
    search(page, "sehlter billings")
    status = page.get_by_role("search").get_by_role("status")
    for said in ("results", "Near Billings", "Searching for: shelter"):
        expect(status).to_contain_text(said)


@pytest.mark.parametrize("prefix", ["/", "/es/"])
def test_phone_and_server_say_the_same(
    returning_page: Page, new_page: Callable[..., Page], server: Server, prefix: str
) -> None:
    """The twins directory/site/views/found.py and web/app/found.js."""
    phone, plain = returning_page, new_page(java_script_enabled=False)
    open_ready(phone, server.url + prefix)
    plain.goto(server.url + prefix)
    for words in SEARCHES:
        for _ in within_a_minute():
            search(phone, words)
            send(plain, words)
        assert chips(phone) == chips(plain), words
        assert cards(phone) == cards(plain) != [], words

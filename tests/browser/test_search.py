"""As-you-type search on the page itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import ids_of_results, open_ready, search, send, wait_for_whole_list


@pytest.fixture
def page(returning_page: Page) -> Page:
    """Nothing here changes what a phone keeps."""
    return returning_page


@pytest.fixture(autouse=True)
def _home(page: Page, server: Server) -> None:
    open_ready(page, server.url)


def test_second_letter_gives_results_and_the_first_does_not(page: Page) -> None:
    box = page.locator("input[type=search]")
    box.press_sequentially("s")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    box.press_sequentially("h")
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()
    expect(page.locator("[data-part=browse]")).to_be_hidden()


def test_results_are_those_of_the_server(page: Page, server: Server) -> None:
    for words in ("shelter billings", "abogado", "sehlter", "posters for truck stops", "1-888"):
        found = search(page, words)
        answer = page.request.get(f"{server.url}/api/v1/search", params={"q": words, "limit": "20"}).json()
        assert found == [row["id"] for row in answer["results"]], words


def test_count_is_announced_politely(page: Page, server: Server) -> None:
    search(page, "wage claim")
    total = page.request.get(f"{server.url}/api/v1/search", params={"q": "wage claim"}).json()["total"]
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(f"{total} results")
    expect(page.get_by_role("heading", level=2, name=f"{total} results")).to_be_visible()


def test_fast_typing_ends_with_the_results_of_the_last_words(page: Page) -> None:
    expected = search(page, "runaway")
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-part=found]")).to_be_hidden()
    page.locator("input[type=search]").press_sequentially("runaway")
    page.wait_for_function(
        "expected => [...document.querySelectorAll('[data-part=cards] > li')].map(li => li.dataset.resourceId).join() === expected",
        arg=",".join(expected),
    )


def test_emptied_box_gives_the_home_page_back(page: Page) -> None:
    search(page, "shelter")
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-part=browse]")).to_be_visible()
    expect(page.locator("[data-part=found]")).to_be_hidden()


def test_more_adds_the_next_results_below(page: Page) -> None:
    first = search(page, "shelter")
    page.locator("[data-part=more]").click()
    expect(page.locator("[data-part=cards] > li")).not_to_have_count(len(first))
    shown = ids_of_results(page)
    assert shown[: len(first)] == first
    assert len(set(shown)) == len(shown) > len(first)
    expect(page.locator(f'[data-resource-id="{shown[len(first)]}"] h3 a')).to_be_focused()


def test_card_shows_the_number_to_text_before_the_one_for_a_device(
    page: Page, new_page: Callable[..., Page], server: Server
) -> None:
    words, name = "national domestic violence hotline", "national-domestic-violence-hotline"
    search(page, words)
    plain = new_page(java_script_enabled=False)
    plain.goto(server.url)
    send(plain, words)
    for list_ in (page, plain):
        numbers = list_.locator(f"[data-part=cards] [data-resource-id={name}] .numbers a b")
        expect(numbers).to_have_text(["1-800-799-7233 (SAFE)", "88788"])


def test_note_on_what_calls_leave_stands_only_where_there_is_a_number(page: Page) -> None:
    note = page.locator(".found > .note")
    search(page, "shelter")
    expect(note).to_be_visible()
    search(page, "poster")
    expect(page.locator("[data-part=cards] .numbers")).to_have_count(0)
    expect(note).to_be_hidden()


def test_browse_button_sets_the_filter_and_shows_its_count(page: Page) -> None:
    button = page.get_by_role("button", name="Emergency shelter")
    count = button.locator("small").inner_text()
    button.click()
    expect(page.locator("#found")).to_have_text(f"{count} results")
    assert page.url.endswith("/")


def test_filter_narrows_and_counts_follow(page: Page) -> None:
    search(page, "truck")
    page.get_by_text("Narrow the list").click()
    label = page.locator("label", has_text="Videos and courses")
    wait_for_whole_list(page)
    count = label.locator("[data-count]").inner_text()
    label.locator("input").check()
    expect(page.locator("#found")).to_have_text(f"{count} result{'' if count == '1' else 's'}")


def test_word_people_look_for_is_searched_in_place(page: Page) -> None:
    page.get_by_role("button", name="free lawyer").click()
    expect(page.locator("[data-part=cards] > li").first).to_be_visible()
    assert page.locator("input[type=search]").input_value() == "free lawyer"


def test_nothing_found_says_so_and_keeps_the_lines(page: Page) -> None:
    page.locator("input[type=search]").fill("qqqqzzzz")
    expect(page.locator("#found")).to_have_text("Nothing found")
    expect(page.locator("[data-part=found-none]")).to_be_visible()
    expect(page.locator('.lines a[href="tel:911"]')).to_be_visible()
    expect(page.get_by_role("button", name="free lawyer")).to_be_visible()

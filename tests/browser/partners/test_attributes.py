"""What a partner writes into the element: it narrows what is found, may change later, and where it is wrong costs no help."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.partners.element import ELEMENT, ask, ids


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
    assert [text.split(":")[0] for text in warned if "<resource-search>" in text] == [
        f"<resource-search> {name}" for name in ("limit", "lang", "src", "kind", "service", "place")
    ]
    assert '<resource-search> limit: found "many", want a whole number from 1 to 20' in warned[0]


def test_wrong_attributes_are_told_before_anybody_searches(show: Callable[..., Page], page: Page) -> None:
    """Whoever built the page looks at its console before a visitor comes."""
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text))
    show(ELEMENT.replace("<resource-search", '<resource-search limit="50" lang="fr"'))
    expect(page.locator("resource-search input")).to_be_visible()
    assert len(warned) == 2


def test_language_nobody_speaks_here_gives_way_to_that_of_the_page(show: Callable[..., Page]) -> None:
    page = show(f'<div lang="es-MX">{ELEMENT.replace("<resource-search", "<resource-search lang=xx")}</div>')
    expect(page.locator("resource-search [part=exit]")).to_have_text("Salir")


def test_several_on_one_page_do_not_disturb_each_other(show: Callable[..., Page]) -> None:
    page = show(ELEMENT + ELEMENT.replace("<resource-search", '<resource-search kind="video"'))
    second = page.locator("resource-search").nth(1)
    second.locator("input").fill("school")
    expect(second.locator("[data-resource-id]").first).to_be_visible()

    assert ids(page) == []
    assert page.locator("resource-search").nth(0).locator("section").first.get_attribute("aria-label") != (
        second.locator("section").first.get_attribute("aria-label")
    )

"""The guide: signs by setting, the chart with its table, and whom to ask for a presentation. All of it in the page itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import Server
from tests.browser.visitor import follow, open_ready, search

FIGURES = {"2015": "7", "2016": "14", "2021": "68", "2022": "106", "2023": "143", "2024": "129", "2025": "64"}
PATHS = {"en": "/signs", "es": "/es/signs"}
SETTINGS = {
    "en": ["truck stops", "Hotels", "Clinics", "schools", "Ranches, farms and oil fields", "Online", "Native communities"],
    "es": ["paradas de camiones", "Hoteles", "Clínicas", "escuelas", "Ranchos, campos y zonas petroleras", "En internet", "indígenas"],
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_setting_has_its_signs(page: Page, server: Server, lang: str) -> None:
    page.goto(server.url + PATHS[lang])
    for setting in SETTINGS[lang]:
        group = page.locator(".group", has=page.locator("summary", has_text=setting))
        group.locator("summary").first.click()
        expect(group.locator("li").first, setting).to_be_visible()


def test_table_has_each_figure_with_its_source_and_the_drawing_the_same(page: Page, server: Server) -> None:
    page.goto(server.url + PATHS["en"])
    page.get_by_text("The figures as a table, with sources").click()
    rows = {row.locator("th").inner_text(): row.locator("td") for row in page.locator(".cases tbody tr").all()}
    assert {year: cells.first.inner_text() for year, cells in rows.items()} == FIGURES
    assert all(cells.last.locator("a").count() == 1 for cells in rows.values())
    drawn = page.locator(".chart text").all_text_contents()
    assert [drawn[drawn.index(year) + 1] for year in FIGURES] == list(FIGURES.values())


def test_year_without_a_figure_is_a_gap_and_has_no_bar(page: Page, server: Server) -> None:
    page.goto(server.url + PATHS["en"])
    drawn = page.locator(".chart text").all_text_contents()
    assert [drawn[drawn.index(year) + 1] for year in ("2017", "2018", "2019", "2020")] == ["no figure found"] * 4
    assert page.locator(".chart rect").count() == len(FIGURES)


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"color_scheme": "dark"}, {"color_scheme": "light"}])
def test_bars_stand_out_from_the_page_in_every_theme(
    new_page: Callable[..., Page], server: Server, options: dict[str, str]
) -> None:
    page = new_page(**options)
    page.goto(server.url + PATHS["en"])
    bar = page.locator(".chart rect").first.evaluate("bar => getComputedStyle(bar).fill")
    assert bar != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_group_that_gives_presentations_opens_with_no_signal(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    proxy.die()
    page.goto(proxy.url + PATHS["en"])
    page.get_by_role("link", name="Yellowstone County Area Human Trafficking Task Force").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yellowstone County Area Human Trafficking Task Force")


def test_guide_fits_the_smallest_phone(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(server.url + PATHS["es"])
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_guide_is_one_tap_away_from_home_and_from_what_was_found(returning_page: Page, server: Server) -> None:
    """Who saw something asks what to do; the foot of the page is no place for the answer."""
    page = returning_page
    open_ready(page, server.url)
    link = page.locator("main").get_by_role("link", name="What to look for, and what to do")
    expect(link).to_be_visible()
    search(page, "saw a girl at a truck stop")
    follow(link)
    expect(page.get_by_role("heading", name="What to do", exact=True)).to_be_visible()

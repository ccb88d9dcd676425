"""The element's look: the partner's colours where they can be read, no violation for axe, targets for a thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import SMALL_TARGETS, SMALLEST_TARGET, violations_by_theme
from tests.browser.host import Host
from tests.browser.partners.element import ELEMENT, ask
from tests.browser.server import Server


@pytest.mark.parametrize("lang", ["en", "es"])
def test_axe_finds_no_violation_in_the_widget(
    new_page: Callable[..., Page], host: Host, server: Server, lang: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 720})
    body = '<style>:root { color-scheme: light dark }</style><div lang="' + lang + '">' + ELEMENT + "</div>" + ELEMENT
    page.goto(host.put(body.replace("{base}", server.url)))
    ask(page, "hes going to hurt me tonight")

    assert violations_by_theme(page, "resource-search") == []
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

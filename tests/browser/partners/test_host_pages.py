"""Each form on each kind of site leaves there what the table of docs/partners.md says: the page is what that kind makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.host import Host
from tests.browser.partners.told import POLICY, SNIPPETS, TEXT
from tests.browser.server import Server

EXAMPLE = "https://directory.example"
FORMS = ("element", "frame", "address", "link")
PASTED = {
    "element": next(snippet for snippet in SNIPPETS if snippet.startswith("<resource-search")),
    "frame": next(snippet for snippet in SNIPPETS if snippet.startswith("<iframe")),
    "address": f"{EXAMPLE}/embed/frame",
    "link": next(snippet for snippet in SNIPPETS if snippet.startswith("<a ")),
}

# What a browser tells of a frame or script that the page's policy refuses.
WATCH = (
    "addEventListener('securitypolicyviolation', ({ effectiveDirective }) => { window.refused = effectiveDirective })"
)


def take_out(html: str, *tags: str) -> str:
    """Without these tags; a script and a frame go with what is in them, of others the content stays."""
    for tag in tags:
        content = r".*?" if tag in ("script", "iframe") else r"(?!)"
        html = re.sub(rf"<{tag}\b[^>]*>{content}</{tag}>|</?{tag}\b[^>]*>", "", html, flags=re.S)
    return html


def frame_address(url: str, rights: str) -> str:
    """The frame that a site builder makes of an address."""
    return f'<iframe src="{url}" sandbox="{rights}" title="Embed" width="600" height="640"></iframe>'


def frame_html(html: str) -> str:
    """The frame in which a site builder keeps HTML that was pasted apart from its own page."""
    rights = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"
    return f'<iframe srcdoc="{escape(html)}" sandbox="{rights}" title="Embed" width="600" height="700"></iframe>'


def embed_in_wordpress(url: str) -> str:
    """As wp-embed makes it of a page that oEmbed tells of."""
    return frame_address(f"{url}#?secret=a1B2c3", "allow-scripts")


@dataclass(frozen=True)
class Site:
    """`make`: form -> what stands in the page where that form was pasted, of what was pasted; a form left out stands as it is."""

    make: dict[str, Callable[[str], str]]
    policy: str = ""
    has_scripts: bool = True


def keep_basic_tags(html: str) -> str:
    return take_out(html, "script", "iframe", "resource-search")


SITES = {
    "by hand": Site({}),
    "by hand, visitor without scripts": Site({}, has_scripts=False),
    "strict policy with our lines": Site({}, policy=f"default-src 'none'; frame-src {EXAMPLE}/embed/; {POLICY}"),
    "strict policy without them": Site({}, policy="default-src 'none'"),
    "WordPress, post by an author": Site(
        {"element": keep_basic_tags, "frame": keep_basic_tags, "address": embed_in_wordpress}
    ),
    "WordPress, Custom HTML by an administrator": Site({"address": embed_in_wordpress}),
    "Wix, Embed HTML": Site({"element": frame_html, "frame": frame_html}),
    "Squarespace, Code block": Site({}),
    "Squarespace, plan without scripts": Site({form: lambda html: take_out(html, "script") for form in FORMS}),
    "Google Sites, Embed": Site(
        {"element": frame_html, "frame": frame_html, "address": lambda url: frame_address(url, "allow-scripts allow-forms allow-popups allow-same-origin")}
    ),
    "Drupal, Basic HTML": Site({"element": keep_basic_tags, "frame": keep_basic_tags}),
    "Drupal, Full HTML": Site({form: lambda html: take_out(html, "script") for form in FORMS}),
}  # fmt: skip

TABLE = re.findall(
    r"^\| ([^|]+?) \| (search|link|nothing|–) \| (search|link|nothing|–) \| (search|link|nothing|–) \| (search|link|nothing|–) \|$",
    TEXT,
    re.M,
)
CELLS = [(site, form, left) for site, *row in TABLE for form, left in zip(FORMS, row, strict=True) if left != "–"]


def test_table_tells_of_every_kind_of_site() -> None:
    assert [site for site, *_ in TABLE] == list(SITES)


@pytest.mark.parametrize(("kind", "form", "left"), CELLS)
def test_what_is_pasted_leaves_what_the_table_says(
    new_page: Callable[..., Page], server: Server, kind: str, form: str, left: str
) -> None:
    site = SITES[kind]
    made = site.make.get(form, str)(PASTED[form])
    with Host() as host:
        page = new_page(java_script_enabled=site.has_scripts)
        page.add_init_script(WATCH)
        headers = {"Content_Security_Policy": site.policy.replace(EXAMPLE, server.url)} if site.policy else {}
        page.goto(host.put(made.replace(EXAMPLE, server.url), **headers))
        if left == "search":
            find_shelter(innermost(page, made), site.has_scripts)
        elif left == "link":
            follow_link(page)
        else:
            expect_nothing(page)


def innermost(page: Page, made: str) -> Page | FrameLocator:
    """The page, the frame in it, or the frame in that."""
    room: Page | FrameLocator = page
    for _ in range(made.count("iframe ")):
        room = room.frame_locator("iframe")
    return room


def find_shelter(room: Page | FrameLocator, has_scripts: bool) -> None:
    if has_scripts:
        room.locator("[part=input]").fill("shelter")
    else:
        room.locator("input[type=search]").fill("shelter")
        room.locator(".box button").click()
    expect(room.locator("[data-resource-id]").first).to_be_visible()


def follow_link(page: Page) -> None:
    expect(page.locator("[part=input]")).to_have_count(0)
    page.get_by_role("link").click()
    expect(page.locator("input[type=search]")).to_be_visible()


def expect_nothing(page: Page) -> None:
    """No frame came through, whether it was taken out or is refused, and no link leads to the directory."""
    expect(page.get_by_role("heading", name="Partner")).to_be_visible()
    if page.locator("iframe").count():
        page.wait_for_function("() => window.refused === 'frame-src'")
    expect(page.get_by_role("link")).to_have_count(0)

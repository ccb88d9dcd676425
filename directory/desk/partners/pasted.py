"""A partner's page -> what of ours stands in it, and what could stop it: elements, frames, scripts, links, policies, the site builder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]

# What tells a site builder apart: words its pages carry, of which none is on our own.
BUILDERS = {
    "wordpress": ("wp-content/", "wp-includes/", 'content="wordpress'),
    "wix": ("static.wixstatic.com", "static.parastorage.com", 'content="wix.com'),
    "squarespace": ("static1.squarespace.com", "assets.squarespace.com", "<!-- this is squarespace"),
    "google-sites": ("sites.google.com", "ssl.gstatic.com/atari", "gstatic.com/atari"),
    "drupal": ('content="drupal', "/core/misc/drupal", "/sites/default/files"),
}

_ESCAPED = re.compile(r"&(?:amp;)*lt;\s*(?:resource-search|script[^>]*widget/v1|iframe[^>]*embed/frame)")


@dataclass
class Pasted:
    """`elements`, `frames`, `scripts`: attributes of each that is ours; `links`: addresses of our pages; `policies`: each
    Content-Security-Policy; `address`: the page's own, where it says so; `is_shown_as_text`: the code stands there to be read.
    """

    builder: str
    address: str = ""
    elements: list[Attributes] = field(default_factory=list)
    empty_elements: int = 0
    frames: list[Attributes] = field(default_factory=list)
    scripts: list[Attributes] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    is_shown_as_text: bool = False


def read_pasted(html: str, site: str, url: str = "", headers: Mapping[str, str] | None = None) -> Pasted:
    """What of ours stands in a page. `site`: our address, "" for any; `url` and `headers`: where and how the page came."""
    reader = _Reader(site)
    reader.feed(html)
    reader.close()
    found = reader.found
    low = html.lower()
    found.builder = next((name for name, signs in BUILDERS.items() if any(sign in low for sign in signs)), "")
    found.address = url or found.address
    found.is_shown_as_text = _ESCAPED.search(low) is not None
    sent = {name.lower(): value for name, value in (headers or {}).items()}
    if "content-security-policy" in sent:
        found.policies.append(sent["content-security-policy"])
    return found


class _Reader(HTMLParser):
    """Gathers tag by tag."""

    def __init__(self, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self.site = site.rstrip("/")
        self.found = Pasted("")
        self._open_element: bool | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        own = getattr(self, f"_see_{tag.replace('-', '_')}", None)
        if own:
            own(said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "resource-search":
            self.found.empty_elements += self._open_element is False
            self._open_element = None

    def _see_resource_search(self, said: Attributes) -> None:
        self.found.elements.append(said)
        self._open_element = False

    def _see_a(self, said: Attributes) -> None:
        if self._open_element is not None:
            self._open_element = True
        if self.site and said.get("href", "").startswith(self.site):
            self.found.links.append(said["href"])

    def _see_script(self, said: Attributes) -> None:
        if self._is_ours(said.get("src", ""), "/widget/"):
            self.found.scripts.append(said)

    def _see_iframe(self, said: Attributes) -> None:
        # Builders that load frames late keep the address elsewhere.
        source = next((said[name] for name in ("src", "data-src", "data-lazy-src") if said.get(name)), "")
        is_home = bool(self.site) and source.split("?")[0].rstrip("/") in (self.site, f"{self.site}/es")
        if is_home or self._is_ours(source, "/embed"):
            self.found.frames.append({**said, "src": source})

    def _see_meta(self, said: Attributes) -> None:
        if said.get("http-equiv", "").lower() == "content-security-policy":
            self.found.policies.append(said.get("content", ""))
        if said.get("property") == "og:url" and not self.found.address:
            self.found.address = said.get("content", "")

    def _see_link(self, said: Attributes) -> None:
        if said.get("rel", "").lower() == "canonical":
            self.found.address = said.get("href", "")

    def _is_ours(self, source: str, path: str) -> bool:
        source = re.sub("^(https?:)?//", "//", source)
        own = re.sub("^https?:", "", self.site)
        return (source.startswith(f"{own}/") if own else True) and path in source

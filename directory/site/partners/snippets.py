"""What a partner pastes: the options chosen -> the element, the frame, the address for WordPress, the plain link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from directory.search.opening import Moment
from directory.site.http.addresses import address
from directory.site.http.asked import Known
from directory.site.http.fields import Fields
from directory.site.programs.cards import split_options
from directory.site.served.baked import Version

# Options that narrow what is found, by the same names as the search's own; then what only the looks know.
FILTERS = ("kind", "service", "topic", "audience", "language")
OPTIONS = (*FILTERS, "place", "lang", "limit", "heading")
MAX_HEADING_LENGTH = 80

# High enough for the box and the lines to call; the frame scrolls where the page around does not listen for its height.
FRAME_HEIGHT = 640


@dataclass(frozen=True)
class Options:
    """`chosen`: option -> its values; `ignored`: what was wrong with each option nobody knows."""

    chosen: Mapping[str, list[str]]
    ignored: list[dict[str, str]]
    lang: str

    @property
    def values(self) -> dict[str, str]:
        """Option -> its values, apart by blanks: the attributes of the element."""
        return {name: " ".join(self.chosen[name]) for name in OPTIONS if self.chosen.get(name)}


def read_options(fields: Fields, known: Known, moment: Moment, lang: str) -> Options:
    """The options among the fields of a request. What is empty or not known is left out. Never raises for them."""
    asked = {name: [value for value in fields.get(name, ()) if value.strip()][:9] for name in OPTIONS}
    heading = asked.pop("heading", [])[:1]
    sound, ignored = split_options(asked, known, moment)
    chosen = {name: values for name, values in sound.items() if name in OPTIONS and values}
    chosen["lang"] = chosen.get("lang", [lang])[-1:]
    if heading:
        chosen["heading"] = [heading[0].strip()[:MAX_HEADING_LENGTH]]
    return Options(chosen, ignored, chosen["lang"][0])


def frame_url(options: Options, base: str) -> str:
    """The address of the frame with these options."""
    asked = [(name, value) for name in OPTIONS if name != "lang" for value in options.chosen.get(name, ())]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{base}{address(options.lang, 'frame')}{query}"


def write_element(options: Options, base: str, version: Version, label: str) -> str:
    """The element with its link for pages whose scripts do not run, and the script, held to its bytes by SRI."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in options.values.items())
    return (
        f"<resource-search{said}>{write_link(options, base, label)}</resource-search>\n"
        f'<script src="{base}/widget/{version.name}" integrity="{version.integrity}"'
        ' crossorigin="anonymous" referrerpolicy="no-referrer" defer></script>'
    )


def write_frame(options: Options, base: str, title: str) -> str:
    """The frame, as high as what is in it where its small script may run."""
    return (
        f'<iframe src="{escape(frame_url(options, base))}" title="{escape(title)}" width="100%" height="{FRAME_HEIGHT}"'
        ' loading="lazy" referrerpolicy="no-referrer"></iframe>\n'
        f'<script src="{base}/widget/resize.js" crossorigin="anonymous" referrerpolicy="no-referrer" defer></script>'
    )


def write_link(options: Options, base: str, label: str) -> str:
    """The plain link, which no site builder takes away."""
    return f'<a href="{base}{address(options.lang, "home")}" rel="noreferrer">{escape(label)}</a>'

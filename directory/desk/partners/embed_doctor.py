"""What stands in a partner's page -> what is wrong with it and how to mend it, in words for whoever keeps that page."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from directory.desk.partners.pasted import Attributes, Pasted

Level = Literal["fault", "remark"]

# Where a partner of each site builder mends it.
REPAIRS = {
    "wordpress": "In WordPress: edit the page, put the line into a Custom HTML block (only administrators and editors may keep a "
    "script there), or paste the address from /embed on a line of its own.",
    "wix": "In Wix: Add Elements, Embed Code, Custom Element takes the script's address; or Embed HTML takes the frame.",
    "squarespace": "In Squarespace: add a Code block with HTML chosen; on plans without scripts use the frame or the link.",
    "google-sites": "In Google Sites: Insert, Embed, By URL with the frame's address; scripts do not stay on the page itself.",
    "drupal": "In Drupal: choose a text format that keeps iframes and scripts (such as Full HTML), or ask the administrator to "
    "allow <iframe> in this one.",
    "": "Paste it into the page's HTML source, not into its text; where scripts are taken out, use the frame or the link from /embed.",
}

ATTRIBUTES = ("kind", "service", "topic", "audience", "language", "place", "lang", "limit", "heading", "src")
_EVERYWHERE = ("id", "class", "style", "dir", "hidden", "title", "part", "slot", "tabindex", "role")

_VERSION = re.compile(r"/widget/(v1\.\d+\.[0-9a-f]{16}\.js)")


@dataclass(frozen=True)
class Finding:
    """`code`: a stable name; `found` and `mend`: sentences."""

    level: Level
    code: str
    found: str
    mend: str


@dataclass(frozen=True)
class Current:
    """What a page should name today: the newest version and its hash; `site`: our address, "" if none is set."""

    name: str
    integrity: str
    site: str
    integrity_of: Callable[[str], str | None]


def examine(page: Pasted, current: Current) -> list[Finding]:
    """What is wrong, faults first."""
    findings = [
        *_look_for_anything(page),
        *_look_at_elements(page),
        *_look_at_scripts(page, current),
        *_look_at_frames(page),
        *_look_at_scheme(page),
        *_look_at_policies(page, current),
    ]
    return sorted(findings, key=lambda finding: finding.level)


def _look_for_anything(page: Pasted) -> Iterator[Finding]:
    repair = REPAIRS[page.builder]
    if page.is_shown_as_text:
        yield Finding("fault", "shown-as-text", "the code is shown to readers as text", repair)
    elif not page.elements and not page.frames and page.scripts:
        yield Finding("fault", "element-stripped", "the script is there, the element or frame it serves is not", repair)
    elif not page.elements and not page.frames and page.links:
        yield Finding(
            "remark", "link-only", "only the plain link is there; it works, but nothing can be searched here", repair
        )
    elif not page.elements and not page.frames:
        yield Finding("fault", "nothing", "nothing of the directory is on this page", repair)


def _look_at_elements(page: Pasted) -> Iterator[Finding]:
    if page.elements and not any("/widget/v1" in script.get("src", "") for script in page.scripts):
        yield Finding(
            "fault", "script-stripped", "<resource-search> is there without its script, so visitors see only the link in it",
            REPAIRS[page.builder],
        )  # fmt: skip
    if page.empty_elements:
        yield Finding(
            "remark", "no-link", "<resource-search> holds no link, so where the script fails nothing is there",
            "Put the link back between <resource-search> and </resource-search>; /embed shows the whole line.",
        )  # fmt: skip
    for name in dict.fromkeys(name for element in page.elements for name in element):
        if name not in ATTRIBUTES and name not in _EVERYWHERE and not name.startswith(("data-", "aria-")):
            near = difflib.get_close_matches(name, ATTRIBUTES, n=1)
            yield Finding(
                "remark", "unknown-attribute", f"<resource-search> has '{name}', which nobody reads",
                f"Write {near[0]}." if near else f"Use one of {', '.join(ATTRIBUTES)}.",
            )  # fmt: skip


def _look_at_scripts(page: Pasted, current: Current) -> Iterator[Finding]:
    line = f'src="{current.site}/widget/{current.name}" integrity="{current.integrity}" crossorigin="anonymous"'
    versions = [script for script in page.scripts if "/widget/v1" in script.get("src", "")]
    if len(versions) > 1:
        yield Finding("remark", "script-twice", "the script is there more than once; the first counts", "Keep one.")
    for script in versions:
        yield from _look_at_version(script, current, line)


def _look_at_version(script: Attributes, current: Current, line: str) -> Iterator[Finding]:
    hash_, named = script.get("integrity", ""), _VERSION.search(script["src"])
    if hash_ and "crossorigin" not in script:
        yield Finding(
            "fault", "no-crossorigin", "the script has integrity but no crossorigin, so browsers refuse it",
            'Add crossorigin="anonymous".',
        )  # fmt: skip
    if hash_ and named is None:
        yield Finding(
            "fault", "floating-with-hash", "v1.js changes, so its integrity will stop fitting and browsers will refuse it",
            f"Name a version: {line}",
        )  # fmt: skip
    if named is None:
        return
    wanted = current.integrity_of(named[1])
    if wanted is None:
        yield Finding("fault", "unknown-version", f"{named[1]} is not a version kept here", f"Write {line}")
    elif hash_ and hash_ != wanted:
        yield Finding(
            "fault", "wrong-hash", f"the integrity is not that of {named[1]}; browsers refuse it", f"Write {line}"
        )
    elif named[1] != current.name:
        yield Finding(
            "remark", "old-version", f"{named[1]} is not the newest; lines to call in it may be old until a search is answered",
            f"Write {line}",
        )  # fmt: skip


def _look_at_frames(page: Pasted) -> Iterator[Finding]:
    for frame in page.frames:
        if "/embed/frame" not in frame["src"]:
            yield Finding(
                "fault", "wrong-page", f"the frame shows {frame['src']}, which no site may frame", "Use the address /embed/frame."
            )  # fmt: skip
        if not frame.get("title"):
            yield Finding(
                "remark", "no-title", "the frame has no title, so screen readers cannot say what it is",
                'Add title="Find help".',
            )  # fmt: skip
        if "sandbox" in frame:
            yield from _look_at_sandbox(set(frame["sandbox"].split()), page)


def _look_at_sandbox(allowed: set[str], page: Pasted) -> Iterator[Finding]:
    if not allowed & {"allow-scripts", "allow-forms"}:
        yield Finding(
            "fault", "sandbox-dead", "the frame's sandbox allows neither scripts nor forms, so nothing can be searched",
            f'Use sandbox="allow-scripts allow-forms allow-popups", or no sandbox. {REPAIRS[page.builder]}',
        )  # fmt: skip
    elif "allow-popups" not in allowed:
        yield Finding(
            "remark", "sandbox-links", "the frame's sandbox lets no link open: numbers can be read but not tapped",
            "Add allow-popups to the sandbox where the site builder lets you.",
        )  # fmt: skip


def _look_at_scheme(page: Pasted) -> Iterator[Finding]:
    if urlsplit(page.address).scheme != "https":
        return
    for source in [*(s.get("src", "") for s in page.scripts), *(f["src"] for f in page.frames)]:
        if source.startswith("http://"):
            yield Finding(
                "fault", "mixed-content", f"{source} is loaded over http in a page on https; browsers refuse it",
                "Write https:// in its place.",
            )  # fmt: skip


def _look_at_policies(page: Pasted, current: Current) -> Iterator[Finding]:
    wants: list[tuple[str, tuple[str, ...]]] = [
        *((s["src"], ("script-src-elem", "script-src", "default-src")) for s in page.scripts),
        *((f["src"], ("frame-src", "child-src", "default-src")) for f in page.frames),
    ]
    if page.elements and page.scripts:
        root = current.site or _origin(page.scripts[0]["src"])
        wants.append((f"{root}/api/v1/search/cards", ("connect-src", "default-src")))
    for policy in page.policies:
        rules = dict(_read_policy(policy))
        for source, names in wants:
            name = next((name for name in names if name in rules), "")
            if name and not _allows(rules[name], source, page.address):
                yield Finding(
                    "fault", "policy", f"the page's Content-Security-Policy ({name}) refuses {source}",
                    f"Add {_origin(source)} to {names[-2] if name == 'default-src' else name}.",
                )  # fmt: skip


def _read_policy(policy: str) -> Iterator[tuple[str, list[str]]]:
    for rule in policy.split(";"):
        name, *values = rule.split() or [""]
        if name:
            yield name.lower(), values


def _allows(values: Iterable[str], source: str, page: str) -> bool:
    """Whether a source list lets an address in (CSP 3, 6.7.2): *, schemes, hosts with * in front, paths by their beginning."""
    asked = urlsplit(source if "//" in source else page + source)
    for value in values:
        if value == "*" or value.rstrip(":") == asked.scheme:
            return True
        if value == "'self'" and _origin(source) == _origin(page):
            return True
        allowed = urlsplit(value if "//" in value else f"//{value}")
        host, own = allowed.netloc.lower(), asked.netloc.lower()
        fits = own.endswith(host[1:]) if host.startswith("*.") else own == host
        scheme_fits = allowed.scheme in ("", asked.scheme) or (allowed.scheme, asked.scheme) == ("http", "https")
        path_fits = (
            asked.path.startswith(allowed.path) if allowed.path.endswith("/") else allowed.path in ("", asked.path)
        )
        if fits and scheme_fits and path_fits and not value.startswith("'"):
            return True
    return False


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme else f"//{parts.netloc}"

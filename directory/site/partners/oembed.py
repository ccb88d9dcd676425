"""/oembed: a page of ours -> the frame that shows it, as WordPress and others ask (oembed.com, version 1.0)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from directory.site.http.addresses import EMBED_PAGES, base_of, split_path
from directory.site.http.asked import read_number
from directory.site.http.fields import Fields, fields_of_address, last_value
from directory.site.http.problems import ProblemError, bad_value, from_status
from directory.site.http.stored import JSON, ReplyNow
from directory.site.partners.snippets import FRAME_HEIGHT, Options, frame_url, read_options
from directory.site.served.answers import encode
from directory.site.served.live import Live, live_of

WIDTH = 600
# What fits a sidebar, and what a reader of a post still sees as part of it.
LEAST_PIXELS, MOST_PIXELS = 240, 4000

XML = "text/xml; charset=utf-8"

# A page of ours is another one when the records change, not oftener than daily.
AGE_SECONDS = 86_400

# The pages that stand for the search: pasting any of them shows the frame.
_PATHS = ("/", EMBED_PAGES["embed"], EMBED_PAGES["frame"])


async def send_oembed(request: Request) -> Response:
    """JSON, or XML where asked for. 404 for an address that is not ours, 501 for another format (oembed.com, 2.3.3)."""
    fields = fields_of_address(request)
    form = last_value(fields, "format") or "json"
    if form not in ("json", "xml"):
        raise ProblemError(
            "format-unknown", 501, "Unknown format", "format: found another format, want json or xml", "Ask for json.", ("json", "xml")
        )  # fmt: skip
    content = describe(request, live_of(request), fields)
    body, kind = (encode(content), JSON) if form == "json" else (_write_xml(content), XML)
    return ReplyNow(body, request.scope, kind, f"public, max-age={AGE_SECONDS}")


def describe(request: Request, live: Live, fields: Fields) -> dict[str, Any]:
    """The answer as a mapping. Raises ProblemError where nothing of ours is meant."""
    release = live.release
    base = base_of(request, release.base_url)
    options = _read_url(last_value(fields, "url"), base, live)
    width = min(WIDTH, read_number(fields, "maxwidth", WIDTH, 1, 100_000))
    height = min(FRAME_HEIGHT, read_number(fields, "maxheight", FRAME_HEIGHT, 1, 100_000))
    title = options.values.get("heading") or release.texts[options.lang]["home_title"]
    frame = ElementTree.Element(
        "iframe",
        {
            "src": frame_url(options, base),
            "title": title,
            "width": str(width),
            "height": str(height),
            "referrerpolicy": "no-referrer",
        },
    )
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": release.sites[options.lang]["name"][options.lang],
        "provider_url": f"{base}/",
        "title": title,
        "width": width,
        "height": height,
        "cache_age": AGE_SECONDS,
        "html": ElementTree.tostring(frame, encoding="unicode", method="html"),
    }


def _read_url(url: str, base: str, live: Live) -> Options:
    """The options that the address of a page of ours carries."""
    if not url:
        raise bad_value("url", url, f"the address of a page here, such as {base}{EMBED_PAGES['embed']}")
    try:
        asked, own = urlsplit(url), urlsplit(base)
        fields = parse_qsl(asked.query, max_num_fields=100)
    except ValueError:
        raise from_status(404) from None
    # Pasted with http where we answer on https, or the reverse: the same page.
    if asked.scheme not in ("http", "https") or asked.netloc != own.netloc:
        raise from_status(404)
    lang, path = split_path(asked.path or "/", live.release.known.langs)
    if (path or "/") not in _PATHS:
        raise from_status(404)
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return read_options({"lang": [lang], **values}, live.release.known, live.moment, lang)


def _write_xml(content: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in content.items():
        ElementTree.SubElement(root, name).text = str(value)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

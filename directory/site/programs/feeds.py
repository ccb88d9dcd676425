"""What changed: the feed for mirrors and for readers, the whole snapshot it leads to, and the lists for search engines."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from directory.changes.revision import Change
from directory.site.http.addresses import SHELL_PAGES, address, base_of, localize_path
from directory.site.http.asked import check_names, read_number
from directory.site.http.fields import fields_of_address
from directory.site.http.paging import link_page, read_hex
from directory.site.http.problems import ProblemError
from directory.site.http.stored import CHECK_FIRST, JSON, Stored, store
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.release import Release

MAX_CHANGES = 100
ATOM_CHANGES = 50
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
XML_TYPE = "application/xml; charset=utf-8"
OPENSEARCH_TYPE = "application/opensearchdescription+xml; charset=utf-8"


async def list_changes(request: Request) -> Response:
    """The changes after revision `since`, oldest first; without it the newest ones."""
    fields = fields_of_address(request)
    release = live_of(request).release
    check_names(fields, ("since", "limit"))
    since = read_hex(fields, "since", 64)
    limit = read_number(fields, "limit", MAX_CHANGES, 1, MAX_CHANGES)
    changes = release.history.since(since) if since else release.history.changes[-limit:]
    if changes is None:
        raise revision_unknown()

    def make() -> Stored:
        return store(encode(_feed(release, since, changes[:limit], len(changes) > limit)), JSON, CHECK_FIRST)

    return release.recent(f"changes {since} {limit}", make).reply(request)


def _feed(release: Release, since: str, changes: tuple[Change, ...], has_more: bool) -> dict[str, Any]:
    next_page = link_page("/changes.json", {}, [("since", changes[-1].revision)]) if has_more else None
    return {
        "revision": release.history.revision,
        "since": since or (changes[0].previous if changes else release.history.revision),
        "snapshot": "/api/v1/snapshot",
        "licence": release.snapshot.site["licence"]["data"]["id"],
        "next": next_page,
        "changes": [change.as_json() for change in changes],
    }


def revision_unknown() -> ProblemError:
    """A mirror that is further behind than the journal goes back."""
    return ProblemError(
        "revision-unknown", 404, "Unknown revision", "since: found a revision that is not, or no longer, known here",
        "Fetch /api/v1/snapshot once; its SHA-256 is the revision to go on from.",
    )  # fmt: skip


async def send_snapshot(request: Request) -> Response:
    """Every record as one array, byte for byte what a mirror holds: its SHA-256 is the revision."""
    release = live_of(request).release
    check_names(fields_of_address(request), ())
    return release.recent("snapshot", lambda: store(release.snapshot.written.bytes, JSON, CHECK_FIRST)).reply(request)


async def send_atom(request: Request) -> Response:
    """The newest changes for feed readers (RFC 4287)."""
    release = live_of(request).release
    base = base_of(request, release.base_url)
    return release.recent(f"atom {base}", lambda: store(_atom(release, base), ATOM_TYPE, CHECK_FIRST)).reply(request)


def _atom(release: Release, base: str) -> bytes:
    changes = release.history.changes[-ATOM_CHANGES:]
    feed = ElementTree.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", f"{base}/")
    _add(feed, "title", release.snapshot.site["name"]["en"])
    _add(feed, "updated", changes[-1].on if changes else f"{release.snapshot.records_on}T00:00:00Z")
    _add(ElementTree.SubElement(feed, "author"), "name", release.snapshot.site["name"]["en"])
    _add(feed, "rights", release.snapshot.site["licence"]["data"]["name"]["en"])
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": urljoin(base, "/changes.atom")})
    for change in reversed(changes):
        for name, title, text in _tell(change, release):
            _entry(feed, change, name, title, text, base)
    return _write(feed)


def _tell(change: Change, release: Release) -> list[tuple[str, str, str]]:
    """(id, title of the record, what happened) of each record in a change."""
    label = release.snapshot.vocabulary.label
    told = [(name, change.resources[name]["title"], "Added.") for name in change.added]
    told += [
        (name, change.resources[name]["title"], f"Changed: {', '.join(fields)}.")
        for name, fields in change.fields.items()
    ]
    told += [
        (gone.id, gone.title, f"Removed. {label('removal_reasons', gone.reason, 'en')} {gone.note}".strip())
        for gone in change.removed
    ]
    return told


def _entry(feed: ElementTree.Element, change: Change, name: str, title: str, text: str, base: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'{change.previous} {change.revision} {change.on} {name}')}")
    _add(entry, "title", title)
    _add(entry, "updated", change.on)
    _add(entry, "summary", text)
    ElementTree.SubElement(entry, "link", {"href": urljoin(base, address("en", "resource", id=name))})


async def send_sitemap(request: Request) -> Response:
    """Every page that search engines may list (sitemaps.org); neither exit nor erase."""
    release = live_of(request).release
    base = base_of(request, release.base_url)
    return release.recent(f"sitemap {base}", lambda: store(_sitemap(release, base), XML_TYPE, CHECK_FIRST)).reply(
        request
    )


def _sitemap(release: Release, base: str) -> bytes:
    urls = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    pages = [path for name, path in SHELL_PAGES.items() if name not in ("exit", "erase", "offline")]
    for lang in release.known.langs:
        for path in pages:
            _add(ElementTree.SubElement(urls, "url"), "loc", urljoin(base, localize_path(path, lang)))
        for form in release.snapshot.forms.values():
            url = ElementTree.SubElement(urls, "url")
            _add(url, "loc", urljoin(base, address(lang, "resource", id=form["id"])))
            _add(url, "lastmod", release.catalog.context.modified(form["id"])[:10])
    return _write(urls)


async def send_opensearch(request: Request) -> Response:
    """The search's description for programs (OpenSearch 1.1).

    No page links to it: a browser would offer to keep it, and searches from its address bar stay in the history.
    """
    release = live_of(request).release
    base = base_of(request, release.base_url)
    found = ElementTree.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    _add(found, "ShortName", release.snapshot.site["short_name"]["en"])
    _add(found, "Description", release.snapshot.site["description"]["en"])
    template = urljoin(base, "/api/v1/search") + "?q={searchTerms}&limit={count?}&offset={startIndex?}"
    ElementTree.SubElement(found, "Url", {"type": JSON, "indexOffset": "0", "template": template})
    return store(_write(found), OPENSEARCH_TYPE, CHECK_FIRST).reply(request)


async def send_robots(request: Request) -> Response:
    """Search engines may list the pages, not the machinery."""
    base = base_of(request, live_of(request).release.base_url)
    closed = "".join(f"Disallow: {path}\n" for path in ("/api/", "/exit", "/erase"))
    return PlainTextResponse(f"User-agent: *\n{closed}Sitemap: {urljoin(base, '/sitemap.xml')}\n")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _write(root: ElementTree.Element) -> bytes:
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

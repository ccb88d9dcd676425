"""Addresses -> what each answers today. Polite: one request at a time to a host, with a pause, HEAD first, robots.txt kept.

The only module here that knows httpx. It judges one visit; what several visits on different days mean is links.py.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from directory import __version__
from directory.errors import DirectoryError

Answer = Literal["alive", "moved", "blocked", "failing"]

AGENT = f"resource-directory-links/{__version__}"
HOSTS_AT_ONCE = 8

# The page is there, but not for a program: only a person with a browser can tell. 999 is what LinkedIn says.
_BLOCKED = {401, 402, 403, 405, 406, 429, 451, 999}
# What some servers say to HEAD alone.
_ASK_AGAIN = {400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503, 999}
_PERMANENT = {301, 308}


@dataclass(frozen=True)
class Visit:
    """What one address answered. `reason` in plain words, empty when alive; `moved_to` where it leads now.

    `reached` says whether any server spoke to us at all.
    """

    url: str
    answer: Answer
    reason: str = ""
    moved_to: str = ""
    reached: bool = True


@dataclass(frozen=True)
class Manners:
    """How long we wait, in seconds: for an answer, between two requests to one host, at most when told to come later."""

    timeout_s: float = 15
    pause_s: float = 1
    patience_s: float = 30


async def visit_all(urls: Iterable[str], manners: Manners | None = None) -> AsyncIterator[Visit]:
    """A Visit for each address, as they come. Hosts are asked side by side, the addresses of one host in turn."""
    manners = manners or Manners()
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc.lower()].append(url)
    visits: asyncio.Queue[Visit] = asyncio.Queue()
    gate = asyncio.Semaphore(HOSTS_AT_ONCE)
    limits = httpx.Timeout(manners.timeout_s)
    async with httpx.AsyncClient(
        headers={"User-Agent": AGENT, "Accept": "*/*"}, timeout=limits, follow_redirects=True
    ) as web:
        hosts = [asyncio.create_task(_Host(web, manners).visit(group, gate, visits)) for group in by_host.values()]
        try:
            for _ in range(sum(map(len, by_host.values()))):
                yield await visits.get()
        finally:
            for host in hosts:
                host.cancel()
            await asyncio.gather(*hosts, return_exceptions=True)


# More than any page a partner keeps; the rest would not be read.
_MOST_PAGE_BYTES = 5_000_000


def fetch_page(url: str, manners: Manners | None = None) -> tuple[str, str, Mapping[str, str]]:
    """A page asked for by name: its text, where it was found in the end, its headers. Raises DirectoryError where it cannot be had."""
    manners = manners or Manners()
    try:
        headers = {"User-Agent": AGENT, "Accept": "text/html"}
        with httpx.stream("GET", url, headers=headers, timeout=manners.timeout_s, follow_redirects=True) as answer:
            if not answer.is_success:
                raise DirectoryError(f"{url}: it says {_status(answer.status_code)}")
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > _MOST_PAGE_BYTES:
                    raise DirectoryError(f"{url}: found more than {_MOST_PAGE_BYTES:,} bytes, want a page")
            text = bytes(body).decode(answer.charset_encoding or "utf-8", "replace")
            return text, str(answer.url), dict(answer.headers)
    except (httpx.HTTPError, httpx.InvalidURL, LookupError) as error:
        raise DirectoryError(f"{url}: {_explain(error, manners)}") from error


@dataclass
class _Host:
    """One host, asked politely."""

    web: httpx.AsyncClient
    manners: Manners
    robots: RobotFileParser | None = field(default=None)

    async def visit(self, urls: list[str], gate: asyncio.Semaphore, visits: asyncio.Queue[Visit]) -> None:
        async with gate:
            self.robots = await self._read_robots(urls[0])
            for url in urls:
                await asyncio.sleep(self.manners.pause_s)
                visits.put_nowait(await self._visit(url))

    async def _read_robots(self, url: str) -> RobotFileParser:
        """The host's robots.txt; one that is missing, broken or out of reach allows everything."""
        robots = RobotFileParser()
        lines: list[str] = []
        try:
            async with asyncio.timeout(self.manners.timeout_s):
                answer = await self.web.get(httpx.URL(url).join("/robots.txt"))
            if answer.is_success:
                lines = answer.text[:500_000].splitlines()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            pass
        robots.parse(lines)
        return robots

    async def _visit(self, url: str) -> Visit:
        page = urldefrag(url).url
        if self.robots and not self.robots.can_fetch(AGENT, page):
            return Visit(url, "blocked", "its robots.txt asks programs not to look")
        try:
            # Beside httpx's own limit, which starts again with every byte that drips in.
            async with asyncio.timeout(self.manners.timeout_s * 2):
                return _judge(url, await self._ask(page))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            return Visit(
                url, "failing", _explain(error, self.manners), reached=isinstance(error, httpx.TooManyRedirects)
            )

    async def _ask(self, page: str) -> httpx.Response:
        """The headers of the page: by HEAD, and by GET where HEAD is not understood. Bodies are not read."""
        answer = await self._headers("HEAD", page)
        if answer.status_code in _ASK_AGAIN:
            answer = await self._headers("GET", page)
        wait_s = _retry_after_s(answer.headers)
        if answer.status_code in (429, 503) and wait_s is not None and wait_s <= self.manners.patience_s:
            async with asyncio.timeout(wait_s + self.manners.timeout_s):
                await asyncio.sleep(wait_s)
                answer = await self._headers("GET", page)
        return answer

    async def _headers(self, method: str, page: str) -> httpx.Response:
        async with self.web.stream(method, page) as answer:
            return answer


def _retry_after_s(headers: Mapping[str, str]) -> int | None:
    text = headers.get("Retry-After", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _judge(url: str, answer: httpx.Response) -> Visit:
    """The verdict on an answer that came."""
    status = answer.status_code
    if status in _BLOCKED or "cf-mitigated" in answer.headers:
        return Visit(url, "blocked", f"it says {_status(status)} to programs")
    if not answer.is_success:
        return Visit(url, "failing", f"it says {_status(status)}")
    new, old = str(answer.url), urldefrag(url).url
    if new.rstrip("/") == old.rstrip("/"):
        return Visit(url, "alive")
    if urlsplit(new).path in ("", "/") and urlsplit(old).path not in ("", "/"):
        return Visit(url, "moved", "it leads to the home page; the page itself is probably gone", new)
    if all(step.status_code in _PERMANENT for step in answer.history):
        return Visit(url, "moved", "it moved for good", new)
    return Visit(url, "alive")


def _status(status: int) -> str:
    words = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    return f"{status} {words}".strip()


def _explain(error: Exception, manners: Manners) -> str:
    """What went wrong with a visit, in plain words."""
    causes = list(_causes(error))
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return f"no answer within {manners.timeout_s:g} seconds"
    if isinstance(error, httpx.TooManyRedirects):
        return "it sends us round in circles"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "its certificate is not valid"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "there is no such host"
    if isinstance(error, httpx.ConnectError):
        return "nobody answers there"
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
        return "it leads to an address that is not a web page"
    return "the server broke off or did not speak HTTP"


def _causes(error: BaseException) -> Iterable[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__

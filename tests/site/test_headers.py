"""What every response carries to keep a reader safe."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Callable

import httpx
import pytest

from directory.settings import PACKAGE
from directory.site.people import pages
from tests.conftest import ROOT
from tests.site.conftest import Client, Folder

EVERYTHING = ["/", "/es/", "/exit", "/resources/example-video", "/nothing", "/sw.js", "/healthz", "/api/v1/search?q=x"]
EVERYTHING += [
    "/api/v1/nothing",
    "/packs/latest.json",
    "/manifest.webmanifest",
    "/static/app.0123456789.js",
    "/robots.txt",
]
EMPTY_ICON = "data:,"
PAGES = ["/", "/es/signs", "/exit", "/resources/example-video", "/nothing"]


# What a page or a worker loads by name, and nobody opens by itself.
PARTS = [
    "/packs/latest.json",
    *(f"/static/{name}.0123456789.js" for name in ("app", "later", "search-later", "keeper")),
    "/static/later.css",
]


@pytest.mark.parametrize("path", [path for path in EVERYTHING if path not in PARTS])
def test_response_tells_nobody_where_one_came_from(client: Client, path: str) -> None:
    assert client.get(path).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", EVERYTHING + PARTS)
def test_response_is_what_it_says_it_is_and_for_no_other_site(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_page_may_load_from_here_alone(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = policy_of(headers)
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert (policy["require-trusted-types-for"], policy["trusted-types"]) == ("'script'", "own")
    assert "unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_page_may_use_no_sensor_and_no_tracking(client: Client, path: str) -> None:
    denied = client.get(path).headers["permissions-policy"].split(",")
    assert {"geolocation=()", "camera=()", "microphone=()", "browsing-topics=()", "usb=()"} <= set(denied)
    assert [feature for feature in denied if not feature.endswith("=()")] == []


# What the app and its pages do -> the feature of the browser that must not be denied for it.
USES = {
    "navigator.share(": "web-share",
    "navigator.clipboard.write": "clipboard-write",
    "<video controls": "fullscreen",
    "playsinline": "picture-in-picture",
}


@pytest.mark.parametrize(("use", "feature"), USES.items())
def test_page_may_do_what_the_app_does(client: Client, use: str, feature: str) -> None:
    sources = [*(ROOT / "web" / "app").glob("*.js"), *(PACKAGE / "site" / "templates").glob("*.html")]
    assert any(use in path.read_text(encoding="utf-8") for path in sources)
    assert f"{feature}=" not in client.get("/").headers["permissions-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_page_holds_no_style_or_script_the_policy_forbids(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = policy_of(answer.headers)
    for style in re.findall(r"<style>(.*?)</style>", answer.text, re.S):
        assert digest_of(style) in policy["style-src"]
    for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.S):
        is_data = re.search(r'type="application/(ld\+)?json"', attributes)
        assert is_data or "src=" in attributes or digest_of(script) in policy["script-src"]
    assert not re.search(r"<[^>]+ (on\w+|style)=", answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_nothing_from_elsewhere(client: Client, path: str) -> None:
    loaded = re.findall(
        r"<(?:script|img|link|iframe|source|video|audio)[^>]+(?:src|href)=\"([^\"]+)\"", client.get(path).text
    )
    assert [url for url in loaded if url != EMPTY_ICON and (url[0] != "/" or url.startswith("//"))] == []


OWN_POLICY = [
    "/sw.js",
    "/static/search-worker.0123456789.js",
    "/static/qr.0123456789.js",
    "/static/icon.svg",
]


@pytest.mark.parametrize("path", OWN_POLICY)
def test_code_that_is_no_page_keeps_to_a_policy_of_its_own(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == "default-src 'self'; require-trusted-types-for 'script'"
    assert "permissions-policy" not in headers


@pytest.mark.parametrize("path", PARTS)
def test_part_of_a_page_carries_no_header_that_says_nothing_there(client: Client, path: str) -> None:
    """First visits on slow lines are counted in bytes."""
    answer = client.get(path)
    assert answer.status == 200
    needed = {"cache-control", "etag", "vary", "content-type", "content-encoding", "content-length"}
    needed |= {"x-content-type-options", "cross-origin-resource-policy", "access-control-allow-origin"}
    assert set(answer.headers) <= needed


def test_worker_that_a_page_starts_keeps_to_a_policy(client: Client) -> None:
    """It has no other than the one it comes with."""
    started = re.findall(r'data-worker="([^"]+)"', client.get("/").text)
    assert started
    for path in ["/sw.js", *started]:
        assert "content-security-policy" in client.get(path).headers
        assert client.get(path).headers["referrer-policy"] == "no-referrer"


def test_first_answer_names_the_pack_for_browsers_that_run_scripts(client: Client) -> None:
    named = client.get("/packs/latest.json").json()["url"]
    wanted = f'<{named}>; rel=preload; as=fetch; crossorigin; media="(scripting: enabled)"'
    assert client.get("/").headers["link"] == client.get("/es/").headers["link"] == wanted
    assert "link" not in client.get("/signs").headers


def test_first_answer_names_no_pack_that_some_phones_cannot_hold(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_NAMED_BYTES", client.get("/packs/latest.json").json()["size_bytes"] - 1)
    assert "link" not in client.get("/").headers


def test_page_over_tls_may_not_be_had_without_it(client: Client) -> None:
    """Whoever speaks TLS before us says so in the scheme, if it is a proxy that is trusted."""
    assert "strict-transport-security" not in client.get("/").headers
    assert over_tls(client)["strict-transport-security"] == "max-age=31536000"


def test_site_whose_own_address_is_https_may_not_be_had_without_it(
    folder: Folder, serve: Callable[..., Client]
) -> None:
    folder.write_site(base_url="https://example.org")
    assert "strict-transport-security" in serve().get("/").headers


def over_tls(client: Client) -> httpx.Headers:
    transport = httpx.ASGITransport(client.app)

    async def send() -> httpx.Headers:
        return (await transport.handle_async_request(httpx.Request("GET", "https://test/"))).headers

    return asyncio.run(send())


def policy_of(headers: httpx.Headers) -> dict[str, str]:
    """Rule -> value of the Content-Security-Policy."""
    return dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))


def digest_of(content: str) -> str:
    """How a policy names what stands inline."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

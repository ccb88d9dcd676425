"""What every response carries to keep a reader safe."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.site.conftest import Client

EVERYTHING = ["/", "/es/", "/exit", "/resources/example-video", "/nothing", "/sw.js", "/healthz", "/api/v1/search?q=x"]
EVERYTHING += [
    "/api/v1/nothing",
    "/packs/latest.json",
    "/manifest.webmanifest",
    "/static/app.0123456789.js",
    "/robots.txt",
]
PAGES = ["/", "/es/signs", "/exit", "/resources/example-video", "/nothing"]


@pytest.mark.parametrize("path", EVERYTHING)
def test_response_tells_nobody_where_one_came_from(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_page_may_load_from_here_alone(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_page_holds_no_style_or_script_the_policy_forbids(client: Client, path: str) -> None:
    answer = client.get(path)
    for style in re.findall(r"<style>(.*?)</style>", answer.text, re.S):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]
    for attributes in re.findall(r"<script([^>]*)>", answer.text):
        assert "src=" in attributes or 'type="application/json"' in attributes
    assert not re.search(r"<[^>]+ (on\w+|style)=", answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_nothing_from_elsewhere(client: Client, path: str) -> None:
    loaded = re.findall(
        r"<(?:script|img|link|iframe|source|video|audio)[^>]+(?:src|href)=\"([^\"]+)\"", client.get(path).text
    )
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)

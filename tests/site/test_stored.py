"""Bodies in several codings: which one is sent, what 304, HEAD and ranges give."""

from __future__ import annotations

import gzip

import brotli
import pytest

from directory.site.http.stored import choose_coding
from tests.site.conftest import Client

PAGE = "/signs"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=nonsense, gzip", "gzip"),
        ("BR", "br"),
    ],
)
def test_coding_is_the_one_preferred(accepted: str, coding: str) -> None:
    assert choose_coding(accepted) == coding


def test_codings_hold_the_same_body(client: Client) -> None:
    plain = client.get(PAGE)
    assert brotli.decompress(client.get(PAGE, headers={"accept-encoding": "br"}).raw) == plain.raw
    assert gzip.decompress(client.get(PAGE, headers={"accept-encoding": "gzip"}).raw) == plain.raw


def test_codings_have_etags_of_their_own(client: Client) -> None:
    etags = {
        client.get(PAGE, headers={"accept-encoding": coding}).headers["etag"] for coding in ("br", "gzip", "identity")
    }
    assert len(etags) == 3
    assert all(
        client.get(PAGE, headers={"accept-encoding": c}).headers["vary"] == "Accept-Encoding" for c in ("br", "")
    )


@pytest.mark.parametrize("known", ['"other", {etag}', "W/{etag}", "*"])
def test_body_the_client_has_is_not_sent(client: Client, known: str) -> None:
    etag = client.get(PAGE).headers["etag"]
    answer = client.get(PAGE, headers={"if-none-match": known.format(etag=etag)})
    assert (answer.status, answer.raw, answer.headers["etag"]) == (304, b"", etag)


def test_body_changed_since_is_sent(client: Client) -> None:
    assert client.get(PAGE, headers={"if-none-match": '"other"'}).status == 200


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=5-999999", 5, None)],
)
@pytest.mark.parametrize("coding", ["identity", "br"])
def test_range_is_cut_from_the_coding_sent(
    client: Client, coding: str, asked: str, first: int, last: int | None
) -> None:
    whole = client.get(PAGE, headers={"accept-encoding": coding})
    part = client.get(PAGE, headers={"accept-encoding": coding, "range": asked})
    assert part.status == 206
    assert part.raw == whole.raw[first:last]
    assert part.headers["etag"] == whole.headers["etag"]
    assert part.headers.get("content-encoding") == whole.headers.get("content-encoding")
    assert part.headers["content-range"].endswith(f"/{len(whole.raw)}")


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", "bytes=9-8"])
def test_range_of_nothing_is_refused(client: Client, asked: str) -> None:
    answer = client.get(PAGE, headers={"range": asked})
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{len(client.get(PAGE).raw)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=x-y", "bytes=" + "9" * 5000 + "-"])
def test_range_not_understood_gives_the_whole(client: Client, asked: str) -> None:
    assert client.get(PAGE, headers={"range": asked}).status == 200


def test_range_of_another_coding_gives_the_whole(client: Client) -> None:
    """A client that began with brotli and goes on without must not join the two."""
    squeezed = client.get(PAGE, headers={"accept-encoding": "br"}).headers["etag"]
    assert client.get(PAGE, headers={"range": "bytes=5-", "if-range": squeezed}).status == 200
    own = client.get(PAGE).headers["etag"]
    assert client.get(PAGE, headers={"range": "bytes=5-", "if-range": own}).status == 206


@pytest.mark.parametrize(
    "path", ["/", PAGE, "/api/v1/resources", "/api/v1/search?q=x", "/healthz", "/sw.js", "/resources/example-video"]
)
def test_head_has_the_headers_of_get_and_no_body(client: Client, path: str) -> None:
    by_get, by_head = client.get(path), client.ask("HEAD", path)
    assert by_head.raw == b""
    assert (by_head.status, dict(by_head.headers)) == (by_get.status, dict(by_get.headers))


def test_squeezed_body_is_smaller_and_the_same(client: Client) -> None:
    release = client.app.state.live.release
    body = release.body("bundle en", lambda: pytest.fail("the pages were not made at start"))
    squeezed = body.squeezed()
    assert len(squeezed.codings["br"].body) < len(body.codings["br"].body)
    assert (squeezed.hash, squeezed.body) == (body.hash, body.body)
    assert squeezed.codings["br"].etag != body.codings["br"].etag


def test_body_that_is_wanted_no_more_is_left_as_it_is(client: Client) -> None:
    """The pack of 20,000 records takes half a minute, which a server told to stop has not."""
    release = client.app.state.live.release
    body = release.body("bundle en", lambda: pytest.fail("the pages were not made at start"))
    assert body.squeezed(lambda: False) is body

"""A material's own file, served whole and in ranges, never for the browser to keep."""

from __future__ import annotations

from collections.abc import Callable

from tests.site.conftest import VIDEO, Client, Folder

BODY = b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40


def serve_video(folder: Folder, serve: Callable[..., Client]) -> tuple[Client, str]:
    """A client, and the address of the one video's file."""
    (folder.data / "files").mkdir()
    (folder.data / "files" / "clip.webm").write_bytes(BODY)
    client = serve({**VIDEO, "file": "clip.webm"})
    return client, client.get("/api/v1/resources/example-video").json()["file"]["url"]


def test_file_is_served_whole_with_its_type_and_kept_nowhere(folder: Folder, serve: Callable[..., Client]) -> None:
    client, url = serve_video(folder, serve)
    answer = client.get(url)
    assert (answer.status, answer.raw, answer.headers["content-type"]) == (200, BODY, "video/webm")
    assert answer.headers["cache-control"] == "no-store"


def test_range_is_cut_from_the_file(folder: Folder, serve: Callable[..., Client]) -> None:
    client, url = serve_video(folder, serve)
    part = client.get(url, headers={"range": "bytes=100-199"})
    assert (part.status, part.raw) == (206, BODY[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(BODY)}"
    assert client.get(url, headers={"range": f"bytes={len(BODY)}-"}).status == 416


def test_file_that_changed_or_nobody_names_is_not_there(folder: Folder, serve: Callable[..., Client]) -> None:
    client, url = serve_video(folder, serve)
    assert client.get("/files/clip.webm").status == 404
    assert client.get("/files/..%2Fsite.yaml").status == 404
    (folder.data / "files" / "clip.webm").write_bytes(BODY + b"more")
    assert client.get(url).status == 404

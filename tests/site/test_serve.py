"""The server as a process: its address, its end, its log, and the wire."""

from __future__ import annotations

import http.client
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.site.conftest import Folder, make_record
from tests.site.server import PATIENCE_SECONDS, Server

WORDS = "zzrareword"
AGENT = "zzrareagent"
FROM = "198.51.100.7"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def server(folder: Folder) -> Iterator[Server]:
    """A server of one process over one record."""
    with Server(folder) as running:
        yield running


def test_server_says_where_it_is(server: Server) -> None:
    assert "serving 1 record of 2026-11-21 on http://127.0.0.1:" in server.said
    assert server.get("/").status_code == 200


@pytest.mark.parametrize("told_by", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "service-manager"])
@pytest.mark.parametrize("workers", [1, 2])
def test_server_told_to_stop_ends_quietly(folder: Folder, workers: int, told_by: signal.Signals) -> None:
    with Server(folder, workers) as server:
        server.get("/")
        server.stop(told_by)
    assert server.code == 0
    assert server.log.endswith("stopped\n")
    assert "Traceback" not in server.log
    assert "Warning" not in server.log


def test_port_in_use_is_one_sentence(folder: Folder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, Server(folder, port=taken.getsockname()[1]) as server:
        server.stop()
    assert server.code == 1
    assert server.log.startswith("Cannot listen on 127.0.0.1 port ")
    assert "--port" in server.log
    assert len(server.log.splitlines()) == 1


def test_answers_are_sent_without_delay(server: Server) -> None:
    """With Nagle's delay each small answer on a connection kept open would take 40 ms: 25 a second instead of hundreds."""
    with httpx.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as client:
        client.get("/robots.txt")
        # On a busy machine one in many will do: with the delay there is none.
        assert any(client.get("/robots.txt").elapsed.total_seconds() < 0.03 for _ in range(200))


def test_start_after_many_records_were_lost_says_so(folder: Folder) -> None:
    """Half a directory is better than none, but nobody may overlook it."""
    records = [make_record(f"record-{number}") for number in range(30)]
    folder.write_records(*records)
    with Server(folder) as server:
        server.health()
    folder.write_records(*records[:15])
    with Server(folder) as server:
        server.health()
    assert "LOOK: 15 records are gone since this was served last (Example Hotline;" in server.log


def test_start_with_faults_is_refused_with_the_words_of_check(folder: Folder) -> None:
    folder.write_text("- just words\n")
    with Server(folder) as server:
        server.stop()
    assert server.code == 1
    assert "data/resources.yaml:1:3" in server.log
    assert "Traceback" not in server.log


@pytest.mark.parametrize("workers", [1, 2])
def test_log_holds_nothing_anybody_typed(folder: Folder, workers: int) -> None:
    """Under load, with Python's own debugging on: no stream, no log and no file the server may write holds a word."""
    root = folder.data.parent
    places = {name: str(root / name) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME")}
    for place in places.values():
        Path(place).mkdir()
    with Server(folder, workers, PYTHONASYNCIODEBUG="1", PYTHONDEVMODE="1", **places) as server:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: ask_everything(server), range(4)))
        counted = server.get("/metrics").text
        server.stop()
    assert server.code == 0
    assert WORDS not in server.log.lower()
    assert AGENT not in server.log.lower()
    assert "127.0.0.1" not in server.log.replace(server.url, "")
    assert "198.51.100.7" not in server.log
    assert WORDS not in counted.lower()
    kept = [path for path in root.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes().lower()]
    assert kept == []


def ask_everything(server: Server) -> None:
    """The words in every place that a request has, in good requests, bad ones and ones cut short."""
    headers = {
        "user-agent": AGENT,
        "referer": f"https://{WORDS}.example",
        "cookie": f"a={WORDS}",
        "x-forwarded-for": FROM,
    }
    with httpx.Client(base_url=server.url, headers=headers, timeout=PATIENCE_SECONDS) as client:
        for path in (f"/api/v1/search?q={WORDS}", f"/{WORDS}", f"/resources/{WORDS}?{WORDS}", f"/static/{WORDS}.js"):
            client.get(path)
        for query in (f"{WORDS}=1", f"q=x&place={WORDS}", f"q=x&limit={WORDS}", f"q={WORDS}%00%ff"):
            client.get(f"/api/v1/search?{query}")
        client.post("/search", data={"q": WORDS, "place": WORDS, "offset": WORDS})
        client.post("/api/v1/search", json={"q": WORDS})
        client.post("/api/v1/search", content=f"{{{WORDS}", headers={"content-type": "application/json"})
        client.post("/search", data={"q": WORDS * 30_000})
        client.request(WORDS.upper(), "/")
    for request in (
        f"GET /{WORDS} nonsense {WORDS}\r\n\r\n",
        f"POST /search HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\ncontent-length: 999\r\n\r\nq={WORDS}",
        f"GET /{WORDS}\xff HTTP/1.1\r\nhost: {WORDS}\r\n{WORDS}\r\n\r\n",
    ):
        send_raw(server, request.encode("latin-1"))


def test_head_on_the_wire_has_a_length_and_no_body(server: Server) -> None:
    answer = send_raw(server, b"HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert body == b""
    assert int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]) > 1000
    assert b"server:" not in head.lower()


def test_range_on_the_wire_is_part_of_the_squeezed_body(server: Server) -> None:
    """A page squeezed harder between the two requests has another ETag, and is rightly sent whole: then once more."""
    for _ in range(3):
        whole = fetch(server, {"accept-encoding": "br"})
        part = fetch(server, {"accept-encoding": "br", "range": "bytes=100-199", "if-range": whole.headers["etag"]})
        if part.status == 206:
            break
    assert part.status == 206
    assert part.raw == whole.raw[100:200]


def test_search_of_ten_thousand_characters_fits_an_address(server: Server) -> None:
    assert server.get("/api/v1/search", params={"q": "é " * 5000}).status_code == 200


class Fetched:
    """A response of http.client, which decodes nothing."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.raw = response.status, response.read()
        self.headers = {name.lower(): value for name, value in response.getheaders()}


def fetch(server: Server, headers: dict[str, str]) -> Fetched:
    """The pack, as it comes over the wire."""
    url = server.get("/packs/latest.json").json()["url"]
    with closing(http.client.HTTPConnection(server.url.removeprefix("http://"))) as connection:
        connection.request("GET", url, headers=headers)
        return Fetched(connection.getresponse())


def send_raw(server: Server, request: bytes) -> bytes:
    """Everything the server sends back to these bytes."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))

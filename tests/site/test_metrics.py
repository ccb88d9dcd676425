"""/metrics: counts of answers by route, status and time, of all processes; never a word."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.site.conftest import Client, Folder, make_record
from tests.site.server import Server

WORDS = "zzrareword"
SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="[^"\n]*",?)+)\})? ([0-9.]+)')


def samples(text: str) -> dict[str, float]:
    """Name with labels -> value, of a text in the exposition format of Prometheus."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not SAMPLE.fullmatch(line)] == []
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_answers_are_counted_by_route_and_status(serve: Callable[..., Client]) -> None:
    client = serve(make_record("example-hotline"))
    for _ in range(2):
        client.get("/api/v1/search", params={"q": WORDS})
    client.get("/api/v1/search", params={"limit": WORDS})
    for path in ("/", "/signs", "/es/erase", "/resources/example-hotline", f"/resources/{WORDS}", f"/{WORDS}"):
        client.get(path)
    client.post("/corrections", json={"id": "example-hotline", "reason": "no-answer", "text": WORDS})
    answer = client.get("/metrics")
    found = samples(answer.text)
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert found['directory_requests_total{route="/api/v1/search",status="200"}'] == 2
    assert found['directory_requests_total{route="/api/v1/search",status="400"}'] == 1
    assert found['directory_requests_total{route="/{page}",status="200"}'] == 3
    assert found['directory_requests_total{route="/resources/{id}",status="200"}'] == 1
    assert found['directory_requests_total{route="/resources/{id}",status="404"}'] == 1
    assert found['directory_requests_total{route="other",status="404"}'] == 1
    assert found['directory_requests_total{route="/corrections",status="201"}'] == 1
    assert WORDS not in answer.text
    assert "example-hotline" not in answer.text
    assert "erase" not in answer.text


def test_times_are_counted_in_buckets_that_add_up(serve: Callable[..., Client]) -> None:
    client = serve(make_record("example-hotline"))
    for _ in range(5):
        client.get("/robots.txt")
    found = samples(client.get("/metrics").text)
    buckets = [
        value for name, value in found.items() if name.startswith('directory_request_seconds_bucket{route="/robots')
    ]
    assert buckets == sorted(buckets)
    assert buckets[-1] == found['directory_request_seconds_count{route="/robots.txt"}'] == 5
    assert found['directory_request_seconds_sum{route="/robots.txt"}'] > 0


def test_age_and_number_of_the_records_are_told(serve: Callable[..., Client]) -> None:
    verified = {"on": "2026-11-01", "how": "by-phone"}
    client = serve(make_record("one", verified=verified), make_record("two", verified=verified))
    found = samples(client.get("/metrics").text)
    assert (found["directory_records"], found["directory_records_age_days"], found["directory_faults"]) == (2, 20, 0)


def test_counts_are_those_of_all_processes(folder: Folder) -> None:
    with Server(folder, workers=2) as server:
        for _ in range(40):
            server.get("/robots.txt")
        found = samples(server.get("/metrics").text)
    assert found['directory_requests_total{route="/robots.txt",status="200"}'] == 40

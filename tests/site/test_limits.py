"""One client cannot take the API from the others; no address is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.site.app import create_app
from directory.site.http.limits import MAX_CLIENTS, Allowance
from tests.site.conftest import TODAY, Client, Folder, make_record


def flood(allowance: Allowance, host: str, times: int) -> list[int]:
    return [allowance.take(host) for _ in range(times)]


def test_flood_is_stopped_while_another_still_gets_answers() -> None:
    allowance = Allowance(600, lambda: 0.0)

    refused = sum(wait > 0 for wait in flood(allowance, "192.0.2.1", 10_000))

    assert refused == 9_800
    assert flood(allowance, "192.0.2.2", 1) == [0]


def test_wait_that_was_named_is_enough() -> None:
    now = [0.0]
    allowance = Allowance(60, lambda: now[0])
    wait = max(flood(allowance, "192.0.2.1", 61))

    now[0] += wait

    assert wait == 1
    assert allowance.take("192.0.2.1") == 0


def test_network_of_one_house_counts_as_one_client() -> None:
    allowance = Allowance(60, lambda: 0.0)
    flood(allowance, "2001:db8:1:2::1", 60)

    assert allowance.take("2001:db8:1:2:ffff::9") > 0
    assert allowance.take("2001:db8:1:3::1") == 0


def test_old_addresses_on_a_socket_for_new_ones_are_not_one_network() -> None:
    allowance = Allowance(60, lambda: 0.0)
    flood(allowance, "::ffff:192.0.2.1", 60)

    assert allowance.take("::ffff:192.0.2.2") == 0
    assert allowance.take("192.0.2.1") > 0


def test_clients_kept_are_bounded() -> None:
    allowance = Allowance(60, lambda: 0.0)
    for number in range(MAX_CLIENTS + 100):
        allowance.take(f"host {number}")

    assert len(vars(allowance)["_buckets"]) == MAX_CLIENTS


def test_no_address_is_kept_in_memory() -> None:
    allowance = Allowance(60, lambda: 0.0)
    allowance.take("192.0.2.77")

    assert "192.0.2.77" not in repr(vars(allowance))
    assert bytes([192, 0, 2, 77]) not in b"".join(vars(allowance)["_buckets"])


@pytest.mark.parametrize("path", ["/api/v1/facets", "/api/v1/search?q=example"])
def test_refusal_says_when_to_come_back(folder: Folder, path: str) -> None:
    """Also to who asks for the same search again and again."""
    folder.write_records(make_record("example-hotline"))
    client = Client(create_app(replace(folder.settings, rate_limit=2), lambda: TODAY), host="192.0.2.1")

    answers = [client.get(path) for _ in range(3)]
    pages = [client.get("/") for _ in range(5)]
    client.close()

    assert [answer.status for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) >= 1
    assert answers[2].headers["content-type"] == "application/problem+json"
    assert {page.status for page in pages} == {200}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_itself_is_not_counted(folder: Folder, host: str) -> None:
    assert ask_facets(folder, host) == [200, 200, 200]


@pytest.mark.parametrize("host", ["128.0.0.1", "::2", "7f::1", "127.0.0.1.example", "\x7fabc", ""])
def test_who_is_not_this_machine_is_counted(folder: Folder, host: str) -> None:
    assert ask_facets(folder, host) == [200, 429, 429]


def ask_facets(folder: Folder, host: str) -> list[int]:
    """The statuses of three requests where each client may make one."""
    folder.write_records(make_record("example-hotline"))
    client = Client(create_app(replace(folder.settings, rate_limit=1), lambda: TODAY), host=host)
    statuses = [client.get("/api/v1/facets").status for _ in range(3)]
    client.close()
    return statuses


def test_other_sites_may_read_the_api_and_nothing_else(client: Client) -> None:
    origin = {"origin": "https://clinic.example"}
    asked = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}

    assert client.get("/api/v1/facets", headers=origin).headers["access-control-allow-origin"] == "*"
    assert client.ask("OPTIONS", "/api/v1/search", headers=asked).status == 200
    assert "access-control-allow-credentials" not in client.get("/api/v1/facets", headers=origin).headers
    assert "access-control-allow-origin" not in client.get("/", headers=origin).headers


def test_what_may_be_read_across_sites_is_the_same_whoever_asks(client: Client) -> None:
    origin = {"origin": "https://clinic.example"}
    kept = client.get("/api/v1/facets").headers
    searched = client.get("/api/v1/search?q=shelter").headers

    assert kept["access-control-allow-origin"] == searched["access-control-allow-origin"] == "*"
    assert kept["access-control-expose-headers"] == "etag, retry-after"
    assert "origin" not in kept.get("vary", "").lower()
    assert client.get("/api/v1/search?q=shelter", headers=origin).headers == searched


def test_browser_that_asks_first_is_told_once_that_it_may(client: Client) -> None:
    asked = {"origin": "https://clinic.example", "access-control-request-method": "GET"}

    allowed = client.ask("OPTIONS", "/api/v1/search", headers=asked)

    assert allowed.headers.get_list("access-control-allow-origin") == ["*"]
    assert client.ask("OPTIONS", "/", headers=asked).status == 405

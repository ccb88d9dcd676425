"""/api/v1/resources and /api/v1/facets: the open records."""

from __future__ import annotations

import pytest

from tests.site.conftest import Client

LIST = "/api/v1/resources"


def test_list_gives_all_records_by_id(client: Client) -> None:
    found = client.get(LIST).json()
    assert found["total"] == 4
    assert [row["id"] for row in found["results"]] == [
        "example-advocates",
        "example-hotline",
        "example-shelter",
        "example-video",
    ]


def test_list_gives_the_part_asked_for(client: Client) -> None:
    found = client.get(LIST, params={"limit": 1, "offset": 3}).json()
    assert (found["total"], [row["id"] for row in found["results"]]) == (4, ["example-video"])


def test_record_is_the_public_form(client: Client) -> None:
    found = client.get(f"{LIST}/example-shelter").json()
    assert found["sources"] == [{"url": "https://example.org/about"}]
    assert "confidence" not in found


def test_record_in_spanish_has_the_translated_title(client: Client) -> None:
    assert client.get(f"{LIST}/example-shelter", params={"lang": "es"}).json()["title"] == "Refugio Ejemplo"


@pytest.mark.parametrize("path", [f"{LIST}/nobody", f"{LIST}/%00", f"{LIST}/..%2fabout", "/api/v1/nothing", "/api/"])
def test_address_of_nothing_is_a_problem(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert answer.json()["type"] == "urn:resource-directory:problem:not-found"


def test_facets_say_how_many_and_what_they_are_called(client: Client) -> None:
    found = client.get("/api/v1/facets", params={"lang": "es"}).json()
    assert found["facets"]["kind"] == {"organization": 3, "video": 1}
    assert found["labels"]["kind"]["video"] == "Videos y cursos"


@pytest.mark.parametrize("path", [LIST, f"{LIST}/example-video", "/api/v1/facets"])
def test_list_unchanged_is_not_sent_twice(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status, again.raw) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", [LIST, f"{LIST}/example-video", "/api/v1/facets"])
def test_list_with_unknown_parameter_is_a_problem(client: Client, path: str) -> None:
    assert client.get(path, params={"colour": "red"}).json()["type"].endswith("unknown-parameter")

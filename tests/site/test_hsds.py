"""/hsds: the records in the Human Services Data Specification, asked as its OpenAPI document says."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.hsds.schemas import Complain
from tests.site.conftest import Client

SERVICES = "/hsds/services"


@pytest.mark.parametrize(
    ("table", "schema"),
    [
        ("services", "service"),
        ("organizations", "organization"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ],
)
def test_list_and_each_of_it_are_valid(client: Client, complain: Complain, table: str, schema: str) -> None:
    found = client.get(f"/hsds/{table}").json()["contents"]

    assert found
    for row in found:
        whole = client.get(f"/hsds/{table}/{row['id']}").json()
        assert (complain(schema, row), complain(schema, whole), whole["id"]) == ([], [], row["id"])


def test_pages_hold_every_service_once(client: Client) -> None:
    pages = [client.get(SERVICES, params={"page": number, "per_page": 3}).json() for number in (1, 2, 3)]

    assert [page["size"] for page in pages] == [3, 1, 0]
    assert [(page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (True, False, False),
        (False, True, False),
        (False, True, True),
    ]
    assert pages[0]["total_pages"] == 2
    assert len({row["id"] for page in pages for row in page["contents"]}) == 4


def test_link_leads_to_the_next_page(client: Client) -> None:
    first = client.get(SERVICES, params={"per_page": 3}).json()

    assert client.get(first["links"]["next_page"]).json()["page_number"] == 2


def test_service_is_found_by_our_id_too(client: Client) -> None:
    whole = client.get(f"{SERVICES}/example-shelter").json()

    assert whole["name"] == "Example Shelter"
    assert [area["name"] for area in whole["service_areas"]] == ["Cascade County, Montana"]
    assert client.get("/hsds/organizations/example-shelter").json()["id"] == whole["organization_id"]


def test_full_and_minimal_lists_say_all_and_least(client: Client) -> None:
    full = client.get(SERVICES, params={"full": "true"}).json()["contents"]
    minimal = client.get(SERVICES, params={"minimal": "true", "per_page": 1}).json()["contents"]

    assert all("service_areas" in row for row in full)
    assert [sorted(row) for row in minimal] == [["id", "modified_date"]] * 4


def test_modified_after_leaves_out_what_is_older(client: Client) -> None:
    def count(moment: str) -> int:
        return int(client.get(SERVICES, params={"modified_after": moment}).json()["total_items"])

    assert (count("2026-11-21"), count("2026-11-21T00:00:00Z"), count("2026-11-22")) == (4, 4, 0)


def test_term_and_organization_choose_services(client: Client) -> None:
    shelter = client.get(f"{SERVICES}/example-shelter").json()
    term = next(row for row in shelter["attributes"] if row["taxonomy_term"]["code"] == "emergency-shelter")

    by_term = client.get(SERVICES, params={"taxonomy_term_id": term["taxonomy_term_id"]}).json()
    by_organization = client.get(SERVICES, params={"organization_id": shelter["organization_id"]}).json()

    assert [row["id"] for row in by_term["contents"]] == [shelter["id"]]
    assert [row["id"] for row in by_organization["contents"]] == [shelter["id"]]


def test_search_finds_and_its_words_are_kept_nowhere(client: Client) -> None:
    found = client.get(SERVICES, params={"search": "safe place"}).json()

    assert "Example Shelter" in [row["name"] for row in found["contents"]]


def test_organization_lists_its_services(client: Client) -> None:
    short = client.get("/hsds/organizations/example-shelter").json()["services"]
    whole = client.get("/hsds/organizations/example-shelter", params={"full_service": "true"}).json()["services"]

    assert [sorted(row) for row in short] == [["id", "name", "status"]]
    assert whole[0]["service_areas"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("page=0", "bad-value"),
        ("per_page=501", "bad-value"),
        ("modified_after=yesterday", "bad-value"),
        ("full=maybe", "unknown-value"),
        ("taxonomy_term_id=x", "bad-value"),
        ("nothing=1", "unknown-parameter"),
    ],
)
def test_wrong_parameter_is_a_problem(client: Client, query: str, kind: str) -> None:
    answer = client.get(f"{SERVICES}?{query}")

    assert (answer.status, answer.json()["type"].rsplit(":", 1)[1]) == (400, kind)


@pytest.mark.parametrize("path", [f"{SERVICES}/nobody", "/hsds/nothing", "/hsds/locations/nobody"])
def test_nothing_there_is_a_problem(client: Client, path: str) -> None:
    assert (client.get(path).status, client.get(path).headers["content-type"]) == (404, "application/problem+json")


def test_unchanged_list_is_not_sent_twice(client: Client) -> None:
    etag = client.get(SERVICES).headers["etag"]

    assert client.get(SERVICES, headers={"if-none-match": etag}).status == 304


def test_package_is_a_zip_of_tables(client: Client) -> None:
    answer = client.get("/hsds/datapackage.zip")

    with zipfile.ZipFile(io.BytesIO(answer.raw)) as archive:
        assert {"datapackage.json", "services.csv", "phones.csv"} <= set(archive.namelist())


def test_root_says_the_version(client: Client) -> None:
    assert client.get("/hsds").json()["version"] == "3.0"

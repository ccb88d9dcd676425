"""HSDS comes in: our own export changes nothing, other directories' records arrive sound, doubted and without inventions."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.cli import main
from directory.errors import DataError
from directory.hsds.catalog import Catalog
from directory.hsds.gather import gather_services
from directory.hsds.intake import take_in
from directory.hsds.package import build_package
from directory.records.load import load_file
from directory.records.vocabulary import Vocabulary
from tests.conftest import DATA
from tests.hsds.schemas import SCHEMAS
from tests.hsds.test_mapping import LICENCE

FOREIGN = {
    "id": "0f3c1f0e-5f0b-4c43-9a5e-000000000001",
    "name": "Night Shelter",
    "description": "Beds for a night.",
    "status": "active",
    "assured_date": "2026-05-01",
    "alternate_name": "The Beds; Night House",
    "url": "https://shelter.example.org/",
    "email": "not an address",
    "phones": [{"number": "(406) 265-6743", "type": "voice"}, {"number": "123", "type": "text"}, {"number": "12"}],
    "service_areas": [{"name": "Hill County, Montana"}],
    "languages": [{"code": "es"}, {"code": "xx"}],
    "organization": {"name": "Plains Aid"},
}


@pytest.fixture(scope="module")
def old() -> dict[str, Any]:
    """The real records as typed, by id."""
    rows: Any = load_file(DATA / "resources.yaml").tree
    return {row["id"]: row for row in rows}


def take(content: Any, old: dict[str, Any], vocabulary: Vocabulary, today: date) -> dict[str, Any]:
    return take_in(gather_services(json.dumps(content).encode()), old, vocabulary, "Montana", today)


def test_own_package_changes_no_record(
    catalog: Catalog, old: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    services = gather_services(build_package(catalog, "Montana Resources", LICENCE))

    taken = take_in(services, old, vocabulary, "Montana", today)

    assert taken == old


def test_own_services_as_json_change_no_record(
    catalog: Catalog, old: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    page = {"contents": [catalog.service(form) for form in catalog.services.values()]}

    assert take(page, old, vocabulary, today) == old


def test_text_changed_elsewhere_changes_that_field_alone(
    catalog: Catalog, old: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    form = catalog.find_service("montana-211")
    assert form is not None
    service = {**catalog.service(form), "description": "Call to be sent to the right place."}

    taken = take(service, old, vocabulary, today)["montana-211"]

    assert taken == {**old["montana-211"], "summary": "Call to be sent to the right place."}


def test_service_from_elsewhere_becomes_a_doubted_record(vocabulary: Vocabulary, today: date) -> None:
    record = take(FOREIGN, {}, vocabulary, today)["plains-aid-night-shelter"]

    assert record["title"] == "Plains Aid: Night Shelter"
    assert record["alternate_names"] == ["The Beds", "Night House"]
    assert [phone.get("number") or phone.get("short_code") for phone in record["phones"]] == ["+14062656743", "123"]
    assert {phone["verified"]["verdict"] for phone in record["phones"]} == {"same-source-only"}
    assert record["reach"] == {"scope": "counties", "counties": ["Hill"]}
    assert record["languages"] == ["es"]
    assert record["verified"] == {"on": "2026-05-01", "how": "published-pages"}
    assert "email" not in record
    assert "nobody here has checked" in record["doubts"][0]["text"]


def test_same_name_gets_an_id_of_its_own(vocabulary: Vocabulary, today: date) -> None:
    assert list(take([FOREIGN, {**FOREIGN, "id": "x"}], {}, vocabulary, today)) == [
        "plains-aid-night-shelter",
        "plains-aid-night-shelter-2",
    ]


@pytest.mark.parametrize(
    "name", ["service_full", "service_list", "organization_full", "service_at_location_full", "tabular"]
)
def test_examples_of_the_standard_come_in(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], vocabulary: Vocabulary
) -> None:
    example = SCHEMAS.parent / "examples" / f"{name}.json"
    if not example.is_file():
        pytest.skip("the standard's examples are not here; set HSDS_SCHEMAS to the folder beside them")
    for file in ("resources.yaml", "vocabulary.yaml", "places.json", "site.yaml"):
        shutil.copy(DATA / file, tmp_path / file)

    code = main(["import", "hsds", str(example), "--data", str(tmp_path / "resources.yaml"), "--yes"])

    assert (code, capsys.readouterr().err) == (0, "")
    assert main(["check", str(tmp_path / "resources.yaml")]) == 0


@pytest.mark.parametrize("content", [b"PK\x03\x04 torn", b"\xff\xfe", b"[]", b"{}", b'{"name": 5}', b"[[[[", b'"text"'])
def test_something_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(DataError, match="want"):
        gather_services(content)


def test_publish_writes_what_export_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published, exported = tmp_path / "published.zip", tmp_path / "exported.zip"

    codes = [main(["publish", "hsds", str(published)]), main(["export", "hsds", str(exported)])]

    assert codes == [0, 0]
    assert published.read_bytes() == exported.read_bytes()
    assert "249 services" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "service 1: found no name"),
        ({"phones": "406-265-6743"}, "service 1 (Night Shelter) phones: found something else, want a list of rows"),
        ({"service_areas": ["Hill County"]}, "service 1 (Night Shelter) service_areas: found something else"),
        ({"organization": "Plains Aid"}, "service 1 (Night Shelter) organization: found something else"),
        ({"attributes": [{"taxonomy_term": "x"}]}, "service 1 (Night Shelter) taxonomy_term: found something else"),
        ({"description": "\ud800"}, "found text that is not JSON"),
    ],
)
def test_service_of_another_form_is_refused_in_words(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)):
        gather_services(json.dumps(FOREIGN | change).encode())

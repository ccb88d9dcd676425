"""A snapshot: everything of one state of the files, or every fault of them."""

from __future__ import annotations

import json

import pytest

from directory.errors import DataError
from directory.search.results import Query
from directory.snapshot import FaultyRecordsError, load_snapshot
from tests.site.conftest import SHELTER, TODAY, VIDEO, Folder, make_record


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A data folder with two sound records."""
    made = Folder(tmp_path_factory.mktemp("snapshot") / "directory")
    made.write_records(VIDEO, SHELTER)
    return made


def test_snapshot_holds_records_index_and_pack_of_one_state(folder: Folder) -> None:
    snapshot = load_snapshot(folder.settings, TODAY)
    assert list(snapshot.forms) == ["example-shelter", "example-video"]
    assert sorted(json.loads(snapshot.pack.bytes)["resources"]["values"]["id"]) == list(snapshot.forms)
    assert [hit.id for hit in snapshot.engine.search(Query("film")).hits] == ["example-video"]
    snapshot.engine.close()


def test_snapshot_is_of_the_newest_verified_day(folder: Folder) -> None:
    older = make_record("older", verified={"on": "2025-01-31", "how": "by-phone"})
    folder.write_records(older, {**VIDEO, "verified": {"on": "2026-02-28", "how": "by-phone"}})
    snapshot = load_snapshot(folder.settings, TODAY)
    assert snapshot.records_on == "2026-02-28"
    snapshot.engine.close()


def test_same_records_in_another_order_are_the_same_state(folder: Folder) -> None:
    one = load_snapshot(folder.settings, TODAY)
    folder.write_records(SHELTER, VIDEO)
    other = load_snapshot(folder.settings, TODAY)
    assert (other.key, other.pack.hash) == (one.key, one.pack.hash)
    one.engine.close()
    other.engine.close()


def test_text_beside_the_records_builds_no_new_index(folder: Folder) -> None:
    one = load_snapshot(folder.settings, TODAY)
    folder.write_site(base_url="https://example.org")
    other = load_snapshot(folder.settings, TODAY)
    assert other.key == one.key
    one.engine.close()
    other.engine.close()


def test_every_fault_is_said_at_once(folder: Folder) -> None:
    folder.write_records(make_record("One Bad Id"), make_record("two", cost="cheap"))
    with pytest.raises(FaultyRecordsError) as caught:
        load_snapshot(folder.settings, TODAY)
    assert len(caught.value.faults) == 2
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert all(line.startswith("data/resources.yaml:") for line in lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "found an empty file"),
        ("- just\n- words\n", "found 'just'"),
        ("[]\n", "no records"),
        ("id: one\n", "found a mapping"),
        ("- id: x\n\tkind: video\n", "found a tab"),
        ("- &a [*a]\n", "no such mark without quotes"),
    ],
)
def test_file_that_is_no_list_of_records_is_refused(folder: Folder, text: str, found: str) -> None:
    folder.write_text(text)
    with pytest.raises(DataError, match=found):
        load_snapshot(folder.settings, TODAY)


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "JavaScript:alert(1)", " javascript:x"])
def test_address_that_runs_code_is_refused(folder: Folder, scheme: str) -> None:
    folder.write_records({**VIDEO, "url": scheme, "download_url": scheme, "sources": [{"url": scheme}]})
    with pytest.raises(FaultyRecordsError) as caught:
        load_snapshot(folder.settings, TODAY)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("name", ["resources.yaml", "vocabulary.yaml", "places.json", "guide.yaml", "site.yaml"])
def test_missing_file_is_named(folder: Folder, name: str) -> None:
    (folder.data / name).unlink()
    with pytest.raises(DataError, match=name):
        load_snapshot(folder.settings, TODAY)


@pytest.mark.parametrize("name", ["vocabulary.yaml", "places.json", "guide.yaml", "site.yaml"])
@pytest.mark.parametrize("text", ["", "[", "- x\n", '"text"'])
def test_broken_file_beside_the_records_is_named(folder: Folder, name: str, text: str) -> None:
    (folder.data / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=name):
        load_snapshot(folder.settings, TODAY)


def test_every_text_that_site_yaml_must_have_is_named(folder: Folder) -> None:
    folder.write_site(
        title={"es": "Recursos"}, exit=None, licence={"data": {"id": "MIT", "url": "https://example.org"}}
    )

    with pytest.raises(FaultyRecordsError) as caught:
        load_snapshot(folder.settings, TODAY)

    assert [line.split(" ", 1)[1] for line in str(caught.value).splitlines()] == [
        "title.en: found no text, want the line 'title: {en: ...}'",
        "exit.url: found no text, want the line 'exit: {url: ...}'",
        "licence.data.name.en: found no text, want the line 'licence: {data: {name: {en: ...}}}'",
    ]


@pytest.mark.parametrize("name", ["places.json", "site.yaml"])
def test_file_beside_the_records_without_what_it_must_hold_is_named(folder: Folder, name: str) -> None:
    (folder.data / name).write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=name):
        load_snapshot(folder.settings, TODAY)

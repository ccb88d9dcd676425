"""The real records through the real templates: every page of them, in both languages."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.site.app import create_app
from tests.site.conftest import TODAY, Client, SmallSettings, write_bundle


def the_day() -> date:
    """Records are verified as time goes by; their days must never lie in the future."""
    return max(TODAY, date.today())


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Client]:
    """A client of the application over the real data, with stand-ins for the bundle."""
    root = tmp_path_factory.mktemp("real")
    write_bundle(root / "static")
    (root / "data").symlink_to(data_folder)
    made = Client(create_app(SmallSettings(root / "data" / "resources.yaml", root / "search_index"), the_day))
    yield made
    made.close()


@pytest.mark.parametrize("lang", ["", "/es"])
def test_every_record_has_a_page_with_all_its_numbers(real: Client, lang: str) -> None:
    for name, form in real.app.state.live.release.snapshot.forms.items():
        page = real.get(f"{lang}/resources/{name}")
        assert page.status == 200, name
        for phone in form.get("phones", ()):
            assert phone["display"] in html.unescape(page.text), name


def test_home_opens_with_the_lines_to_call(real: Client) -> None:
    for path in ("/", "/es/"):
        text = real.get(path).text
        assert text.index("tel:911") < text.index("tel:+18883737888")


def test_every_record_is_in_the_pack_and_in_the_list(real: Client) -> None:
    latest = real.get("/packs/latest.json").json()
    listed = real.get("/api/v1/resources", params={"limit": 100}).json()
    assert latest["records"] == listed["total"] == real.get("/healthz").json()["records"]


def test_every_way_to_browse_finds_something(real: Client) -> None:
    for name, counts in real.get("/api/v1/facets").json()["facets"].items():
        for tag, count in counts.items():
            assert real.get("/api/v1/search", params={name: tag, "limit": 1}).json()["total"] == count


def test_every_county_and_nation_is_reached_by_someone_local_or_statewide(real: Client) -> None:
    places = real.app.state.live.release.snapshot.places
    names = [county["name"] for county in places["counties"]] + [nation["id"] for nation in places["nations"]]
    for name in names:
        found = real.get("/api/v1/search", params={"place": name, "kind": "organization", "limit": 100}).json()
        assert "montana-human-trafficking-hotline" in {row["id"] for row in found["results"]}, name

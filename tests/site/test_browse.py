"""The page to browse by: its counts are those of the search, its map is there where the data has one."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable

import pytest

from directory.search.results import Query
from tests.conftest import DATA
from tests.site.conftest import SHELTER, TRIBAL, Client, Folder, make_record

BUTTON = re.compile(r'<button name="(\w+)" value="([^"]+)"><span>([^<]+)</span><small>(\d+)</small>')


def read_buttons(page: str) -> list[tuple[str, str, int]]:
    """(field, value, count) of every choice of a page."""
    return [(name, html.unescape(value), int(count)) for name, value, _, count in BUTTON.findall(page)]


@pytest.mark.parametrize("lang", ["", "/es"])
def test_count_of_a_tag_is_the_total_of_its_search(client: Client, lang: str) -> None:
    choices = [row for row in read_buttons(client.get(f"{lang}/browse").text) if row[0] != "place"]
    assert {name for name, _, _ in choices} == {"service", "kind", "language"}
    for name, tag, count in choices:
        assert client.get("/api/v1/search", params={name: tag}).json()["total"] == count, (name, tag)


@pytest.mark.parametrize("lang", ["", "/es"])
def test_count_of_a_place_is_how_many_of_its_search_are_local(client: Client, lang: str) -> None:
    release = client.app.state.live.release
    choices = [row for row in read_buttons(client.get(f"{lang}/browse").text) if row[0] == "place"]
    assert len(choices) == 56 + 8
    for _, value, count in choices:
        place = release.known.places.choose(value)
        assert place is not None, value
        assert place.kind in ("county", "nation")
        hits = release.snapshot.engine.search(Query("", place=place)).hits
        assert [hit.near for hit in hits].count("local") == count, value
    assert max(count for _, _, count in choices) > 0


def test_every_choice_of_a_form_is_answered_and_stays_out_of_the_address(client: Client) -> None:
    page = client.get("/browse").text
    assert 'method="get"' not in page
    for name, value, _ in read_buttons(page):
        answer = client.post("/search", data={name: value})
        assert answer.status == 200, value
        assert "location" not in answer.headers


def test_map_shades_a_county_by_who_serves_it_by_name(serve: Callable[..., Client], folder: Folder) -> None:
    shutil.copy(DATA / "map.json", folder.data / "map.json")
    serves = {"scope": "counties", "counties": ["Cascade"]}
    page = serve(SHELTER, TRIBAL, make_record("second-shelter", reach=serves)).get("/browse").text
    levels = read_levels(page)
    assert len(levels) == 56
    assert (levels["Cascade County"], levels["Carter County"]) == ("2", "0")
    assert re.findall(r"</svg>([^<]+)</span>", page.partition('class="legend"')[2]) == ["0", "2"]


def test_county_without_an_outline_leaves_the_others_their_names(serve: Callable[..., Client], folder: Folder) -> None:
    outlines = json.loads((DATA / "map.json").read_text(encoding="utf-8"))
    del outlines["counties"]["Blaine"]
    (folder.data / "map.json").write_text(json.dumps(outlines), encoding="utf-8")
    levels = read_levels(serve(SHELTER, make_record("second-shelter", reach=SHELTER["reach"])).get("/browse").text)
    assert len(levels) == 56
    assert (levels["Cascade County"], levels["Carter County"]) == ("2", "0")


def read_levels(page: str) -> dict[str, str]:
    """The shading of each county on the map, by the name that stands at its place in the list of counties."""
    drawn, listed = (
        page.partition('data-part="map"')[2],
        page.partition('data-part="counties"')[2].partition("</form>")[0],
    )
    levels = re.findall(r'<path class="l(\d)"', drawn.partition("</svg>")[0])
    return dict(zip([value for _, value, _ in read_buttons(listed)], levels, strict=True))


def test_directory_without_a_map_still_lists_its_places(serve: Callable[..., Client]) -> None:
    page = serve(SHELTER).get("/browse").text
    assert 'data-part="map"' not in page
    assert ("place", "Cascade County", 1) in read_buttons(page)


def test_map_that_is_broken_is_refused_in_words(serve: Callable[..., Client], folder: Folder) -> None:
    client = serve(SHELTER)
    (folder.data / "map.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(Exception, match=r"map\.json: found .*, want outlines of counties\. Run: "):
        serve(SHELTER)
    assert client.get("/browse").status == 200

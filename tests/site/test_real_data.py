"""The real records through the real templates: every page of them, in both languages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from directory.site.app import create_app
from directory.site.http.addresses import SHELL_PAGES
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


def test_english_in_a_spanish_page_is_marked_as_english(real: Client) -> None:
    """WCAG 3.1.2, which leaves names out: titles and what a record is also called. The text to pass on holds both languages."""
    for path in [*SHELL_PAGES.values(), *(f"/resources/{name}" for name in real.app.state.live.release.snapshot.forms)]:
        spanish = SpanishTexts()
        spanish.feed(real.get(f"/es{path}").text)
        assert [text for text in spanish.texts if ENGLISH.search(text)] == [], path


# Words inside English sentences, as they stand in no name of a maker or a series, and in no Spanish sentence.
ENGLISH = re.compile(r"\b(?:you|your|this|are|they|have|when)\b")


class SpanishTexts(HTMLParser):
    """Collects the texts of a page that say of themselves that they are Spanish."""

    UNREAD = frozenset({"script", "style", "template", "pre", "h1", "a"})
    EMPTY = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, str | None, bool]] = [("", None, True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            _, lang, is_read = self._open[-1]
            is_name = ("data-field", "also_called") in attrs
            self._open.append(
                (tag, dict(attrs).get("lang") or lang, is_read and tag not in self.UNREAD and not is_name)
            )

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, lang, is_read = self._open[-1]
        if lang == "es" and is_read:
            self.texts.append(data)


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

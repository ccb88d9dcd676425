"""The pages people read, with no script, in each language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from directory.site.served.assets import LOCALES, load_assets
from tests.site.conftest import SHELTER, Client, Folder, make_record

PAGES = ["/", "/browse", "/signs", "/safety", "/about", "/exit", "/erase", "/offline"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_page_is_served_in_its_language(client: Client, path: str, lang: str) -> None:
    answer = client.get(path if lang == "en" else f"/{lang}{path}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert f'<html lang="{lang}"' in answer.text


def test_record_page_shows_the_number_in_full(client: Client) -> None:
    answer = client.get("/resources/example-hotline")
    assert "406-265-6743" in answer.text
    assert 'href="tel:+14062656743"' in answer.text


def test_record_page_leaves_no_copy_in_the_cache(client: Client) -> None:
    assert client.get("/resources/example-hotline").headers["cache-control"] == "no-store"


def test_record_page_in_spanish_is_translated(client: Client) -> None:
    assert "Refugio Ejemplo" in client.get("/es/resources/example-shelter").text


def test_search_by_form_lists_what_it_finds(client: Client) -> None:
    answer = client.post("/search", data={"q": "safe place to stay"})
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'data-resource-id="example-shelter"' in answer.text
    assert 'data-resource-id="example-video"' not in answer.text


def test_search_by_form_in_spanish_answers_in_spanish(client: Client) -> None:
    assert "Refugio Ejemplo" in client.post("/es/search", data={"q": "refugio"}).text


def test_search_by_form_filters_and_pages(client: Client) -> None:
    assert "example-video" not in client.post("/search", data={"q": "", "kind": "organization"}).text
    last = client.post("/search", data={"q": "", "limit": "1", "offset": "3"}).text
    assert last.count('data-resource-id="example-') == 1


def test_place_is_dropped_like_a_filter(client: Client) -> None:
    answer = client.post("/search", data={"q": "safe place", "place": "Havre", "drop": "place Havre"})
    assert answer.status == 200
    assert 'value="Havre"' not in answer.text


def test_search_words_are_not_in_any_address(client: Client) -> None:
    text = client.post("/search", data={"q": "zzrareword"}).text
    assert "zzrareword" in text
    assert "=zzrareword" not in text.replace('value="zzrareword"', "").replace("value=zzrareword", "")


@pytest.mark.parametrize(("path", "home"), [("/search", "/"), ("/es/search", "/es/")])
def test_search_opened_again_starts_at_home(client: Client, path: str, home: str) -> None:
    answer = client.get(path)
    assert (answer.status, answer.headers["location"]) == (303, home)


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        (b"limit=-1", "application/x-www-form-urlencoded"),
        (b"colour=red", "application/x-www-form-urlencoded"),
        (b"service=nothing", "application/x-www-form-urlencoded"),
        (b"q=" + b"x" * 10_001, "application/x-www-form-urlencoded"),
        (b"q=\xff", "application/x-www-form-urlencoded"),
        (b'{"q": "x"}', "application/json"),
        (b"", ""),
    ],
)
def test_search_by_form_refused_is_a_page_with_a_way_on(client: Client, form: bytes, content_type: str) -> None:
    answer = client.post("/search", content=form, headers={"content-type": content_type})
    assert answer.status == 400
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    ("path", "lang"), [("/nothing", "en"), ("/es/nada", "es"), ("/resources/nobody", "en"), ("/%00", "en")]
)
def test_page_nobody_has_says_so_in_plain_words(client: Client, path: str, lang: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert f'<html lang="{lang}"' in answer.text
    assert "404" not in answer.text


def test_page_asked_by_a_wrong_method_says_which_are_right(client: Client) -> None:
    answer = client.post("/signs")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_pinned_lines_stand_on_the_home_page_in_order(serve: Callable[..., Client], folder: Folder) -> None:
    emergency = {"number": "911", "label": {"en": "Emergency", "es": "Emergencia"}, "channels": ["voice"]}
    line = {"id": "example-hotline", "channels": ["voice"]}
    folder.write_site(pinned={"en": [emergency, line], "es": [line]})
    client = serve()
    home = client.get("/").text
    assert 0 < home.index("tel:911") < home.index("tel:+14062656743")
    assert "tel:911" not in client.get("/es/").text


def test_line_whose_number_was_not_found_again_is_left_out_of_the_urgent_block(
    serve: Callable[..., Client], folder: Folder
) -> None:
    """Whoever is in danger still gets an answer, with the numbers that somebody confirmed."""
    emergency = {"number": "911", "label": {"en": "Emergency", "es": "Emergencia"}, "channels": ["voice"]}
    folder.write_site(pinned={"en": [emergency]}, urgent={"danger": ["911", "example-hotline", "example-shelter"]})
    lost = make_record("example-hotline")
    lost["phones"][0]["verified"]["verdict"] = "not-found"
    answer = serve(lost, SHELTER).post("/search", data={"q": "he has a gun"})
    assert answer.status == 200
    block = answer.text.partition('data-part="urgent-lines"')[2].partition("</section>")[0]
    assert "tel:911" in block
    assert 'data-resource-id="example-shelter"' in block
    assert 'data-resource-id="example-hotline"' not in block


# What a hostile or careless editor might type; it must come out as text wherever a record is shown.
MARK_UP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{7*7}} </title>"


def test_markup_in_every_text_is_shown_as_text(serve: Callable[..., Client]) -> None:
    fields = ("title", "summary", "cost_note", "city", "address", "hours_note", "what_happens", "caution")
    typed = make_record("typed", **dict.fromkeys(fields, MARK_UP), alternate_names=[MARK_UP])
    typed["phones"][0] |= {"label": MARK_UP, "note": MARK_UP, "hours_note": MARK_UP}
    typed["translations"] = {"es": {"title": MARK_UP, "summary": MARK_UP}}
    typed["doubts"] = [{"about": "hours", "text": MARK_UP}]
    client = serve(typed)
    pages = [
        client.get("/resources/typed"),
        client.get("/es/resources/typed"),
        client.post("/search", data={"q": MARK_UP}),
    ]
    for page in pages:
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "{{7*7}}" in page.text


@pytest.mark.parametrize("name", ["ملجأ النساء", "\u202eevil\u202c", "🏔️ Casa 🏠", "e\u0301" * 50])
def test_name_in_any_script_is_served_everywhere(serve: Callable[..., Client], name: str) -> None:
    client = serve(make_record("odd-name", title=name))
    assert name in client.get("/resources/odd-name").text
    assert client.get("/api/v1/resources/odd-name").json()["title"] == name
    assert client.post("/search", data={"q": name}).status == 200


def test_third_language_is_one_folder_and_no_code(
    serve: Callable[..., Client], folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every page is there in it; what only the data's English says is marked as English, and direction follows the language."""
    shutil.copytree(LOCALES, tmp_path / "locales")
    english = (LOCALES / "en" / "strings.yaml").read_text(encoding="utf-8")
    toy = re.sub(r"^language: .*", "language: Toy", english, flags=re.M).replace("direction: ltr", "direction: rtl")
    (tmp_path / "locales" / "tl").mkdir()
    (tmp_path / "locales" / "tl" / "strings.yaml").write_text(toy, encoding="utf-8")
    monkeypatch.setattr("directory.site.app.load_assets", partial(load_assets, locales=tmp_path / "locales"))
    client = serve(SHELTER)
    for path in [*PAGES, "/install", "/resources/example-shelter"]:
        answer = client.get(f"/tl{path}")
        assert answer.status == 200, path
        assert '<html lang="tl" dir="rtl"' in answer.text
    assert '<a href="/tl/" lang="tl" hreflang="tl" rel="alternate">Toy</a>' in client.get("/").text
    assert '<p class="lead"><span lang="en">' in client.get("/tl/signs").text
    assert 'lang="en" tabindex="-1">Example Shelter<' in client.get("/tl/resources/example-shelter").text
    assert client.post("/tl/search", data={"q": "safe place"}).status == 200
    assert client.get("/api/v1/search?q=safe&lang=tl").status == 200
    assert '"/tl/signs"' in client.get("/sw.js").text

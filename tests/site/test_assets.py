"""Loud at the start: what is missing is said before anybody asks for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from directory.site.served.assets import LOCALES, AssetsMissingError, content_type_of, load_assets
from tests.site.conftest import Folder, write_bundle


def test_start_without_a_bundle_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match=r"not bundled. Run: make bundle"):
        load_assets(tmp_path)


@pytest.mark.parametrize("name", ["sw.js", "critical.css"])
def test_start_with_half_a_bundle_names_what_is_missing(folder: Folder, name: str) -> None:
    (folder.settings.static / name).unlink()
    with pytest.raises(AssetsMissingError, match=name):
        load_assets(folder.settings.static)


@pytest.mark.parametrize("place", ["EDITION", "LIST", "BUNDLES", "CODE"])
def test_start_with_a_worker_that_cannot_be_told_something_is_refused(folder: Folder, place: str) -> None:
    worker = folder.settings.static / "sw.js"
    worker.write_text(worker.read_text(encoding="utf-8").replace(f"__{place}__", "?"), encoding="utf-8")
    with pytest.raises(AssetsMissingError, match=f"no place for .*{place}"):
        load_assets(folder.settings.static)


def test_start_without_a_template_names_it(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match=r"template home\.html"):
        load_assets(folder.settings.static, templates=tmp_path)


def test_start_without_english_texts_says_so(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match=r"locales/en/strings\.yaml"):
        load_assets(folder.settings.static, locales=tmp_path)


def test_start_with_a_text_missing_in_one_language_names_the_text(folder: Folder, tmp_path: Path) -> None:
    for lang, texts in {"en": {"language": "English", "home": "Home"}, "tl": {"language": "Tagalog"}}.items():
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "strings.yaml").write_text(json.dumps(texts), encoding="utf-8")
    with pytest.raises(AssetsMissingError, match=r"locales/tl/strings\.yaml has no 'home'"):
        load_assets(folder.settings.static, locales=tmp_path)


def test_language_is_one_more_folder(folder: Folder, tmp_path: Path) -> None:
    for lang in ("en", "es", "tl"):
        (tmp_path / lang).mkdir()
        source = LOCALES / ("en" if lang == "tl" else lang) / "strings.yaml"
        (tmp_path / lang / "strings.yaml").write_bytes(source.read_bytes())
    assert load_assets(folder.settings.static, locales=tmp_path).langs == ("en", "es", "tl")


def test_hashed_file_is_kept_for_good_and_a_plain_name_is_checked(tmp_path: Path) -> None:
    write_bundle(tmp_path / "static")
    files = load_assets(tmp_path / "static").files
    assert "immutable" in files["app.0123456789.js"].cache_control
    assert files["critical.css"].cache_control == "no-cache"
    assert "sw.js" not in files


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("icon.png", "image/png"),
        ("x.css", "text/css; charset=utf-8"),
        ("x.vtt", "text/vtt; charset=utf-8"),
        ("x.unheard-of", "application/octet-stream"),
    ],
)
def test_content_type_follows_the_ending(name: str, content_type: str) -> None:
    assert content_type_of(name) == content_type


def test_page_that_names_no_bundled_file_is_refused(folder: Folder) -> None:
    assets = load_assets(folder.settings.static)
    with pytest.raises(AssetsMissingError, match=r"A page names gone\.js"):
        assets.static("gone.js")

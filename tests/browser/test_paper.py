"""What the desk prints: no violation for axe in either theme, nothing cut on a phone, no request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from directory.cli import main
from tests.browser.test_accessibility import open_everything, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> dict[str, Path]:
    """The real directory on paper: name -> file."""
    folder = tmp_path_factory.mktemp("paper")
    report = folder / "report.html"
    assert main(["report", "--html", str(report), "--data", str(data_folder / "resources.yaml")]) == 0
    return {"report": report}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report"])
def test_paper_has_no_violation_and_fits_a_phone(
    new_page: Callable[..., Page], papers: dict[str, Path], name: str, theme: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 720}, color_scheme=theme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(papers[name].as_uri())
    open_everything(page)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert asked == [papers[name].as_uri()]

"""What the desk prints: no violation for axe in either theme, nothing cut on a phone, no request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from directory.cli import main
from directory.desk.checks.calls import read_answers
from directory.records.vocabulary import Vocabulary
from tests.browser.accessible import open_everything, violations_by_theme


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> dict[str, Path]:
    """The real directory on paper: name -> file."""
    folder = tmp_path_factory.mktemp("paper")
    report = folder / "report.html"
    assert main(["report", "--html", str(report), "--data", str(data_folder / "resources.yaml")]) == 0
    calls = folder / "calls.html"
    assert main(["report", "--calls", str(calls), "--within", "90", "--data", str(data_folder / "resources.yaml")]) == 0
    return {"report": report, "calls": calls}


@pytest.mark.parametrize("name", ["report", "calls"])
def test_paper_has_no_violation_and_fits_a_phone(
    new_page: Callable[..., Page], papers: dict[str, Path], name: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 720})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(papers[name].as_uri())
    open_everything(page)

    assert violations_by_theme(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert asked == [papers[name].as_uri()]


def test_ticks_on_the_call_sheet_become_lines_that_verify_reads(
    new_page: Callable[..., Page], papers: dict[str, Path], vocabulary: Vocabulary
) -> None:
    page = new_page()
    page.goto(papers["calls"].as_uri())
    page.get_by_label("Your initials").fill("K T")
    first = page.locator("section[data-id]").first
    first.get_by_label("Contact: all correct").check()
    first.get_by_label("Services: all correct").check()
    page.locator("section[data-id]").nth(1).get_by_label("Something differs").fill("nobody answered")

    ticked, differs = read_answers(page.locator("#answers").input_value(), vocabulary)

    assert (ticked.id, ticked.groups, ticked.check.by) == (
        first.get_attribute("data-id"),
        ("contact", "services"),
        "KT",
    )
    assert (differs.groups, differs.differs) == ((), "nobody answered")

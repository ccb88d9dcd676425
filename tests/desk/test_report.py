"""The report: who is reached where, what is due when, what is missing, what changed; the same in text, JSON and on a page."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from directory.cli import main
from directory.desk.checks.links import Link, LinkMemory, keep_memory
from directory.desk.editor.shelf import Shelf, read_rules
from directory.desk.file.datafile import read_data_file
from directory.desk.reporting.changes import changes_since, compare
from directory.desk.reporting.coverage import CountyCoverage, Coverage, cover
from directory.desk.reporting.drawing import COLUMN_HEIGHT, draw_columns, draw_map
from directory.desk.reporting.report import DueMonth, Report, make_report
from directory.desk.reporting.report_json import report_as_json
from directory.desk.reporting.report_text import report_text
from directory.errors import DataError
from directory.records.check import check_file
from directory.records.model import Resource
from directory.records.vocabulary import Vocabulary
from tests.site.conftest import SHELTER, TODAY, TRIBAL, VIDEO, Folder, make_record


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "directory")
    made.write_records(make_record("example-hotline"), SHELTER, TRIBAL, VIDEO)
    return made


def resources_of(folder: Folder) -> tuple[Resource, ...]:
    return check_file(folder.settings.resources, today=TODAY).resources


def report_of(
    folder: Folder, vocabulary: Vocabulary, today: date = TODAY, site: Mapping[str, Any] | None = None
) -> Report:
    return make_report(resources_of(folder), vocabulary, site or {}, folder.settings.resources, today)


def coverage_of(folder: Folder) -> dict[str, CountyCoverage]:
    places = json.loads((folder.data / "places.json").read_text(encoding="utf-8"))
    return {county.name: county for county in cover(resources_of(folder), places).counties}


def test_county_is_served_by_who_names_it_or_a_nation_in_it(folder: Folder) -> None:
    counties = coverage_of(folder)

    assert counties["Cascade"].serving == ("Example Shelter",)
    assert counties["Blaine"].serving == ("Example Advocates",)
    assert counties["Blaine"].nations
    assert counties["Carter"].serving == ()


def test_office_in_a_county_counts_there_whomever_it_serves(folder: Folder) -> None:
    folder.write_records(make_record("one", title="One", county="Custer"))

    custer = coverage_of(folder)["Custer"]
    assert (custer.serving, custer.offices, dict(custer.services)) == (("One",), ("One",), {"hotline": 1})


def test_statewide_help_is_counted_apart_from_counties(folder: Folder, vocabulary: Vocabulary) -> None:
    coverage = report_of(folder, vocabulary).coverage

    assert (coverage.statewide, coverage.national) == (1, 0)
    assert "Carter" in coverage.without_service
    assert len(coverage.without_office) == 56


def test_check_that_falls_due_stands_in_its_month(folder: Folder, vocabulary: Vocabulary) -> None:
    """Checked on 2026-11-21: the hotline is due after 90 days, organizations after 180, the video after 365."""
    months = {month.month: dict(month.counts) for month in report_of(folder, vocabulary).due_months if month.total}

    assert months == {"2027-02": {"hotline": 1}, "2027-05": {"organization": 2}, "2027-11": {"material": 1}}


def test_check_that_is_too_old_is_overdue(folder: Folder, vocabulary: Vocabulary) -> None:
    report = report_of(folder, vocabulary, today=date(2027, 3, 1))

    assert [row.id for row in report.aged("overdue")] == ["example-hotline"]
    assert report.due_months[0] == DueMonth("overdue", {"hotline": 1})


def test_gaps_are_named(folder: Folder, vocabulary: Vocabulary) -> None:
    doubt = {"about": "phone", "text": "Two pages disagree.", "withheld": "+14063295776"}
    unsure = make_record("unsure", doubts=[doubt])
    unsure["phones"][0]["verified"]["verdict"] = "not-found"
    folder.write_records(unsure, make_record("silent", phones=[]), SHELTER)

    report = report_of(folder, vocabulary)

    assert report.doubts == {"phone": ("unsure",)}
    assert (report.not_confirmed, report.withheld, report.no_number) == (("unsure",), ("unsure",), ("silent",))
    assert (report.untranslated, report.unreviewed) == (("unsure", "silent"), ("example-shelter",))


def test_link_that_no_record_has_any_more_is_left_out(folder: Folder, vocabulary: Vocabulary) -> None:
    links = [Link("https://example.org/film", "dead", "it says 404 Not Found"), Link("https://old.example/", "dead")]
    keep_memory(folder.data, LinkMemory(), links, TODAY)

    report = report_of(folder, vocabulary)

    assert [(link.url, ids) for link, ids in report.links] == [("https://example.org/film", ("example-video",))]


def git(folder: Path, *arguments: str, day: str = "2026-10-01") -> None:
    stamp = f"{day}T12:00:00"
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder, check=True, capture_output=True,
        env={"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )  # fmt: skip


def test_what_changed_of_late_comes_from_git(folder: Folder, vocabulary: Vocabulary) -> None:
    git(folder.data, "init", "-q")
    git(folder.data, "add", "resources.yaml")
    git(folder.data, "commit", "-qm", "one")
    folder.write_records(make_record("example-hotline", title="New Name"), SHELTER, VIDEO, make_record("new-one"))

    changes = report_of(folder, vocabulary).changes

    assert changes is not None
    assert (changes.added, changes.removed) == (("new-one",), ("example-advocates",))
    assert changes.changed == {"example-hotline": ("title",)}


def test_history_younger_than_a_month_is_told_from_its_first_day(folder: Folder) -> None:
    git(folder.data, "init", "-q")
    git(folder.data, "add", "resources.yaml", day="2026-11-20")
    git(folder.data, "commit", "-qm", "one", day="2026-11-20")

    changes = changes_since(folder.settings.resources, date(2026, 10, 22))

    assert changes is not None
    assert changes.since == "2026-11-20"


def test_folder_without_history_has_no_changes(folder: Folder, vocabulary: Vocabulary) -> None:
    assert report_of(folder, vocabulary).changes is None


def test_record_that_did_not_change_is_not_named() -> None:
    assert compare({"a": {"id": "a"}}, {"a": {"id": "a"}}, "2026-11-01").changed == {}


def test_columns_stand_on_the_ground_and_the_tallest_fills_the_height() -> None:
    months = (DueMonth("2026-11", {"hotline": 2, "material": 2}), DueMonth("2026-12", {"organization": 1}))

    tall, small = draw_columns(months, {"2026-11": "Nov", "2026-12": "Dec"})

    assert tall.bars == (("hotline", 90.0, 90.0), ("material", 0.0, 90.0))
    assert small.bars == (("organization", COLUMN_HEIGHT - 45.0, 45.0),)


def test_map_has_a_shape_for_every_county(data_folder: Path, folder: Folder) -> None:
    drawn = draw_map(data_folder, Coverage(tuple(coverage_of(folder).values()), 1, 0))

    assert drawn is not None
    shapes = {shape.title.split(":")[0]: shape for shape in drawn.shapes}
    assert len(shapes) == 56
    assert (shapes["Cascade"].level, shapes["Carter"].level) == (1, 0)
    assert shapes["Cascade"].title == "Cascade: 1 organization, none with an office there"


def test_community_without_a_map_still_has_a_report(folder: Folder) -> None:
    assert draw_map(folder.data, Coverage((), 0, 0)) is None


def test_map_that_is_broken_is_refused_in_words(folder: Folder) -> None:
    (folder.data / "map.json").write_text("{}", encoding="utf-8")

    with pytest.raises(DataError, match=r"map\.json: found something else, want outlines"):
        draw_map(folder.data, Coverage((), 0, 0))


def test_text_says_what_to_do_next(folder: Folder, vocabulary: Vocabulary) -> None:
    text = "\n".join(report_text(report_of(folder, vocabulary, today=date(2027, 3, 1))))

    assert "1 overdue" in text
    assert "example-hotline (checked 2026-11-21)" in text
    assert "never visited: resource-directory links" in text


def test_json_holds_what_the_text_says(folder: Folder, vocabulary: Vocabulary) -> None:
    told = json.loads(json.dumps(report_as_json(report_of(folder, vocabulary))))

    assert told["counts"]["records"] == 4
    assert told["coverage"]["counties"][0]["name"] == "Beaverhead"
    assert [row["state"] for row in told["ages"]] == ["current"] * 4


class Outside(HTMLParser):
    """Collects what a page would fetch, and the text of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "script", "link", "iframe", "source", "object"):
            self.fetched.append(tag)
        self.fetched += [value or "" for name, value in attrs if name == "src"]


def test_page_is_whole_and_fetches_nothing(
    folder: Folder, data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.data / "map.json").write_bytes((data_folder / "map.json").read_bytes())
    folder.write_records(make_record("example-hotline", title="<b>Bold & Co</b>"), SHELTER)
    out = tmp_path / "report.html"

    assert main(["report", "--html", str(out), "--data", str(folder.settings.resources)]) == 0

    page = out.read_text(encoding="utf-8")
    outside = Outside()
    outside.feed(page)
    assert "wrote" in capsys.readouterr().out
    assert outside.fetched == []
    assert not re.search(r"url\((?!#)|@import", page)
    assert "<b>Bold" not in page
    assert page.count('class="county') == 56
    assert 'role="img" aria-labelledby="map-title map-text"' in page


def test_withheld_number_stays_out_of_the_page(folder: Folder, tmp_path: Path) -> None:
    """The report is passed around; a number that waits for a call is named by its record only."""
    doubt = {"about": "phone", "text": "Two pages disagree.", "withheld": "+14063295776"}
    folder.write_records(make_record("unsure", doubts=[doubt]))
    out = tmp_path / "report.html"

    main(["report", "--html", str(out), "--data", str(folder.settings.resources)])

    assert "329" not in re.sub(r'd="[^"]*"', "", out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_command_reports(folder: Folder, form: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", *form, "--data", str(folder.settings.resources)]) == 0
    assert "records" in capsys.readouterr().out


def test_report_that_cannot_be_written_is_said(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "nowhere" / "report.html"

    assert main(["report", "--html", str(where), "--data", str(folder.settings.resources)]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


def test_report_and_desk_count_spanish_by_one_rule(data_folder: Path, vocabulary: Vocabulary) -> None:
    file = read_data_file(data_folder / "resources.yaml")
    shelf = Shelf(file, read_rules({}, vocabulary, TODAY, file))
    resources = [row.resource for row in shelf.rows if row.resource]

    report = make_report(resources, vocabulary, {}, file.path, TODAY)

    assert shelf.counts["untranslated"] == len(report.untranslated)

"""The real records keep their own rules: all there, readable, each number with its verdict, nothing that must not be said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from directory.records.check import check_file
from directory.records.model import Material, Organization, Resource
from directory.records.reading import reading_grade

HIGHEST_GRADE = 8.0


@pytest.fixture(scope="module")
def resources(data_folder: Path, today: date) -> tuple[Resource, ...]:
    checked = check_file(data_folder / "resources.yaml", today=today)
    assert [str(fault) for fault in checked.faults if not fault.warning] == []
    return checked.resources


def test_all_records_are_there(resources: tuple[Resource, ...]) -> None:
    assert sum(isinstance(resource, Organization) for resource in resources) == 134
    assert sum(isinstance(resource, Material) for resource in resources) == 115


def test_summaries_read_at_grade_eight_or_lower(resources: tuple[Resource, ...]) -> None:
    """Flesch-Kincaid grade."""
    hard = {r.id: grade for r in resources if (grade := reading_grade(r.summary)) > HIGHEST_GRADE}

    assert hard == {}


def test_forty_records_speak_spanish_and_are_marked_unreviewed(resources: tuple[Resource, ...]) -> None:
    spanish = [resource.translations["es"] for resource in resources if "es" in resource.translations]

    assert len(spanish) >= 40
    assert not any(text.reviewed for text in spanish)


def test_no_keyword_but_help_goes_to_the_national_text_line(resources: tuple[Resource, ...]) -> None:
    lines = [p for r in resources if isinstance(r, Organization) for p in r.phones if p.short_code == "233733"]

    assert [line.keyword for line in lines] == ["HELP"]


def test_misprint_of_the_national_number_stands_nowhere(data_folder: Path) -> None:
    digits = re.sub(r"[^\d\n]", "", (data_folder / "resources.yaml").read_text(encoding="utf-8"))

    assert "8663737888" not in digits


def test_immigration_enforcement_line_says_what_it_is(resources: tuple[Resource, ...]) -> None:
    line = next(resource for resource in resources if resource.id == "dhs-hsi-tip-line")

    assert "immigration" in (line.caution or "")


def test_summaries_hold_no_numbers_to_call(resources: tuple[Resource, ...]) -> None:
    """Numbers stand in `phones` alone, where they carry a verdict."""
    pattern = re.compile(r"\d{3}[-. ]\d{4}")
    texts = [(r.id, text) for r in resources for text in (r.summary, *(t.summary for t in r.translations.values()))]

    assert [name for name, text in texts if pattern.search(text)] == []


def test_confidential_places_have_no_address(resources: tuple[Resource, ...]) -> None:
    hidden = [resource for resource in resources if isinstance(resource, Organization) and resource.confidential]

    assert hidden
    assert not [resource.id for resource in hidden if resource.address]

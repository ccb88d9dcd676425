"""What leaves the house: ready to show, confirmed numbers first, nothing withheld."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from directory.records.check import check_file
from directory.records.model import Organization
from directory.records.publish import dial_link, publish


def test_confirmed_number_comes_before_unconfirmed(record: dict[str, Any]) -> None:
    second = {**record["phones"][0], "number": "+14065421944"}
    record["phones"][0]["verified"] = {**record["phones"][0]["verified"], "verdict": "not-found"}
    record["phones"].append(second)

    phones = publish(Organization.model_validate(record))["phones"]

    assert [(phone["number"], phone["confirmed"]) for phone in phones] == [
        ("+14065421944", True),
        ("+14062656743", False),
    ]


def test_empty_values_are_left_out(record: dict[str, Any]) -> None:
    form = publish(Organization.model_validate(record))

    assert all(value not in (None, [], {}, "") for value in form.values())


def test_text_line_opens_with_its_keyword() -> None:
    assert dial_link("text", "233733", "HELP") == "sms:233733?body=HELP"
    assert dial_link("voice", "+14062656743") == "tel:+14062656743"


def test_withheld_numbers_and_initials_stay_inside(record: dict[str, Any]) -> None:
    record["doubts"] = [{"about": "phone", "text": "Two pages disagree.", "withheld": "+14063295776"}]
    record["verified"]["by"] = "AB"

    form = json.dumps(publish(Organization.model_validate(record)))

    assert "3295776" not in form
    assert "AB" not in form


def test_no_public_form_holds_a_withheld_number(data_folder: Path, today: date) -> None:
    resources = check_file(data_folder / "resources.yaml", today=today).resources
    withheld = {doubt.withheld for resource in resources for doubt in resource.doubts if doubt.withheld}

    public = json.dumps([publish(resource) for resource in resources])

    assert withheld
    assert not [number for number in withheld if number.removeprefix("+1") in public]

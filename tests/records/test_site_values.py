"""The values of site.yaml: what would be served though it leads nowhere."""

from __future__ import annotations

import pytest

from directory.records.load import load_bytes
from directory.records.site_values import check_site_values
from tests.conftest import DATA

NAME = "data/site.yaml"


def read_changed(before: str, after: str) -> list[str]:
    """What is said of the real file with the first `before` changed."""
    text = (DATA / "site.yaml").read_text(encoding="utf-8")
    assert before in text
    return [str(fault) for fault in check_site_values(load_bytes(text.replace(before, after, 1).encode(), NAME))]


def test_real_file_has_no_fault() -> None:
    assert read_changed("", "") == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("url: https://www.weather.gov/", "url: www.weather.gov", "exit.url: found 'www.weather.gov', want an address"),
        ("url: https://www.weather.gov/", "url: javascript:alert(1)", "exit.url: found 'javascript:alert(1)'"),
        ('base_url: ""', "base_url: help.example.org", 'base_url: found \'help.example.org\', want an address that'),
        ('number: "911"', "number: “911”", "pinned.en[0].number: found '“911”', want digits"),
        ("channels: [voice, text]", "channels: [voice, sms]", "pinned.en[1].channels[1]: found 'sms', want voice or text"),
        ("channels: [voice, text]", "channels: voice", "pinned.en[1].channels: found 'voice', want a list"),
        ("hotline: 90", "hotline: ninety", "ages.hotline: found 'ninety', want a whole number of days"),
    ],
)  # fmt: skip
def test_value_that_leads_nowhere_is_a_fault(before: str, after: str, said: str) -> None:
    [fault] = read_changed(before, after)

    assert said in fault


@pytest.mark.parametrize("address", ["https://help.example.org", "http://127.0.0.1:8000", "http://localhost:8000"])
def test_address_of_a_site_or_of_this_machine_is_taken(address: str) -> None:
    assert read_changed('base_url: ""', f"base_url: {address}") == []

"""Typed text becomes values; what is not of the kind is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from directory.records import values


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "Mo-Fr 08:00-17:00",
        "Mo-Fr 08:00-17:00; PH off",
        "Mo,We 09:00-12:00,13:00-17:00",
        "Sa 20:00-24:00; 2026-12-25 off",
    ],
)
def test_hours_in_the_subset_are_kept_as_typed(text: str) -> None:
    assert values.read_hours(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "24-7",
        "9-5",
        "Mon-Fri 08:00-17:00",
        "Mo-Fr 8:00-17:00",
        "Mo-Fr 08:00-25:00",
        "",
        "Mo-Fr",
        "2026-02-30 off",
        "Mo 09:00-24:30",
    ],
)
def test_hours_outside_the_subset_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is the model's
        values.read_hours(text)


def test_day_of_hours_that_no_calendar_has_is_called_that() -> None:
    with pytest.raises(ValueError, match="a day that the calendar has; look at the month and the day"):
        values.read_hours("Mo-Fr 08:00-17:00; 2026-02-30 off")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.read_phone, "+1406265674３"),
        (values.read_short_code, "98٨"),
        (values.read_hours, "Mo-Fr 0٨:00-17:00"),
        (values.read_partial_date, "202６"),
    ],
)
def test_digit_of_another_script_is_no_digit(read: Callable[[str], object], text: str) -> None:
    """Pasted from a page in another script it looks like one, and no telephone dials it."""
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is the model's
        read(text)


@pytest.mark.parametrize("text", ["+18883737888", "+14062656743", "+442079460000"])
def test_number_of_a_numbering_plan_is_kept(text: str) -> None:
    assert values.read_phone(text) == text


@pytest.mark.parametrize(
    "text", ["12", "406-265-6743", "+1 406 265 6743", "+10000000000", "+14061", "14062656743", "+1406265674a"]
)
def test_number_of_no_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is the model's
        values.read_phone(text)


@pytest.mark.parametrize(("typed", "want"), [("true", True), ("false", False)])
def test_flag_knows_two_words(typed: str, want: bool) -> None:
    assert values.read_flag(typed) is want


@pytest.mark.parametrize("typed", ["yes", "no", "on", "True", "1", ""])
def test_flag_refuses_yaml_spellings(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is the model's
        values.read_flag(typed)


@pytest.mark.parametrize(("number", "want"), [("+18883737888", "1-888-373-7888"), ("+14062656743", "406-265-6743")])
def test_number_is_formatted_in_full(number: str, want: str) -> None:
    assert values.format_phone(number) == want


def test_letters_count_as_the_digits_of_their_keys() -> None:
    assert values.digits_of("1-833-406-STOP (7867)") == "183340678677867"

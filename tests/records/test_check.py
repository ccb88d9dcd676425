"""Every fault at once, each with line, found, wanted and mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.records.check import Checked, check_document
from directory.records.load import load_bytes
from directory.records.vocabulary import Vocabulary

BAD = sorted((Path(__file__).parent.parent / "cases" / "bad").glob("*.yaml"))
NAME = "data/resources.yaml"


def check_text(text: str | bytes, vocabulary: Vocabulary, today: date) -> Checked:
    data = text if isinstance(text, bytes) else text.encode()
    return check_document(load_bytes(data, NAME), vocabulary, today=today)


def check_record(record: Any, vocabulary: Vocabulary, today: date) -> list[str]:
    """The faults of one record, without file and line."""
    text = yaml.safe_dump([record], allow_unicode=True, default_style='"', sort_keys=False, width=10_000)
    return [str(fault).split(": found ", 1)[-1] for fault in check_text(text, vocabulary, today).faults]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_broken_file_gets_its_exact_sentences(path: Path, vocabulary: Vocabulary, today: date) -> None:
    """Each file in cases/bad opens with the sentences it must get, one a comment line."""
    data = path.read_bytes()
    want = [line[len("# expect: ") :] for line in data.decode().splitlines() if line.startswith("# expect: ")]

    got = [str(fault) for fault in check_text(data, vocabulary, today).faults]

    assert got == want


def test_alias_before_any_record_is_a_fault(vocabulary: Vocabulary, today: date) -> None:
    assert [str(fault) for fault in check_text("- *name\n", vocabulary, today).faults] == [
        "data/resources.yaml:1:3 record 1: found a text that begins with * ('*name'), want no such mark "
        "without quotes. Put the text in double quotes, or write it out again in full."
    ]


def test_sound_record_has_no_fault(record: dict[str, Any], vocabulary: Vocabulary, today: date) -> None:
    assert check_record(record, vocabulary, today) == []


def test_fault_sentence_is_the_one_promised(vocabulary: Vocabulary, today: date) -> None:
    """The very sentence of the design, with its line and column."""
    text = (
        "- id: example-hotline\n  kind: organization\n  title: Example\n  summary: Help.\n  phones:\n"
        '    - number: "12"\n      kind: voice\n      label: Line\n'
        '      verified: {on: "2026-11-21", how: by-phone, verdict: confirmed}\n'
        "  reach: {scope: statewide}\n  cost: free\n  sources: [{url: https://example.org}]\n"
        '  verified: {on: "2026-11-21", how: by-phone}\n  confidence: high\n'
    )

    faults = check_text(text, vocabulary, today).faults

    assert [str(fault) for fault in faults] == [
        f"{NAME}:6:15 example-hotline phones[0].number: found '12', want + and 8 to 15 digits such as \"+18005550100\""
    ]


def test_every_field_wrong_reports_every_field(vocabulary: Vocabulary, today: date) -> None:
    record = {
        "id": "Not An Id", "kind": "organization", "title": "", "alternate_names": "one", "summary": ["a"],
        "translations": "es", "reach": {"scope": "county", "counties": ["Casscade"]}, "services": ["shelter"],
        "audiences": "everyone", "topics": ["trafficing"], "languages": ["english"], "interpreter": "yes", "cost": "cheap",
        "url": "javascript:alert(1)", "email": "nobody", "sources": [{"url": "file:///etc/passwd", "published": "last year"}],
        "verified": {"on": "soon", "how": "guess"}, "confidence": "sure", "doubts": [{"about": "all"}],
        "phones": [{"kind": "fax", "label": "x" * 300, "number": "406", "hours": "always"}], "chat_url": "chat",
        "county": "Cascadia", "confidential": "no", "hours": "9-5", "populaton": "x",
    }  # fmt: skip

    faults = check_record(record, vocabulary, today)

    assert len(faults) >= 28


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "vbscript:x",
        "//evil.example",
        "https://a b.org",
    ],
)
def test_url_of_another_scheme_is_refused(
    url: str, record: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    faults = check_record(record | {"url": url}, vocabulary, today)

    assert len(faults) == 1
    assert "want an address that starts with https://" in faults[0]


def test_misprinted_national_number_is_refused(record: dict[str, Any], vocabulary: Vocabulary, today: date) -> None:
    """1-866-373-7888 circulates as a misprint of the national line (phone check of 2026-11-21)."""
    record["phones"][0]["number"] = "+18663737888"

    assert any("want a number that may be published" in fault for fault in check_record(record, vocabulary, today))


def test_withheld_number_in_another_field_is_refused(
    record: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    record["doubts"] = [{"about": "phone", "text": "Two pages disagree.", "withheld": "+14063295776"}]
    record["summary"] = "Call 406-329-5776 for help."

    assert any("the withheld number +14063295776" in fault for fault in check_record(record, vocabulary, today))


def test_conflict_is_no_verdict_a_published_number_may_have(
    record: dict[str, Any], vocabulary: Vocabulary, today: date
) -> None:
    record["phones"][0]["verified"]["verdict"] = "conflict"

    assert any("move it to doubts as `withheld`" in fault for fault in check_record(record, vocabulary, today))


def test_title_of_five_megabytes_is_a_short_fault(record: dict[str, Any], vocabulary: Vocabulary, today: date) -> None:
    faults = check_record(record | {"title": "x" * 5_000_000}, vocabulary, today)

    assert len(faults) == 1
    assert len(faults[0]) < 200
    assert "want at most 200 letters" in faults[0]


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment\n", "- a\n- b\n", "resources:\n  - id: x\n", "just words\n", "null\n", "- \n"]
)
def test_file_of_another_shape_has_faults_and_no_records(text: str, vocabulary: Vocabulary, today: date) -> None:
    checked = check_text(text, vocabulary, today)

    assert checked.faults
    assert not checked.resources


def test_names_in_any_script_are_kept(record: dict[str, Any], vocabulary: Vocabulary, today: date) -> None:
    text = yaml.safe_dump([record | {"title": "مساعدة 🏔️ Apsáalooke"}], allow_unicode=True, default_style='"')

    checked = check_text(text, vocabulary, today)

    assert checked.faults == ()
    assert checked.resources[0].title == "مساعدة 🏔️ Apsáalooke"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_mutated_real_file_never_breaks_the_check(
    data: st.DataObject, vocabulary: Vocabulary, today: date, data_folder: Path
) -> None:
    """200 mutations of the real file: lines cut, doubled, moved, bytes changed. A check always ends, in words."""
    lines = (data_folder / "resources.yaml").read_bytes().splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines) - 1))
    window = lines[start : start + 120]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(window) - 1))
        kind = data.draw(st.sampled_from(["cut", "double", "swap", "indent", "bytes", "truncate"]))
        window = _mutate(window, at, kind, data)

    checked = check_text(b"".join(window), vocabulary, today)

    assert all(str(fault).startswith(NAME) for fault in checked.faults)


def _mutate(lines: list[bytes], at: int, kind: str, data: st.DataObject) -> list[bytes]:
    line = lines[at]
    if kind == "cut" and len(lines) > 1:
        return lines[:at] + lines[at + 1 :]
    if kind == "double":
        return [*lines[:at], line, *lines[at:]]
    if kind == "swap":
        return [*lines[:at], lines[-1], *lines[at + 1 : -1], line]
    if kind == "indent":
        return [*lines[:at], data.draw(st.sampled_from([b" ", b"   ", b"\t"])) + line, *lines[at + 1 :]]
    if kind == "bytes":
        position = data.draw(st.integers(0, len(line)))
        return [*lines[:at], line[:position] + data.draw(st.binary(max_size=3)) + line[position:], *lines[at + 1 :]]
    return [*lines[:at], line[: len(line) // 2]]

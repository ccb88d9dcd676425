"""Names in the files beside the records lead somewhere, or are named with their line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from directory.desk.file.datafile import read_data_file
from directory.records.check import check_file
from directory.records.fault import Fault


@pytest.fixture
def folder(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the real data, free to break."""
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


def change(path: Path, before: str, after: str) -> int:
    """Replaces the first `before` and gives its line."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def test_real_files_name_what_is_there(data_folder: Path, today: date) -> None:
    assert [str(fault) for fault in check_file(data_folder / "resources.yaml", today=today).faults] == []


def test_pinned_line_that_is_no_record_is_named(folder: Path, today: date) -> None:
    line = change(folder / "site.yaml", "- id: montana-988", "- id: montana-98")

    faults = [str(fault) for fault in check_file(folder / "resources.yaml", today=today).faults]

    assert len(faults) == 1
    assert faults[0].startswith(f"data/site.yaml:{line}:")
    assert "found 'montana-98', want the id of a record. Did you mean 'montana-988'?" in faults[0]


def check_without_numbers(folder: Path, today: date, verdict: str = "") -> list[Fault]:
    """The faults where montana-988 has no number, or where each has this verdict."""
    path = folder / "resources.yaml"
    file = read_data_file(path)
    record = dict(file.pieces[file.places["montana-988"]].record)
    phones = record["phones"] if isinstance(record["phones"], list) else []
    if verdict:
        record["phones"] = [phone | {"verified": phone["verified"] | {"verdict": verdict}} for phone in phones]
    else:
        record["phones"] = [phone for phone in phones if phone["kind"] not in ("voice", "text")]
    path.write_bytes(file.with_changes({"montana-988": record}).data)
    return list(check_file(path, today=today).faults)


def test_pinned_line_without_a_number_is_a_fault(folder: Path, today: date) -> None:
    """The server would refuse it: its button would lead nowhere."""
    faults = [fault for fault in check_without_numbers(folder, today) if not fault.warning]

    assert [fault.path for fault in faults] == [("pinned", "en", 4, "id")]
    assert (
        "montana-988 pinned.en[4].id: found no number to call or text, want a line that can be reached. It is one of the lines "
        "on the home page: give it its number back, or take it out of them in site.yaml." in str(faults[0])
    )


def test_urgent_line_that_nobody_confirmed_is_remarked_on(folder: Path, today: date) -> None:
    [fault] = check_without_numbers(folder, today, "not-found")

    assert fault.warning
    assert "montana-988 urgent.suicide[0]: found no confirmed number to call or text" in str(fault)


def test_urgent_line_that_is_no_record_is_named(folder: Path, today: date) -> None:
    change(folder / "site.yaml", "- montana-crisis-text-line", "- montana-text-crisis-line")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert [fault.found for fault in faults] == ["'montana-text-crisis-line'"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n  kind: organization", "\n\tkind: organization"),
        ("title: National Human", "title: Note: National Human"),
        ("\n- id: montana-988", "\n-id: montana-988"),
        ("\n- id: montana-988", "\n  id: montana-988"),
        ("id: montana-988", "id: montana-988\u200b"),
        ("title: National Human", "title: !National Human"),
    ],
    ids=["tab", "colon", "dash-without-space", "no-dash", "unseen-character", "exclamation-mark"],
)
def test_one_slip_in_the_records_is_one_fault(folder: Path, today: date, before: str, after: str) -> None:
    """Names of records that nobody has read yet are not said to lead nowhere: whoever mended those would change the lines to call."""
    change(folder / "resources.yaml", before, after)

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert len(faults) == 1, [str(fault) for fault in faults]


def test_phrase_with_a_colon_is_not_dropped_unseen(folder: Path, today: date) -> None:
    change(folder / "vocabulary.yaml", "en: [boss has my papers", "en: [papers: boss has them, boss has my papers")

    [fault] = check_file(folder / "resources.yaml", today=today).faults

    assert (fault.found, fault.mend) == ("a mapping", "Put the phrase in double quotes.")


@pytest.mark.parametrize("before", ["urgent:\n  danger:\n", "native_first:\n  lines:"])
def test_line_that_leads_and_never_may_is_named(folder: Path, today: date, before: str) -> None:
    """What site.yaml keeps out of the block for a reason must not come in by another of its lists."""
    after = before + ("    - montana-211\n" if before.endswith("\n") else " [montana-211] #")
    change(folder / "site.yaml", before, after)

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert [(fault.found, fault.want) for fault in faults] == [
        ("'montana-211'", "a line that never_urgent does not name")
    ]


def test_lay_words_with_an_unknown_tag_are_named(folder: Path, today: date) -> None:
    change(
        folder / "vocabulary.yaml", "services: [hotline, labor-rights, legal-aid]", "services: [hotline, labour-rights]"
    )

    faults = [str(fault) for fault in check_file(folder / "resources.yaml", today=today).faults]

    assert len(faults) == 1
    assert "found 'labour-rights', want a word from the list services. Did you mean 'labor-rights'?" in faults[0]


def test_person_beside_whom_a_group_is_urgent_that_is_none_is_named(folder: Path, today: date) -> None:
    change(folder / "vocabulary.yaml", "    with_person: other\n", "    with_person: others\n")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert [(fault.found, fault.want) for fault in faults] == [
        ("'others'", "true, other, alone, done, or no such line")
    ]


def test_lay_words_that_mean_nothing_are_named(folder: Path, today: date) -> None:
    change(folder / "vocabulary.yaml", "lay_words:\n", "lay_words:\n  - en: [green tractor]\n")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert [fault.found for fault in faults] == ["phrases that mean nothing"]


@pytest.mark.parametrize("phrase", ["took my passport", "Took my passport", "cant go home", "can’t go home"])
def test_phrase_in_two_groups_is_named(folder: Path, today: date, phrase: str) -> None:
    """An apostrophe makes no other phrase: the search drops it."""
    change(folder / "vocabulary.yaml", "lay_words:\n", f"lay_words:\n  - en: [{phrase}]\n    topics: [rights]\n")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert ["a second time" in fault.found for fault in faults] == [True]


def test_word_alike_to_two_others_is_named(folder: Path, today: date) -> None:
    change(folder / "vocabulary.yaml", "\nalike:\n", "\nalike:\n  - en: [zebra, lawyer]\n")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert ["a second time" in fault.found for fault in faults] == [True]


def test_several_words_alike_to_one_are_named(folder: Path, today: date) -> None:
    change(folder / "vocabulary.yaml", "\nalike:\n", "\nalike:\n  - en: [zebra, green tractor]\n")

    faults = check_file(folder / "resources.yaml", today=today).faults

    assert [(fault.found, fault.want) for fault in faults] == [("'green tractor'", "single words")]


def test_records_are_not_sound_beside_a_slip_in_the_order(folder: Path, today: date) -> None:
    """So that neither a save nor a start takes them into use."""
    line = change(folder / "site.yaml", "topics: [immigration]", "topics: [imigration]")

    checked = check_file(folder / "resources.yaml", today=today)

    assert not checked.is_sound
    assert [fault.at[0] for fault in checked.faults] == [line]

"""Records read one by one: whatever stands in the file, what is said of it is what reading it as one says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.records import pieces
from directory.records.check import Checked, check_document, check_file
from directory.records.load import load_bytes
from directory.records.pieces import NOTHING, Known, cut_text
from directory.records.vocabulary import Vocabulary

BAD = sorted((Path(__file__).parent.parent / "cases" / "bad").glob("*.yaml"))
NAME = "data/resources.yaml"

# Every way of YAML to make what stands above or below part of a record, or to end it.
LINES = (
    "---", "...", "%YAML 1.1", "- ", "-", "-\t", '- "open', 'close"', "- 'it", "'", "- [a,", "b]", "- {a: b,", "c: d}", "# words", "#", "",
    "\t", "  note: |", "  note: >+", "    text", "    - item", "  - item", "- *name", "- &name x", "- !tag x", "? key", ": value", "key: value",
    "- id: one", "- id: one\r", "  kind: video", "  id: two", "- a: b\r- c: d", "- x\x85- y", "- x\u2028...", "- x\r---", "\ufeff- z", "- \x07", "~", "- |", "  x",
    " - x", "- - y", "- ? z", "-- w", "- @", "- id: 3",
)  # fmt: skip

KINDS = ("sound", "other", "faulty", "no id", "same id", "with file", "future")


def write_record(kind: str, number: int) -> str:
    """A record of a kind, its lines ended."""
    name, day = f"record-{number}", "2026-11-22" if kind == "future" else "2026-11-20"
    lines = [
        f"- id: {'record-0' if kind == 'same id' else name}", "  kind: print", f"  title: A title {kind}", "  summary: >-", "    Two lines", "    of it.",
        "  reach: {scope: statewide}", f"  cost: {'cheap' if kind == 'faulty' else 'free'}", "  publisher: A house", "  publisher_kind: nonprofit",
        "  format: poster", "  rights: unknown", "  sources: [{url: https://example.org}]", f'  verified: {{on: "{day}", how: published-pages}}', "  confidence: high",
    ]  # fmt: skip
    if kind == "no id":
        lines[0] = "- alternate_names: [One]"
    if kind == "with file":
        lines.append("  file: poster.pdf")
    return "".join(f"{line}\n" for line in [*lines, "", "# what follows"][: len(lines) + number % 3])


def check_both(data: bytes, vocabulary: Vocabulary, today: date, known: Known = NOTHING) -> tuple[Checked, Checked]:
    """What is said of a file read by pieces where it can be, and of the same read as one."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "data", "resources.yaml")
        path.parent.mkdir()
        path.write_bytes(data)
        checked = check_file(path, today=today, vocabulary=vocabulary, known=known)
        with patch.object(pieces, "cut_text", lambda text: [text]):
            return checked, check_file(path, today=today, vocabulary=vocabulary)


def must_agree(data: bytes, vocabulary: Vocabulary, today: date, known: Known = NOTHING) -> Checked:
    """What both ways say."""
    checked, whole = check_both(data, vocabulary, today, known)
    assert [str(fault) for fault in checked.faults] == [str(fault) for fault in whole.faults]
    assert checked.resources == whole.resources
    return checked


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(("\n", "\r\n", "\r")))
@settings(max_examples=400)
def test_any_text_is_judged_as_when_read_as_one(
    vocabulary: Vocabulary, today: date, lines: list[str], newline: str
) -> None:
    """Quotes, brackets and documents that run over the beginnings of lines; names, tags and characters nobody sees."""
    must_agree(newline.join([*lines, ""]).encode(), vocabulary, today)
    must_agree(newline.join(lines).encode(), vocabulary, today)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_broken_file_is_judged_as_when_read_as_one(path: Path, vocabulary: Vocabulary, today: date) -> None:
    must_agree(path.read_bytes(), vocabulary, today)


def test_real_file_is_read_by_pieces(data_folder: Path, vocabulary: Vocabulary, today: date) -> None:
    """And every piece is known afterwards."""
    data = (data_folder / "resources.yaml").read_bytes()
    checked = must_agree(data, vocabulary, today)
    document = load_bytes(data, NAME)
    assert checked.resources == check_document(document, vocabulary, today=today).resources
    assert len(cut_text(data.decode())) - 1 == len(checked.resources) == len(checked.known.pieces)


STATES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 4)), max_size=5)


@given(st.lists(st.tuples(STATES, st.integers(-1, 3), st.booleans()), min_size=1, max_size=4))
@settings(max_examples=60)
def test_what_was_known_changes_nothing(
    vocabulary: Vocabulary, states: list[tuple[list[tuple[str, int]], int, bool]]
) -> None:
    """Records added, moved, mended and broken, on one day and another, with one vocabulary and another."""
    stricter = {name: terms for name, terms in vocabulary.lists["costs"].items() if name != "free"}
    other = replace(vocabulary, lists={**vocabulary.lists, "costs": stricter})
    known = NOTHING
    for records, days, is_other in states:
        data = "# head\n\n" + "".join(write_record(*record) for record in records)
        today = date(2026, 11, 21) + timedelta(days)
        known = must_agree(data.encode(), other if is_other else vocabulary, today, known).known


def test_known_record_is_not_read_again(vocabulary: Vocabulary, today: date) -> None:
    """Only the text that is new is: the others are the same values."""
    data = "".join(write_record("sound", number) for number in range(4))
    first, _ = check_both(data.encode(), vocabulary, today)
    second, _ = check_both(f"# more\n{write_record('other', 9)}{data}".encode(), vocabulary, today, first.known)
    assert len(second.resources) == 5
    assert all(any(one is other for other in second.resources) for one in first.resources)

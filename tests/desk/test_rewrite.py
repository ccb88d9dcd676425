"""Law: whatever is changed, the new text reads as intended, and every line outside the changed field is as it was."""

from __future__ import annotations

import copy
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.desk.file.datafile import DataFile, Record, digest_of, read_data_file
from directory.desk.file.nodes import line_end, parse
from directory.desk.file.rewrite import house_order, reads_as, rewrite_record
from directory.desk.file.style import write_item
from directory.records.load import Tree, load_bytes
from tests.conftest import DATA

EDITS = 1_000

# What makes YAML stumble: quotes, colons, dashes, comments, breaks, words that mean something else, other scripts.
AWKWARD = (
    "plain words", "", "~", "null", "no", "yes", "1406", "+14062656743", "17:30", "a: b", "a #b", "#a", "- a", "it's", 'say "hi"',
    "back\\slash", "two\nlines", "tab\there", " spaces ", "double  space", "{a}", "[b]", "*star", "&amp", "!bang", "%x", "@x", "`x",
    "Línea de ayuda", "Apsáalooke 🐎", "\u2028", "\x85", "\ufeff", "\x07", "trailing:", "x" * 300, "word " * 60 + "end", "> quoted",
    "| pipe", "? what", "---", "...", "<<", "=SUM(A1)", "\r\n", "ends with space ", "'", '"', ": ", "long: " * 40,
)  # fmt: skip


@pytest.fixture(scope="module")
def real() -> DataFile:
    return read_data_file(DATA / "resources.yaml")


def field_lines(text: str, key: str) -> tuple[list[str], list[str]]:
    """The lines of one field of a record, and all others."""
    record = parse(text).items[0]
    lines = text.split("\n")
    for name, value in record.entries:
        if name.value == key:
            first = text.count("\n", 0, name.start)
            last = text.count("\n", 0, line_end(text, value.end))
            return lines[first : last + 1], lines[:first] + lines[last + 1 :]
    return [], lines


def alter(tree: Tree, dice: random.Random) -> Tree:
    """The tree with one thing in it changed, added or taken away."""
    if isinstance(tree, dict) and tree and dice.random() < 0.9:
        changed = dict(tree)
        key = dice.choice(list(tree))
        if len(tree) > 1 and dice.random() < 0.2:
            del changed[key]
        elif dice.random() < 0.2:
            changed[dice.choice(("note", "hours", "source", "by", "extra"))] = dice.choice(AWKWARD)
        else:
            changed[key] = alter(tree[key], dice)
        return changed
    if isinstance(tree, list) and tree and dice.random() < 0.9:
        changed_list = list(tree)
        place = dice.randrange(len(tree))
        what = dice.random()
        if what < 0.25:
            del changed_list[place]
        elif what < 0.5:
            changed_list.insert(place, copy.deepcopy(dice.choice(tree)))
        elif what < 0.6:
            dice.shuffle(changed_list)
        else:
            changed_list[place] = alter(tree[place], dice)
        return changed_list
    return dice.choice((*AWKWARD, None, [], {}, ["one", "two words"], {"on": "2026-11-21", "how": "by-phone"}))


def random_edit(record: Record, dice: random.Random) -> tuple[str, Record]:
    """One field of the record that is changed, and the record with it."""
    changed = dict(record)
    key = dice.choice([name for name in record if name != "id"])
    what = dice.random()
    if what < 0.1:
        del changed[key]
    elif what < 0.2:
        key = dice.choice(("caution", "cost_note", "email", "what_happens", "a_new_key"))
        changed[key] = dice.choice(AWKWARD)
    else:
        changed[key] = alter(record[key], dice)
    return key, changed


def test_record_written_as_it_is_keeps_every_byte(real: DataFile) -> None:
    assert real.data == (DATA / "resources.yaml").read_bytes()
    assert [rewrite_record(piece.text, piece.record) for piece in real.pieces] == [piece.text for piece in real.pieces]


def test_every_record_and_a_thousand_edits_change_their_own_lines_only(real: DataFile) -> None:
    dice = random.Random(20261121)
    pieces = [*real.pieces, *(dice.choice(real.pieces) for _ in range(EDITS - len(real.pieces)))]

    for piece in pieces:
        text = odd_style(piece.text)
        key, wanted = random_edit(piece.record, dice)
        written = rewrite_record(text, wanted)

        assert reads_as(written, [wanted]), (piece.id, key)
        assert field_lines(written, key)[1] == field_lines(text, key)[1], (piece.id, key, wanted.get(key))


def odd_style(text: str) -> str:
    """The record as no program would write it, so that writing it anew would show: a comment above each field, odd spaces."""
    return re.sub(r"(?m)^  (?=[a-z])", "  # kept\n  ", text.replace(", how:", ",   how:"))


def test_file_after_many_edits_reads_as_intended(real: DataFile) -> None:
    """Several records at once: changed, added and removed; the loader reads exactly what was asked for."""
    dice = random.Random(7)
    wanted = [copy.deepcopy(piece.record) for piece in real.pieces]
    file = real
    for _ in range(30):
        number = dice.randrange(len(wanted))
        name = str(wanted[number]["id"])
        if dice.random() < 0.2:
            file = file.with_changes({name: None})
            del wanted[number]
        else:
            _, wanted[number] = random_edit(wanted[number], dice)
            file = file.with_changes({name: wanted[number]})
    added: Record = {"id": "added-one", "kind": "organization", "title": "Added: one"}
    file = file.with_changes({"added-one": added})

    document = load_bytes(file.data, "")

    assert (document.tree, document.faults) == ([*wanted, added], [])
    assert digest_of(file.data) == file.digest


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_reads_back_as_it_was(text: str) -> None:
    record: Record = {"id": "x", "title": text, "alternate_names": [text], "verified": {"on": text}, "summary": text}

    assert reads_as(write_item(record, 0, "\n", is_record=True), [record])


COMMENTED = """\
- id: a-record  # the first
  # above the title
  title: "Old"  # behind the title
  services: [hotline,   legal-aid]  # two of them
  phones:
    # the main number
    - kind: voice
      number: '+14062656743'
    # the other
    - kind: text
      number: "+14062656744"
  verified: {on: "2026-11-21",  how: by-phone}
"""


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"title": "New"}, ['  title: "New"  # behind the title']),
        ({"services": ["hotline"]}, ["  services: [hotline]  # two of them"]),
        ({"services": ["hotline", "legal-aid", "youth"]}, ["  services: [hotline,   legal-aid, youth]  # two of them"]),
        ({"verified": {"on": "2026-11-22", "how": "by-phone"}}, ['  verified: {on: "2026-11-22",  how: by-phone}']),
        ({"cost": "free"}, ["  cost: free"]),
    ],
    ids=["title", "fewer services", "more services", "day", "a new key"],
)
def test_comment_and_space_around_a_change_stay(change: Record, lines: list[str]) -> None:
    record = parse(COMMENTED).items[0].tree()
    assert isinstance(record, dict)

    written = rewrite_record(COMMENTED, record | change)

    assert [line for line in written.split("\n") if line not in COMMENTED.split("\n")] == lines
    assert [line for line in COMMENTED.split("\n") if "# the" in line or "# above" in line] == [
        line for line in written.split("\n") if "# the" in line or "# above" in line
    ]


def test_phone_taken_away_leaves_the_other_and_every_comment() -> None:
    record = parse(COMMENTED).items[0].tree()
    assert isinstance(record, dict)
    assert isinstance(record["phones"], list)

    written = rewrite_record(COMMENTED, record | {"phones": record["phones"][1:]})

    gone = ["    - kind: voice", "      number: '+14062656743'"]
    assert written.split("\n") == [line for line in COMMENTED.split("\n") if line not in gone]


def test_house_order_moves_keys_with_their_comments() -> None:
    text = "- id: a\n  # sure\n  cost: free\n  title: A\n"

    assert rewrite_record(text, {"id": "a", "cost": "free", "title": "A"}, place=house_order) == (
        "- id: a\n  title: A\n  # sure\n  cost: free\n"
    )

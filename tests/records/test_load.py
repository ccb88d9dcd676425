"""Scalars stay the text that was typed, with their place; what is not clean YAML is a fault, never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.records import tree
from directory.records.load import MAX_BYTES, load_bytes

NAME = "data/resources.yaml"


def test_scalars_stay_text_that_yaml_would_change() -> None:
    text = "a: 10:00\nb: no\nc: +14065550100\nd: 0123456\ne: 2026-11-21\nf: 1_000\ng: .inf\n"

    tree = load_bytes(text.encode(), NAME).tree

    assert tree == {
        "a": "10:00",
        "b": "no",
        "c": "+14065550100",
        "d": "0123456",
        "e": "2026-11-21",
        "f": "1_000",
        "g": ".inf",
    }


def test_marks_give_line_and_column_of_values() -> None:
    doc = load_bytes(b"- id: x\n  phones:\n    - number: '12'\n", NAME)

    assert doc.mark((0, "id")) == (1, 7)
    assert doc.mark((0, "phones", 0, "number")) == (3, 15)
    assert doc.mark((0, "phones", 0, "missing")) == (3, 7)


def test_repeated_key_is_a_fault_and_first_value_stays() -> None:
    doc = load_bytes(b"- id: x\n  cost: free\n  cost: unknown\n", NAME)

    assert doc.tree == [{"id": "x", "cost": "free"}]
    assert str(doc.faults[0]).startswith(f"{NAME}:3:3 [0].cost: found the key 'cost' a second time (first on line 2)")


def test_alias_is_refused_before_it_can_grow() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )

    doc = load_bytes(bomb.encode(), NAME)

    assert [fault.found for fault in doc.faults] == [
        "a text that begins with & ('&a')",
        "a text that begins with & ('&b')",
        "a text that begins with * ('*a')",
    ]


def test_deep_nesting_is_refused() -> None:
    doc = load_bytes(b"[" * 100_000, NAME)

    assert "too deep" in doc.faults[0].found


def test_file_over_fifty_megabytes_is_refused() -> None:
    doc = load_bytes(b"# " + b"x" * MAX_BYTES, NAME)

    assert "want at most 50,000,000 bytes" in str(doc.faults[0])


def test_small_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_VALUES", 1_000)

    doc = load_bytes(b"- a\n" * 2_000, NAME)

    assert [(fault.at, fault.found) for fault in doc.faults] == [((1000, 3), "more than 1,000 values")]


def test_small_file_of_one_key_over_and_over_is_refused() -> None:
    """A second time makes no value, so that the bound on values says nothing of it."""
    doc = load_bytes(b"a: 1\n" * 2_000, NAME)

    assert len(doc.faults) == 1_001
    assert (doc.faults[-1].at, doc.faults[-1].found) == ((1_002, 1), "more than 1,000 faults of form")


def test_bytes_that_are_not_utf8_name_line_and_column() -> None:
    doc = load_bytes("- id: x\n  title: Señal\n".encode("windows-1252"), NAME)

    assert str(doc.faults[0]) == (
        f"{NAME}:2:12 found the byte 0xf1, want text saved as UTF-8. In your editor choose Save as, encoding UTF-8."
    )


def test_byte_order_mark_and_windows_line_ends_are_read() -> None:
    doc = load_bytes(b"\xef\xbb\xbf- id: x\r\n  cost: free\r\n", NAME)

    assert doc.tree == [{"id": "x", "cost": "free"}]
    assert not doc.faults


def test_tab_is_named_as_a_tab() -> None:
    doc = load_bytes(b"- id: x\n\tcost: free\n", NAME)

    assert "found a tab" in str(doc.faults[0])
    assert ":2:" in str(doc.faults[0])


def test_merge_marks_are_named_as_such() -> None:
    doc = load_bytes(b"- id: x\n<<<<<<< HEAD\n  cost: free\n=======\n  cost: unknown\n>>>>>>> other\n", NAME)

    assert "found a merge mark" in str(doc.faults[0])


def test_second_document_is_a_fault() -> None:
    doc = load_bytes(b"- id: x\n---\n- id: y\n", NAME)

    assert "a second document" in str(doc.faults[0])


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document(data: bytes) -> None:
    """Whatever the file holds, reading it ends in a tree or in faults that can be printed."""
    doc = load_bytes(data, NAME)

    assert all(str(fault).startswith(NAME) for fault in doc.faults)


@given(st.text(alphabet="[]{}:-,&*!|>'\"#%@` \n\tab1?", max_size=200))
def test_any_yaml_like_text_gives_a_document(text: str) -> None:
    doc = load_bytes(text.encode(), NAME)

    assert all(fault.at >= (1, 1) for fault in doc.faults)

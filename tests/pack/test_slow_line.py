"""A page from the server on a slow line: waited for while it comes, given up where nothing comes."""

from __future__ import annotations

from tests.pack.phone import ask_phone


def test_page_that_has_begun_to_come_is_never_cut_off() -> None:
    assert ask_phone("slow_line.mjs", ["half"]) == ["first half, second half"]


def test_page_of_which_nothing_comes_is_given_up() -> None:
    assert ask_phone("slow_line.mjs", ["nothing"]) == [None]

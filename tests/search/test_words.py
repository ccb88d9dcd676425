"""Words found by beginning and by one edit, against looking at every word there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.search.words import Words, is_one_edit

# Two letters make collisions likely.
WORD = st.text("ab1", min_size=1, max_size=7)


def edits_of(word: str) -> set[str]:
    """Every word one edit away, made by doing each edit."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in splits if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in splits if right for letter in "ab1"}
    added = {left + letter + right for left, right in splits for letter in "ab1"}
    return (dropped | swapped | changed | added) - {word}


@given(WORD, WORD)
def test_one_edit_is_an_edit_done(one: str, other: str) -> None:
    """True for exactly the words that doing one edit makes."""
    assert is_one_edit(one, other) == (other in edits_of(one))


@given(st.sets(WORD, max_size=40), st.text("ab1", min_size=2, max_size=7))
def test_words_one_edit_away_are_all_found(words: set[str], typed: str) -> None:
    """The halves of a word lead to every neighbour."""
    assert Words(words).one_edit_from(typed) == sorted(words & edits_of(typed))


@given(st.sets(WORD, max_size=40), WORD)
def test_words_with_a_beginning_are_all_found(words: set[str], start: str) -> None:
    """As by looking at each."""
    assert Words(words).begin_with(start) == sorted(word for word in words if word.startswith(start))

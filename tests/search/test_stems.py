"""Stems: which words get which, and what the pack carries of them."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from directory.search.document import Part
from directory.search.index import STEMMERS
from directory.search.known import CODES, list_known, pack_words
from directory.search.stems import Stems, make_stems, pack_stems
from directory.search.tally import count_words

WORDS = st.text("abcy", min_size=1, max_size=6)


def english(text: str) -> Part:
    """A summary in English."""
    return Part("summary", "en", text)


def spanish(text: str) -> Part:
    """A summary in Spanish."""
    return Part("summary", "es", text)


def stem(*parts: Part) -> dict[str, str]:
    """The table of some texts."""
    return make_stems([count_words(parts)], STEMMERS)


def test_each_language_has_its_stemmer() -> None:
    """Porter2 for English, Snowball for Spanish; a word that is its own stem is left out."""
    assert stem(english("shelters beat"), spanish("trabajadores")) == {
        "shelters": "shelter",
        "trabajadores": "trabaj",
    }


def test_word_of_both_languages_is_of_the_one_that_has_it_more() -> None:
    """English where as many."""
    assert stem(english("hablando"), spanish("hablando")) == {}
    assert stem(english("hablando"), spanish("hablando"), spanish("no hablando")) == {"hablando": "habl"}


def test_names_of_towns_and_numbers_have_no_stem() -> None:
    """Even where a summary has them too."""
    parts = [english("Billings shelters b2s"), Part("place", "", "Billings"), Part("contact", "", "helplines")]
    assert stem(*parts) == {"shelters": "shelter"}


def test_unknown_word_loses_the_longest_ending_that_leaves_a_known_one() -> None:
    """The endings are those of the table; a known word is never cut."""
    table = {"meetings": "meet", "meeting": "meet", "families": "famili", "cats": "cat"}
    stems = Stems(table, {*table, *table.values(), "beat", "king", "party", "news"})
    assert [stems.find(word) for word in ("meetings", "beatings", "beating", "news")] == ["meet", "beat", "beat", None]
    assert stems.find("kings") == "king"
    # Two letters would be left.
    assert stems.find("bes") is None


def test_letter_doubled_before_an_ending_counts_once() -> None:
    """ "Grabbing" is "grab"; a word that has the two letters by itself stays, and no other ending doubles."""
    table = {"beating": "beat", "wanted": "want", "cats": "cat", "worker": "work"}
    stems = Stems(table, {*table, *table.values(), "grab", "call", "control"})
    assert [stems.find(word) for word in ("grabbing", "grabbed", "calling")] == ["grab", "grab", "call"]
    assert stems.find("controller") is None


@given(st.dictionaries(WORDS, WORDS, max_size=20), st.sets(WORDS, max_size=20), st.sets(WORDS, max_size=20))
def test_table_is_whole_in_the_pack(stems: dict[str, str], others: set[str], spoken: set[str]) -> None:
    """Each word still has its stem, and no other word has one."""
    stems = {word: stem for word, stem in stems.items() if word != stem}
    lists = list_known(spoken), list_known({*stems, *others} - spoken)
    packed = pack_stems(stems, *lists)
    pairs = [pair.split(">") for pair in packed["endings"].split(" ") if pair]
    read = {}
    for word, code in zip(chain(*lists), "".join(packed["codes"]), strict=True):
        fitting = [word.removesuffix(ending) + replacement for ending, replacement in pairs if word.endswith(ending)]
        if code != " ":
            read[word] = fitting[CODES.index(code)]
    assert read == stems


@given(st.sets(WORDS), st.sets(WORDS), st.integers(0, 300))
def test_list_of_words_is_whole_in_the_pack(told: set[str], others: set[str], between: int) -> None:
    """Those that are known by their places, however far apart, the others as they are."""
    known = list_known({*others, *(f"n{number}" for number in range(between))})
    packed = pack_words(told, known)
    read, place = set(packed["rest"].split(" ")) - {""}, 0
    for letter in packed["places"]:
        place += len(CODES) if letter == " " else CODES.index(letter) + 1
        read |= set() if letter == " " else {known[place - 1]}
    assert read == told

"""What a query means: everyday words, misspellings, and what comes first because of it. Urgency: test_urgency.py."""

from __future__ import annotations

from typing import Any

import pytest

from directory.search.engine import Engine
from tests.search.asking import ask


@pytest.mark.parametrize(
    ("typed", "name", "tag"),
    [
        ("he keeps my id and my pay", "topics", "labor-trafficking"),
        ("safe place to sleep", "services", "emergency-shelter"),
        ("casa segura para mujer", "services", "emergency-shelter"),
        ("abogado gratis", "services", "legal-aid"),
        ("abogádo grátis", "services", "legal-aid"),
        ("help on the rez", "topics", "indigenous"),
        ("who can i call", "services", "hotline"),
    ],
)
def test_everyday_words_mean_tags(real_engine: Engine, typed: str, name: str, tag: str) -> None:
    """English and Spanish, with and without accents."""
    assert tag in ask(real_engine, typed).understood[name]


@pytest.mark.parametrize(
    ("typed", "name", "tag"),
    [
        ("need a paper so he has to stay away from me and the kids", "services", "orders-of-protection"),
        ("un papel para que mi ex no se me acerque", "services", "orders-of-protection"),
    ],
)
def test_words_of_several_phrases_tell_together(real_engine: Engine, typed: str, name: str, tag: str) -> None:
    """No one phrase of the vocabulary says it so."""
    assert tag in ask(real_engine, typed).understood[name]


def test_word_said_just_so_is_not_read_as_another_form(real_engine: Engine) -> None:
    """ "Refugio" is a shelter and no refugee, though both have one stem."""
    understood = ask(real_engine, "refugio", "es").understood
    assert "emergency-shelter" in understood["services"]
    assert "immigration" not in understood["topics"]


def test_meaning_adds_to_the_words_typed(real_engine: Engine) -> None:
    """Records with the very words are found with and without it."""
    with_words = {hit.id for hit in ask(real_engine, "passport", ignore=frozenset(("topics",))).hits}
    assert with_words
    assert with_words <= {hit.id for hit in ask(real_engine, "passport").hits}


def test_language_asked_for_counts_as_the_readers(real_engine: Engine, real_forms: list[dict[str, Any]]) -> None:
    """Whoever reads English and wants posters in Spanish gets those that are."""
    spanish = {form["id"] for form in real_forms if "es" in form["languages"]}
    assert {hit.id for hit in ask(real_engine, "posters in spanish").hits[:5]} <= spanish
    assert not {hit.id for hit in ask(real_engine, "posters").hits[:5]} <= spanish


def test_meaning_taken_back_means_nothing(real_engine: Engine) -> None:
    """One tap on what was understood; urgency goes with it."""
    results = ask(real_engine, "he is going to hurt me", ignore=frozenset(("topics",)))
    assert (results.understood["topics"], results.urgent) == ([], ())


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("sehlter", "shelter"),
        ("traficking", "trafficking"),
        ("refujio de mujeres", "refugio de mujeres"),
        ("lawyr for imigration", "lawyer for immigration"),
        ("homless sheltr missola", "homeless shelter"),
        ("humen trafficing hotlne", "human trafficking hotline"),
    ],
)
def test_mistyped_word_is_put_right(real_engine: Engine, typed: str, corrected: str) -> None:
    """By the words of the records and of everyday speech; it can be taken back."""
    assert ask(real_engine, typed).understood["corrected"] == corrected
    assert ask(real_engine, typed, ignore=frozenset(("corrected",))).understood["corrected"] is None


def test_slip_is_heard_in_the_meaning_though_more_is_found_without_it(real_engine: Engine) -> None:
    """Many lines bear "hotline" alone; those for suicide still come first, and no other words are claimed."""
    results = ask(real_engine, "sucide hotline")
    assert results.understood["corrected"] is None
    assert "suicide" in results.understood["topics"]
    assert results.hits[0].id == "montana-988"


def test_correction_taken_back_means_the_letters_typed(real_engine: Engine) -> None:
    """No other word stands for one nobody knows."""
    assert ask(real_engine, "sehlter").total
    assert ask(real_engine, "sehlter", ignore=frozenset(("corrected",))).total == 0


@pytest.mark.parametrize(
    "typed",
    [
        *("shelt", "house", "feel", "casas", "emma", "zzzzzzqqqq"),
        *("hanging", "he is raping me", "he was burning my clothes", "pulling my hair"),
        *("boss keeps rubbing against me", "my chair", "soap", "beans"),
    ],
)
def test_word_that_is_not_mistyped_stays(real_engine: Engine, typed: str) -> None:
    """Beginnings, common words, other forms, names, and what is near nothing."""
    assert ask(real_engine, typed).understood["corrected"] is None


def test_six_words_at_most_are_put_right(real_engine: Engine) -> None:
    """More are noise, and would cost time."""
    corrected = ask(real_engine, "sheltre " * 12 + "now").understood["corrected"]
    assert corrected.split(" ").count("shelter") == 6


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dónde dormir", "national-domestic-violence-hotline"),
        ("cannot find my daughter", "ncmec-cybertipline"),
        ("child protective services", "montana-child-abuse-hotline"),
        ("labor board", "us-dol-wage-hour-helpline"),
    ],
)
def test_word_shared_with_another_meaning_does_not_lead_there(real_engine: Engine, typed: str, first: str) -> None:
    """ "Dormir" is no dorm, "cannot" alone nobody who cannot speak, "protect" no guide for parents, a board no school's."""
    results = ask(real_engine, typed)
    assert results.hits[0].id == first
    assert not results.urgent


@pytest.mark.parametrize(
    "typed", ["kid being messaged", "man online texting my daughter", "le escriben a mi hijo por internet"]
)
def test_child_approached_online_is_led_to_the_tipline(real_engine: Engine, typed: str) -> None:
    """It takes such reports; the state's child line comes after it."""
    assert ask(real_engine, typed).hits[0].id == "ncmec-cybertipline"


@pytest.mark.parametrize(
    "typed", ["xbox controller drift", "chevy 350 oil filter", "griz bobcat score", "receta de tamales", "kieren zzqx"]
)
def test_query_about_something_else_finds_nothing(real_engine: Engine, typed: str) -> None:
    """Better than a confident list for one word that happens to be known."""
    assert ask(real_engine, typed).total == 0


def test_word_begun_twice_is_about_what_we_have(real_engine: Engine) -> None:
    """A beginning is the last word typed, however often it stands there."""
    once, twice = ask(real_engine, "passpo"), ask(real_engine, "passpo passpo")
    assert once.total
    assert twice.total == once.total


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("jeremiah kowalski hits me", "en"),
        ("kowalski shelter", "en"),
        ("no me kieren pagar mi sueldo", "es"),
        ("tha shelterr in dilon pleez", "en"),
    ],
)
def test_names_and_slips_beside_a_need_still_find_help(real_engine: Engine, typed: str, lang: str) -> None:
    """Words nobody knows do not hide the one that is known, least of all in danger."""
    assert ask(real_engine, typed, lang).total


def test_words_nobody_knows_hide_nothing_from_whoever_speaks_of_a_person(real_engine: Engine) -> None:
    """The same words by themselves are about something else."""
    assert ask(real_engine, "he blorped my frizzled gronky shelter").total
    assert not ask(real_engine, "blorped frizzled gronky shelter").total


def test_pay_kept_by_a_relative_is_about_wages(real_engine: Engine) -> None:
    """Not about the child or the elder the relative might have hurt."""
    assert "unpaid-wages" in ask(real_engine, "my uncle keeps my check").understood["topics"]
    assert ask(real_engine, "my uncle keeps my check").hits[0].id == "us-dol-wage-hour-helpline"


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("report trafficking", "es"),
        ("immigration raid", "en"),
        ("my boss hits me and says he will call immigration", "en"),
        ("hid my documents", "en"),
        ("Línea de denuncias de Homeland Security Investigations (HSI) / ICE", "es"),
    ],
)
def test_enforcement_line_comes_last_before_immigrants(real_engine: Engine, typed: str, lang: str) -> None:
    """Whoever may fear deportation never sees it before the others, not even by its name."""
    found = [hit.id for hit in ask(real_engine, typed, lang).hits]
    assert len(found) > 1
    assert "dhs-hsi-tip-line" not in found[:-1]


def test_records_in_spanish_come_first_for_spanish_readers(
    real_engine: Engine, real_forms: list[dict[str, Any]]
) -> None:
    """The same query finds more of them among the first ten than in English."""
    in_spanish = {form["id"] for form in real_forms if "es" in form.get("languages", ())}

    def count(lang: str) -> int:
        return sum(hit.id in in_spanish for hit in ask(real_engine, "immigrant lawyer", lang).hits[:10])

    assert count("es") > count("en")


def test_record_called_by_name_comes_before_better_meanings(real_engine: Engine) -> None:
    """Even before lines that answer now, where its whole name was typed."""
    results = ask(real_engine, "we are at Billings Clinic SANE Program (sexual assault exams)")
    assert results.urgent
    assert results.hits[0].id == "billings-clinic-sane"


def test_language_beside_a_need_is_no_wish_for_a_line(real_engine: Engine) -> None:
    assert ask(real_engine, "need a lawyer who speaks spanish").hits[0].id == "montana-law-help"


def test_words_shared_with_other_meanings_add_none_beside_a_phrase_that_says_it_all(real_engine: Engine) -> None:
    """ "cant" also stands in "cant talk" and "cant find"."""
    assert [hit.id for hit in ask(real_engine, "i cant go home").hits[:2]] == [
        "national-domestic-violence-hotline",
        "national-runaway-safeline",
    ]


def test_asking_for_any_help_is_no_name(real_engine: Engine) -> None:
    """A title says "How Schools Can Help"."""
    assert {hit.id for hit in ask(real_engine, "can you help me").hits[:3]} >= {
        "montana-human-trafficking-hotline",
        "national-human-trafficking-hotline",
    }


def test_everyday_phrase_is_no_name(real_engine: Engine) -> None:
    """ "Safe House" begins the title of a training for schools; whoever types it needs a shelter."""
    assert ask(real_engine, "safe house").hits[0].id == "lifeguard-group"
    assert ask(real_engine, "safe house project").hits[0].id == "safe-house-project-educators"


def test_plain_words_and_a_place_are_no_name(real_engine: Engine) -> None:
    """A women's shelter comes before one for children, though only the latter has "shelter" and the town in its title."""
    found = [hit.id for hit in ask(real_engine, "shelter in missoula").hits]
    assert found[0] == "ywca-missoula"
    assert "watson-childrens-shelter" in found


def test_materials_for_a_trade_come_after_general_ones(real_engine: Engine) -> None:
    """Unless the trade is named."""
    found = [hit.id for hit in ask(real_engine, "what are the signs of trafficking").hits]
    assert found.index("bc-human-trafficking-101-sheet") < found.index("joint-commission-quick-safety-42")
    named = [hit.id for hit in ask(real_engine, "signs of trafficking for nurses").hits]
    assert named.index("joint-commission-quick-safety-42") < named.index("bc-human-trafficking-101-sheet")


def test_line_for_everybody_comes_before_towns_nobody_named(real_engine: Engine) -> None:
    """Where no place is known, and before lines for a group that was not named."""
    assert ask(real_engine, "my husband controls everything i do").hits[0].id == "national-domestic-violence-hotline"


def test_place_with_housing_help_only_shows_the_nearest_advocate(real_engine: Engine) -> None:
    """Choteau has an agency for rent; who is hurt finds help next door, in Conrad."""
    assert "hi-lines-help" in [hit.id for hit in ask(real_engine, "choteau").hits]

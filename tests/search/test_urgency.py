"""Urgency: heard where it is meant, led by the line that answers it, and never heard in calm queries."""

from __future__ import annotations

import pytest

from directory.search.engine import Engine
from tests.search.asking import ask

STATE_LINE, NATIONAL_LINE = "montana-human-trafficking-hotline", "national-human-trafficking-hotline"


@pytest.mark.parametrize(
    ("typed", "lang", "kind", "first"),
    [
        ("hes going to hurt me tonight", "en", "danger", "national-domestic-violence-hotline"),
        ("end my life", "en", "suicide", "montana-988"),
        ("me quiero matar", "es", "suicide", "montana-988"),
        ("me quiere matar", "es", "danger", "national-domestic-violence-hotline"),
        ("they lock me in", "en", "held", STATE_LINE),
        ("no me dejan salir", "es", "held", NATIONAL_LINE),
        ("no me dejan salir", "en", "held", STATE_LINE),
        ("im being trafficked", "en", "held", STATE_LINE),
        ("my friend is being trafficked", "en", "held", STATE_LINE),
        ("he is trafficking me", "en", "held", STATE_LINE),
        ("soy víctima de trata", "es", "held", NATIONAL_LINE),
        ("estoy siendo traficada", "es", "held", NATIONAL_LINE),
        ("i cant talk he is here", "en", "cannot-talk", NATIONAL_LINE),
        ("I can't talk, he is here", "en", "cannot-talk", NATIONAL_LINE),
    ],
)
def test_urgency_leads_with_the_line_that_answers_it(
    real_engine: Engine, typed: str, lang: str, kind: str, first: str
) -> None:
    """The order is that of site.yaml; in Spanish, lines whose Spanish is confirmed come first."""
    results = ask(real_engine, typed, lang)
    assert results.understood["urgent"][0] == kind
    assert results.urgent[0] == first
    assert [hit.id for hit in results.hits[: len(results.urgent)]] == list(results.urgent)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("he has a gun", "danger"),
        ("husband has a gun", "danger"),
        ("someone trapped in there", "held"),
        ("my ex said he will kill me", "danger"),
        ("there is a man in my house", "danger"),
        ("my stepmom hits me", "child"),
        ("my cousin was raped", "assault"),
        ("woman raped at a party", "assault"),
        ("mujer golpeada", "danger"),
    ],
)
def test_word_of_danger_beside_a_person_is_urgent(real_engine: Engine, typed: str, kind: str) -> None:
    """A word that calm queries have too."""
    assert ask(real_engine, typed).understood["urgent"][0] == kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("rape", "assault"),
        ("raped", "assault"),
        ("violación", "assault"),
        ("gun", "danger"),
        ("pistola", "danger"),
        ("stabbed", "danger"),
        ("trapped", "held"),
        ("getting beat", "danger"),
        ("sos", "danger"),
        ("🆘", "danger"),
        ("🆘🆘 billings", "danger"),
        ("socorro", "danger"),
    ],
)
def test_word_of_danger_alone_is_urgent(real_engine: Engine, typed: str, kind: str) -> None:
    """Whoever types nothing else may have no time for more."""
    assert ask(real_engine, typed).understood["urgent"][0] == kind


def test_same_words_in_another_person_are_another_urgency(real_engine: Engine) -> None:
    """ "Me quiero matar" is about suicide alone, though "me quiere matar" has the same stems."""
    assert ask(real_engine, "me quiero matar", "es").understood["urgent"] == ["suicide"]
    assert [hit.id for hit in ask(real_engine, "me quiero matar", "es").hits[:2]] == [
        "montana-988",
        "montana-crisis-text-line",
    ]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("my stepmom hits me", "child"),
        ("my girlfriend beats me", "danger"),
        ("somebody forced a girl into a van at the gas station", "danger"),
        ("my mom hits me so bad im scared to go home", "child"),
        ("no me dejan salir de la casa y me obligan a trabajar", "held"),
        ("no nos dejan salir del rancho", "held"),
        ("mi patron no nos deja salir", "held"),
        ("they wont let us leave the ranch", "held"),
        ("wont let us go home", "held"),
        ("mi marido me pega y no tengo papeles", "danger"),
        ("no puedo hablar ahorita", "cannot-talk"),
        ("cant talk out loud need to text someone im 15", "cannot-talk"),
        ("el patron no nos deja ir y tiene los pasaportes", "held"),
        ("i cant get away from my pimp", "held"),
        ("my stepdads friends pay him to be with me", "child"),
        ("my wife hanged herself", "suicide"),
        ("im locked in the basement", "held"),
        ("he handcuffed me", "held"),
        ("estoy encerrada en el sótano", "held"),
        ("me está ahorcando mi esposo", "danger"),
        ("un carro me sigue", "danger"),
        ("my ex is trying to break in", "danger"),
        ("put something in my drink", "assault"),
    ],
)
def test_urgency_is_heard_in_words_that_mean_the_same(real_engine: Engine, typed: str, kind: str) -> None:
    """Phrases of vocabulary.yaml with other words that are alike, beside other meanings."""
    assert ask(real_engine, typed).understood["urgent"][0] == kind


@pytest.mark.parametrize(
    ("typed", "lang", "kind"),
    [
        ("limpio cuartos en un hotel y no me dejan irme", "es", "held"),
        ("trabajo en un restaurante y no me dejan salir a la calle", "es", "held"),
        ("my coworker forced himself on me", "en", "assault"),
        ("hospital bill after he beat me up", "en", "danger"),
        ("me anda siguiendo con la camioneta me quiere atropellar", "es", "danger"),
    ],
)
def test_urgency_said_just_so_is_heard_beside_what_else_is_said(
    real_engine: Engine, typed: str, lang: str, kind: str
) -> None:
    """Where somebody works, or what she asks for, is said in more words."""
    assert ask(real_engine, typed, lang).understood["urgent"][0] == kind


@pytest.mark.parametrize(
    ("typed", "lang", "kind"),
    [
        ("just got raped behind the bar", "en", "assault"),
        ("my homegirl got raped at a kegger", "en", "assault"),
        ("my friend got roofied at the rodeo", "en", "assault"),
        ("my gf pulled a gun on me", "en", "danger"),
        ("my niece was punched", "en", "danger"),
        ("my pimp beat my ass", "en", "danger"),
        ("acaban de violar a mi prima", "es", "assault"),
        ("golpearon a mi amiga", "es", "danger"),
        ("i think my neighbor is beating his wife right now", "en", "danger"),
        ("llegó borracho y me quiere pegar", "es", "danger"),
    ],
)
def test_harm_done_to_somebody_is_heard_beside_who_and_where(
    real_engine: Engine, typed: str, lang: str, kind: str
) -> None:
    """A word for a person, or for the place, is no other need."""
    assert ask(real_engine, typed, lang).understood["urgent"][0] == kind


@pytest.mark.parametrize(
    ("done", "calm"),
    [
        ("my cousin got shot", "my dog got shot"),
        ("he shot my friend", "my son shot his first deer"),
        ("got shot in the leg", "i got a flu shot"),
        ("my bf jumped my brother", "my husband jumped the fence"),
        ("i was attacked at the motel", "a coyote attacked my calf"),
    ],
)
def test_what_hunters_and_ranchers_say_too_is_urgent_where_done_to_a_person(
    real_engine: Engine, done: str, calm: str
) -> None:
    assert ask(real_engine, done).understood["urgent"][0] in {"danger", "assault"}
    assert ask(real_engine, calm).urgent == ()


@pytest.mark.parametrize(
    ("typed", "lang", "kind"),
    [
        ("he tied my hands", "en", "danger"),
        ("my lil sister got taken by some older guy", "en", "child"),
        ("a grown man took off with my 13 yr old", "en", "child"),
        ("im hiding in the barn hes drunk", "en", "danger"),
        ("dude at the oil camp forced me", "en", "assault"),
        ("he broke my jaw", "en", "danger"),
        ("my bf is hitting me", "en", "danger"),
        ("me amarró las manos y me dejó en el cuarto", "es", "held"),
        ("se llevaron a mi hermanita unos hombres", "es", "child"),
        ("mi novio me dio una golpiza", "es", "danger"),
        ("he broke down my door", "en", "danger"),
        ("my nephew is tied to the bed", "en", "held"),
        ("mi esposo me avienta contra la pared", "es", "danger"),
        ("el mayordomo abusó de mi amiga", "es", "assault"),
    ],
)
def test_urgency_is_heard_in_other_words(real_engine: Engine, typed: str, lang: str, kind: str) -> None:
    assert ask(real_engine, typed, lang).understood["urgent"][0] == kind


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "i am going to jump",
            "im going to jump",
            "gonna jump off the roof",
            "hanging myself",
            "i want to drown myself",
        ),
        *("cutting my wrists", "im going to shoot myself", "me voy a disparar", "me voy a aventar del techo"),
    ],
)
def test_few_words_about_ones_own_death_are_urgent(real_engine: Engine, typed: str) -> None:
    assert ask(real_engine, typed).understood["urgent"] == ["suicide"]


@pytest.mark.parametrize(
    ("alone", "with_other", "kind"),
    [
        ("broke my rib", "he broke my rib", "danger"),
        ("i broke my arm skiing", "my husband broke my arm", "danger"),
        ("my dog bit me", "she bit me", "danger"),
        ("the sun burned me", "my ex burned me", "danger"),
        ("right next to me in class", "he is right next to me", "cannot-talk"),
    ],
)
def test_what_happens_without_anybody_is_urgent_beside_somebody(
    real_engine: Engine, alone: str, with_other: str, kind: str
) -> None:
    assert ask(real_engine, alone).urgent == ()
    assert ask(real_engine, with_other).understood["urgent"][0] == kind


def test_report_of_a_child_in_a_truck_is_urgent(real_engine: Engine) -> None:
    """Someone saw it happen and it goes on."""
    assert STATE_LINE in ask(real_engine, "saw a kid in a truck right now").urgent


@pytest.mark.parametrize("typed", ["hes going to hurt me fort peck", "hes going to hurt me on the reservation"])
def test_urgency_on_native_land_leads_with_stronghearts(real_engine: Engine, typed: str) -> None:
    """Native words and places put it first; a county in which a nation has land does not."""
    assert ask(real_engine, typed).urgent[0] == "stronghearts-native-helpline"
    assert ask(real_engine, "hes going to hurt me roosevelt county").urgent[0] != "stronghearts-native-helpline"


@pytest.mark.parametrize(
    "typed",
    [
        "shelter",
        "posters to print",
        "billings",
        "job fair",
        "",
        "poster about suicide",
        "suicide prevention poster",
        "my husband is here",
        "a quiet room",
        "he is at the door",
        "kids xbox game",
        "no puedo ir a la corte",
        "domestic abuse hotline",
        "domestic viol",
        "hit song",
        "gun safety",
        "gun laws",
        "rape prevention video",
        "selling my kids clothes",
        "video about child abuse",
        "narcan training",
        "baseball bat for my son",
        "my boss won't let me quit",
        "my boss wont let me quit smoking",
        "my son wont let me sleep",
        "my phone died",
        "im dying to know",
        "locked out of my car",
        "locked my keys inside",
        "jump rope for my kids",
        "can i jump start my car",
        "sharpening my chef knife",
        "chain for my bike",
        "bleeding gums dentist",
        "fire burned our house down",
        "primeros auxilios",
        "stuck in miles city",
        *("raped seed oil", "beaten egg whites recipe", "choke cherry jelly", "whip cream", "my hands are tied"),
        *("my husband got into racing", "horse racing dates"),
        *("my husband pulled a calf last night", "my grandma got taken to the hospital", "mi perro me mordió jugando"),
        "signs someone is being trafficked",
        "what is trafficking",
        "they sold me a bad car",
    ],
)
def test_calm_query_is_not_urgent(real_engine: Engine, typed: str) -> None:
    """No block for whoever looks around."""
    assert ask(real_engine, typed).understood["urgent"] == []
    assert ask(real_engine, typed).urgent == ()


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("im in his truck and dont know where were going", "en"),
        ("hes blorping in the driveway", "en"),
        ("me zarandea en la cochera", "es"),
    ],
)
def test_sentence_about_a_person_that_is_hardly_understood_has_a_line_to_call(
    real_engine: Engine, typed: str, lang: str
) -> None:
    """Not posters for truckers alone, and never nothing; the block above the list is for what is understood as urgent."""
    results = ask(real_engine, typed, lang)
    assert results.hits[0].id in {"national-domestic-violence-hotline", STATE_LINE, NATIONAL_LINE}
    assert results.urgent == ()


def test_trucker_who_saw_something_has_a_line_to_call_before_films(real_engine: Engine) -> None:
    assert ask(real_engine, "trucker i think i saw trafficking").hits[0].id == STATE_LINE


@pytest.mark.parametrize("typed", ["posters for my truck stop", "chevy 350 oil filter", "training for my deputies"])
def test_search_that_is_no_plea_has_no_line_before_what_was_asked(real_engine: Engine, typed: str) -> None:
    hits = ask(real_engine, typed).hits
    assert "national-domestic-violence-hotline" not in [hit.id for hit in hits[:3]]

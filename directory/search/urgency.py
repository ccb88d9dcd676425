"""Whether a query speaks of somebody in danger: its urgent meanings, and the people it names. Twin of web/search/urgency.js."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from directory.search.intent import Intent
from directory.search.meanings import SMALL_WORDS, Meaning, is_misread
from directory.search.scoring import NUMBERS, is_at_least

# Words of a phrase that are more than one rare word.
_SEVERAL = 2

# Words by which somebody speaks of herself: "i broke my arm" is calm, "he broke my arm" is not.
_MYSELF = "i im ive id me my mine myself we us mi mis soy estoy"

# What belongs to somebody speaks of nobody: "my chef knife" is calm.
_WHOSE = frozenset(["my", "mine", "mi", "mis"])
_OWNERS = _WHOSE | {"his"}

# How a verb says that it was done to somebody: "got raped".
_BEING = frozenset(["get", "gets", "got", "getting", "was", "were", "been", "being", "fue", "fui"])

# Words that speak of a person: "gun safety" is calm, "he has a gun" is not. The pack carries them.
_ENGLISH = (
    "he hes his him she shes her they theyre them their someone somebody husband wife "
    "boyfriend girlfriend bf gf ex partner fiance mom mother dad daddy father stepdad stepmom uncle aunt auntie grandpa grandma "
    "brother bro sister sis son daughter niece nephew cousin girl woman man guy dude friend buddy homegirl roommate neighbor "
    "boss coworker trucker pimp"
)
_SPANISH = (
    "yo nos nosotros ella ellos alguien su sus le les te tu conmigo tiene tienen esposo esposa marido novio "
    "novia viejo vieja pareja mama papa padrastro tio hermano hermana hermanito hermanita hijo hija sobrina sobrino prima primo "
    "muchacha mujer hombre amiga amigo vecina vecino patron jefe"
)
# What was done to somebody names her by its ending.
_DONE_TO = (
    "raped molested assaulted roofied drugged stabbed strangled kidnapped abducted handcuffed "
    "violada violado violaron violo golpeada golpeado amenazada amenazado encerrada encerrado secuestrada secuestrado"
)
_OTHERS = frozenset(f"{_ENGLISH} {_SPANISH} {_DONE_TO}".split())
PEOPLE = _OTHERS.union(_MYSELF.split())

_Group = Mapping[str, Any]


def list_urgent_groups(groups: Sequence[_Group], intent: Intent) -> list[_Group]:
    """The groups of a query's urgent meanings, strongest first."""
    known, first = [(groups[meaning.group], meaning) for meaning in intent.touched], intent.touched[0]

    def is_urgent(group: _Group, meaning: Meaning) -> bool:
        rivals = (m for other, m in known if _competes(other, m, intent) and not _is_same_harm(group, other))
        beside = next((rival.strength for rival in rivals), 0.0)
        is_meant = _is_sure(group, meaning, beside, intent) or _is_above_all(meaning, intent)
        return is_meant and not is_misread(meaning, first) and _speaks_of_whom(group, intent)

    return [group for group, meaning in known if "urgent" in group and is_urgent(group, meaning)]


def speaks_of_people(intent: Intent) -> bool:
    """Whether some word of a query stands for a person, as in "he has a gun"."""
    return not PEOPLE.isdisjoint(intent.typed)


def _is_same_harm(group: _Group, other: _Group) -> bool:
    """Whether `other` is the calmer word for the same danger: "beats his wife" is about violence between partners, too."""
    return bool(group["urgent"] == "danger" and group.get("topics", ())[:1] == other.get("topics", ())[:1])


def _competes(group: _Group, meaning: Meaning, intent: Intent) -> bool:
    """Whether an urgent meaning must be nearly as strong: not beside one that only hears whom it is about, as "my gf" of "my gf
    pulled a gun", nor beside one word of a longer phrase.
    """
    is_heard = meaning.heard >= _SEVERAL or is_at_least(meaning.share, 1.0)
    return is_heard and not _list_heard_people(group, meaning, intent)


def _list_heard_people(group: _Group, meaning: Meaning, intent: Intent) -> set[str]:
    """The words for people that are all a meaning hears, as phrases of their own."""
    known = set(group["phrases"].split("|")) if meaning.heard == 1 else set()
    return known & PEOPLE.intersection(intent.typed)


def _is_sure(group: _Group, meaning: Meaning, beside: float, intent: Intent) -> bool:
    """Whether a phrase stands in the query nearly whole and its meaning is nearly as strong as what competes with it, or
    several words of one are said just so, or that somebody was harmed, whatever else is said. A rare word of a phrase is too
    little, however much it tells.

    `beside`: how strong the first is that competes.
    """
    strength, first = meaning.strength, intent.touched[0].strength
    least_share = NUMBERS["urgent_share"] if meaning.heard >= _SEVERAL else 1.0
    if meaning.said >= _SEVERAL or _tells_of_harm(group, meaning, intent):
        least = NUMBERS["urgent_said"] * first
    elif is_at_least(meaning.share, least_share):
        least = max(NUMBERS["urgent_beside"] * beside, NUMBERS["beside_phrase"] * first)
    else:
        return False
    return is_at_least(strength, max(least, NUMBERS["urgent_from"]))


def _tells_of_harm(group: _Group, meaning: Meaning, intent: Intent) -> bool:
    """Whether it hears a word for somebody harmed, as "raped", beside another for a person or as what was done to her."""
    harmed = _list_heard_people(group, meaning, intent)
    others = PEOPLE.intersection(intent.typed) - harmed - _WHOSE
    return bool(harmed) and (bool(others) or _is_done(group, intent.typed))


def _is_above_all(meaning: Meaning, intent: Intent) -> bool:
    """Whether a sentence about a person means nothing else as much, though it says it in other words; a rare word of a phrase
    is enough where no phrase of another meaning fits better.
    """
    is_enough = meaning.heard >= _SEVERAL or meaning.group == intent.touched[0].group
    is_first = meaning.group == intent.meanings[0].group and is_at_least(meaning.share, NUMBERS["urgent_above_all"])
    return is_enough and is_first and _names_person(intent.typed)


def _speaks_of_whom(group: _Group, intent: Intent) -> bool:
    """Whether a query speaks of those beside whom a group is urgent: of anybody, of somebody else than who types it, of whom it
    was done to, or of nobody, where its one telling word must be all that is typed: "im going to jump".
    """
    beside = group.get("with_person")
    if beside == "other":
        return not _OTHERS.isdisjoint(intent.typed)
    if beside == "done":
        return _is_done(group, intent.typed)
    # Who types one word of danger and nothing else may have no time for more.
    is_alone = sum(word not in SMALL_WORDS for word in intent.typed) == 1
    return beside is None or is_alone or (beside is True and _names_person(intent.typed))


def _is_done(group: _Group, typed: Sequence[str]) -> bool:
    """Whether a word of a group was done to a person, or to who types it: "my cousin got jumped", "just got jumped", "shot my
    friend", and not "my dog got shot" or "he shot an elk".
    """
    phrases = group["phrases"].split("|")
    return any(
        word in phrases and (_is_got(typed[:place]) or not (PEOPLE - _OWNERS).isdisjoint(typed[place + 1 : place + 3]))
        for place, word in enumerate(typed)
    )


def _is_got(before: Sequence[str]) -> bool:
    """Whether the words before that of what was done say that it was, to a person or to nobody that is named."""
    return bool(before) and before[-1] in _BEING and (_names_person(before) or SMALL_WORDS.issuperset(before))


def _names_person(typed: Sequence[str]) -> bool:
    """Whether it speaks of a person, and not only of what is hers."""
    return not PEOPLE.isdisjoint(set(typed) - _WHOSE)

"""What people, not programs, decide about the order of results: data/site.yaml as the search reads it.

Twin of web/search/lines.js; the pack carries `read_lines`' mapping.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from directory.search.intent import Intent
from directory.search.meanings import Meaning
from directory.search.records import Form, Records
from directory.search.scoring import NUMBERS, is_at_least
from directory.search.suiting import MATERIALS
from directory.search.urgency import list_urgent_groups, speaks_of_people

# Keys of site.yaml that the search reads.
_KEYS = ("urgent", "native_first", "spanish_confirmed", "hold_back", "local_help", "first_help")

# Kinds of urgency an answer speaks of.
_MOST_KINDS = 2

# The kind whose lines help with whatever is wrong between people.
_DANGER = "danger"

# Fewer words are no sentence.
_LEAST_OF_A_SENTENCE = 3

# How somebody begins who wants to know something and needs nobody. The pack carries them.
_QUESTIONS = (
    *(f"how to {verb}" for verb in ("tell", "know", "spot", "see", "recognize", "identify", "explain", "teach")),
    *("how do", "how does", "what is", "whats", "what are", "what does"),
    *(
        f"como {verb}"
        for verb in ("saber", "reconocer", "detectar", "identificar", "explicar", "funciona", "enganchan")
    ),
    *("que es", "que son", "que significa"),
)

# Whoever asks for a line begins so too.
_LINES_WANTED = frozenset(["number", "hotline", "helpline", "report", "numero", "linea", "telefono", "denunciar"])

# Kinds of number that everybody can use at once.
_CALLED = ("voice", "text")

_TAG_LISTS = ("audiences", "topics", "services")


def read_lines(site: Mapping[str, Any]) -> dict[str, Any]:
    """The part of site.yaml the search needs, numbers as numbers; `pinned`: ids of the lines on the home page.

    `questions`: how somebody begins who wants to learn.
    """
    lines = {key: site[key] for key in _KEYS if key in site}
    lines["first_help"] = {tag: float(weight) for tag, weight in site.get("first_help", {}).items()}
    lines["hold_back"] = [{"id": row["id"], "when": row["when"]} for row in site.get("hold_back", ())]
    rows = [row for rows in site.get("pinned", {}).values() for row in rows]
    lines["questions"] = list(_QUESTIONS)
    lines["pinned"] = list(dict.fromkeys(row["id"] for row in rows if "id" in row))
    return lines


class Lines:
    """The lines that lead, and the records that are held back. `pinned`: the lines of the home page."""

    def __init__(self, tables: Mapping[str, Any], groups: Sequence[Mapping[str, Any]], records: Records) -> None:
        """`tables`: from `read_lines`."""
        self._tables, self._groups = tables, groups
        self._record_of = {name: record for record, name in enumerate(records.by_id)}
        self._answers = records.tell(_is_answering)
        self.pinned = frozenset(self._list_records(tables.get("pinned", ())))

    def _list_records(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._record_of[name] for name in ids if name in self._record_of))

    def list_urgent(self, intent: Intent, lang: str, held: Collection[int]) -> tuple[int, ...]:
        """The lines that answer now, in the order of site.yaml, for the urgency that was meant.

        A line none of whose numbers is confirmed any more is none of them, whatever site.yaml says; nor is one `held` back.
        """
        return self._list_lines(self.list_urgent_kinds(intent), intent, lang, held)

    def weigh_plea(self, intent: Intent, lang: str, held: Collection[int]) -> dict[int, float]:
        """The lines against danger and what they count, for a sentence about a person that is hardly understood, or only as a
        wish for materials; none for any other. "im in his truck and dont know where were going" is no search for posters.
        """
        is_taken_back = intent.touched and not intent.meanings
        if len(intent.typed) < _LEAST_OF_A_SENTENCE or is_taken_back or not speaks_of_people(intent):
            return {}
        least = NUMBERS["beside_phrase"] * intent.touched[0].strength if intent.touched else 0.0
        if any(self._asks_for_material(m) and is_at_least(m.strength, least) for m in intent.touched):
            return {}
        weight = 1.0 - intent.meanings[0].strength / NUMBERS["plea_from"] if intent.meanings else 1.0
        if any(_shows_materials(self._groups[meaning.group]) for meaning in intent.meanings):
            weight = max(weight, NUMBERS["plea_material"])
        if weight <= 0:
            return {}
        lines = self._list_lines([_DANGER], intent, lang, held)
        return {record: weight / (1.0 + NUMBERS["plea_later"] * place) for place, record in enumerate(lines)}

    def asks_to_learn(self, intent: Intent) -> bool:
        """Whether a query asks about the matter and not for somebody or a line, as in "how do pimps recruit"."""
        text = " ".join((*intent.typed, ""))
        begins = tuple(f"{question} " for question in self._tables.get("questions", ()))
        is_about_it = intent.place is None and _LINES_WANTED.isdisjoint(intent.typed) and not speaks_of_people(intent)
        return text.startswith(begins) and is_about_it

    def _list_lines(self, kinds: Sequence[str], intent: Intent, lang: str, held: Collection[int]) -> tuple[int, ...]:
        ids = [name for kind in kinds for name in self._tables.get("urgent", {}).get(kind, ())]
        native = self._tables.get("native_first", {})
        if kinds and kinds[0] in native.get("kinds", ()) and self._is_native(intent, native.get("when", {})):
            ids = [*native.get("lines", ()), *ids]
        if lang == "es":
            confirmed = self._tables.get("spanish_confirmed", ())
            ids.sort(key=lambda name: name not in confirmed)
        return tuple(record for record in self._list_records(ids) if self._answers[record] and record not in held)

    def list_urgent_kinds(self, intent: Intent) -> list[str]:
        """The kinds of urgency a query speaks of, most likely first; none for whoever asks for a poster about it."""
        if not intent.meanings or any(self._asks_for_material(meaning) for meaning in intent.meanings):
            return []
        found = [str(group["urgent"]) for group in list_urgent_groups(self._groups, intent)]
        return list(dict.fromkeys(found))[:_MOST_KINDS]

    def _asks_for_material(self, meaning: Meaning) -> bool:
        """Whether it names a form, as in "poster"; who names only a place, as in "gas station", may be in it."""
        group = self._groups[meaning.group]
        return bool(group.get("formats")) and _shows_materials(group)

    def find_held_back(self, intent: Intent, langs: Collection[str]) -> frozenset[int]:
        """Records that come after all others: an enforcement line before someone who may fear deportation.

        `langs`: the reader's language, and one that was asked for.
        """
        rows = [
            row
            for row in self._tables.get("hold_back", ())
            if not set(langs).isdisjoint(row["when"].get("languages", ())) or self._touches(intent, row["when"])
        ]
        return frozenset(self._list_records(row["id"] for row in rows))

    def list_local_help(self, intent: Intent) -> list[Sequence[str]]:
        """The services of those of whom one near the place must be shown, a list for each row of site.yaml that what was meant
        touches; none for whoever asks for materials.
        """
        groups = [self._groups[meaning.group] for meaning in intent.meanings]
        if any(map(_shows_materials, groups)):
            return []
        rows = self._tables.get("local_help", ())
        return [row["services"] for row in rows if any(_has_tag(group, row["when"]) for group in groups)]

    def _is_native(self, intent: Intent, when: Mapping[str, Any]) -> bool:
        # A county is no nation, though a nation's land may lie in it.
        is_there = intent.place and intent.place.nations and intent.place.kind != "county"
        return bool(is_there) or self._touches(intent, when)

    def _touches(self, intent: Intent, when: Mapping[str, Any]) -> bool:
        """Whether some meaning, however weak beside others, has one of the tags."""
        return any(_has_tag(self._groups[meaning.group], when) for meaning in intent.touched)


def list_answering(form: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The confirmed numbers of a record to call and to text."""
    return [phone for phone in form.get("phones", ()) if phone["kind"] in _CALLED and phone["confirmed"]]


def _shows_materials(group: Mapping[str, Any]) -> bool:
    return not MATERIALS.isdisjoint(group.get("kinds", ()))


def _has_tag(group: Mapping[str, Any], when: Mapping[str, Any]) -> bool:
    return any(not set(when.get(name, ())).isdisjoint(group.get(name, ())) for name in _TAG_LISTS)


def _is_answering(form: Form) -> bool:
    return bool(list_answering(form))

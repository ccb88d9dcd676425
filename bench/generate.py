"""Made-up records in their public form, as many as wanted: for measurements and for laws that must hold of any records.

The same seed gives the same records, and the first hundred of a thousand are the hundred of a hundred. Tags come from the
real vocabulary; names, numbers and towns are invented. Words follow Zipf's law, so that an index of many records has the
few common and the many rare words of a real one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Any

from directory.records.vocabulary import Vocabulary

# Sounds of made-up words: every pair of them gives names no gazetteer has.
_ONSETS = ("b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "sh", "st", "t", "tr", "v", "w", "z")  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "ie")  # fmt: skip
_ENDS = ("", "n", "r", "l", "s", "t", "nd", "rk", "ll", "ck", "m")  # fmt: skip

_ORGANIZATIONS = (
    "Shelter",
    "House",
    "Helpline",
    "Safe Place",
    "Advocates",
    "Women's Center",
    "Crisis Line",
    "Legal Aid",
    "Youth Homes",
)
_MATERIALS = ("Training", "Poster", "Guide for Truckers", "Wallet Card", "Mia's Story", "Warning Signs", "Toolkit")
_NAMES_ES = ("Casa de Mujeres", "Línea de Ayuda", "Refugio", "Centro para Sobrevivientes", "Ayuda Legal")
_SENTENCES = (
    "Call when you need a safe place to stay with your kids in {town}.",
    "Advocates help you plan for {service} and {other}, day or night.",
    "They work with {audience} in {county} County and do not ask for papers.",
    "It is not the police; nobody reports you, and calling costs nothing.",
    "You can get a ride, a lawyer for a restraining order, or help with unpaid wages.",
    "Made for truck stops, schools and clinics that want to see the signs of trafficking.",
)
_SENTENCES_ES = (
    "Llame si necesita un lugar seguro para quedarse con sus hijos en {town}.",
    "Le ayudan con {service} y {other}, de día o de noche, sin costo.",
    "Trabajan con {audience} en el condado de {county} y no piden papeles.",
)


class Generator:
    """Makes records of one vocabulary from one seed."""

    def __init__(self, vocabulary: Vocabulary, seed: int = 1, *, words: int = 12_000) -> None:
        """`words`: how many different made-up words there are to draw from."""
        self._vocabulary = vocabulary
        self._random = Random(seed)
        made = sorted({self.make_word() for _ in range(words)})
        self._random.shuffle(made)
        self._words = made
        self._weights = list(accumulate(1 / rank for rank in range(1, len(made) + 1)))

    def make_records(self, count: int) -> list[dict[str, Any]]:
        """`count` public forms with ids of their own."""
        return [self._make_record(number) for number in range(count)]

    def make_word(self) -> str:
        """A word that sounds like one."""
        pick = self._random.choice
        syllables = (pick(_ONSETS) + pick(_VOWELS) for _ in range(self._random.randint(1, 3)))
        return "".join(syllables) + pick(_ENDS)

    def _make_record(self, number: int) -> dict[str, Any]:
        random = self._random
        kind = random.choices(("organization", "video", "print"), (6, 2, 2))[0]
        name, town = self._draw_word().title(), self._draw_word().title()
        county = random.choice(self._vocabulary.tags("counties"))
        services = self._draw_tags("services", 1, 5) if kind == "organization" else []
        audiences, topics = self._draw_tags("audiences", 0, 3), self._draw_tags("topics", 1, 5)
        is_spanish = random.random() < 0.3
        record = {
            "id": f"{name.lower()}-{town.lower()}-{number}",
            "kind": kind,
            "title": f"{name} {random.choice(_ORGANIZATIONS if kind == 'organization' else _MATERIALS)} {town}",
            "summary": self._write(_SENTENCES, "en", town, county, services or topics, audiences),
            "reach": self._make_reach(county),
            "services": services,
            "audiences": audiences,
            "topics": topics,
            "languages": ["en", "es"] if is_spanish else ["en"],
            "url": f"https://www.{name.lower()}{number}.example.org/help",
            "cost": "free",
            "verified": {"on": "2026-11-21", "how": "published-pages"},
            "sources": [{"url": "https://example.org/"}],
        }
        if is_spanish:
            summary = self._write(_SENTENCES_ES, "es", town, county, services or topics, audiences)
            title = f"{random.choice(_NAMES_ES)} {name}"
            record["translations"] = {"es": {"title": title, "summary": summary, "reviewed": False}}
        own = (
            {"city": town, "county": county, "phones": self._make_phones()}
            if kind == "organization"
            else self._make_publication()
        )
        return {key: value for key, value in (record | own).items() if value}

    def _make_reach(self, county: str) -> dict[str, Any]:
        scope = self._random.choice(("national", "statewide", "counties", "counties", "tribal"))
        if scope == "tribal":
            return {"scope": scope, "nations": self._draw_tags("nations", 1, 2)}
        others = self._draw_tags("counties", 0, 12) if scope == "counties" else []
        return (
            {"scope": scope, "counties": list(dict.fromkeys([county, *others]))}
            if scope == "counties"
            else {"scope": scope}
        )

    def _make_phones(self) -> list[dict[str, Any]]:
        return [self._make_phone() for _ in range(self._random.randint(0, 2))]

    def _make_phone(self) -> dict[str, Any]:
        # 555-01xx is set aside for numbers that ring nowhere.
        line = f"{self._random.randrange(100, 200):04}"
        confirmed = self._random.random() < 0.6
        return {
            "kind": "voice",
            "label": "Hotline",
            "number": f"+1406555{line}",
            "display": f"406-555-{line}",
            "href": f"tel:+1406555{line}",
            "confirmed": confirmed,
            "verdict": "confirmed" if confirmed else "not-found",
            "checked_on": "2026-11-21",
        }

    def _make_publication(self) -> dict[str, Any]:
        format_ = self._random.choice(self._vocabulary.tags("formats"))
        return {
            "publisher": f"{self._draw_word().title()} Project",
            "format": format_,
            "year": 2024,
            "rights": "unknown",
        }

    def _write(
        self, sentences: Sequence[str], lang: str, town: str, county: str, work: Sequence[str], audiences: Sequence[str]
    ) -> str:
        """Three sentences of the language, and as many words again that are found nowhere else."""
        labels = {
            tag: term.label(lang)
            for name in ("services", "topics", "audiences")
            for tag, term in self._vocabulary.lists[name].items()
        }
        slots = {"town": town, "county": county, "service": labels[work[0]].lower(), "other": labels[work[-1]].lower()}
        slots["audience"] = labels[audiences[0]].lower() if audiences else town
        written = " ".join(self._random.sample(sentences, 3)).format(**slots)
        return f"{written} {' '.join(self._draw_words(25)).capitalize()}."

    def _draw_tags(self, name: str, least: int, most: int) -> list[str]:
        return self._random.sample(self._vocabulary.tags(name), self._random.randint(least, most))

    def _draw_word(self) -> str:
        return next(self._draw_words(1))

    def _draw_words(self, count: int) -> Iterator[str]:
        return iter(self._random.choices(self._words, cum_weights=self._weights, k=count))

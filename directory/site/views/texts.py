"""What several parts of a page say alike, in one language: days, whom a record serves, its languages, its length.

Twin of web/app/texts.js.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from directory.search.opening import Moment
from directory.site.http.addresses import FIRST_LANG

Form = Mapping[str, Any]
View = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """What a view is written with: language code, the texts of that language, list + tag -> label, id -> address.

    `moment`: when it is read, for what is open then; None for a page that is kept.
    """

    lang: str
    strings: Mapping[str, Any]
    label: Callable[[str, str], str]
    address: Callable[[str], str]
    moment: Moment | None = None

    @property
    def record(self) -> Mapping[str, Any]:
        """The words that records are described with."""
        words: Mapping[str, Any] = self.strings["record"]
        return words

    def fill(self, name: str, /, **values: Any) -> str:
        """The string `name` with its {braces} filled."""
        return str(self.record[name]).format(**values)

    def count(self, name: str, number: int) -> str:
        """The string for a number of things: `name`_one or `name`_many."""
        return str(self.record[f"{name}_one"]) if number == 1 else self.fill(f"{name}_many", count=number)

    def labels(self, name: str, tags: Iterable[str]) -> str:
        """The labels of some tags of one closed list, joined by commas."""
        return ", ".join(self.label(name, tag) for tag in tags)

    def phrase(self, text: str) -> tuple[str, str]:
        """A short English text of a record as the list of phrases has it in this language, and the language it is then in."""
        said = self.label("phrases", text)
        return said, self.lang if said != text else "en"


def name_state(strings: Mapping[str, Any], state: str) -> dict[str, Any]:
    """The texts of one language with the name of the state put in where they say [state]."""
    return {key: _name_state(value, state) for key, value in strings.items()}


def _name_state(value: Any, state: str) -> Any:
    if isinstance(value, dict):
        return name_state(value, state)
    if isinstance(value, list):
        return [_name_state(item, state) for item in value]
    return value.replace("[state]", state) if isinstance(value, str) else value


def in_language(tree: Any, lang: str, *, marked: bool = False) -> Any:
    """Texts by language, as site.yaml and guide.yaml have them: what is not said in `lang` is said in the first language.

    `marked`: then as HTML that names that language; not for what stands in an attribute or a title.
    """
    if isinstance(tree, list):
        return [in_language(item, lang, marked=marked) for item in tree]
    if not isinstance(tree, Mapping):
        return tree
    whole = {key: in_language(value, lang, marked=marked) for key, value in tree.items()}
    if FIRST_LANG in whole and lang not in whole:
        said = whole[FIRST_LANG]
        whole[lang] = Markup('<span lang="{}">{}</span>').format(FIRST_LANG, said) if marked else said
    return whole


_NUMBER = re.compile(r"(?:\d+-)+\d{4}(?![\w/-])", re.ASCII)


def unbroken(text: str) -> str:
    """The text with its telephone numbers whole at the end of a line: their hyphens are those that do not break (U+2011)."""
    return _NUMBER.sub(lambda number: number[0].replace("-", "\u2011"), text)


_AT_SIGN = re.compile(r"(?=@\w)", re.ASCII)
_WITHIN_ADDRESS = re.compile(r"(?=[@.]\w\w)", re.ASCII)


def breakable(text: str) -> Markup:
    """As HTML: an e-mail address in the text breaks before its "@", and an address that stands alone before its dots too.

    Twin of write in web/app/fill.js.
    """
    places = _AT_SIGN if re.search(r"\s", text) else _WITHIN_ADDRESS
    return Markup(places.sub("<wbr>", str(escape(text))))


def languages_text(form: Form, words: Words) -> str:
    names = words.labels("languages", form.get("languages", ()))
    return "; ".join(filter(None, (names, words.record["interpreter"] if form.get("interpreter") else "")))


def length_text(form: Form, words: Words) -> str:
    """Pages of a print item, or running time: seconds below a minute, else whole minutes."""
    if form.get("pages"):
        return words.count("pages", form["pages"])
    seconds = form.get("duration_seconds", 0)
    if not seconds:
        return ""
    return words.count("minutes", (seconds + 30) // 60) if seconds >= 60 else words.fill("seconds_many", count=seconds)


def reach_text(form: Form, words: Words, few: int = 99) -> str:
    """Whom a record serves: counties and nations by name (more than `few` counties as a count), else the scope."""
    reach = form["reach"]
    counties = list(reach.get("counties", ()))
    parts = [words.label("nations", nation) for nation in reach.get("nations", ())]
    if len(counties) > few:
        parts.append(words.fill("counties_many", count=len(counties)))
    elif len(counties) > 1:
        parts.append(words.fill("counties_few", names=", ".join(counties)))
    elif counties:
        parts.append(words.fill("counties_one", name=counties[0]))
    return ", ".join(parts) or str(words.record["scopes"].get(reach["scope"], reach["scope"]))


def day_text(day: str, words: Words) -> str:
    """ "2026-11-21" as people write it; a month or a year alone stays so."""
    year, month, number = [*day.split("-"), "", ""][:3]
    if not month:
        return year
    name = words.record["months"][int(month) - 1]
    return words.fill("date", year=year, month=name, day=int(number)) if number else f"{name} {year}"


def size_text(size_bytes: int) -> str:
    """ "1.2 MB" below ten megabytes, else whole ones; never less than a tenth. In whole numbers, so that both sides round alike."""
    tenths = max((size_bytes + 50_000) // 100_000, 1)
    return f"{tenths // 10}.{tenths % 10} MB" if tenths < 100 else f"{(size_bytes + 500_000) // 1_000_000} MB"

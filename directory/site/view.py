"""Public form of a record -> its view: the texts a page shows, in one language, each under the name of its slot.

Twin of web/app/view.js: the same record gives the same view, so that a record reads alike from the server and from the
phone. A slot with nothing to say is left out; templates/_record.html shows what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from directory.search.opening import Moment
from directory.site.hours import hours_text, opening_text

Form = Mapping[str, Any]
View = dict[str, Any]

# Above this a card says "5 counties"; the record still names them all.
FEW_COUNTIES = 3
SAFE_SCHEMES = ("https", "http", "tel", "sms", "mailto")


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


def view(form: Form, words: Words) -> View:
    """The view of one record. Slots: see BLANK, and `sources`."""
    organization = form["kind"] == "organization"
    slots = {
        "id": form["id"],
        "address": words.address(form["id"]),
        "eyebrow": reach_text(form, words, FEW_COUNTIES) if organization else words.label("formats", form["format"]),
        "also_called": words.fill("also_called", names=", ".join(form["alternate_names"]))
        if form.get("alternate_names")
        else "",
        "facts": " · ".join(filter(None, _facts(form, words))),
        "phones": [phone_view(phone, words) for phone in form.get("phones", ())],
        "links": list(_links(form, words)),
        "caution_title": words.record["caution_title" if organization else "caution_title_material"],
        "details": [
            {"term": words.record[f"{name}_label"], "text": text} for name, text in _details(form, words) if text
        ],
        "doubts": [doubt["text"] for doubt in form.get("doubts", ())],
        "sources": [_source_view(source, words) for source in form.get("sources", ())],
    }
    for name in ("title", "summary", "caution", "what_happens"):
        slots[name], slots[f"{name}_lang"] = translated(form, name, words.lang)
    return {slot: value for slot, value in slots.items() if value}


def translated(form: Form, name: str, lang: str) -> tuple[str, str]:
    """The text in `lang` where there is one, else in English, and the language it is in."""
    text = form.get("translations", {}).get(lang, {}).get(name)
    return (text, lang) if text else (form.get(name, ""), "en")


def phone_view(phone: Form, words: Words) -> View:
    """One number: what the button says and does, and how sure the number is."""
    slots = {
        "href": phone["href"],
        "kind": phone["kind"],
        "icon": "#i-text" if phone["kind"] == "text" else "#i-call",
        "verb": words.fill("text_keyword", keyword=phone["keyword"])
        if phone.get("keyword")
        else words.record[_VERBS[phone["kind"]]],
        "number": phone["display"],
        "label": phone["label"],
        "hours": hours_text(phone["hours"], words) if phone.get("hours") else "",
        "hours_note": phone.get("hours_note", ""),
        "note": phone.get("note", ""),
        "confirmed": words.fill("confirmed_on", date=day_text(phone["checked_on"], words))
        if phone["confirmed"]
        else "",
        "unconfirmed": "" if phone["confirmed"] else words.record["unconfirmed"],
    }
    return {slot: value for slot, value in slots.items() if value}


# Kind of phone -> the string its button starts with; the number follows it.
_VERBS = {"voice": "call", "text": "text", "tty": "tty", "videophone": "videophone"}


def _links(form: Form, words: Words) -> Iterable[View]:
    """The chat, the file, the page and the e-mail address, as far as there are any; never an unsafe address."""
    page = "open_video" if form["kind"] == "video" else "open_page"
    mail = form.get("email")
    rows = [("chat_url", "chat", "#i-chat"), ("download_url", "download", "#i-file"), ("url", page, "#i-page")]
    for field, string, icon in rows:
        href = form.get(field)
        if href and urlsplit(href).scheme in SAFE_SCHEMES:
            yield {"href": href, "icon": icon, "action": words.record[string], "about": urlsplit(href).hostname or href}
    if mail:
        yield {"href": f"mailto:{mail}", "icon": "#i-mail", "action": words.record["write"], "about": mail}


def _source_view(source: Form, words: Words) -> View:
    """A source: its address, the name of its site, and the day it was published if known."""
    slots = {"href": source["url"], "host": urlsplit(source["url"]).hostname or source["url"]}
    if urlsplit(source["url"]).scheme not in SAFE_SCHEMES:
        slots = {"host": source["url"]}
    return slots | ({"published": day_text(source["published"], words)} if source.get("published") else {})


def _facts(form: Form, words: Words) -> Iterable[str]:
    """What a card says in one line: hours and languages of an organization; maker, year and length of a material."""
    if form["kind"] == "organization":
        yield opening_text(form, words)
    else:
        yield form["publisher"]
        yield str(form.get("year") or "")
        yield _length(form, words)
    if list(form.get("languages", ())) != ["en"]:
        yield _languages(form, words)


def _details(form: Form, words: Words) -> Iterable[tuple[str, str]]:
    """Name of the string for the term, and the text; an empty text is left out."""
    stamp = form["verified"]
    hours = hours_text(form["hours"], words) if form.get("hours") else ""
    cost = "" if form["cost"] == "unknown" else words.label("costs", form["cost"])
    yield "hours", " · ".join(filter(None, (hours, form.get("hours_note"))))
    yield (
        "format",
        " · ".join(filter(None, (words.label("formats", form["format"]), _length(form, words))))
        if "format" in form
        else "",
    )
    yield "publisher", " · ".join(filter(None, (form.get("publisher"), str(form.get("year") or ""))))
    yield "series", form.get("series", "")
    yield "reach", reach_text(form, words)
    yield "office", _office(form, words)
    yield "services", words.labels("services", form.get("services", ()))
    yield "topics", words.labels("topics", form.get("topics", ()))
    yield "audiences", words.labels("audiences", form.get("audiences", ()))
    yield "languages", _languages(form, words)
    yield "cost", " · ".join(filter(None, (cost, form.get("cost_note"))))
    yield (
        "rights",
        " · ".join(filter(None, (words.label("rights", form["rights"]), form.get("rights_note"))))
        if "rights" in form
        else "",
    )
    yield (
        "verified",
        words.fill("verified", date=day_text(stamp["on"], words), how=words.label("verification_means", stamp["how"])),
    )


def _languages(form: Form, words: Words) -> str:
    names = words.labels("languages", form.get("languages", ()))
    return "; ".join(filter(None, (names, words.record["interpreter"] if form.get("interpreter") else "")))


def _office(form: Form, words: Words) -> str:
    county = words.fill("counties_one", name=form["county"]) if form.get("county") else ""
    return ", ".join(filter(None, (form.get("address"), form.get("city"), county)))


def _length(form: Form, words: Words) -> str:
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


def line_view(form: Form, words: Words) -> View:
    """A line to call now: its numbers, and once for all of them when somebody answers and how sure they are."""
    shown = view(form, words)
    phones = shown["phones"]
    doubtful = next((phone for phone in phones if "unconfirmed" in phone), None)
    hours = {slot: phones[0][slot] for slot in ("hours", "hours_note") if slot in phones[0]}
    certainty = {slot: text for slot, text in (doubtful or phones[0]).items() if slot in ("confirmed", "unconfirmed")}
    return {slot: shown[slot] for slot in ("id", "address", "title", "title_lang", "phones")} | hours | certainty


_BLANK_PHONE = dict.fromkeys(
    ("href", "kind", "icon", "verb", "number", "label", "hours", "hours_note", "note", "confirmed", "unconfirmed"), ""
)

# Every slot but the sources, which only the server shows: empty, one of each list. A <template> is rendered from it.
BLANK: View = {
    **dict.fromkeys(("id", "address", "eyebrow", "also_called", "facts", "caution_title"), ""),
    **{f"{name}{lang}": "" for name in ("title", "summary", "caution", "what_happens") for lang in ("", "_lang")},
    "phones": [_BLANK_PHONE],
    "links": [dict.fromkeys(("href", "icon", "action", "about"), "")],
    "details": [{"term": "", "text": ""}],
    "doubts": [""],
}

BLANK_LINE: View = {
    **dict.fromkeys(("id", "address", "title", "title_lang", "hours", "hours_note", "confirmed", "unconfirmed"), ""),
    "phones": [_BLANK_PHONE],
}

BLANK_CHIP: View = {**dict.fromkeys(("text", "name", "value", "remove"), ""), "others": [{"value": "", "text": ""}]}

BLANK_WAY: View = dict.fromkeys(("name", "text", "count"), "")

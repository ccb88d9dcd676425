"""Public form of a record -> its view: the texts a page shows, in one language, each under the name of its slot.

Twin of web/app/view.js: the same record gives the same view, so that a record reads alike from the server and from the
phone. A slot with nothing to say is left out; templates/_record.html shows what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from directory.site.views.details import list_details
from directory.site.views.hours import hours_text, opening_text
from directory.site.views.plain import plain_text
from directory.site.views.texts import (
    Form,
    View,
    Words,
    day_text,
    languages_text,
    length_text,
    reach_text,
    size_text,
    unbroken,
)

# Above this a card says "5 counties"; the record still names them all.
FEW_COUNTIES = 3
SAFE_SCHEMES = ("https", "http", "tel", "sms", "mailto")


def view(form: Form, words: Words, related: Iterable[Form] = ()) -> View:
    """The view of one record, with the names of those `related` to it. Slots: see BLANK, and `sources`."""
    organization = form["kind"] == "organization"
    slots = {
        "id": form["id"],
        "address": words.address(form["id"]),
        "eyebrow": reach_text(form, words, FEW_COUNTIES) if organization else words.label("formats", form["format"]),
        "also_called": words.fill("also_called", names=", ".join(form["alternate_names"]))
        if form.get("alternate_names")
        else "",
        "open": opening_text(form, words) if words.moment else "",
        "facts": " · ".join(filter(None, _facts(form, words))),
        "phones": [phone_view(phone, words) for phone in form.get("phones", ())],
        "files": [_file_view(form["file"])] if "file" in form else [],
        "links": list(_links(form, words)),
        "contact_title": words.record["contact_title" if organization else "contact_title_material"],
        "caution_title": words.record["caution_title" if organization else "caution_title_material"],
        "details": list_details(form, words),
        "doubts_about": _doubts_about(form, words),
        "doubts": [doubt["text"] for doubt in form.get("doubts", ())],
        "related": [name_view(other, words) for other in related],
        "sources": [_source_view(source, words) for source in form.get("sources", ())],
    }
    for name in ("title", "caution", "what_happens"):
        slots[name], slots[f"{name}_lang"] = translated(form, name, words)
    slots |= _introduce(form, words)
    if organization and not slots["what_happens"]:
        slots["what_happens"], slots["what_happens_lang"] = words.record["what_happens_unknown"], words.lang
    if organization and not slots["phones"] and not slots["links"]:
        slots["no_contact"] = words.record["no_contact"]
    shown = {slot: value for slot, value in slots.items() if value}
    return shown | {"plain": plain_text(shown)}


def name_view(form: Form, words: Words) -> View:
    """A record named on another page: its name, and whom it reaches or what it is."""
    shown = view(form, words)
    return {slot: shown[slot] for slot in _BLANK_NAME}


def translated(form: Form, name: str, words: Words) -> tuple[str, str]:
    """The text and its language: the record's own translation, else what the list of phrases has, else English."""
    text = form.get("translations", {}).get(words.lang, {}).get(name)
    return (text, words.lang) if text else words.phrase(form.get(name, ""))


def _introduce(form: Form, words: Words) -> View:
    """What it is, in the page's language: its summary, or where only another language has one what it helps with and for
    whom; the summary is then `original`, which stands below all that is in the page's language.
    """
    summary, lang = translated(form, "summary", words)
    gist = "" if lang == words.lang else _gist(form, words)
    if not gist:
        return {"summary": summary, "summary_lang": lang}
    return {"summary": gist, "summary_lang": words.lang, "original": summary, "original_lang": lang}


def _gist(form: Form, words: Words) -> str:
    """ "Help with: Safety plan, Orders of protection. For: Survivors." """
    names = ("services" if form.get("services") else "topics", "audiences")
    rows = ((words.record[f"{name}_label"], words.labels(name, form.get(name, ()))) for name in names)
    return " ".join(f"{term}: {labels}." for term, labels in rows if labels)


def phone_view(phone: Form, words: Words) -> View:
    """One number: what the button says and does, and how sure the number is. `aside` is what follows it in brackets."""
    dialled, bracket, aside = phone["display"].partition(" (")
    slots = {
        "href": phone["href"],
        "kind": phone["kind"],
        "icon": "#i-text" if phone["kind"] == "text" else "#i-call",
        "verb": words.fill("text_keyword", keyword=phone["keyword"])
        if phone.get("keyword")
        else words.record[_VERBS[phone["kind"]]],
        "number": phone["display"],
        "dialled": dialled,
        "aside": f"({aside}" if bracket else "",
        "hours": hours_text(phone["hours"], words) if phone.get("hours") else "",
        "confirmed": words.fill("confirmed_on", date=day_text(phone["checked_on"], words))
        if phone["confirmed"]
        else "",
        "unconfirmed": "" if phone["confirmed"] else words.record[_DOUBTFUL.get(phone["verdict"], "unconfirmed")],
    }
    for name in ("label", "hours_note", "note"):
        if phone.get(name):
            slots[name], slots[f"{name}_lang"] = words.phrase(phone[name])
    # What is passed on as plain text keeps its hyphens; a note is only read.
    slots["note"] = unbroken(slots.get("note", ""))
    return {slot: value for slot, value in slots.items() if value}


# Kind of phone -> the string its button starts with; the number follows it.
_VERBS = {"voice": "call", "text": "text", "tty": "tty", "videophone": "videophone"}

# Verdict on a number that is not confirmed -> the string that says so.
_DOUBTFUL = {"not-found": "not_found", "same-source-only": "unconfirmed"}


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


def _file_view(file: Form) -> View:
    """A material's own file: its address, what it is and how large; `video` where a player can show it."""
    kind = file["url"].rpartition(".")[2].upper()
    slots = {"href": file["url"], "about": f"{kind} · {size_text(file['size_bytes'])}"}
    slots |= {"size": str(file["size_bytes"]), "type": file["type"]}
    return slots | ({"video": file["url"]} if file["type"].startswith("video/") else {})


def _source_view(source: Form, words: Words) -> View:
    """A source: its address, the name of its site, and the day it was published if known."""
    slots = {"href": source["url"], "host": urlsplit(source["url"]).hostname or source["url"]}
    if urlsplit(source["url"]).scheme not in SAFE_SCHEMES:
        slots = {"host": source["url"]}
    return slots | ({"published": day_text(source["published"], words)} if source.get("published") else {})


def _facts(form: Form, words: Words) -> Iterable[str]:
    """What a card says in one line: hours and languages of an organization; maker, year and length of a material."""
    if form["kind"] == "organization":
        yield "" if form.get("phones") else words.record["no_number"]
        yield opening_text(form, words)
    else:
        yield form["publisher"]
        yield str(form.get("year") or "")
        yield length_text(form, words)
    # A film is in English and nothing else; an organization's languages are those that are certain, and not being sure of more
    # should keep nobody from calling.
    if list(form.get("languages", ())) != ["en"] or (form["kind"] != "organization" and words.lang != "en"):
        yield languages_text(form, words)


def _doubts_about(form: Form, words: Words) -> str:
    """What is not certain, by name, each once."""
    phones = form.get("phones", ())
    is_confirmed = phones and all(phone["confirmed"] for phone in phones)
    abouts = (doubt["about"] for doubt in form.get("doubts", ()))
    # A number that is said to be confirmed is not itself in doubt.
    subjects = dict.fromkeys(
        words.record["doubt_beside_number"]
        if about == "phone" and is_confirmed
        else words.label("doubt_subjects", about)
        for about in abouts
    )
    return ", ".join(
        subject if not place else subject[:1].lower() + subject[1:] for place, subject in enumerate(subjects)
    )


def line_view(form: Form, words: Words) -> View:
    """A line to call now: its numbers, and once for all of them when somebody answers and how sure they are."""
    shown = view(form, words)
    phones = shown["phones"]
    doubtful = next((phone for phone in phones if "unconfirmed" in phone), None)
    hours = {slot: phones[0][slot] for slot in ("hours", "hours_note", "hours_note_lang") if slot in phones[0]}
    certainty = {slot: text for slot, text in (doubtful or phones[0]).items() if slot in ("confirmed", "unconfirmed")}
    return {slot: shown[slot] for slot in ("id", "address", "title", "title_lang", "phones")} | hours | certainty


def first_phones(phones: Sequence[View]) -> list[View]:
    """The two numbers that a card shows: those that any phone can call or text before those for a device."""
    return sorted(phones, key=lambda phone: phone["kind"] in ("tty", "videophone"))[:2]


_BLANK_PHONE = {
    **dict.fromkeys(
        ("href", "kind", "icon", "verb", "number", "dialled", "aside", "hours", "confirmed", "unconfirmed"), ""
    ),
    **{f"{name}{lang}": "" for name in ("label", "hours_note", "note") for lang in ("", "_lang")},
}

_BLANK_NAME = dict.fromkeys(("id", "address", "title", "title_lang", "eyebrow"), "")

# Every slot but the sources, which only the server shows: empty, one of each list. A <template> is rendered from it.
BLANK: View = {
    **dict.fromkeys(
        (
            *("id", "address", "eyebrow", "also_called", "open", "facts", "no_contact"),
            *("contact_title", "caution_title", "doubts_about", "plain"),
        ),
        "",
    ),
    **{
        f"{name}{lang}": ""
        for name in ("title", "summary", "original", "caution", "what_happens")
        for lang in ("", "_lang")
    },
    "phones": [_BLANK_PHONE],
    "files": [dict.fromkeys(("href", "about", "size", "type", "video"), "")],
    "links": [dict.fromkeys(("href", "icon", "action", "about"), "")],
    "details": [dict.fromkeys(("term", "text", "note", "note_lang"), "")],
    "doubts": [""],
    "related": [_BLANK_NAME],
}

BLANK_LINE: View = {
    **dict.fromkeys(("id", "address", "title", "title_lang", "hours", "hours_note", "hours_note_lang"), ""),
    **dict.fromkeys(("confirmed", "unconfirmed"), ""),
    "phones": [_BLANK_PHONE],
}

BLANK_CHIP: View = {**dict.fromkeys(("text", "name", "value", "remove"), ""), "others": [{"value": "", "text": ""}]}

BLANK_WAY: View = dict.fromkeys(("names", "text", "count"), "")

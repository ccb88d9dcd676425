"""Public form of a record -> the rows of its details: what is known, by name; what is not; when it was last checked.

Twin of web/app/details.js.
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.site.views.hours import hours_text
from directory.site.views.texts import Form, View, Words, day_text, languages_text, length_text, reach_text, size_text

# What a minute takes over the network, in megabytes: picture of 480 lines at some 1.3 megabits a second; sound alone.
MB_PER_MINUTE = 10
_MB_PER_MINUTE_OF = {"podcast": 1}


# What a visitor would look for in vain, by kind: field -> the string that names it.
_WANTED = {
    "organization": {"hours": "hours", "languages": "languages", "cost": "cost"},
    "video": {"duration_seconds": "length", "captions": "captions"},
    "print": {"pages": "pages"},
}


def list_details(form: Form, words: Words) -> list[View]:
    """The rows of a record: term, text in the page's language, and a note with the language it is in."""
    rows = [
        {"term": words.record[f"{name}_label"], "text": text} | _noted(note, words)
        for name, text, note in _details(form, words)
        if text or note
    ]
    unknown = ", ".join(words.record[f"{name}_label"] for name in _list_unknown(form))
    rows += [{"term": words.record["unknown_label"], "text": unknown}] if unknown else []
    return [{slot: value for slot, value in row.items() if value} for row in rows]


def _noted(note: str, words: Words) -> View:
    if not note:
        return {}
    text, lang = words.phrase(note)
    return {"note": text, "note_lang": lang}


def _details(form: Form, words: Words) -> Iterable[tuple[str, str, str]]:
    """Name of the string for the term, the text, and the record's own words to it; a row with neither is left out."""
    cost = "" if form["cost"] == "unknown" else words.label("costs", form["cost"])
    yield "hours", hours_text(form["hours"], words) if form.get("hours") else "", form.get("hours_note", "")
    yield "format", words.label("formats", form["format"]) if "format" in form else "", ""
    yield "length", length_text(form, words), ""
    yield "data", _data(form, words), ""
    yield "captions", words.labels("languages", form.get("captions", ())), ""
    yield "publisher", " · ".join(filter(None, (form.get("publisher"), str(form.get("year") or "")))), ""
    yield "series", form.get("series", ""), ""
    yield "reach", reach_text(form, words), ""
    yield "office", _office(form, words), ""
    yield "services", words.labels("services", form.get("services", ())), ""
    yield "topics", words.labels("topics", form.get("topics", ())), ""
    yield "audiences", words.labels("audiences", form.get("audiences", ())), ""
    yield "languages", "; ".join(filter(None, (languages_text(form, words), _beyond(form, words)))), ""
    yield "cost", cost, form.get("cost_note", "")
    yield "rights", words.label("rights", form["rights"]) if "rights" in form else "", form.get("rights_note", "")
    for name in ("verified", "contact", "hours", "services"):
        stamp = form["verified"] if name == "verified" else form["verified"].get(name)
        if stamp:
            yield "verified" if name == "verified" else f"{name}_verified", stamp_text(stamp, words), ""


def stamp_text(stamp: Form, words: Words) -> str:
    """When and by what means; where public pages were read and nobody was asked, it says that too."""
    how = words.label("verification_means", stamp["how"])
    text = words.fill("verified", date=day_text(stamp["on"], words), how=how)
    return f"{text}. {words.record['nobody_asked']}" if stamp["how"] == "published-pages" else text


def _list_unknown(form: Form) -> Iterable[str]:
    """Names of the strings for what is not known; hours in words, or of a number, are hours."""
    has_hours = form.get("hours_note") or any(
        "hours" in phone or "hours_note" in phone for phone in form.get("phones", ())
    )
    for field, name in _WANTED[form["kind"]].items():
        is_known = form.get(field) not in (None, "unknown", ()) or (field == "hours" and has_hours)
        if not is_known:
            yield name


def _data(form: Form, words: Words) -> str:
    """What watching takes, told before it is opened: from the length where that is known, else for each minute."""
    if form["kind"] != "video":
        return ""
    if "file" in form:
        return size_text(form["file"]["size_bytes"])
    rate = _MB_PER_MINUTE_OF.get(form["format"], MB_PER_MINUTE)
    minutes = (form.get("duration_seconds", 0) + 59) // 60
    return words.fill("data", size=minutes * rate, rate=rate) if minutes else words.fill("data_unknown", rate=rate)


def _beyond(form: Form, words: Words) -> str:
    """That it is not known whether somebody speaks the page's language too: a record names the languages that are certain."""
    is_open = form["kind"] == "organization" and form.get("languages") and not form.get("interpreter")
    return str(words.record["languages_beyond"]) if is_open and words.lang not in form["languages"] else ""


def _office(form: Form, words: Words) -> str:
    county = words.fill("counties_one", name=form["county"]) if form.get("county") else ""
    return ", ".join(filter(None, (form.get("address"), form.get("city"), county)))

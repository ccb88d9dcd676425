"""A record as schema.org describes things (JSON-LD), for search engines and other programs that read its page.

Only confirmed numbers stand in it: a search engine shows a number large and leaves out that nobody has confirmed it.
Source: schema.org 29; Organization, GovernmentService, VideoObject, DigitalDocument.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from directory.records.vocabulary import Vocabulary

Form = Mapping[str, Any]
Thing = dict[str, Any]

TYPE_OF_KIND = {"organization": "Organization", "video": "VideoObject", "print": "DigitalDocument"}


def write_linked_data(form: Form, lang: str, vocabulary: Vocabulary, state: str) -> Markup:
    """The JSON-LD of a record, ready to stand in a page: nothing in it can end the script element."""
    text = json.dumps(describe(form, lang, vocabulary, state), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def describe(form: Form, lang: str, vocabulary: Vocabulary, state: str) -> Thing:
    """The record as a thing of schema.org; what is not known is left out."""
    translation = form.get("translations", {}).get(lang, {})
    common = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if _is_government(form) else TYPE_OF_KIND[form["kind"]],
        "name": translation.get("title", form["title"]),
        "alternateName": list(form.get("alternate_names", ())),
        "description": translation.get("summary", form["summary"]),
        "url": form.get("url"),
    }
    own = _organization(form, vocabulary, state) if form["kind"] == "organization" else _material(form)
    return {name: value for name, value in {**common, **own}.items() if value}


def _is_government(form: Form) -> bool:
    """Whether an organization's page stands under .gov, which only governments of the United States get."""
    host = urlsplit(form.get("url", "")).hostname or ""
    return form["kind"] == "organization" and host.endswith(".gov")


def _organization(form: Form, vocabulary: Vocabulary, state: str) -> Thing:
    areas = [{"@type": "AdministrativeArea", "name": name} for name in _area_names(form["reach"], vocabulary, state)]
    contacts = [_contact(phone, form) for phone in form.get("phones", ()) if phone["confirmed"]]
    if _is_government(form):
        # A service has neither e-mail nor contact points of its own; its provider has.
        provider = {
            "@type": "GovernmentOrganization",
            "name": form["title"],
            "contactPoint": contacts,
            "email": form.get("email"),
        }
        return {"areaServed": areas, "provider": {name: value for name, value in provider.items() if value}}
    return {"areaServed": areas, "contactPoint": contacts, "email": form.get("email"), "address": _address(form, state)}


def _contact(phone: Form, form: Form) -> Thing:
    return {
        "@type": "ContactPoint",
        "telephone": phone["number"],
        "contactType": phone["label"],
        "availableLanguage": list(form.get("languages", ())),
    }


def _address(form: Form, state: str) -> Thing | None:
    """The town, and the street only where it is public."""
    if "city" not in form:
        return None
    town = {"@type": "PostalAddress", "addressLocality": form["city"], "addressRegion": state, "addressCountry": "US"}
    return {**town, "streetAddress": form["address"].split(",")[0]} if "address" in form else town


def _area_names(reach: Form, vocabulary: Vocabulary, state: str) -> list[str]:
    whole = {"national": ["United States"], "statewide": [state]}.get(reach["scope"], [])
    counties = [f"{county} County, {state}" for county in reach.get("counties", ())]
    return whole + counties + [vocabulary.label("nations", nation, "en") for nation in reach.get("nations", ())]


def _material(form: Form) -> Thing:
    seconds = form.get("duration_seconds")
    return {
        "publisher": {"@type": "Organization", "name": form["publisher"]},
        "inLanguage": list(form.get("languages", ())),
        "datePublished": str(form["year"]) if "year" in form else None,
        "duration": f"PT{seconds}S" if seconds else None,
        "contentUrl" if form["kind"] == "video" else "encoding": _file(form),
        "isAccessibleForFree": True if form["cost"] == "free" else None,
    }


def _file(form: Form) -> str | Thing | None:
    address = form.get("download_url")
    if not address or form["kind"] == "video":
        return address
    return {"@type": "MediaObject", "contentUrl": address}

"""A release and a template -> a page, in every language there is a folder for."""

from __future__ import annotations

from functools import partial
from typing import Any

import jinja2

from directory.corrections import is_on
from directory.errors import DirectoryError
from directory.site.http.addresses import SHELL_PAGES, address, localize_path
from directory.site.http.stored import CHECK_FIRST, HTML, Stored, store
from directory.site.served.browse import list_places
from directory.site.served.release import Release
from directory.site.views.lines import find_emergency
from directory.site.views.texts import day_text, in_language
from directory.site.views.view import BLANK, BLANK_CHIP, BLANK_LINE, BLANK_WAY, line_view, name_view


class PageBrokenError(DirectoryError):
    """A template uses something that is not there."""


def render(release: Release, template: str, path: str, lang: str, **values: Any) -> bytes:
    """A page as HTML. `path` is its address without the language; what templates may use is said in base.html.

    Raises PageBrokenError if the template does not fit the texts or the data.
    """
    page = release.assets.templates.get_template(f"{template}.html")
    try:
        return page.render({**_common_values(release, path, lang), **values}).encode()
    except jinja2.TemplateError as error:
        raise PageBrokenError(f"templates/{template}.html cannot be filled in: {error}") from error


def _common_values(release: Release, path: str, lang: str) -> dict[str, Any]:
    """What every page may use."""
    assets, snapshot, words = release.assets, release.snapshot, release.words[lang]
    return {
        "lang": lang,
        "langs": [
            {"code": code, "name": texts["language"], "url": localize_path(path, code)}
            for code, texts in assets.texts.items()
        ],
        "t": release.texts[lang],
        "site": release.sites[lang],
        "records_on": snapshot.records_on,
        "corrections": is_on(snapshot.site),
        "query_text": "",
        "filters": {},
        "place": "",
        "place_unknown": False,
        "counties": sorted(release.known.places.neighbors),
        "nations": release.known.places.nations,
        "ignore": (),
        "lines": release.lines[lang],
        "emergency": find_emergency(snapshot.site, lang),
        "label": words.label,
        "url": partial(address, lang),
        "static": assets.static,
        "inline": assets.inline,
        "line": partial(line_view, words=words),
        "day": partial(day_text, words=words),
        "BLANK": BLANK,
        "BLANK_LINE": BLANK_LINE,
        "BLANK_CHIP": BLANK_CHIP,
        "BLANK_WAY": BLANK_WAY,
    }


def shell_page(release: Release, name: str, lang: str) -> Stored:
    """A page that every phone keeps, made once for each release."""

    def make() -> Stored:
        facets, forms = release.everything.facets, release.snapshot.forms
        guide = in_language(release.snapshot.guide, lang, marked=True)
        asked = [forms[row] for row in guide.get("presentation", {}).get("records", ()) if row in forms]
        presenters = [name_view(form, release.words[lang]) for form in asked]
        own = {"facets": facets, "guide": guide, "presenters": presenters, "places": list_places(release, lang)}
        html = render(release, name, SHELL_PAGES[name], lang, **own)
        return store(html, HTML, CHECK_FIRST)

    return release.body(f"page {lang} {name}", make)

"""Suggestions -> what is shown of them, in one language, and what choosing one asks. Twin of web/app/suggested.js."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory.search.place_names import Place
from directory.search.suggest import Suggestion
from directory.site.views.found import name_place, place_text
from directory.site.views.texts import Form, View, Words, reach_text
from directory.site.views.view import FEW_COUNTIES, translated

# Kind of a need -> the closed list its label stands in.
_LISTS = {"service": "services", "topic": "topics"}


def show_suggestions(suggestions: Iterable[Suggestion], forms: Mapping[str, Form], words: Words) -> list[View]:
    """Each with `kind`, `id`, `label` and, where there is more to say, `about`.

    Choosing one asks for the words `q`, for a place as `place`, or opens the record at `page`.
    """
    return [_show_suggestion(row, forms, words) for row in suggestions]


def _show_suggestion(row: Suggestion, forms: Mapping[str, Form], words: Words) -> View:
    if row.place:
        shown = {"label": place_text(row.place.as_json(), words), "about": _about_place(row.place, words)}
        asked = {"q": row.rest, "place": name_place(row.place.as_json(), words)}
    elif row.kind in _LISTS:
        shown = {"label": words.label(_LISTS[row.kind], row.id)}
        asked = {"q": f"{row.rest} {shown['label']}".strip()}
    else:
        form = forms[row.id]
        is_material = "format" in form
        about = words.label("formats", form["format"]) if is_material else reach_text(form, words, FEW_COUNTIES)
        shown = {"label": translated(form, "title", words)[0], "about": about}
        asked = {"page": words.address(row.id)}
    said = {slot: text for slot, text in shown.items() if text}
    return {"kind": row.kind, "id": row.id, **said, **asked}


def _about_place(place: Place, words: Words) -> str:
    """ "town in Valley County", "tribal nation", "part of Montana"; nothing for a county, whose name says it."""
    if place.kind == "town":
        return str(words.strings["found"]["town_in"].format(county=words.fill("counties_one", name=place.counties[0])))
    return str(words.strings["found"].get(f"about_{place.kind}", ""))

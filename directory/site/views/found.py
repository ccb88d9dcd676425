"""Results of a search -> what a page shows of them, in one language: lines that answer now, what was understood, cards.

Twin of web/app/found.js: the same search gives the same page from the server and from the phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from directory.search.lines import list_answering
from directory.search.results import Hit, Query, Results
from directory.site.http.asked import LIST_OF_FILTER
from directory.site.views.texts import Form, View, Words, reach_text
from directory.site.views.view import FEW_COUNTIES, first_phones, line_view, view
from directory.site.views.ways import PLACE, Way, find_nearest, leave_out, list_ways
from directory.snapshot import Snapshot

# Stands among the urgent lines for the emergency number, which is no record.
EMERGENCY = "emergency"

# The field of a form that drops a filter: its name and the tag.
DROP = "drop"

# More labels than this say less about what was understood.
_MOST_LABELS = 3

# Only who serves a part of the state is near or far; a line for all of it answers from anywhere.
_HAS_DISTANCE = ("local", "regional")


def show_found(query: Query, results: Results, snapshot: Snapshot, words: Words) -> View:
    """The view of an answer.

    Slots: count, spoken, understood (chips), cards; urgent (title, lines) where it is urgent; ways and nearest (cards), which
    hold something only where nothing was found.
    """
    forms, search = snapshot.forms, snapshot.engine.search
    urgent = _show_urgent(results, forms, snapshot.site, words)
    chips = _list_chips(results.understood, query.place is not None, words) + _list_taken(query.filters, words)
    count = _count_text(results.total, words)
    spoken = [count, *(chip["text"] for chip in chips), *([urgent["title"]] if urgent else [])]
    nearest = None if results.total else find_nearest(query, search)
    shown: View = {
        "count": count,
        "spoken": ". ".join(spoken),
        "understood": chips,
        "cards": _list_cards(results, forms, words),
        "ways": [] if results.total else _show_ways(query, list_ways(query, search), words),
        "nearest": _list_cards(nearest, forms, words) if nearest else [],
    }
    return shown | ({"urgent": urgent} if urgent else {})


def _count_text(total: int, words: Words) -> str:
    texts = words.strings["found"]
    return str(texts["none"] if total == 0 else texts["one"] if total == 1 else texts["many"].format(count=total))


def _show_urgent(results: Results, forms: Mapping[str, Form], site: Mapping[str, Any], words: Words) -> View | None:
    """Title and lines for the likeliest urgency; None where nothing is urgent. The order is that of site.yaml."""
    kinds = results.understood["urgent"]
    if not kinds:
        return None
    channel = site.get("urgent_channel", {}).get(kinds[0], "voice")
    lines: list[View | str] = [line_view(_answering(forms[name], channel), words) for name in results.urgent]
    rows = site.get("urgent", {}).get(kinds[0], ())
    for place, row in enumerate(rows):
        if row not in forms:
            # Where it is last in site.yaml it stays last, however many lines were added.
            lines.insert(place if place < len(rows) - 1 else len(lines), EMERGENCY)
    return {"title": words.label("urgent_kinds", kinds[0]), "lines": lines} if lines else None


def _answering(form: Form, channel: str) -> Form:
    """The record with its confirmed numbers to call and to text alone, those of the channel first."""
    return {**form, "phones": sorted(list_answering(form), key=lambda phone: phone["kind"] != channel)}


def _list_chips(understood: Mapping[str, Any], is_picked: bool, words: Words) -> list[View]:
    """What was understood, in words, each with what takes it back: the `name` and `value` of a button.

    `is_picked`: the place was picked by the person and not read out of the words.
    """
    texts = words.strings["found"]
    place, corrected = understood["place"], understood["corrected"]
    labels = _label_tags(understood, words)
    chips: list[View] = []
    if place:
        back = {"name": "place", "value": ""} if is_picked else {"name": "ignore", "value": "place"}
        others = [
            {"value": name_place(other, words), "text": _full_text(other, words)} for other in place.get("others", ())
        ]
        name = _full_text(place, words) if others else place_text(place, words)
        chips.append({"text": texts["near"].format(place=name), **back, "others": others})
    if labels:
        text = texts["meaning"].format(labels=", ".join(labels[:_MOST_LABELS]))
        chips.append({"text": text, "name": "ignore", "value": "topics"})
    if corrected:
        chips.append({"text": texts["corrected"].format(words=corrected), "name": "ignore", "value": "corrected"})
    return [{**chip, "remove": texts["remove"].format(text=chip["text"])} for chip in chips]


def _list_taken(filters: Mapping[str, Sequence[str]], words: Words) -> list[View]:
    """The tags one narrows by, each with what drops it."""
    rows = [(name, tag, words.label(LIST_OF_FILTER[name], tag)) for name, tags in filters.items() for tag in tags]
    remove = words.strings["found"]["remove"]
    return [
        {"text": text, "name": DROP, "value": f"{name} {tag}", "others": [], "remove": remove.format(text=text)}
        for name, tag, text in rows
    ]


def _label_tags(understood: Mapping[str, Any], words: Words) -> list[str]:
    """The labels of what was meant: topics, then services, each once."""
    labels = [words.label(name, tag) for name in ("topics", "services") for tag in understood[name]]
    return list(dict.fromkeys(labels))


def place_text(place: Mapping[str, Any], words: Words) -> str:
    """A place as people write it: "Miles City (59301)", "Billings", "Condado de Lake"."""
    kind, name = place["kind"], place["name"]
    if kind == "zip":
        return f"{name.removeprefix(place['id']).strip()} ({place['id']})"
    if kind == "county":
        return words.fill("counties_one", name=place["id"])
    return words.label("nations", place["id"]) if kind == "nation" else str(name)


def name_place(place: Mapping[str, Any], words: Words) -> str:
    """What to write for it where a place is picked: a town by its county too, as a county or a nation may bear its name."""
    kind, name = place["kind"], str(place["name"])
    if kind == "town":
        return f"{name}, {words.fill('counties_one', name=place['counties'][0])}"
    if kind == "region":
        return name.removeprefix("The ")
    return str(place["id"]) if kind == "zip" else place_text(place, words)


def _full_text(place: Mapping[str, Any], words: Words) -> str:
    """A place among others of its name: "Lincoln, town in Lewis and Clark County"."""
    if place["kind"] != "town":
        return place_text(place, words)
    county = words.fill("counties_one", name=place["counties"][0])
    return str(words.strings["found"]["town"].format(name=place["name"], county=county))


def _show_ways(query: Query, ways: Iterable[Way], words: Words) -> list[View]:
    """What to leave out of a search that found nothing, in words: `names`, `text`, `count`, and the `filters` that stay."""
    return [
        {
            "names": " ".join(way.names),
            "text": words.strings["found"]["without"].format(what=", ".join(_name_all(query, way.names, words))),
            "count": str(way.total),
            "filters": leave_out(query, way.names).filters,
        }
        for way in ways
    ]


def _name_all(query: Query, names: Iterable[str], words: Words) -> Iterator[str]:
    """The place, and the tags of filters, as people call them."""
    for name in names:
        if name == PLACE and query.place:
            yield place_text(query.place.as_json(), words)
        else:
            yield words.labels(LIST_OF_FILTER[name], query.filters[name])


def _list_cards(results: Results, forms: Mapping[str, Form], words: Words) -> list[View]:
    """The views of the hits, in order, as cards show them."""
    cards = (_card(forms[hit.id], hit, results.understood["place"], words) for hit in results.hits)
    return [card | {"phones": first_phones(card["phones"])} if "phones" in card else card for card in cards]


def _card(form: Form, hit: Hit, place: Mapping[str, Any] | None, words: Words) -> View:
    """The view of a record; where a place is known, its first line says how the record reaches it and how far that is."""
    shown = view(form, words)
    if place is None or form["kind"] != "organization":
        return shown
    reach = _serves_text(form, place, words) if hit.near == "local" else shown["eyebrow"]
    distance = _distance_text(hit.miles, words) if hit.near in _HAS_DISTANCE else ""
    return shown | {"eyebrow": " · ".join(filter(None, (reach, distance)))}


def _serves_text(form: Form, place: Mapping[str, Any], words: Words) -> str:
    """Which county or nation of the place a record serves."""
    reach = form["reach"]
    shared = {name: [tag for tag in reach.get(name, ()) if tag in place[name]] for name in ("counties", "nations")}
    if not any(shared.values()):
        return reach_text(form, words, FEW_COUNTIES)
    names = reach_text({"reach": {"scope": reach["scope"], **shared}}, words, FEW_COUNTIES)
    return words.fill("serves", names=names)


def _distance_text(miles: int | None, words: Words) -> str:
    """ "about 24 miles away"; nothing within a mile, as from a town to itself."""
    return words.count("miles", miles) if miles else ""

"""What the desk shows: the list, one record's form, the preview, the history, the saves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from directory.desk.checks.calls import list_doubted_numbers
from directory.desk.checks.verify import groups_of, numbers_of
from directory.desk.editor.desk import Desk, digest_of
from directory.desk.editor.fields import fits_form, list_sections, stamp_fields
from directory.desk.editor.history import is_repository, record_history
from directory.desk.editor.removal import NOT_ASKED, Answer, list_offers, list_reasons
from directory.desk.editor.render import Look
from directory.desk.editor.shelf import BADGES, Row
from directory.desk.file.journal import list_saves
from directory.records.ages import age_of
from directory.records.model import MODEL_OF_KIND
from directory.records.vocabulary import Vocabulary

PAGE_SIZE = 50
SAVES_SHOWN = 50

GROUP_LABELS = {"contact": "Number, e-mail and links", "hours": "Hours", "services": "What they do and for whom"}
REASON_LABELS = {
    "no-answer": "The number does not answer",
    "wrong-number": "It is the wrong number",
    "closed": "The place has closed",
    "moved": "It has moved",
    "wrong-hours": "The hours are wrong",
    "not-safe": "It did not feel safe",
    "other": "Something else",
}
KIND_LABELS = {"organization": "Organization", "video": "Video", "print": "Print item"}


def desk_of(request: Request) -> Desk:
    """The desk that got this request."""
    desk: Desk = request.app.state.desk
    return desk


def show(request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
    """A page of the desk with what every page has."""
    desk, look = desk_of(request), look_of(request)
    shelf = desk.shelf
    common = {
        "trouble": desk.trouble,
        "said": desk.take_said(),
        "file": f"{shelf.file.path.parent.name}/{shelf.file.path.name}",
        "total": len(shelf.rows),
        "name": desk.site["name"]["en"],
        "kinds": KIND_LABELS,
        "today": desk.today().isoformat(),
        "waiting": len(desk.list_corrections()),
    }
    return HTMLResponse(look.page(template, **{**common, **values}), status)


def look_of(request: Request) -> Look:
    """What pages are made with."""
    look: Look = request.app.state.look
    return look


async def list_records(request: Request) -> Response:
    """The list: words to search by, a badge or kind to narrow it to, fifty records to a page."""
    desk = desk_of(request)
    text, badge, kind = (request.query_params.get(name, "") for name in ("q", "badge", "kind"))
    rows = [
        row
        for row in desk.find(text)
        if (not badge or badge in row.badges) and (not kind or row.record.get("kind") == kind)
    ]
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    typed = request.query_params.get("page", "1")
    page = min(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1, pages) or 1
    asked = {"q": text, "badge": badge, "kind": kind}

    def link(**changes: str) -> str:
        return "/?" + urlencode({key: value for key, value in {**asked, **changes}.items() if value})

    return show(
        request,
        "list",
        rows=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        found=len(rows),
        page=page,
        pages=pages,
        asked=asked,
        link=link,
        badges=BADGES,
        counts=desk.shelf.counts,
        place=_place,
        checked=lambda row: _checked(row, desk),
    )


def _place(row: Row) -> str:
    """Where it is or whom it reaches, in a few words."""
    record = row.record
    if isinstance(record.get("city"), str):
        return str(record["city"])
    reach = record.get("reach")
    scope = reach.get("scope") if isinstance(reach, dict) else None
    return str(scope or "").capitalize()


def _checked(row: Row, desk: Desk) -> str:
    """How long ago it was checked."""
    if row.resource is None:
        return ""
    days = (desk.today() - age_of(row.resource, desk.shelf.rules.days, desk.today()).checked_on).days
    return "checked today" if days <= 0 else "checked yesterday" if days == 1 else f"checked {days} days ago"


async def show_record(request: Request) -> Response:
    """The form of one record."""
    row = desk_of(request).shelf.find(request.path_params["id"])
    if row is None:
        return show(request, "missing", 404, what=request.path_params["id"])
    return show_form(request, row, row.record)


async def show_new(request: Request) -> Response:
    """The form of a record that is not there yet."""
    kind = request.query_params.get("kind", "organization")
    kind = kind if kind in MODEL_OF_KIND else "organization"
    return show_form(request, None, {"kind": kind})


def show_form(request: Request, row: Row | None, record: Mapping[str, Any], removal: Answer = NOT_ASKED) -> Response:
    """The form, filled with `record`; 422 where a `removal` was refused, which is shown as it was typed."""
    desk = desk_of(request)
    kind = str(record.get("kind"))
    lists = closed_lists(desk.vocabulary)
    sections = list_sections(kind if kind in MODEL_OF_KIND else "organization", lists)
    if row and not fits_form(record, [field for section in sections for field in section.fields]):
        return show(request, "unshaped", row=row, line=desk.shelf.file.line_of(row.id)[0])
    return show(
        request,
        "record",
        422 if removal.refused else 200,
        row=row,
        record=record,
        base=digest_of(row),
        sections=sections,
        stamp=stamp_fields(lists),
        badges=BADGES,
        corrections=desk.list_corrections(row.id) if row else [],
        reasons=REASON_LABELS,
        groups={group: GROUP_LABELS[group] for group in groups_of(dict(record))},
        numbers=numbers_of(dict(record)),
        is_doubted=bool(row and row.resource and list_doubted_numbers(row.resource)),
        means=lists["verification_means"],
        age=age_of(row.resource, desk.shelf.rules.days, desk.today()) if row and row.resource else None,
        removal=removal,
        removal_reasons=list_reasons(desk),
        offers=list_offers(desk, row) if row else [],
    )


def closed_lists(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """Closed list -> tag -> label in English."""
    return {
        name: {tag: vocabulary.label(name, tag, "en") for tag in vocabulary.tags(name)} for name in vocabulary.lists
    }


async def show_corrections(request: Request) -> Response:
    """What visitors say is wrong, oldest first, each with the way to its record."""
    desk = desk_of(request)
    rows = [(correction, desk.shelf.find(correction.record)) for correction in desk.list_corrections()]
    return show(request, "corrections", rows=rows, reasons=REASON_LABELS)


async def show_preview(request: Request) -> Response:
    """What a visitor would see of the last draft, or of the record as it stands."""
    desk, name = desk_of(request), request.path_params["id"]
    lang = "es" if request.query_params.get("lang") == "es" else "en"
    row = desk.shelf.find(name)
    form = request.app.state.drafts.get(name) or (row.form if row else None)
    return HTMLResponse(look_of(request).preview(form, lang, desk.vocabulary))


async def show_history(request: Request) -> Response:
    """Who changed a record and when: the desk's own saves, and git's commits where there are any."""
    desk, name = desk_of(request), request.path_params["id"]
    row = desk.shelf.find(name)
    if row is None:
        return show(request, "missing", 404, what=name)
    path = desk.settings.resources
    saves = [save for save in list_saves(path) if save.touches(name)]
    commits = record_history(desk.shelf.file, name) if is_repository(path) else None
    return show(request, "history", row=row, saves=saves[:SAVES_SHOWN], commits=commits)


async def show_saves(request: Request) -> Response:
    """The desk's saves, newest first, each with a button that takes it back."""
    saves = [save for save, _ in zip(list_saves(desk_of(request).settings.resources), range(SAVES_SHOWN), strict=False)]
    return show(request, "saves", saves=saves)


def read_day(text: str, otherwise: date) -> date:
    """The day typed, else `otherwise`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise

"""What the desk does: judge a draft while somebody types, save it, note a check, take a record away, take a save back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from directory.desk.checks.verify import Check, mark, numbers_of
from directory.desk.editor.desk import Desk, digest_of
from directory.desk.editor.draft import Draft, Record, read_draft
from directory.desk.editor.duplicates import find_alike
from directory.desk.editor.fields import Section, list_sections
from directory.desk.editor.pages import closed_lists, desk_of, read_day, show, show_form
from directory.desk.editor.removal import make_note, read_answer
from directory.desk.editor.words import list_changes, name_field
from directory.desk.file.save import RefusedError
from directory.errors import DirectoryError
from directory.records.check import check_document
from directory.records.fault import Fault, show_value
from directory.records.leading import FILE as SITE_FILE
from directory.records.model import MODEL_OF_KIND
from directory.records.publish import publish
from directory.records.tree import Document
from directory.site.http.fields import Fields, fields_of_form

_NO_RECORD = "The page sent something else than a record. Reload it."


async def judge_draft(request: Request) -> Response:
    """{faults, alike, changes, has_preview} of a record as it stands in the form; nothing is written."""
    desk = desk_of(request)
    draft = await read_draft(request)
    if draft is None:
        return _refused(_NO_RECORD)
    record, sections = draft.record, _sections(desk, draft.record)
    checked = check_document(Document("", [record]), desk.vocabulary, today=desk.today())
    if checked.resources:
        request.app.state.drafts[draft.name] = publish(checked.resources[0])
    faults = [*checked.faults, *_wrong_id(desk, draft)]
    return JSONResponse(
        {
            "faults": [_fault_as_json(fault, sections) for fault in faults],
            "alike": [{"id": o.id, "title": o.title, "shares": o.shares} for o in find_alike(record, desk.shelf.rows)],
            "changes": list_changes(draft.was, record, sections),
            "has_preview": bool(checked.resources),
        }
    )


def _wrong_id(desk: Desk, draft: Draft) -> list[Fault]:
    """A new record must not take the id of another, and a record keeps its own for good: pages and phones know it by that."""
    found, own = draft.new_name, draft.name
    if own and found != own:
        mend = "Take this record away and add a new one, if it is another."
        return [Fault("", (1, 1), ("id",), show_value(found), f"'{own}'; an id never changes", mend)]
    if not own and found and desk.shelf.find(found):
        return [
            Fault("", (1, 1), ("id",), f"'{found}', which is taken", "an id of its own", "Add the town or a number.")
        ]
    return []


def _fault_as_json(fault: Fault, sections: tuple[Section, ...]) -> dict[str, Any]:
    # The form shows the list itself; its name in vocabulary.yaml says nothing here.
    want = "one of the choices" if fault.want.startswith("a word from the list ") else fault.want
    sentence = f"Found {fault.found}, want {want}." + (f" {fault.mend}" if fault.mend else "")
    is_beside = fault.file.endswith(SITE_FILE)
    return {
        # What stands in another file has no place in the form.
        "path": [] if is_beside else list(fault.path),
        "field": "" if is_beside else name_field(fault.path, sections),
        "words": sentence,
        "warning": fault.warning,
    }


async def save_draft(request: Request) -> Response:
    """200 {id, words}; 409 with both versions if somebody changed the record meanwhile; 422 with the sentences of `check`."""
    desk = desk_of(request)
    draft = await read_draft(request)
    if draft is None:
        return _refused(_NO_RECORD)
    row = desk.shelf.find(draft.name) if draft.name else None
    if desk.trouble:
        return _refused(f"Nothing was saved, because something is wrong with the file. {desk.trouble.words}")
    if wrong := _wrong_id(desk, draft):
        return _faulty(wrong, _sections(desk, draft.record))
    if draft.base != digest_of(row):
        return _conflict(desk, draft.record, draft.was, dict(row.record) if row else None, digest_of(row))
    return _save(desk, draft)


def _save(desk: Desk, draft: Draft) -> Response:
    name, record, sections = draft.new_name, draft.record, _sections(desk, draft.record)
    changes = list_changes(draft.was, record, sections)
    words = f"{record.get('title', name)}: {_shorten(changes)}"
    try:
        saved = desk.save(name, record, words=words, by=draft.by)
    except RefusedError as error:
        return _faulty(error.faults, sections)
    except DirectoryError as error:
        return _refused(str(error))
    for number in draft.accepted:
        desk.queue.settle(number, "accepted", f"save {saved.number}", desk.today())
    desk.said = f"Saved. {words}" if saved.number else "Nothing had changed, so nothing was written."
    return JSONResponse({"id": name, "number": saved.number})


def _shorten(changes: list[str]) -> str:
    return "; ".join(changes[:3]) + (f" and {len(changes) - 3} more" if len(changes) > 3 else "")


def _conflict(desk: Desk, mine: Record, was: Record | None, theirs: Record | None, base: str) -> Response:
    """Both versions in words, and mine put on top of theirs, which is saved only if somebody asks for it."""
    merged = dict(theirs or {})
    before = was or {}
    for key in (*mine, *before):
        if mine.get(key) != before.get(key):
            merged[key] = mine.get(key)
    merged = {key: value for key, value in merged.items() if value is not None}
    sections = _sections(desk, mine)
    content = {
        "mine": list_changes(was, mine, sections),
        "theirs": list_changes(was, theirs, sections),
        "merged": merged,
        "base": base,
        "gone": theirs is None,
    }
    return JSONResponse(content, 409)


async def note_check(request: Request) -> Response:
    """One click: these groups were found right, on this day, by this means."""
    desk, name = desk_of(request), request.path_params["id"]
    row = desk.shelf.find(name)
    if row is None:
        return show(request, "missing", 404, what=name)
    form = await fields_of_form(request)
    groups = [group for value in form.get("groups", []) for group in value.split()]
    numbers, printed = form.get("numbers", []), numbers_of(dict(row.record))
    check = Check(read_day(_one(form, "on"), desk.today()), _one(form, "how"), _one(form, "by"))
    found = ", ".join((*groups, *(printed.get(number, number) for number in numbers)))
    how = desk.vocabulary.label("verification_means", check.how, "en")
    try:
        marked = mark(dict(row.record), groups, numbers, check)
        desk.save(name, marked, words=f"{row.title}: found right, {found} ({how})", by=check.by)
        desk.said = f"Noted: {found} found right on {check.on}. Nothing else was changed."
    except DirectoryError as error:
        desk.said = f"Not noted. {error}"
    return RedirectResponse(f"/records/{name}", 303)


async def remove_record(request: Request) -> Response:
    """Takes a record away, with a note that says why; both can be taken back under Saves. 422 where the form does not say why."""
    desk, name = desk_of(request), request.path_params["id"]
    row = desk.shelf.find(name)
    if row is None:
        return show(request, "missing", 404, what=name)
    form = await fields_of_form(request)
    answer = read_answer(form)
    try:
        note = make_note(desk, row, answer)
        why = desk.vocabulary.label("removal_reasons", note.reason, "en")
        desk.save(name, None, words=f"{row.title}: taken away. {why}", by=_one(form, "by"), note=note)
    except DirectoryError as error:
        return show_form(request, row, row.record, replace(answer, refused=f"Not taken away. {error}"))
    desk.said = f"{row.title} was taken away. Who comes to its page reads: “{why}” It can be brought back under Saves."
    return RedirectResponse("/", 303)


async def settle_correction(request: Request) -> Response:
    """A visitor's note is declined with a reason, or kept for a call."""
    desk, number = desk_of(request), int(request.path_params["number"])
    form = await fields_of_form(request)
    state, note = _one(form, "state"), form.get("note", [""])[-1].strip()[:200]
    if state not in ("declined", "call") or (state == "declined" and not note):
        desk.said = "Not noted. To decline a note, say why in a few words."
    elif desk.queue.settle(number, state, note, desk.today()):
        desk.said = "Declined; it is kept for 90 days, then goes." if state == "declined" else "Kept for a call."
    return RedirectResponse("/corrections", 303)


async def undo_save(request: Request) -> Response:
    """Takes a save back."""
    desk = desk_of(request)
    form = await fields_of_form(request)
    try:
        desk.undo(int(request.path_params["number"]), by=_one(form, "by"))
        desk.said = "Taken back. That is a save too, and can itself be taken back."
    except DirectoryError as error:
        desk.said = f"Not taken back. {error}"
    return RedirectResponse("/saves", 303)


def _one(form: Fields, name: str) -> str:
    """The last value of a field, short; "" where there is none."""
    return form.get(name, [""])[-1].strip()[:20]


def _sections(desk: Desk, record: Record) -> tuple[Section, ...]:
    kind = str(record.get("kind"))
    return list_sections(kind if kind in MODEL_OF_KIND else "organization", closed_lists(desk.vocabulary))


def _faulty(faults: Iterable[Fault], sections: tuple[Section, ...]) -> Response:
    return JSONResponse({"faults": [_fault_as_json(fault, sections) for fault in faults]}, 422)


def _refused(words: str) -> Response:
    return JSONResponse({"words": words}, 400)

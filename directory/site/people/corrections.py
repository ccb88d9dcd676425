"""What a visitor says is wrong with a record: as a form from its page, or as JSON from the app. Nobody is asked who she is."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from directory.corrections import MAX_TEXT, REASONS, Queue, QueueFullError, QueueUnusableError, is_on
from directory.site.http.addresses import PATHS, split_path
from directory.site.http.asked import check_names, read_lang
from directory.site.http.fields import Fields, fields_of_form, fields_of_json, last_value
from directory.site.http.problems import ProblemError, bad_value, unknown_value
from directory.site.http.stored import HTML, JSON, KEEP_NOWHERE
from directory.site.programs.api import find_form
from directory.site.served.answers import encode
from directory.site.served.live import live_of
from directory.site.served.render import render

FIELDS = ("id", "reason", "text", "key", "lang", "website")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


async def take_form(request: Request) -> Response:
    """The form of a record's page, sent without a script."""
    release = live_of(request).release
    lang, _ = split_path(request.url.path, release.known.langs)
    name = request.path_params["id"]
    fields = await fields_of_form(request)
    await _take(request, {**fields, "id": [name], "lang": [lang]})
    html = render(release, "reported", PATHS["resource"].format(id=name), lang)
    return Response(html, 200, {"content-type": HTML, "cache-control": KEEP_NOWHERE})


async def take_json(request: Request) -> Response:
    """POST {id, reason, text, key?, lang?} -> 201; the same `key` again changes nothing and is 201 too."""
    await _take(request, await fields_of_json(request, ()))
    return Response(encode({"received": True}), 201, {"content-type": JSON, "cache-control": KEEP_NOWHERE})


async def _take(request: Request, fields: Fields) -> None:
    live = live_of(request)
    release = live.release
    if not is_on(release.snapshot.site):
        raise _switched_off()
    check_names(fields, FIELDS)
    lang = read_lang(fields, release.known.langs)
    record = find_form(release, last_value(fields, "id"), lang)["id"]
    reason = last_value(fields, "reason")
    text = _clean(last_value(fields, "text"))
    key = last_value(fields, "key") or None
    if reason not in REASONS:
        raise unknown_value("reason", reason, REASONS)
    if len(text) > MAX_TEXT:
        raise bad_value("text", f"{len(text):,} letters", f"at most {MAX_TEXT}")
    if key and not _KEY.fullmatch(key):
        raise bad_value("key", key, "16 to 64 letters and digits made by chance")
    # People do not see this field and leave it empty; programs that fill in forms do not.
    if last_value(fields, "website"):
        return
    put = partial(Queue(live.settings.data).put, record, reason, text, lang, today=live.today(), key=key)
    try:
        # Beside the loop: while the desk writes, the queue's file is waited for, and searches must not wait with it.
        await run_in_threadpool(put)
    except QueueFullError as error:
        raise _too_many() from error
    except QueueUnusableError as error:
        raise _unusable() from error


def _clean(text: str) -> str:
    """Plain text: line breaks as one kind, no characters that only steer a screen."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf")).strip()


def _switched_off() -> ProblemError:
    return ProblemError(
        "corrections-off",
        404,
        "Not taken here",
        "This directory takes no notes from visitors.",
        "Call the line itself.",
    )


def _too_many() -> ProblemError:
    return ProblemError(
        "too-many-corrections", 429, "Too many notes", "More notes came than can be read in a day.",
        "Send it again tomorrow.", headers={"retry-after": "43200"},
    )  # fmt: skip


def _unusable() -> ProblemError:
    return ProblemError(
        "corrections-unusable", 503, "Not taken just now", "The note could not be kept.", "Send it again later.",
        headers={"retry-after": "600"},
    )  # fmt: skip

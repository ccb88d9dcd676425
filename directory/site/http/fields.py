"""A request, in whichever of three forms it came (address, JSON, HTML form) -> the same fields of text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from directory.site.http.problems import bad_body, bad_value, body_too_large

# Parameter -> its values as typed, in order.
Fields = Mapping[str, list[str]]

# More than the longest search takes, however its characters are written.
MAX_BODY_BYTES = 200_000

FORM = "application/x-www-form-urlencoded"

# NUL and its like, and halves of characters, have no place in a word and break what they are written into.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def fields_of_address(request: Request) -> Fields:
    """The parameters of the address."""
    return fields_of_query(request.scope["query_string"])


def fields_of_query(query_string: bytes) -> Fields:
    """The parameters of an address, from what stands behind its question mark."""
    query = query_string.decode("utf-8", "replace")
    return _gather(parse_qsl(query, keep_blank_values=True, errors="replace"))


async def fields_of_form(request: Request) -> Fields:
    """The fields of an HTML form sent by POST. Raises ProblemError if it is not one."""
    if not request.headers.get("content-type", "").startswith(FORM):
        raise bad_body(f"a form ({FORM})")
    body = await read_body(request)
    try:
        return _gather(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="replace"))
    except UnicodeDecodeError as error:
        raise bad_body(f"a form ({FORM})") from error


async def fields_of_json(request: Request, of_many: Collection[str]) -> Fields:
    """The members of a JSON object; those of `of_many` may be lists, for a parameter given several times.

    Raises ProblemError for anything else.
    """
    want = 'a JSON object such as {"q": "safe place", "kind": ["organization"]}'
    try:
        content = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise bad_body(want) from error
    if not isinstance(content, dict):
        raise bad_body(want)
    return _gather((name, text) for name, value in content.items() for text in _as_texts(name, value, name in of_many))


def _as_texts(name: str, value: Any, may_be_list: bool) -> list[str]:
    rows = value if isinstance(value, list) and may_be_list else [] if value is None else [value]
    # JSON knows one kind of number: 5.0 is 5.
    rows = [int(row) if isinstance(row, float) and row.is_integer() else row for row in rows]
    if any(isinstance(row, bool) or not isinstance(row, (str, int)) for row in rows):
        want = "text, a whole number or a list of texts" if may_be_list else "text or a whole number"
        raise bad_value(name, type(value).__name__, want)
    return [str(row) for row in rows]


async def read_body(request: Request) -> bytes:
    """The body, at most MAX_BODY_BYTES of it. Raises ProblemError beyond that, as soon as it is reached."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise body_too_large(MAX_BODY_BYTES)
    return bytes(body)


def last_value(fields: Fields, name: str) -> str:
    """The last value given for a parameter that takes one; "" where there is none."""
    values = fields.get(name)
    return values[-1].strip() if values else ""


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(_as_printed(name), []).append(_as_printed(value))
    return fields


def _as_printed(text: str) -> str:
    return text if text.isprintable() else _UNPRINTABLE.sub("�", text)

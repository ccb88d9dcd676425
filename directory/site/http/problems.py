"""Refusals, in words a person can act on: problem+json (RFC 9457) for programs, a page for people, never a traceback."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from directory.site.http.stored import KEEP_NOWHERE, PROBLEM

log = logging.getLogger("directory")


@dataclass
class ProblemError(Exception):
    """A request that cannot be answered. `kind` is stable and names the problem; `mend` says what to do instead."""

    kind: str
    status: int
    title: str
    detail: str
    mend: str
    known: tuple[str, ...] = ()
    headers: dict[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """The members of RFC 9457, and `mend`; `known` lists what would have been understood."""
        members: dict[str, Any] = {
            "type": f"urn:resource-directory:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "mend": self.mend,
        }
        return members | ({"known": list(self.known)} if self.known else {})

    def reply(self) -> Response:
        """The problem as application/problem+json, never cached."""
        body = json.dumps(self.as_json(), ensure_ascii=False).encode()
        return Response(
            body, self.status, {"content-type": PROBLEM, "cache-control": KEEP_NOWHERE, **(self.headers or {})}
        )


def unknown_parameter(name: str, known: Iterable[str]) -> ProblemError:
    """A parameter nobody reads."""
    return ProblemError(
        "unknown-parameter", 400, "Unknown parameter", f"found {shorten(name)}, want one of the known parameters",
        "Check the spelling, or leave it out.", tuple(known),
    )  # fmt: skip


def unknown_value(parameter: str, found: str, known: Iterable[str]) -> ProblemError:
    """A filter value no record can have."""
    return ProblemError(
        "unknown-value", 400, "Unknown value", f"{parameter}: found {shorten(found)}, want one of its known values",
        "Choose a known value, or leave the parameter out.", tuple(known),
    )  # fmt: skip


def bad_value(parameter: str, found: str, want: str) -> ProblemError:
    """A value of the wrong form."""
    return ProblemError(
        "bad-value",
        400,
        "Wrong value",
        f"{parameter}: found {shorten(found)}, want {want}",
        "Change the value, or leave it out.",
    )


def bad_body(want: str) -> ProblemError:
    """A body that cannot be read. What it held is not repeated."""
    return ProblemError(
        "bad-body", 400, "Unreadable body", f"found something else, want {want}", "Send the words again."
    )


def body_too_large(limit_bytes: int) -> ProblemError:
    """A body longer than any search."""
    detail = f"found more than {limit_bytes:,} bytes, want at most that"
    return ProblemError("body-too-large", 413, "Too much at once", detail, "Search with fewer words.")


def from_status(status: int, headers: Any = None) -> ProblemError:
    """The problem for a plain HTTP refusal: no such page, wrong method."""
    if status == 404:
        return ProblemError(
            "not-found", 404, "Not found", "There is nothing at this address.", "Start at /, or at /api/v1/resources."
        )
    if status == 405:
        allowed = tuple(dict(headers or {}).get("Allow", "GET").split(", "))
        return ProblemError(
            "method-not-allowed", 405, "Wrong method", "This address does not take that method.", "Use one of the known methods.",
            allowed, {"allow": ", ".join(sorted(allowed))},
        )  # fmt: skip
    return ProblemError("refused", status, HTTPStatus(status).phrase, "The request was refused.", "Try again.")


def gone(reason: str, instead: Iterable[str]) -> ProblemError:
    """A record that was taken out: why, and the addresses of records to use now."""
    mend = "Use one of the known records instead." if instead else "Search again at /."
    return ProblemError("gone", 410, "Removed", reason, mend, tuple(instead))


def broken() -> ProblemError:
    """Our own fault."""
    return ProblemError("broken", 500, "Something broke here", "It is not your doing.", "Try again in a minute.")


def shorten(text: str) -> str:
    """What was found, in quotes, on one line, at most 40 characters of it."""
    line = "".join(c if c.isprintable() else "�" for c in text[:40])
    return f"'{line}…'" if len(text) > 40 else f"'{line}'"


def log_failure(error: BaseException) -> None:
    """Logs where a failure of our own happened, and nothing that anybody typed.

    Python's own traceback would print the message of the error, which may hold the words of a search.
    """
    log.error("%s at %s", type(error).__name__, where(error))


def where(error: BaseException) -> str:
    """File and line in which the error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"

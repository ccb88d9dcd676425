"""What the program writes down: start, stop and faults; never what anybody typed, from where, or with what.

Python's logging would print the message of an error, which may hold the words of a search, and uvicorn's access log prints
addresses and query strings. So every record passes through `QuietRecord`, and a set-up that would hear such records is
refused before the first request.
"""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from directory.errors import DirectoryError, UsageError
from directory.site.http.problems import where

OWN = "directory"

# Loggers that write a line for each request, with its address.
ACCESS_LOGGERS = ("uvicorn.access", "gunicorn.access", "hypercorn.access")

# Loggers that show requests themselves once they are heard at DEBUG or below.
WIRE_LOGGERS = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "hypercorn.error", "asyncio")

# Whose messages are fixed sentences; what is filled into them is left out all the same.
PLAIN_LOGGERS = ("uvicorn", "uvicorn.error")

LOGGING: Mapping[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        OWN: {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # No handler ever sees a request.
        "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


class TellingLogsError(DirectoryError):
    """The logging set-up would write down what people search for; another set-up mends it."""


class QuietRecord(logging.LogRecord):
    """A record that holds nothing of a request: of errors the type and place, of other programs' messages no filling."""

    def __init__(self, name: str, level: int, pathname: str, lineno: int, msg: object, args: Any, exc_info: Any,
                 func: str | None = None, sinfo: str | None = None, **more: Any) -> None:  # fmt: skip
        error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
        text = _own_text(msg, args) if name == OWN else _text_of_others(name, msg)
        if isinstance(error, BaseException):
            text = f"{text}: {type(error).__name__} at {where(error)}"
        super().__init__(name, level, pathname, lineno, text, (), None, func, None, **more)


def _own_text(msg: object, args: Any) -> str:
    return str(msg) % args if args else str(msg)


def _text_of_others(name: str, msg: object) -> str:
    return str(msg).strip().partition("\n")[0] if name in PLAIN_LOGGERS else f"{name}: a message is kept back"


def read_logging(path: Path | None) -> Mapping[str, Any]:
    """The set-up to log by: the file's (JSON, as for logging.config.dictConfig), or our own. Raises UsageError."""
    if path is None:
        return LOGGING
    try:
        setup = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(setup, dict):
        raise UsageError(f"{path} holds no mapping; want the JSON form of Python's logging.config.dictConfig")
    return {"disable_existing_loggers": False, **setup}


def use_logging(setup: Mapping[str, Any]) -> None:
    """Logs by that set-up from now on. Raises UsageError if it is none, TellingLogsError if it would tell too much."""
    try:
        logging.config.dictConfig(dict(setup))
    except (ValueError, TypeError, AttributeError, ImportError) as error:
        raise UsageError(f"The logging set-up cannot be used: {error}") from error
    keep_quiet()
    check_logging()


def keep_quiet() -> None:
    """Every record made in this process from now on is a quiet one; warnings become records too."""
    logging.setLogRecordFactory(QuietRecord)
    logging.captureWarnings(True)


def check_logging() -> None:
    """Raises TellingLogsError if a request would reach any handler, whoever set the logging up."""
    telling = [*_heard(ACCESS_LOGGERS, logging.INFO), *_heard(WIRE_LOGGERS, logging.DEBUG)]
    if telling:
        raise TellingLogsError(
            f"The logging set-up would write down what people search for: {', '.join(telling)}. Take the handlers away "
            "from the access log and set these loggers to INFO or above; see docs/operators.md, “What is logged”."
        )


def _heard(names: tuple[str, ...], level: int) -> Iterator[str]:
    """Those of the loggers whose records of that level some handler takes."""
    for name in names:
        logger = logging.getLogger(name)
        if logger.isEnabledFor(level) and any(handler.level <= level for handler in _handlers_of(logger)):
            yield name


def _handlers_of(logger: logging.Logger | None) -> Iterator[logging.Handler]:
    """The handlers that get its records: its own and those of the loggers above it."""
    while logger is not None:
        yield from logger.handlers
        logger = logger.parent if logger.propagate else None

"""What may be logged: the set-up is checked before the first request, and every record is made to hold nothing of one."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from directory.site.http.logs import QuietRecord, TellingLogsError, check_logging
from tests.conftest import ROOT
from tests.site.conftest import Client

WORDS = "zzrareword"
STREAM = {"class": "logging.StreamHandler"}


def telling_setup(logger: str, level: str) -> dict[str, Any]:
    """A set-up in which that logger is heard."""
    return {"version": 1, "handlers": {"h": STREAM}, "loggers": {logger: {"handlers": ["h"], "level": level}}}


def serve_with(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "directory", "serve", "--port", "0", "--log-config", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.parametrize(
    "setup",
    [
        telling_setup("uvicorn.access", "INFO"),
        telling_setup("uvicorn.error", "DEBUG"),
        {"version": 1, "handlers": {"h": STREAM}, "root": {"handlers": ["h"], "level": "DEBUG"}},
    ],
    ids=["access log", "wire", "everything"],
)
def test_serve_refuses_logs_that_would_tell_what_people_search_for(tmp_path: Path, setup: dict[str, Any]) -> None:
    path = tmp_path / "logging.json"
    path.write_text(json.dumps(setup), encoding="utf-8")
    done = serve_with(path)
    assert done.returncode == 1
    assert "would write down what people search for" in done.stderr
    assert "serving" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2}', '{"version": 1, "handlers": {"h": {"class": "no.such"}}}']
)
def test_logging_file_that_is_none_is_wrong_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "logging.json"
    path.write_text(text, encoding="utf-8")
    done = serve_with(path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.fixture
def access_log() -> Iterator[None]:
    """An access log that is heard."""
    logger, handler = logging.getLogger("uvicorn.access"), logging.NullHandler()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


@pytest.mark.usefixtures("access_log")
def test_application_refuses_another_servers_access_log(client: Client) -> None:
    """`uvicorn module:app` would print query strings by default."""

    async def start() -> None:
        async with client.app.router.lifespan_context(client.app):
            pass

    with pytest.raises(TellingLogsError, match=r"uvicorn\.access"):
        asyncio.run(start())


def test_logging_of_the_tests_tells_nothing() -> None:
    check_logging()


def shown(name: str, msg: object, *args: object, error: BaseException | None = None) -> str:
    """What any handler would print of a record."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = QuietRecord(name, logging.ERROR, "file.py", 1, msg, args, exc_info)
    return logging.Formatter("%(name)s %(message)s").format(record)


def fail() -> KeyError:
    """An error as the program raises it, with words in its message."""
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        return error


@pytest.mark.parametrize("name", ["directory", "uvicorn.error", "asyncio"])
def test_traceback_becomes_type_and_place(name: str) -> None:
    line = shown(name, "Exception in application", error=fail())
    assert "KeyError at " in line
    assert "test_logs.py:" in line
    assert WORDS not in line


def test_message_of_others_is_kept_back() -> None:
    assert WORDS not in shown("asyncio", f"Exception in callback read(b'GET /?q={WORDS}')")
    assert WORDS not in shown("uvicorn.error", "received %s", WORDS)
    assert shown("uvicorn.error", "Invalid HTTP request received.") == "uvicorn.error Invalid HTTP request received."


def test_own_message_is_filled_in() -> None:
    assert shown("directory", "Serving %d records", 3) == "directory Serving 3 records"

"""Runs the application: binds the address, says where it is, logs nothing anybody typed."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from directory.corrections import Queue, QueueUnusableError, is_on
from directory.errors import DirectoryError
from directory.records.lost import FEW, name_some
from directory.settings import Settings
from directory.several import several
from directory.site.app import create_app
from directory.site.http.logs import LOGGING, keep_quiet, use_logging
from directory.site.metrics import Counts
from directory.site.served.release import Release

# Long enough for an answer under way, short enough for Ctrl-C.
GRACE_SECONDS = 3

# Connections that may wait while all processes are busy.
BACKLOG = 2048

# A search of 10,000 characters in an address, each written as up to nine.
MAX_REQUEST_HEAD_BYTES = 128 * 1024


class AddressTakenError(DirectoryError):
    """The address to listen on cannot be had; another port, or stopping the other program, mends it."""


def serve(settings: Settings, host: str, port: int, workers: int, logging_setup: Mapping[str, Any] = LOGGING) -> None:
    """Serves until Ctrl-C. Raises DirectoryError if the data, the bundle, the address or the logging cannot be used."""
    use_logging(logging_setup)
    end_quietly_when_told()
    with listen(host, port) as listener:
        print(f"reading {settings.resources}", flush=True)
        app = create_app(settings)
        snapshot = app.state.live.release.snapshot
        for line in say_look(app.state.live.release):
            print(f"LOOK: {line}", flush=True)
        shown = f"[{host}]" if ":" in host else host
        where = f"http://{shown}:{listener.getsockname()[1]}"
        print(
            f"serving {several(len(snapshot.forms), 'record')} of {snapshot.records_on} on {where} (Ctrl-C stops)",
            flush=True,
        )
        print(say_corrections(settings, snapshot.site), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            if workers == 1:
                run_alone(app, listener, logging_setup)
            else:
                snapshot.engine.close()
                counts = Counts(app.state.counts.names, workers)
                start = partial(start_worker, settings, counts)
                Multiprocess(configure(start, workers, logging_setup), [listener]).run()
        print("stopped", flush=True)


def end_quietly_when_told() -> None:
    """What starts with the machine is told to end by SIGTERM, which from here on is as Ctrl-C; else nothing is put away."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def say_look(release: Release) -> Iterator[str]:
    """What nobody should overlook: warnings of the files, and many records gone since this folder was served last, with which a
    running server would not have taken the file.
    """
    snapshot, changes = release.snapshot, release.history.changes
    yield from (str(fault) for fault in snapshot.warnings)
    lost = {row.id: row.title for row in changes[-1].removed if row.id not in snapshot.removed} if changes else {}
    if len(lost) > FEW and not changes[-1].added:
        yield (
            f"{len(lost):,} records are gone since this was served last ({name_some(lost)}). Was the file cut off? Put the "
            "whole one back. Were they taken out on purpose? Say why: resource-directory check --removed REASON"
        )


def say_corrections(settings: Settings, site: Mapping[str, Any]) -> str:
    """What an operator must know of the notes visitors may send: whether they can, and where they wait."""
    if not is_on(site):
        return "corrections from visitors: off (site.yaml)"
    try:
        Queue(settings.data).check()
    except QueueUnusableError as error:
        return f"corrections from visitors: none can be kept; {error}"
    return "corrections from visitors: on; they wait at the desk (resource-directory edit). To turn them off: site.yaml"


def run_alone(app: Starlette, listener: socket.socket, logging_setup: Mapping[str, Any] = LOGGING) -> None:
    """Runs one application in this process until Ctrl-C."""
    Server(configure(app, 1, logging_setup)).run([listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises AddressTakenError with what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns off Nagle's delay, 40 ms for each answer, only for sockets that name their protocol.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressTakenError(
            f"Cannot listen on {host} port {port} ({error.strerror}). Choose another with --port, or stop the program that has it."
        ) from error
    return listener


def start_worker(settings: Settings, counts: Counts) -> Starlette:
    """The application in a process of its own; says in one line why it cannot start."""
    keep_quiet()
    try:
        return create_app(settings, counts=counts)
    except DirectoryError as error:
        logging.getLogger("directory").error("A worker cannot start:\n%s", error)
        raise SystemExit(1) from None


def configure(app: Any, workers: int, logging_setup: Mapping[str, Any]) -> Config:
    """How uvicorn runs `app`, an application or something that makes one."""
    return Config(
        app,
        factory=not isinstance(app, Starlette),
        workers=workers,
        log_config=dict(logging_setup),
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=MAX_REQUEST_HEAD_BYTES,
    )

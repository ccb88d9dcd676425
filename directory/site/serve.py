"""Runs the application: binds the address, says where it is, logs nothing anybody typed."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from directory.corrections import Queue, QueueUnusableError, is_on
from directory.ending import SIGNALS, Ending
from directory.errors import DirectoryError
from directory.records.lost import find_lost, is_cut, name_some
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
    ending = Ending()
    with listen(host, port) as listener, contextlib.suppress(KeyboardInterrupt):
        print(f"reading {settings.resources}", flush=True)
        app = create_app(settings)
        snapshot = app.state.live.release.snapshot
        for line in say_look(app.state.live.release):
            print(f"LOOK: {line}", flush=True)
        if workers == 1:
            run = prepare_alone(app, listener, ending, logging_setup)
        else:
            snapshot.engine.close()
            start = partial(start_worker, settings, Counts(app.state.counts.names, workers))
            run = prepare_workers(configure(start, workers, logging_setup), listener, ending)
        shown = f"[{host}]" if ":" in host else host
        where = f"http://{shown}:{listener.getsockname()[1]}"
        print(
            f"serving {several(len(snapshot.forms), 'record')} of {snapshot.records_on} on {where} (Ctrl-C stops)",
            flush=True,
        )
        print(say_corrections(settings, snapshot.site), flush=True)
        run()
    print("stopped", flush=True)


def say_look(release: Release) -> Iterator[str]:
    """What nobody should overlook: warnings of the files, and many records gone since this folder was served last, with which a
    running server would not have taken the file.
    """
    snapshot, changes = release.snapshot, release.history.changes
    yield from (str(fault) for fault in snapshot.warnings)
    if not changes:
        return
    removed, added = changes[-1].removed, changes[-1].added
    lost = find_lost({row.id: row.title for row in removed}, snapshot.forms, snapshot.removed)
    if is_cut(lost, added):
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


def prepare_alone(
    app: Starlette, listener: socket.socket, ending: Ending, logging_setup: Mapping[str, Any] = LOGGING
) -> Callable[[], None]:
    """What runs one application in this process until it is told to end, as it may have been before, and may be from now on."""
    server = Server(configure(app, 1, logging_setup))
    # No error that Python could drop: while a loop starts, much is imported.
    for number in SIGNALS:
        signal.signal(number, server.handle_exit)
    if ending.is_told:
        server.should_exit = True
    return partial(server.run, [listener])


def prepare_workers(config: Config, listener: socket.socket, ending: Ending) -> Callable[[], None]:
    """The same for several processes, each of which makes the application for itself."""
    supervisor = Multiprocess(config, [listener])
    if ending.is_told:
        supervisor.should_exit.set()
    return supervisor.run


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

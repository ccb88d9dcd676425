"""Runs the desk on this machine: binds the loopback address, prints where to begin, opens the browser."""

from __future__ import annotations

import contextlib
import webbrowser

from directory.desk.editor.app import create_desk
from directory.desk.editor.desk import Desk
from directory.desk.editor.guard import Keys
from directory.desk.editor.history import is_repository
from directory.ending import Ending
from directory.errors import UsageError
from directory.settings import Settings
from directory.several import several
from directory.site.http.logs import LOGGING, use_logging
from directory.site.serve import listen, prepare_alone

LOOPBACK = "127.0.0.1"


def edit(settings: Settings, port: int, *, opens_browser: bool, commits: bool) -> None:
    """The desk until Ctrl-C. Raises DirectoryError if the data, the bundle or the port cannot be used."""
    use_logging(LOGGING)
    ending = Ending()
    if commits and not is_repository(settings.resources):
        raise UsageError(f"--commit wants a git repository, and {settings.resources.name} is not kept in one")
    with listen(LOOPBACK, port) as listener, contextlib.suppress(KeyboardInterrupt):
        print(f"reading {settings.resources}", flush=True)
        desk = Desk(settings, commits=commits)
        keys = Keys(listener.getsockname()[1])
        run = prepare_alone(create_desk(desk, keys), listener, ending)
        print(
            f"the desk: {several(len(desk.shelf.rows), 'record')}. Open this address; it opens once, on this machine only:"
        )
        print(f"  {keys.address}\n(Ctrl-C stops)", flush=True)
        if opens_browser:
            webbrowser.open(keys.address)
        run()
        desk.finder.close()
    print("stopped", flush=True)

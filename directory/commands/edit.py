"""`edit`: the advocates' desk in the browser, on this machine only."""

from __future__ import annotations

import argparse

from directory.commands.command import Command, add_data_argument, read_whole_number
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=0, help="port to listen on (any free one)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument("--commit", action="store_true", help="make each save a git commit as well; nothing is pushed")
    add_data_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.editor.edit import edit

    settings = find_settings(chosen.data)
    edit(settings, chosen.port, opens_browser=not chosen.no_browser, commits=chosen.commit)
    return 0


def _port(text: str) -> int:
    return read_whole_number(text, 0, 65535)


EDIT = Command("Open the desk: keep the records true in the browser, on this machine only.", _add_arguments, _run)

"""`serve`: the pages, the API and the app."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from directory.commands.command import Command, add_data_argument, read_whole_number
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s: this machine only)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s; 0: any free one)")
    parser.add_argument("--workers", type=_workers, default=1, help="number of processes (%(default)s)")
    parser.add_argument(
        "--log-config",
        type=Path,
        metavar="FILE",
        help="logging as JSON for Python's dictConfig; refused if it would write down what people search for",
    )
    parser.add_argument(
        "--rate-limit",
        type=_rate_limit,
        default=600,
        metavar="N",
        help="requests to the API that one client may make in a minute, to each process (%(default)s; 0: any number)",
    )
    add_data_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    # The server's packages take a while, so only this command loads them.
    from directory.site.http.logs import read_logging
    from directory.site.serve import serve

    settings = replace(find_settings(chosen.data), rate_limit=chosen.rate_limit)
    serve(settings, chosen.host, chosen.port, chosen.workers, read_logging(chosen.log_config))
    return 0


def _port(text: str) -> int:
    return read_whole_number(text, 0, 65535)


def _workers(text: str) -> int:
    return read_whole_number(text, 1, 64)


def _rate_limit(text: str) -> int:
    return read_whole_number(text, 0, 1_000_000)


SERVE = Command("Serve the pages, the API and the app.", _add_arguments, _run)

"""The commands: arguments and exit codes only. 0 fine, 1 something a person must mend, 2 wrong use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directory import __version__
from directory.errors import DirectoryError, UsageError
from directory.records.check import Checked, check_file
from directory.settings import find_settings

PROGRAM = "resource-directory"


@dataclass(frozen=True)
class Command:
    """One command: what --help says of it, its arguments, what it does. `run` gives the exit code."""

    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code. Never a traceback for what a person can mend."""
    chosen = build_parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command].run(chosen)
    except UsageError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 2
    except DirectoryError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough, as `head` does.
        sys.stderr.close()
        return 0


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command of the table."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description="A directory of help that works where there is no signal."
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.add_arguments(commands.add_parser(name, help=command.help, description=command.help))
    return parser


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s: this machine only)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s; 0: any free one)")
    parser.add_argument("--workers", type=_workers, default=1, help="number of processes (%(default)s)")
    _data_argument(parser, "--data")


def _serve(chosen: argparse.Namespace) -> int:
    from directory.site.serve import serve  # the server's packages take a while, so only this command loads them

    serve(find_settings(chosen.data), chosen.host, chosen.port, chosen.workers)
    return 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    _data_argument(parser, "data")
    _json_argument(parser)


def _check(chosen: argparse.Namespace) -> int:
    checked = check_file(find_settings(chosen.data).resources, today=date.today())
    if chosen.json:
        _print_json({"records": _count_records(checked), "faults": [fault.as_json() for fault in checked.faults]})
    else:
        for fault in checked.faults:
            print(fault)
        print(_count(checked))
    return 0 if checked.is_sound else 1


def _count(checked: Checked) -> str:
    warnings = sum(fault.warning for fault in checked.faults)
    faults = len(checked.faults) - warnings
    return f"{_several(faults, 'fault')} and {_several(warnings, 'warning')} in {_several(_count_records(checked), 'record')}"


def _count_records(checked: Checked) -> int:
    """The sound records and those with faults."""
    faulty = {fault.record for fault in checked.faults if fault.record and not fault.warning}
    return len(faulty | {resource.id for resource in checked.resources})


def _index_arguments(parser: argparse.ArgumentParser) -> None:
    _data_argument(parser, "--data")


def _index(chosen: argparse.Namespace) -> int:
    from directory.snapshot import load_snapshot

    settings = find_settings(chosen.data)
    print(f"reading {settings.resources} and building the index in {settings.index}", flush=True)
    snapshot = load_snapshot(settings, date.today())
    snapshot.engine.close()
    print(f"{_several(len(snapshot.forms), 'record')} of {snapshot.records_on}, pack {snapshot.pack.hash[:12]}")
    return 0


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    from directory.search.results import FILTERS

    parser.add_argument("query", metavar="QUERY", help="the words, in quotes")
    for name in FILTERS:
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="TAG", help=f"only this {name}; may be repeated"
        )
    parser.add_argument("--near", metavar="PLACE", help="only what serves this county, nation, town or ZIP")
    parser.add_argument("--lang", default="en", metavar="LANG", help="language of titles (%(default)s)")
    parser.add_argument("--limit", default="10", metavar="N", help="how many (%(default)s)")
    _data_argument(parser, "--data")
    _json_argument(parser)


def _search(chosen: argparse.Namespace) -> int:
    from directory.search.results import FILTERS
    from directory.site.terminal import search

    filters = {name: getattr(chosen, name) for name in FILTERS}
    fields = {"q": [chosen.query], "lang": [chosen.lang], "limit": [chosen.limit], **filters}
    answered = search(find_settings(chosen.data), fields | ({"place": [chosen.near]} if chosen.near else {}))
    if chosen.json:
        _print_json(answered)
        return 0
    for row in answered["results"]:
        print(f"{row['score']:10.3f}  {row['id']:<48} {row['title']}")
    print(_several(answered["total"], "record"))
    return 0


COMMANDS = {
    "serve": Command("Serve the pages, the API and the app.", _serve_arguments, _serve),
    "check": Command("Say every fault of the records, with its line and how to mend it.", _check_arguments, _check),
    "index": Command("Build the search index of the records.", _index_arguments, _index),
    "search": Command("Search the records from a terminal.", _search_arguments, _search),
}


def _data_argument(parser: argparse.ArgumentParser, name: str) -> None:
    is_optional = name.startswith("-")
    parser.add_argument(
        name, type=Path, metavar="FILE", nargs=None if is_optional else "?", help="the records (data/resources.yaml)"
    )


def _json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")


def _port(text: str) -> int:
    return _whole_number(text, 0, 65535)


def _workers(text: str) -> int:
    return _whole_number(text, 1, 64)


def _whole_number(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"found '{text}', want a whole number from {least} to {most}")
    return int(text)


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))

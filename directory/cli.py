"""The program: its table of commands, its exit codes. 0 fine, 1 something a person must mend, 2 wrong use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from directory import __version__
from directory.commands.check import CHECK
from directory.commands.edit import EDIT
from directory.commands.embed_doctor import EMBED_DOCTOR
from directory.commands.exchange import EXPORT, IMPORT
from directory.commands.init import INIT
from directory.commands.links import LINKS
from directory.commands.new import NEW
from directory.commands.publish import PUBLISH
from directory.commands.report import REPORT
from directory.commands.search import INDEX, SEARCH
from directory.commands.serve import SERVE
from directory.commands.verify import VERIFY
from directory.errors import DirectoryError, UsageError

PROGRAM = "resource-directory"

COMMANDS = {
    "serve": SERVE,
    "check": CHECK,
    "index": INDEX,
    "search": SEARCH,
    "report": REPORT,
    "verify": VERIFY,
    "links": LINKS,
    "embed-doctor": EMBED_DOCTOR,
    "edit": EDIT,
    "export": EXPORT,
    "import": IMPORT,
    "init": INIT,
    "publish": PUBLISH,
    "new": NEW,
}


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

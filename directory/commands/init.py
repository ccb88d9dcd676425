"""`init`: a small directory for another community."""

from __future__ import annotations

import argparse
from pathlib import Path

from directory.commands.command import Command
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=Path, metavar="DIR", help="a new folder")
    parser.add_argument("--state", required=True, metavar="XX", help="the state whose places it knows, such as WY")
    parser.add_argument("--name", default="", help="what it is called (Resources of the state)")


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.beginning.community import Community, make_places, start_community

    code = chosen.state.upper()
    name = chosen.name.strip() or f"{make_places(code)['state']['name']} Resources"
    files = start_community(chosen.dir, Community(name, code), find_settings().data)
    for file in files:
        print(f"wrote {chosen.dir / file}")
    print(f"Look at it: resource-directory serve --data {chosen.dir / 'resources.yaml'}")
    return 0


INIT = Command("Start a directory for another community.", _add_arguments, _run)

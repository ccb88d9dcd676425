"""`index` and `search`: the server's index, built and asked from a terminal."""

from __future__ import annotations

import argparse
from datetime import date

from directory.commands.command import Command, add_data_argument, add_json_argument, print_json
from directory.settings import find_settings
from directory.several import several


def _build_index(chosen: argparse.Namespace) -> int:
    from directory.snapshot import load_snapshot

    settings = find_settings(chosen.data)
    print(f"reading {settings.resources} and building the index in {settings.index}", flush=True)
    snapshot = load_snapshot(settings, date.today())
    snapshot.engine.close()
    print(f"{several(len(snapshot.forms), 'record')} of {snapshot.records_on}, pack {snapshot.pack.hash[:12]}")
    return 0


def _add_search_arguments(parser: argparse.ArgumentParser) -> None:
    from directory.search.results import FILTER_NAMES

    parser.add_argument("query", metavar="QUERY", help="the words, in quotes")
    for name in FILTER_NAMES:
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="TAG", help=f"only this {name}; may be repeated"
        )
    parser.add_argument("--near", metavar="PLACE", help="only what serves this county, nation, town or ZIP")
    parser.add_argument("--lang", default="en", metavar="LANG", help="language of titles (%(default)s)")
    parser.add_argument("--limit", default="10", metavar="N", help="how many (%(default)s)")
    add_data_argument(parser)
    add_json_argument(parser)


def _search(chosen: argparse.Namespace) -> int:
    from directory.search.results import FILTER_NAMES
    from directory.site.terminal import search

    filters = {name: getattr(chosen, name) for name in FILTER_NAMES}
    fields = {"q": [chosen.query], "lang": [chosen.lang], "limit": [chosen.limit], **filters}
    answered = search(find_settings(chosen.data), fields | ({"place": [chosen.near]} if chosen.near else {}))
    if chosen.json:
        print_json(answered)
        return 0
    for row in answered["results"]:
        print(f"{row['score']:10.3f}  {row['id']:<48} {row['title']}")
    print(several(answered["total"], "record"))
    return 0


INDEX = Command("Build the search index of the records.", add_data_argument, _build_index)
SEARCH = Command("Search the records from a terminal.", _add_search_arguments, _search)

"""`publish`: the records in a form that others can carry."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from directory.commands.command import Command, add_data_argument
from directory.errors import DirectoryError
from directory.settings import find_settings


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", choices=("hsds",), help="hsds: HSDS 3.0 tabular data package, a ZIP of tables")
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    add_data_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    publish_hsds(chosen.data, chosen.out)
    return 0


def publish_hsds(data: Path | None, out: Path) -> None:
    """Writes the HSDS data package of the records. Raises DirectoryError if they have faults or it cannot be written."""
    from directory.hsds.catalog import Catalog
    from directory.hsds.context import Context
    from directory.hsds.package import build_package
    from directory.snapshot import load_snapshot

    snapshot = load_snapshot(find_settings(data), date.today())
    snapshot.engine.close()
    checked_on = {name: f"{form['verified']['on']}T00:00:00Z" for name, form in snapshot.forms.items()}
    catalog = Catalog(snapshot.forms.values(), Context(snapshot.vocabulary, snapshot.state, checked_on.__getitem__))
    package = build_package(catalog, snapshot.site["name"]["en"], snapshot.site["licence"]["data"])
    try:
        out.write_bytes(package)
    except OSError as error:
        raise DirectoryError(f"{out}: cannot be written ({error.strerror})") from error
    print(f"wrote {out}: {len(catalog.services)} services, {len(package) / 1000:,.0f} KB")


PUBLISH = Command("Write the records in a form that others can carry.", _add_arguments, _run)

"""Part `lighthouse`: its points for a phone, in all its categories, for the pages a visitor comes to first, in both languages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence

from bench.browser import find_chromium
from bench.phone_page import BENCH
from bench.processes import ROOT, BenchError, serve
from bench.tables import Budget, Section, Table
from bench.workplace import Workplace

sys.path.insert(0, str(ROOT / "scripts"))
from node import find_node, find_npm

# Fetched from npm for each run: two hundred packages that nothing else here needs.
_PACKAGE = "lighthouse@12.8.2"

ALL_POINTS = 100

_PATHS = ("/", "/search", "/resources/national-human-trafficking-hotline", "/signs", "/safety", "/install")
PATHS = (*_PATHS, *(f"/es{path}" for path in _PATHS))


def measure(workplace: Workplace) -> Section:
    """Each page once, each in a tab of its own. The points for speed may fall where the machine does other work."""
    with serve(workplace.serve_command, ready="/healthz") as server:
        points = [json.loads(line) for line in _audit(workplace, server.url)]
    categories = list(points[0])
    rows = [(path, *(str(found[name]) for name in categories)) for path, found in zip(PATHS, points, strict=True)]
    least = min(value for found in points for value in found.values())
    budget = Budget("Lighthouse, mobile, every category", str(ALL_POINTS), f"{least} at least", least == ALL_POINTS)
    note = f"{_PACKAGE}; /search is the list that the server makes for a form."
    return Section([Table("Lighthouse, mobile", ("page", *categories), rows, (note,))], [budget])


def _audit(workplace: Workplace, url: str) -> Sequence[str]:
    """A line for each path. Raises BenchError if npm has no such package for us, or a page cannot be audited."""
    node, folder = find_node(), workplace.folder / "lighthouse"
    folder.mkdir()
    script = str(shutil.copy(BENCH / "page" / "audit.mjs", folder))
    _run([*find_npm(node), "install", "--silent", "--prefix", str(folder), _PACKAGE], str(folder))
    return _run([str(node), script, find_chromium(), url, *PATHS], str(folder)).splitlines()


def _run(command: Sequence[str], folder: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchError(f"{' '.join(command[:4])} failed:\n{done.stderr[-2000:]}")
    return done.stdout

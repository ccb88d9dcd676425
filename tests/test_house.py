"""The house keeps its plan: rooms import downwards only, one outside library to a room, files that fit a reader."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "directory"

# From the ground up, as in docs/design.md; a room imports from itself and from floors below.
FLOORS = (
    ("errors",),
    ("settings", "atomic", "ending", "garbage", "several"),
    ("private",),
    ("corrections",),
    ("records",),
    ("search",),
    ("pack", "hsds", "changes"),
    ("snapshot",),
    ("site",),
    ("desk",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# The same inside the rooms that have rooms; what stands beside them is on the top floor.
INNER_FLOORS = {
    "site": (("http",), ("views",), ("served",), ("programs",), ("people",), ("partners",)),
    "desk": (("file",), ("tables",), ("checks",), ("editor",), ("reporting", "partners", "beginning")),
}

# Outside library -> the only modules that may know it.
KNOWN_BY = {
    "whoosh": {"search/index.py"},
    "yaml": {"records/tree.py", "records/syntax.py", "desk/file/nodes.py"},
    "phonenumbers": {"records/values.py"},
    "jinja2": {
        "site/served/render.py",
        "site/views/view.py",
        "site/served/assets.py",
        "desk/reporting/paper.py",
        "desk/editor/render.py",
    },
    "httpx": {"desk/checks/visit.py"},
    "openpyxl": {"desk/tables/workbook.py"},
    "uvicorn": {"site/serve.py"},
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")


def imports_of(path: Path) -> set[str]:
    """The full names of what a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_from_its_floor_or_below(path: Path) -> None:
    own = room_of(path)
    others = {name.split(".")[1] for name in imports_of(path) if name.startswith("directory.")} - {own, "__version__"}

    assert {other for other in others if FLOOR_OF[other] >= FLOOR_OF[own]} == set()


@pytest.mark.parametrize("room", INNER_FLOORS)
def test_every_inner_room_has_a_floor(room: str) -> None:
    rooms = {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")}

    assert rooms == {inner for floor in INNER_FLOORS[room] for inner in floor}


INNER_MODULES = [path for path in MODULES if room_of(path) in INNER_FLOORS]


@pytest.mark.parametrize("path", INNER_MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_of_an_inner_room_imports_only_from_its_floor_or_below(path: Path) -> None:
    room, own = path.relative_to(PACKAGE).parts[:2]
    floors = {inner: floor for floor, rooms in enumerate(INNER_FLOORS[room]) for inner in rooms}
    top = len(floors)
    others = {n.split(".")[2] for n in imports_of(path) if n.startswith(f"directory.{room}.")} - {own}

    assert {other for other in others if floors.get(other, top) >= floors.get(own, top + 1)} == set()


@pytest.mark.parametrize(("library", "modules"), KNOWN_BY.items())
def test_library_is_known_to_its_module_alone(library: str, modules: set[str]) -> None:
    knowing = {
        str(path.relative_to(PACKAGE)) for path in MODULES if any(n.split(".")[0] == library for n in imports_of(path))
    }

    assert knowing <= modules


def test_every_room_stands_in_the_design() -> None:
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w.]+", design))

    missing = [
        str(p.relative_to(PACKAGE))
        for p in MODULES
        if p.stem not in words and p.name not in words and p.stem != "__main__"
    ]

    assert missing == []

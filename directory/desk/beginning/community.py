"""An empty folder -> a small sound directory for another community: its own name, its state's places, the national lines.

Everything comes from the data this package carries. What speaks of Montana alone is left out; what stays is in its own
words true anywhere. Whoever keeps the new directory checks the lines and texts before it is published, and the README says so.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.desk.beginning.national import RENAMED, is_ours, list_national
from directory.desk.file import style
from directory.desk.file.datafile import read_data_file
from directory.desk.file.writing import write_whole
from directory.errors import DataError, UsageError
from directory.records.load import Tree, load_file

STATES = Path(__file__).parent / "states.json.gz"
STARTER = Path(__file__).parent / "starter"

# Parts of the guide that are about our state as a whole.
_GUIDE_LEAVES = ("presentation", "cases")


@dataclass(frozen=True)
class Community:
    """What a new directory is called and where it is: `state` as the Postal Service writes it, such as WY."""

    name: str
    state: str


def start_community(folder: Path, community: Community, source: Path) -> list[str]:
    """Writes the files into a new or empty folder; `source` is the data to start from. Gives their names.

    Raises UsageError for an unknown state or a folder that holds something or cannot be written, DataError if the source cannot be used.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: found something there, want a new or empty folder")
    places = make_places(community.state)
    state = places["state"]["name"]
    kept = list_national(read_data_file(source / "resources.yaml"))
    files = {
        "resources.yaml": _head(source / "resources.yaml")
        + "\n\n".join(text.rstrip("\n") for text in kept.values())
        + "\n",
        "site.yaml": _site(source / "site.yaml", community.name, state, set(kept)),
        "guide.yaml": _guide(source / "guide.yaml"),
        "vocabulary.yaml": (source / "vocabulary.yaml").read_text(encoding="utf-8"),
        "places.json": json.dumps(places, ensure_ascii=False, indent=0) + "\n",
    }
    if community.state == "MT":
        files |= {name: (source / name).read_text(encoding="utf-8") for name in ("places.json", "map.json")}
    for path in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8").replace("{name}", community.name).replace("{state}", state)
        # Names with a dot in front would hide in this package; they carry "dot-" instead.
        files["/".join(part.replace("dot-", ".", 1) for part in path.relative_to(STARTER).parts)] = text
    try:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, text.encode())
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from error
    return sorted(files)


def _head(path: Path) -> str:
    """The comment above the records: how to write one."""
    lines = read_data_file(path).head.splitlines()
    return "\n".join(line for line in lines if "$schema" not in line).strip("\n") + "\n\n"


# ---- site.yaml ---------------------------------------------------------------------------------------------------


def _site(path: Path, name: str, state: str, ids: Collection[str]) -> str:
    """The settings with another name, and without the lines that the new directory has no record of; comments stay."""
    names = json.dumps(name, ensure_ascii=False)
    replaced = {
        "name": f"name: {{en: {names}, es: {names}}}",
        "description": f"description:\n  en: Phone numbers, services, videos and things to print for {state}.\n"
        f"  es: Teléfonos, servicios, videos y material para imprimir para {state}.",
    }
    lines: list[str] = []
    text = path.read_text(encoding="utf-8")
    for here, elsewhere in RENAMED.items():
        text = text.replace(here, elsewhere)
    for block in _blocks(text):
        key = block[0].split(":")[0]
        if key in replaced:
            tail = block[next((i for i, line in enumerate(block) if i and not line.strip()), len(block)) :]
            lines += [*replaced[key].splitlines(), *tail]
        else:
            lines += _with_empty_lists(list(_without_unknown(block, ids)))
    return "\n".join(lines) + "\n"


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines from one key at the left edge to the next, comments with the key above them."""
    block: list[str] = []
    for line in text.splitlines():
        if re.match(r"[a-z_]+:", line) and block:
            yield block
            block = []
        block.append(line)
    yield block


def _without_unknown(block: list[str], ids: Collection[str]) -> Iterator[str]:
    """The lines of a block without the entries that name records the new directory has not."""
    skipped_at: int | None = None
    for line in block:
        indent = len(line) - len(line.lstrip())
        if skipped_at is not None and line.strip() and indent > skipped_at:
            continue
        entry = re.fullmatch(r"\s*- (?:id: )?([a-z0-9]+(?:-[a-z0-9]+)+|voices[\w-]*|victimconnect)", line)
        skipped_at = indent if entry and entry[1] not in ids else None
        if skipped_at is None:
            yield line


def _with_empty_lists(lines: list[str]) -> Iterator[str]:
    """The lines, "[]" behind each key whose list lost everything."""
    for number, line in enumerate(lines):
        rest = (other for other in lines[number + 1 :] if other.strip() and not other.lstrip().startswith("#"))
        below = next(rest, "")
        indent = len(line) - len(line.lstrip())
        has_nothing = line.rstrip().endswith(":") and len(below) - len(below.lstrip()) <= indent
        is_list_item = below.lstrip().startswith("- ") and len(below) - len(below.lstrip()) == indent
        yield f"{line} []" if has_nothing and not is_list_item and not line.lstrip().startswith("#") else line


# ---- guide.yaml --------------------------------------------------------------------------------------------------


def _guide(path: Path) -> str:
    """The guide without what is said of our state."""
    tree = load_file(path, path.name).tree
    if not isinstance(tree, dict):
        raise DataError(f"{path.name}: found no guide, want 'key: value' lines")
    kept = {key: _without_ours(value) for key, value in tree.items() if key not in _GUIDE_LEAVES}
    return (
        "# Signs to look for and what to do. Have local advocates check every line before it is published.\n\n"
        + "\n".join(style.write_entry(key, value, 0, "\n") for key, value in kept.items())
        + "\n"
    )


def _without_ours(tree: Tree) -> Tree:
    """The tree without list items and entries that speak of our state."""
    if isinstance(tree, list):
        return [_without_ours(item) for item in tree if not _says_it_itself(item)]
    if isinstance(tree, dict):
        return {key: _without_ours(value) for key, value in tree.items()}
    return tree


def _says_it_itself(item: Tree) -> bool:
    """Whether an item's own texts speak of our state, not only an item of a list inside it."""
    if isinstance(item, dict):
        return any(_says_it_itself(value) for value in item.values() if not isinstance(value, list))
    return isinstance(item, str) and is_ours(item)


# ---- Places ------------------------------------------------------------------------------------------------------


def make_places(code: str) -> dict[str, Any]:
    """The gazetteer of one state, in the form of places.json. Raises UsageError for an unknown state."""
    packed = json.loads(gzip.decompress(STATES.read_bytes()))
    state = packed["states"].get(code)
    if state is None:
        raise UsageError(f"found the state '{code}', want one of {', '.join(packed['states'])}")
    counties = [row[0] for row in state["counties"]]
    return {
        "format": 1,
        "state": {"name": state["name"], "code": code},
        "sources": packed["sources"],
        "words": {
            "county": ["county", "counties", "co", "condado", "condado de"],
            "nation": ["reservation", "rez", "tribe", "nation", "reserva", "tribu"],
            "state": [state["name"].lower(), code.lower()],
        },
        "regions": [],
        "counties": [
            {"name": name, "fips": fips, "lat": lat, "lon": lon, "neighbors": [counties[n] for n in neighbors]}
            for name, fips, lat, lon, neighbors in state["counties"]
        ],
        "towns": [
            {"name": name, "county": counties[county], "zips": zips, "lat": lat, "lon": lon}
            for name, county, lat, lon, zips in state["towns"]
        ],
        "nations": [],
        "zip_counties": {zip_code: [counties[n] for n in numbers] for zip_code, numbers in state["further"].items()},
    }

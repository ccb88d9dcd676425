"""One state of the data files, whole: records, index and pack that belong together. Swapped, never mended in place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.changes.revision import Written
from directory.errors import DataError
from directory.garbage import without_collecting
from directory.pack.build import Pack, build_pack, pack_vocabulary
from directory.pack.store import keep_bytes
from directory.records.attached import FOLDER, LocalFile, find_file
from directory.records.check import check_file
from directory.records.fault import Fault, show_path
from directory.records.load import load_file
from directory.records.lost import describe_loss, find_lost, is_cut
from directory.records.model import Material, Resource
from directory.records.pieces import NOTHING, Known
from directory.records.publish import publish
from directory.records.removed import FILE as REMOVED_FILE
from directory.records.removed import Removed, load_removed
from directory.records.site_keys import list_missing_texts, want_text
from directory.records.vocabulary import Vocabulary, load_vocabulary
from directory.search.engine import Engine, open_engine
from directory.settings import Settings

# Outlines of the counties, to draw a map.
_OUTLINES = "map.json"

# Every file a snapshot is made of, besides the records themselves. The last two need not be there.
FILES_BESIDE = ("vocabulary.yaml", "places.json", "guide.yaml", "site.yaml", _OUTLINES, REMOVED_FILE)

# What the gazetteer must hold.
_PLACES_WANT = {"counties", "towns", "nations", "zip_counties"}


_LOSS_MEND = (
    "Was the file cut off? Put the whole one back. Were they taken out on purpose? Say why: resource-directory check --removed "
    "REASON. A server that is started anew takes the file as it is"
)


class FaultyRecordsError(DataError):
    """The records have faults; `faults` holds each with its place, `str(error)` has a line for each."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Snapshot:
    """What is served until the files change.

    `key` names the state of the index; `forms` the public forms by id, in order of id, and `written` for mirrors; `records_on` the newest day on which a
    record was verified; `outlines` map.json, empty where there is none; `files` the materials' own files by address; `removed`
    the records that are gone, by id; `warnings` what the check remarked without refusing it; `known` what the next check need
    not read again.
    """

    key: str
    resources: tuple[Resource, ...]
    forms: Mapping[str, dict[str, Any]]
    written: Written
    vocabulary: Vocabulary
    places: Mapping[str, Any]
    outlines: Mapping[str, Any]
    guide: Mapping[str, Any]
    site: Mapping[str, Any]
    records_on: str
    files: Mapping[str, LocalFile]
    engine: Engine
    pack: Pack
    removed: Mapping[str, Removed]
    warnings: tuple[Fault, ...]
    known: Known

    @property
    def state(self) -> str:
        """The name of the state that is served."""
        return state_of(self.places)


def state_of(places: Mapping[str, Any]) -> str:
    """The name of the state a gazetteer is of."""
    return str(places.get("state", {}).get("name", "Montana"))


@without_collecting()
def load_snapshot(settings: Settings, today: date, before: Snapshot | None = None) -> Snapshot:
    """The snapshot of the files as they stand; what is missing in the index folder is built.

    `before`: the snapshot of an earlier state, of which what is the same is taken; the outcome is the same without it. Raises DataError with one line for every fault.
    """
    places = read_places(settings.data)
    vocabulary = load_vocabulary(settings.data)
    checked = check_file(
        settings.resources, today=today, vocabulary=vocabulary, known=before.known if before else NOTHING
    )
    if not checked.is_sound:
        raise FaultyRecordsError(tuple(fault for fault in checked.faults if not fault.warning))
    if not checked.resources:
        raise DataError(f"{settings.resources.name}:1:1 found no records, want at least one")
    removed = load_removed(settings.data)
    if before:
        _refuse_loss(settings.resources, before.forms, {resource.id for resource in checked.resources}, removed)
    guide = read_texts(settings.data / "guide.yaml")
    site = read_site(settings.data / "site.yaml")
    forms = publish_all(checked.resources, before)
    files = attach_files(forms.values(), settings.data)
    records_on = max(resource.verified.on for resource in checked.resources).isoformat()
    written = Written(forms, before.written if before else None)
    key = hash_searchable(written, vocabulary)
    engine = open_engine(
        list(forms.values()), vocabulary, settings.index, key, places, site, before.engine if before else None
    )
    pack = build_pack(forms.values(), engine.tables, vocabulary, records_on)
    keep_bytes(packs_folder(settings), pack.bytes)
    return Snapshot(
        key,
        checked.resources,
        forms,
        written,
        vocabulary,
        places,
        read_outlines(settings.data),
        guide,
        site,
        records_on,
        files,
        engine,
        pack,
        removed,
        checked.faults,
        checked.known,
    )


def _refuse_loss(file: Path, before: Mapping[str, Mapping[str, Any]], now: Set[str], noted: Collection[str]) -> None:
    """Raises FaultyRecordsError where the file lost many records since `before`: what was served is better than half of it."""
    lost = find_lost({name: form["title"] for name, form in before.items()}, now, noted)
    if is_cut(lost, now - before.keys()):
        raise FaultyRecordsError((describe_loss(file, lost, len(now), _LOSS_MEND),))


def publish_all(resources: Iterable[Resource], before: Snapshot | None) -> dict[str, dict[str, Any]]:
    """Public forms by id, in order of id. A record that is the same value as `before` has the form it had."""
    old = {resource.id: resource for resource in before.resources} if before else {}
    forms: dict[str, dict[str, Any]] = {}
    for resource in sorted(resources, key=lambda resource: resource.id):
        # Whether a file can be given out is not the record's to say.
        is_same = old.get(resource.id) is resource and not (isinstance(resource, Material) and resource.file)
        forms[resource.id] = before.forms[resource.id] if before and is_same else publish(resource)
    return forms


def attach_files(forms: Iterable[dict[str, Any]], folder: Path) -> dict[str, LocalFile]:
    """Address -> file of every material that has one; the forms then say its address, type and size, or nothing of it."""
    found: dict[str, LocalFile] = {}
    for form in forms:
        name = form.pop("file", None)
        file = find_file(folder, name) if name else None
        if file:
            form["file"] = file.form
            found[file.url] = file
    return found


def data_files(settings: Settings) -> list[Path]:
    """The files a snapshot is made of."""
    attached = sorted((settings.data / FOLDER).glob("*"))
    return [settings.resources, *(settings.data / name for name in FILES_BESIDE), *attached]


def hash_searchable(written: Written, vocabulary: Vocabulary) -> str:
    """One hash over everything the index is made of, as read: files that change while they are read cannot mix states."""
    lay_words = [asdict(row) for row in vocabulary.lay_words]
    words = json.dumps([pack_vocabulary(vocabulary), lay_words, vocabulary.alike], sort_keys=True)
    return hashlib.sha256(f"{written.revision} {words}".encode()).hexdigest()


def packs_folder(settings: Settings) -> Path:
    """Where packs are kept for phones in mid-download: beside the index, a cache like it."""
    return settings.index / "packs"


def read_places(folder: Path) -> dict[str, Any]:
    """places.json as built. Raises DataError if it is not JSON."""
    try:
        places = json.loads((folder / "places.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"places.json: found {error}, want the gazetteer. Run: python scripts/build_places.py"
        ) from error
    if not isinstance(places, dict) or not places.keys() >= _PLACES_WANT:
        want = ", ".join(sorted(_PLACES_WANT))
        raise DataError(f"places.json:1:1 found something else, want {want}. Run: python scripts/build_places.py")
    return places


def read_outlines(folder: Path) -> dict[str, Any]:
    """map.json as built: view_box, and by county the `path` of its outline and a point `at` inside; empty where there is none.

    Raises DataError if it is something else.
    """
    try:
        outlines = json.loads((folder / _OUTLINES).read_text(encoding="utf-8"))
        if outlines.keys() >= {"counties", "view_box"}:
            return dict(outlines)
        found = "something else"
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        found = str(error)
    raise DataError(f"{_OUTLINES}: found {found}, want outlines of counties. Run: python scripts/build_map.py")


def read_texts(path: Path) -> dict[str, Any]:
    """A file of texts (guide.yaml, site.yaml): a mapping with every scalar as typed. Raises DataError with every fault."""
    document = load_file(path, f"{path.parent.name}/{path.name}")
    if document.faults:
        raise DataError("\n".join(map(str, document.faults)))
    if not isinstance(document.tree, dict):
        raise DataError(f"{document.name}:1:1 found no mapping, want 'key: value' lines")
    return document.tree


def read_site(path: Path) -> dict[str, Any]:
    """site.yaml; a key with nothing behind it is as one left out. Raises DataError if a text is missing that it must have."""
    site = {key: value for key, value in read_texts(path).items() if value is not None}
    for missing in list_missing_texts(site):
        where = f"{path.parent.name}/{path.name} {show_path(missing)}"
        raise DataError(f"{where}: found no text, want {want_text(missing)}")
    return site

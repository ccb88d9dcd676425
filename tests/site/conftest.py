"""A small directory on disk, with stand-ins for the bundled files, and a client that asks the application without a network."""

from __future__ import annotations

import asyncio
import copy
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
import yaml
from starlette.applications import Starlette

from directory.settings import PACKAGE, Settings
from directory.site.app import create_app
from tests.conftest import DATA, RECORD

TODAY = date(2026, 11, 21)
NOW = "2026-11-21T19:00:00+00:00"

# The keys of site.yaml that name records of the real data.
NAMES_RECORDS = ("pinned", "urgent", "native_first", "spanish_confirmed", "never_urgent", "hold_back")


@dataclass(frozen=True)
class SmallSettings(Settings):
    """Settings whose bundle stands beside the data."""

    @property
    def static(self) -> Path:
        """The stand-ins."""
        return self.data.parent / "static"


class Folder:
    """A data folder that a test may change. All but the records is the real data's, less what names real records."""

    def __init__(self, root: Path) -> None:
        self.data = root / "data"
        self.settings = SmallSettings(self.data / "resources.yaml", root / "search_index")
        self.data.mkdir(parents=True)
        for name in ("vocabulary.yaml", "places.json"):
            shutil.copy(DATA / name, self.data / name)
        self.write_guide()
        self.write_site()
        write_bundle(self.settings.static)

    def write_records(self, *records: dict[str, Any]) -> None:
        """Puts these records, as JSON, which is YAML too, in the place of the file's."""
        self.write_text(json.dumps(records, ensure_ascii=False, indent=1))

    def write_text(self, text: str) -> None:
        """Puts this text in the place of the file of records, in one step as the manual says."""
        beside = self.data / "resources.part"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.settings.resources)

    def write_guide(self) -> None:
        """Writes guide.yaml, nobody named to give presentations."""
        guide = yaml.load((DATA / "guide.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        guide["presentation"]["records"] = []
        (self.data / "guide.yaml").write_text(json.dumps(guide), encoding="utf-8")

    def write_site(self, **changes: Any) -> None:
        """Writes site.yaml with these keys."""
        site = yaml.safe_load((DATA / "site.yaml").read_text(encoding="utf-8"))
        kept = {key: value for key, value in site.items() if key not in NAMES_RECORDS}
        (self.data / "site.yaml").write_text(json.dumps({**kept, **changes}), encoding="utf-8")


def write_bundle(static: Path) -> None:
    """A stand-in for every bundled file that a template names, and the worker."""
    templates = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "site" / "templates").glob("*.html"))
    names = {*re.findall(r"(?:static|inline)\('([^']+)'\)", templates), "search-worker.js", "keeper.js", "icon-512.png"}
    bundle = {name: name.replace(".js", ".0123456789.js") for name in sorted(names)} | {"sw.js": "sw.js"}
    static.mkdir()
    for name in bundle.values():
        (static / name).write_bytes(f"/* {name} */\n".encode() * 40)
    (static / "sw.js").write_text(
        'const edition = "__EDITION__", shell = "__LIST__", bundles = "__BUNDLES__", code = "__CODE__";\n',
        encoding="utf-8",
    )
    (static / "widget").mkdir()
    for name in ("resource-search.js", "frame.js", "resize.js"):
        (static / "widget" / name).write_text('const baked = "__BAKED__";\n', encoding="utf-8")
    (static / "bundle.json").write_text(json.dumps(bundle), encoding="utf-8")


@dataclass(frozen=True)
class Answer:
    """A response as it came: `raw` is the body with its coding."""

    status: int
    headers: httpx.Headers
    raw: bytes

    @property
    def text(self) -> str:
        """The body, decoded."""
        return (brotli.decompress(self.raw) if self.headers.get("content-encoding") == "br" else self.raw).decode()

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


class Client:
    """Asks an application as a browser would, with no more headers than a test gives."""

    def __init__(self, app: Starlette, host: str = "127.0.0.1") -> None:
        self.app, self.host = app, host

    def ask(self, method: str, path: str, **options: Any) -> Answer:
        """The answer; `options` are those of httpx.Request."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(self.host, 50000))

        async def send() -> Answer:
            response = await transport.handle_async_request(httpx.Request(method, f"http://test{path}", **options))
            assert isinstance(response.stream, httpx.AsyncByteStream)
            return Answer(response.status_code, response.headers, b"".join([part async for part in response.stream]))

        return asyncio.run(send())

    def get(self, path: str, **options: Any) -> Answer:
        """The answer to GET."""
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> Answer:
        """The answer to POST."""
        return self.ask("POST", path, **options)

    def close(self) -> None:
        """Lets go of the index."""
        self.app.state.live.release.snapshot.engine.close()


def make_record(name: str, **changes: Any) -> dict[str, Any]:
    """A sound record of that id."""
    return {**copy.deepcopy(RECORD), "id": name, **changes}


SHELTER = make_record(
    "example-shelter",
    title="Example Shelter",
    summary="A safe place to stay for anyone who has to leave home.",
    reach={"scope": "counties", "counties": ["Cascade"]},
    services=["emergency-shelter"],
    languages=["en", "es"],
    translations={"es": {"title": "Refugio Ejemplo", "summary": "Un lugar seguro para quedarse."}},
)
TRIBAL = make_record(
    "example-advocates",
    title="Example Advocates",
    summary="Advocates for Native families.",
    reach={"scope": "tribal", "nations": ["fort-belknap"]},
    services=["advocacy"],
)
VIDEO = {
    **{key: value for key, value in RECORD.items() if key not in ("phones", "services")},
    "id": "example-video",
    "kind": "video",
    "title": "Example Video",
    "summary": "A short film about the signs to look for.",
    "reach": {"scope": "national"},
    "publisher": "Example Films",
    "publisher_kind": "nonprofit",
    "format": "training-video",
    "rights": "copyrighted",
    "url": "https://example.org/film",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder with one sound record."""
    made = Folder(tmp_path / "directory")
    made.write_records(make_record("example-hotline"))
    return made


@pytest.fixture
def serve(folder: Folder) -> Iterator[Callable[..., Client]]:
    """serve(*records) -> a client of an application over these records, or over the folder as it stands.

    `now`: the instant the application takes for this one, or what gives it at each call.
    """
    clients: list[Client] = []

    def start(*records: dict[str, Any], now: str | Callable[[], str] = NOW) -> Client:
        if records:
            folder.write_records(*records)
        tell = now if callable(now) else lambda: now
        clients.append(Client(create_app(folder.settings, lambda: TODAY, lambda: datetime.fromisoformat(tell()))))
        return clients[-1]

    yield start
    for made in clients:
        made.close()


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of one application over four records, shared by the tests that only ask."""
    folder = Folder(tmp_path_factory.mktemp("shared") / "directory")
    folder.write_records(make_record("example-hotline"), SHELTER, TRIBAL, VIDEO)
    made = Client(create_app(folder.settings, lambda: TODAY, lambda: datetime.fromisoformat(NOW)))
    yield made
    made.close()

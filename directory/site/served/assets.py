"""What the pages are made with, read once at start: bundled files, templates, texts by language. Loud when something is missing."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from directory.errors import DirectoryError
from directory.records.load import load_file
from directory.site.http.addresses import FIRST_LANG
from directory.site.http.stored import CHECK_FIRST, IMMUTABLE, Stored, store
from directory.site.views.texts import breakable

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "templates"
LOCALES = HERE / "locales"

STATIC_URL = "/static/"

# What the templates make of a text, on top of what Jinja brings.
FILTERS = {"breakable": breakable}

# The page templates the routes need; parts of pages start with an underscore.
PAGE_TEMPLATES = (
    "home",
    "browse",
    "results",
    "resource",
    "signs",
    "safety",
    "about",
    "exit",
    "erase",
    "install",
    "offline",
    "reported",
    "error",
)

# Texts in the service worker's code that give way to the name of the edition, to the list of files to keep, to the addresses of
# many in one body, and to that of the code that does it.
EDITION_PLACE = '"__EDITION__"'
SHELL_PLACE = '"__LIST__"'
BUNDLES_PLACE = '"__BUNDLES__"'
CODE_PLACE = '"__CODE__"'
WORKER = "sw.js"

# The scripts that stand inside pages, as what they do must be done before a page is painted.
INLINE_SCRIPTS = ("guard.js",)


class AssetsMissingError(DirectoryError):
    """The program's own parts are not all there; building the browser code again mends it."""


@dataclass(frozen=True)
class Assets:
    """Everything that stays the same while the records change.

    `bundle`: plain name -> hashed name; `files`: hashed name -> body; `texts`: language -> strings.yaml, the first
    language first; `worker`: the service worker's code, with places for what the server tells.
    """

    folder: Path
    bundle: Mapping[str, str]
    files: Mapping[str, Stored]
    texts: Mapping[str, Mapping[str, Any]]
    templates: jinja2.Environment
    worker: str

    @property
    def langs(self) -> tuple[str, ...]:
        """Language codes, the one without a prefix first."""
        return tuple(self.texts)

    def static(self, name: str) -> str:
        """The address of a bundled file. Raises AssetsMissingError if there is none of that name."""
        return STATIC_URL + self._hashed(name)

    def inline(self, name: str) -> Markup:
        """A bundled file as it stands, to be written into a page. Raises AssetsMissingError if there is none."""
        return Markup(self.files[self._hashed(name)].body.decode())

    def _hashed(self, name: str) -> str:
        if name not in self.bundle:
            raise AssetsMissingError(f"A page names {name}, which the bundle does not hold. Run: make bundle")
        return self.bundle[name]

    def style_hashes(self) -> list[str]:
        """SHA-256 in base64 of every style sheet a page may carry inline."""
        return [self._digest(name) for name, hashed in self.bundle.items() if name.endswith(".css") and name == hashed]

    def script_hashes(self) -> list[str]:
        """SHA-256 in base64 of every script a page may carry inline."""
        return [self._digest(name) for name in INLINE_SCRIPTS]

    def _digest(self, name: str) -> str:
        return base64.b64encode(hashlib.sha256(self.files[self._hashed(name)].body).digest()).decode()


def load_assets(static: Path, locales: Path = LOCALES, templates: Path = TEMPLATES) -> Assets:
    """All assets. Raises AssetsMissingError for whatever is missing or does not fit together."""
    bundle = _read_bundle(static)
    files = {hashed: _store_file(static / hashed, is_hashed=name != hashed) for name, hashed in bundle.items()}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A page is of one state of the program, as it is of one state of the records.
        auto_reload=False,
    )
    environment.filters |= FILTERS
    # Every byte of a first visit is paid for.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    _compile_pages(environment)
    return Assets(static, bundle, files, _read_texts(locales), environment, _read_worker(static))


def _read_bundle(static: Path) -> dict[str, str]:
    try:
        bundle = json.loads((static / "bundle.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AssetsMissingError("The browser code is not bundled. Run: make bundle") from error
    return {str(name): str(hashed) for name, hashed in bundle.items() if name != WORKER}


def _store_file(path: Path, *, is_hashed: bool) -> Stored:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise AssetsMissingError(f"The bundle lists {path.name}, which is not there. Run: make bundle") from error
    cache_control = IMMUTABLE if is_hashed else CHECK_FIRST
    return store(body, content_type_of(path.name), cache_control).squeezed()


def content_type_of(name: str) -> str:
    """The media type by the name's ending, with a charset for text; the same on every machine."""
    own = {
        ".js": "text/javascript",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".vtt": "text/vtt",
    }
    guessed = own.get(Path(name).suffix) or mimetypes.MimeTypes().guess_type(name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed


def _compile_pages(environment: jinja2.Environment) -> None:
    for name in PAGE_TEMPLATES:
        try:
            environment.get_template(f"{name}.html")
        except jinja2.TemplateError as error:
            raise AssetsMissingError(f"The template {name}.html cannot be used: {error}") from error


def _read_worker(static: Path) -> str:
    try:
        code = (static / WORKER).read_text(encoding="utf-8")
    except OSError as error:
        raise AssetsMissingError(f"The bundle has no {WORKER}. Run: make bundle") from error
    for place in (EDITION_PLACE, SHELL_PLACE, BUNDLES_PLACE, CODE_PLACE):
        if place not in code:
            raise AssetsMissingError(f"{WORKER} has no place for {place}. Run: make bundle")
    return code


def list_langs(locales: Path = LOCALES) -> tuple[str, ...]:
    """The language codes there are texts in, the first language first."""
    codes = (path.parent.name for path in locales.glob("*/strings.yaml"))
    return tuple(sorted(codes, key=lambda code: (code != FIRST_LANG, code)))


def _read_texts(locales: Path) -> dict[str, dict[str, Any]]:
    """strings.yaml of every language folder, each with the same keys as the first language's."""
    codes = list_langs(locales)
    if FIRST_LANG not in codes:
        raise AssetsMissingError(f"There are no texts in locales/{FIRST_LANG}/strings.yaml")
    texts = {code: read_language(locales / code / "strings.yaml") for code in codes}
    wanted = set(_keys(texts[FIRST_LANG]))
    for code, strings in texts.items():
        for key in sorted(wanted ^ set(_keys(strings))):
            lacking = code if key in wanted else FIRST_LANG
            raise AssetsMissingError(f"locales/{lacking}/strings.yaml has no '{key}', which another language has")
    return texts


def read_language(path: Path) -> dict[str, Any]:
    """The texts of one language. Raises AssetsMissingError if they cannot be read."""
    document = load_file(path, f"locales/{path.parent.name}/{path.name}")
    if document.faults or not isinstance(document.tree, dict):
        raise AssetsMissingError("\n".join(map(str, document.faults)) or f"{document.name} has no texts")
    return document.tree


def _keys(tree: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every key of a tree of texts, with those above it."""
    for key, value in tree.items():
        yield above + key
        if isinstance(value, dict):
            yield from _keys(value, f"{above}{key}.")

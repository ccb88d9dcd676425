"""The desk's pages: its own templates, and the site's for what a visitor sees."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from directory.records.vocabulary import Vocabulary
from directory.several import several
from directory.site.http.addresses import address
from directory.site.served.assets import FILTERS, LOCALES, TEMPLATES, AssetsMissingError, list_langs, read_language
from directory.site.views.texts import Words, name_state
from directory.site.views.view import view

HERE = Path(__file__).parent / "templates"

# What the desk's pages ask for -> the folder of the bundle it lies in.
FILES = {"desk.js": "desk", "desk.css": "desk", "icon.svg": ""}


class Look:
    """Everything the desk's pages are made with. Raises AssetsMissingError if the bundle is not there."""

    def __init__(self, static: Path, state: str) -> None:
        self.visitor_css = _read(static / "critical.css") + _read(static / "record.css")
        self.texts = {lang: name_state(read_language(LOCALES / lang / "strings.yaml"), state) for lang in list_langs()}
        loader = jinja2.FileSystemLoader([HERE, TEMPLATES])
        self.templates = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.templates.filters |= FILTERS
        self.files = {name: _read(static / folder / name).encode() for name, folder in FILES.items()}

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: all from here; the visitor's style sheet, inline in the preview, by its hash."""
        digest = base64.b64encode(hashlib.sha256(self.visitor_css.encode()).digest()).decode()
        rules = {
            "default-src": "'self'",
            "style-src": f"'self' 'sha256-{digest}'",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'self'",
        }
        return "; ".join(f"{name} {value}" for name, value in rules.items())

    def page(self, template: str, **values: Any) -> str:
        """A page of the desk as HTML."""
        return self.templates.get_template(f"{template}.html").render(
            values | {"as_json": _as_json, "several": several}
        )

    def preview(self, form: Mapping[str, Any] | None, lang: str, vocabulary: Vocabulary) -> str:
        """Card and record as a visitor sees them; where there is no form yet, a line that says so."""
        words = Words(
            lang,
            self.texts[lang],
            lambda name, tag: vocabulary.label(name, tag, lang),
            lambda name: address(lang, "resource", id=name),
        )
        shown = partial(view, words=words)(form) if form else None
        return self.page("preview", lang=lang, shown=shown, t=self.texts[lang], css=Markup(self.visitor_css))


def _as_json(value: object) -> Markup:
    """JSON for a <script type="application/json">: nothing in it can end the element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AssetsMissingError(f"The bundle has no {path.name}. Run: make bundle") from error

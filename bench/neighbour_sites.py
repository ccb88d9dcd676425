"""Two small sites with the records this directory has: one searches with MiniSearch, one with Pagefind. Every body is squeezed."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import brotli

from bench.bodies import Bodies
from bench.phone_page import build_script
from bench.processes import BenchError

HEADERS = {"content-encoding": "br"}

# What of a record's public form is searched, as it stands.
FIELDS = ("title", "alternate_names", "summary", "services", "audiences", "topics", "city", "county")

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bench</title>
<input type="search" aria-label="Search"><ol></ol><script src="/page.js" defer></script></html>"""

# Pagefind writes its own user interfaces beside its index; a page with a box of its own asks for none of them.
_UNASKED = ("-ui.", "-highlight.", "wasm.unknown.")


def make_minisearch_site(folder: Path, forms: Sequence[Mapping[str, Any]]) -> Bodies:
    """The page, its script, and all records in one body, of which the phone makes the index."""
    records = json.dumps({"fields": FIELDS, "records": forms}, ensure_ascii=False, separators=(",", ":"))
    return _squeeze(
        {
            "/": _PAGE.encode(),
            "/page.js": build_script(folder, "minisearch.js").read_bytes(),
            "/records.json": records.encode(),
        }
    )


def make_pagefind_site(folder: Path, forms: Iterable[Mapping[str, Any]]) -> Bodies:
    """The page, its script, and what Pagefind makes of a page for each record. Raises BenchError if it is not installed."""
    pages = folder / "pages"
    pages.mkdir()
    for form in forms:
        (pages / f"{form['id']}.html").write_text(_write_page(form), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(pages)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        raise BenchError(f"Pagefind (requirements/bench.txt) made no index:\n{made.stderr[-2000:]}")
    files = [path for path in (pages / "pagefind").rglob("*") if path.is_file()]
    return _squeeze(
        {
            "/": _PAGE.encode(),
            "/page.js": build_script(folder, "pagefind.js").read_bytes(),
            **{
                f"/{path.relative_to(pages).as_posix()}": path.read_bytes()
                for path in files
                if not any(part in path.name for part in _UNASKED)
            },
        }
    )


def _write_page(form: Mapping[str, Any]) -> str:
    texts = [form[field] for field in FIELDS if field in form]
    lines = [html.escape(text if isinstance(text, str) else ", ".join(text)) for text in texts]
    title, *others = lines
    body = "".join(f"<p>{line}</p>" for line in others)
    return f'<!doctype html><html lang="en"><title>{title}</title><body><h1>{title}</h1>{body}</body></html>'


def _squeeze(files: Mapping[str, bytes]) -> Bodies:
    return {path: (_find_kind(path), brotli.compress(data)) for path, data in files.items()}


def _find_kind(path: str) -> str:
    kinds = {"/": "text/html", ".js": "text/javascript", ".json": "application/json"}
    return next((kind for end, kind in kinds.items() if path.endswith(end)), "application/octet-stream")

"""Many files of a phone in few bodies: all of them for a first visit, and what changed since the edition that the phone has.

An edition is one state of everything a phone keeps beside the pack. A body is {base: [addresses], files: {address: bytes},
pieces}: the files one after the other, cut into what is new and what stands in the base (directory/pack/pieces.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from directory.pack.pieces import cut_pieces
from directory.site.http.addresses import SHELL_PAGES, localize_path
from directory.site.http.headers import EVERYWHERE, document_headers
from directory.site.http.stored import IMMUTABLE, JSON, Stored, store
from directory.site.served.answers import encode
from directory.site.served.release import Release
from directory.site.served.shell import asked_for, later_files, list_pages, small_files

# Above this share of the files a phone does better with the bodies of a first visit, which are squeezed harder.
_MOST = 0.5

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Edition:
    """`policies`: the headers that pages are sent with; `files`: text by address."""

    policies: Texts
    files: Texts

    @property
    def bytes(self) -> bytes:
        """As it is kept on disk (directory/pack/store.py)."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    @property
    def name(self) -> str:
        """The SHA-256 of its bytes, in 64 hex digits."""
        return hashlib.sha256(self.bytes).hexdigest()


def read_edition(data: bytes) -> Edition:
    """An edition as it was kept."""
    return Edition(**json.loads(data))


def make_edition(release: Release) -> Edition:
    """The edition of a release."""
    assets = release.assets
    pages = {url: page for lang in assets.langs for url, page in list_pages(release, lang).items()}
    files = pages | small_files(release) | asked_for(release) | later_files(release)
    policies = EVERYWHERE | document_headers(assets.style_hashes(), assets.script_hashes())
    return Edition(policies, {url: file.body.decode() for url, file in files.items()})


def make_change(old: Edition, new: Edition) -> bytes | None:
    """A body that tells the files of `new` that are not in `old` from those of `old` that are not in `new`, and the new `policies`
    where they are others. None where that spares little.
    """
    base = {url: text.encode() for url, text in old.files.items() if new.files.get(url) != text}
    files = {url: text.encode() for url, text in new.files.items() if old.files.get(url) != text}
    policies = {} if new.policies == old.policies else {"policies": new.policies}
    change = encode(_tell(base, files) | policies)
    return change if len(change) <= _MOST * sum(map(len, files.values())) else None


def bundles(release: Release) -> dict[str, tuple[Stored, Stored]]:
    """For a visitor of each language two bodies: what she needs beside the home page that she sees, and the rest: all other
    languages, and files that can wait. As pages are much alike, that is a third of the bytes.
    """
    return {lang: _make_bundles(release, lang) for lang in release.assets.langs}


def list_bundles(release: Release) -> dict[str, list[str]]:
    """The addresses of those bodies, by language: hers, then the rest."""
    return {lang: [f"/pages/{body.hash}.json" for body in bodies] for lang, bodies in bundles(release).items()}


def _make_bundles(release: Release, lang: str) -> tuple[Stored, Stored]:
    home = localize_path(SHELL_PAGES["home"], lang)
    first = {**list_pages(release, lang), **small_files(release)}
    base = {home: first.pop(home)}
    langs = [other for other in release.assets.langs if other != lang]
    others = {url: page for other in langs for url, page in list_pages(release, other).items()} | later_files(release)
    return (
        release.body(f"bundle {lang}", lambda: _bundle(base, first)),
        release.body(f"bundle {lang} others", lambda: _bundle({**base, **first}, others)),
    )


def _bundle(base: Mapping[str, Stored], files: Mapping[str, Stored]) -> Stored:
    """The files told, short ones first: what all pages have is then said by one that has little else."""
    by_size = sorted(files.items(), key=lambda file: len(file[1].body))
    told = _tell({url: file.body for url, file in base.items()}, {url: file.body for url, file in by_size})
    return store(encode(told), JSON, IMMUTABLE)


def _tell(base: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, Any]:
    sizes = {url: len(body) for url, body in files.items()}
    return {"base": list(base), "files": sizes, "pieces": cut_pieces(b"".join(files.values()), b"".join(base.values()))}

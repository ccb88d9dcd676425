"""The address of the site and of its pages in every language; the one place that knows how a language shows in an address."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

# The language of the addresses without a prefix.
FIRST_LANG = "en"

# The pages a phone keeps: the same for everybody, so keeping them says nothing about what was read.
SHELL_PAGES: Mapping[str, str] = {
    "home": "/",
    "browse": "/browse",
    "signs": "/signs",
    "safety": "/safety",
    "about": "/about",
    "exit": "/exit",
    "erase": "/erase",
    "install": "/install",
    "offline": "/offline",
}

# For those who put the search on their own pages; the frame is the only page that other sites may frame.
EMBED_PAGES: Mapping[str, str] = {"embed": "/embed", "frame": "/embed/frame", "sheet": "/embed/sheet"}

# Addresses by the name templates use; {braces} are filled in.
PATHS: Mapping[str, str] = {**SHELL_PAGES, **EMBED_PAGES, "search": "/search", "resource": "/resources/{id}"}
MANIFEST = "/manifest.webmanifest"


def address(lang: str, name: str, **values: str) -> str:
    """The address of a page in a language. Raises KeyError for a page nobody has."""
    return MANIFEST if name == "manifest" else localize_path(PATHS[name].format(**values), lang)


def localize_path(path: str, lang: str) -> str:
    """The address of a page in a language: the first language has no prefix."""
    return path if lang == FIRST_LANG else f"/{lang}{path}"


def split_path(path: str, langs: tuple[str, ...]) -> tuple[str, str]:
    """(language, path without it) of an address; the reverse of localize_path."""
    step = path.split("/")[1]
    return (step, path.removeprefix(f"/{step}")) if step in langs and step != FIRST_LANG else (FIRST_LANG, path)


def base_of(request: Request, base_url: str) -> str:
    """The public address of the site, with no slash at its end: `base_url`, which site.yaml gives, else the one that was asked."""
    return base_url or str(request.base_url).rstrip("/")

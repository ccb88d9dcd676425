"""What the figures were taken on, and with what."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sqlite3
from datetime import UTC, datetime

from bench.browser import chromium_version
from bench.tables import Table


def list_facts() -> Table:
    """Machine, programs and packages whose speed is measured."""
    packages = ("starlette", "uvicorn", "whoosh-reloaded", "datasette", "pagefind")
    facts = {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": str(os.cpu_count()),
        "load before": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Chromium": chromium_version(),
        **{name: _find_version(name) for name in packages},
    }
    return Table("Machine", ("fact", "value"), list(facts.items()))


def _find_version(package: str) -> str:
    """What is installed of it; most parts of the bench do without the package that the server is measured against."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"

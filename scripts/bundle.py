"""Bundles the browser code into directory/site/static/ unless the bundle is already of these sources.

Run by `make`, and by the wheel build through build_hook.py. Needs Node (see node.py) and the npm registry once.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from node import NodeMissingError, find_node, find_npm

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "directory" / "site" / "static"
STAMP = STATIC / ".sources"


def main() -> int:
    """Bundle if needed; 0 when a bundle of these sources stands there."""
    sources = hash_sources()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == sources and (STATIC / "bundle.json").is_file():
        return 0
    try:
        node = find_node()
        install_packages(node)
        print("bundling the browser code", flush=True)
        subprocess.run([str(node), "build.mjs"], cwd=WEB, check=True)
    except NodeMissingError as error:
        print(f"bundle: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"bundle: {error.cmd[-1]} failed; its own words are above", file=sys.stderr)
        return 1
    STAMP.write_text(sources, encoding="utf-8")
    return 0


def hash_sources() -> str:
    """One hash over every file that can change the bundle."""
    digest = hashlib.sha256()
    for path in sorted(p for p in WEB.rglob("*") if p.is_file() and "node_modules" not in p.parts):
        digest.update(f"{path.relative_to(WEB)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install_packages(node: Path) -> None:
    """web/node_modules as the lock file says; nothing to do if it is newer than the lock."""
    lock, marker = WEB / "package-lock.json", WEB / "node_modules" / ".package-lock.json"
    if marker.is_file() and marker.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("installing the browser code's packages", flush=True)
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(
        [*find_npm(node), "ci", "--ignore-scripts", "--loglevel=error"],
        cwd=WEB,
        check=True,
        env={**os.environ, "PATH": path},
    )


if __name__ == "__main__":
    sys.exit(main())

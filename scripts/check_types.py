"""Checks the types of the browser code: `tsc --noEmit` on plain JavaScript, with the Node that stands here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from node import find_node

WEB = Path(__file__).resolve().parent.parent / "web"

if __name__ == "__main__":
    tsc = WEB / "node_modules" / "typescript" / "bin" / "tsc"
    sys.exit(subprocess.run([str(find_node()), str(tsc), "--noEmit", "-p", str(WEB)], check=False).returncode)

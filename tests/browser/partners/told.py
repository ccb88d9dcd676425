"""What docs/partners.md tells partners to paste, and to allow."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "partners.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```html\n(.*?)```", TEXT, re.S)
POLICY = re.findall(r"```text\n(.*?)```", TEXT, re.S)[0].replace("\n", " ")

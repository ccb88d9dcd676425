"""The phone's end of packs and pieces, run under Node as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from scripts.node import find_node

HERE = Path(__file__).parent


def ask_phone(script: str, question: Any) -> Any:
    """What tests/pack/`script` answers, JSON to JSON."""
    command = [str(find_node()), str(HERE / script)]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

"""Kills a process that builds index after index, again and again, and looks whether the last good one still answers.

Run as `python -m tests.search.crash FOLDER ROUNDS`; prints one JSON list with an outcome for each round:
{"last": number of the last index it announced, "current_is_whole": whether `current` names a folder that is there,
"folders": [before, after opening the last one], "found": ids it finds}.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

from directory.records.vocabulary import Vocabulary
from directory.search.engine import Engine, open_engine
from directory.search.results import Query

# Longer than it takes to build one of these small indexes, so that death comes at every step of building.
LONGEST_LIFE_SECONDS = 0.15


def main(root: Path, rounds: int) -> None:
    """Prints the outcome of each round."""
    random.seed(4)
    last = 0
    outcomes = []
    for _ in range(rounds):
        last = _build_until_killed(root, last + 1)
        current = root / "generations" / (root / "current").read_text(encoding="utf-8").strip()
        before = _folders_of(root, last)
        found = [hit.id for hit in _open(root, last).search(Query(f"number{last}")).hits]
        folders = [before, _folders_of(root, last)]
        outcomes.append({"last": last, "current_is_whole": current.is_dir(), "folders": folders, "found": found})
    print(json.dumps(outcomes))


def _build_until_killed(root: Path, first: int) -> int:
    """The number of the last index that a child announced as built before it was killed."""
    ears, mouth = os.pipe()
    child = os.fork()
    if not child:
        for number in count(first):
            _open(root, number).close()
            os.write(mouth, f"{number}\n".encode())
    os.close(mouth)
    with os.fdopen(ears) as announced:
        last = announced.readline()
        # The moment of death is what is tried here; there is no state to wait for.
        time.sleep(random.uniform(0, LONGEST_LIFE_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return int([last, *announced][-1])


def _open(root: Path, number: int) -> Engine:
    form: dict[str, Any] = {"kind": "video", "summary": "Help.", "reach": {"scope": "national"}}
    forms = [{**form, "id": f"record-{n}", "title": f"Number{number + n}"} for n in range(3)]
    return open_engine(forms, Vocabulary({}), root, f"{number:08x}")


def _folders_of(root: Path, number: int) -> list[str]:
    return [folder.name for folder in (root / "generations").glob(f"{number:08x}.*") if folder.suffix != ".building"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

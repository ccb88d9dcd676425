"""`python -m tests.site.run_server FILE INDEX PORT WORKERS` serves a small directory with the stand-ins for the bundle."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from directory.errors import DirectoryError
from directory.site.serve import serve
from tests.site.conftest import SmallSettings


def main(arguments: Sequence[str]) -> None:
    resources, index, port, workers = arguments
    try:
        serve(SmallSettings(Path(resources), Path(index)), "127.0.0.1", int(port), int(workers))
    except DirectoryError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m tests.site.run_interrupted WORD FILE INDEX PORT WORKERS` is `run_server`, interrupted where Python drops what a handler raises.

That is a callback which nobody called, such as that of an import that is over. It comes with the line that begins with WORD.
"""

from __future__ import annotations

import signal
import sys
from typing import TextIO

from tests.site.run_server import main


class Passing:
    """As it goes, somebody presses Ctrl-C."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


class InterruptedOutput:
    """Passes on what is written."""

    def __init__(self, output: TextIO, word: str) -> None:
        self.output, self.word = output, word

    def write(self, text: str) -> int:
        written = self.output.write(text)
        if text.startswith(self.word):
            Passing()
        return written

    def flush(self) -> None:
        self.output.flush()


if __name__ == "__main__":
    word, *arguments = sys.argv[1:]
    sys.stdout = InterruptedOutput(sys.stdout, word)  # type: ignore[assignment]
    main(arguments)

"""Ctrl-C, and SIGTERM, by which what starts with the machine is told to end, noted as well as raised.

Python drops an error raised in a callback that nobody called, such as that of an import that is over or of garbage that goes.
An interruption that falls there is gone; only the note of it is left.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Ending:
    """Hears both signals from when it is made; `is_told`: whether one has come. Each raises KeyboardInterrupt wherever the program is."""

    def __init__(self) -> None:
        self.is_told = False
        for number in SIGNALS:
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> NoReturn:
        self.is_told = True
        raise KeyboardInterrupt

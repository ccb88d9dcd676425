"""How many of something, in words."""

from __future__ import annotations


def several(number: int, noun: str) -> str:
    """1 record, 2 records, 1,000 records."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"

"""One fault in a data file: where, what was found, what was wanted, how to mend it. The words are the same everywhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from directory.records.blanks import name_odd_blank

Path_ = tuple[str | int, ...]
Mark = tuple[int, int]

MAX_FOUND = 60


@dataclass(frozen=True)
class Fault:
    """A fault (or, with `warning`, a remark that stops nothing).

    `at` is (line, column), both from 1. `path` leads from the record to the value: ("phones", 0, "number").
    """

    file: str
    at: Mark
    path: Path_
    found: str
    want: str
    mend: str = ""
    record: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """`data/resources.yaml:112:15 example phones[0].number: found '12', want + and 8 to 15 digits. ...`"""
        where = f"{self.file}:{self.at[0]}:{self.at[1]}"
        subject = " ".join(part for part in (self.record, show_path(self.path)) if part)
        head = f"{where} {subject}: " if subject else f"{where} "
        tail = f". {self.mend}" if self.mend else ""
        return f"{head}found {self.found}, want {self.want}{tail}"

    def moved(self, lines: int) -> Fault:
        """The same, so many lines further down."""
        return replace(self, at=(self.at[0] + lines, self.at[1]))

    def as_json(self) -> dict[str, object]:
        """The same as a JSON object, for `check --json`."""
        return {
            "file": self.file, "line": self.at[0], "column": self.at[1], "record": self.record, "path": show_path(self.path),
            "found": self.found, "want": self.want, "mend": self.mend, "severity": "warning" if self.warning else "fault",
        }  # fmt: skip


def show_path(path: Path_) -> str:
    """("phones", 0, "number") -> phones[0].number"""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def show_value(value: object) -> str:
    """A value as it is shown in a fault: quoted, on one line, cut at 60 characters."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    text = "".join(c if c.isprintable() else "�" for c in text)
    shown = f"'{text[:MAX_FOUND]}…'" if len(text) > MAX_FOUND else f"'{text}'"
    odd = name_odd_blank(str(value)[:MAX_FOUND])
    return f"{shown}, in it {odd}" if odd else shown


def did_you_mean(typed: object, known: Iterable[object], *, likeness: float = 0.6) -> str:
    """A sentence that names the nearest known word; empty where none is near. `likeness`: from 0 to 1, the least that counts."""
    near = difflib.get_close_matches(str(typed)[:80], [str(name) for name in known], n=1, cutoff=likeness)
    return f"Did you mean '{near[0]}'?" if near else ""

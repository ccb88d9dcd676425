"""The real data file -> one with as many records as wanted, for measurements of what reads and writes the file itself.

Records repeat the real ones, so that their size and their mixture stay; names, numbers and pages are their own, so that
looking for doubles finds as few as in the real file.
"""

from __future__ import annotations

import copy
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from bench.generate import Generator
from directory.desk.file import style
from directory.desk.file.datafile import read_data_file
from directory.records.vocabulary import load_vocabulary


def write_many(resources: Path, count: int) -> None:
    """Replaces the file by `count` records, the real ones first; the same count gives the same bytes."""
    file = read_data_file(resources)
    generator, random = Generator(load_vocabulary(resources.parent)), Random(1)
    with resources.open("w", encoding="utf-8") as out:
        out.write(file.head)
        for number, piece in enumerate(islice(cycle(file.pieces), count)):
            record: Any = piece.record
            if number >= len(file.pieces):
                record = _make_another(copy.deepcopy(record), number, generator, random)
            out.write(style.write_item(record, 0, "\n", is_record=True) + "\n\n")


def _make_another(record: dict[str, Any], number: int, generator: Generator, random: Random) -> dict[str, Any]:
    name, town = generator.make_word(), generator.make_word()
    record |= {"id": f"{name}-{town}-{number}", "title": f"{record['title']} {name.title()} {town.title()}"}
    if "url" in record:
        record["url"] = f"https://www.{name}{number}.example.org/help"
    for phone in record.get("phones", ()):
        if "number" in phone:
            phone["number"] = f"{phone['number'][:-4]}{random.randrange(10_000):04}"
            phone.pop("display", None)
    return record

"""`verify`: somebody checked, and it was true. Moves stamps; never touches what a visitor reads."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from directory.commands.command import Command, add_data_argument, read_text
from directory.errors import UsageError
from directory.settings import find_settings

# What people say for the tags of verification_means.
_MEANS = {"phone": "by-phone", "email": "by-email", "person": "in-person", "pages": "published-pages"}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="the records that were checked")
    parser.add_argument("--by", choices=_MEANS, default="phone", help="how it was checked (%(default)s)")
    parser.add_argument("--group", default="", metavar="G,G", help="contact, hours, services; without it, all of them")
    parser.add_argument(
        "--number", action="append", default=[], metavar="N", help="only this number was called (may be given again)"
    )
    parser.add_argument("--initials", default="", metavar="XX", help="who checked")
    parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="the day, such as 2026-11-21 (today)")
    parser.add_argument("--source", default="", metavar="URL", help="the page that was read")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="the answers of a call sheet (report --calls)")
    add_data_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.checks.calls import Answer, read_answers
    from directory.desk.checks.stamping import stamp_answers
    from directory.desk.checks.verify import Check
    from directory.records.vocabulary import load_vocabulary

    settings = find_settings(chosen.data)
    vocabulary, today = load_vocabulary(settings.data), date.today()
    if bool(chosen.ids) == bool(chosen.answers):
        raise UsageError("verify: name the records that were checked, or --answers FILE; one of the two")
    if chosen.answers:
        answers = read_answers(read_text(chosen.answers), vocabulary)
    else:
        check = Check(chosen.on or today, _MEANS[chosen.by], chosen.initials, chosen.source)
        groups = tuple(group.strip() for group in chosen.group.split(",") if group.strip())
        answers = [Answer(name, check, groups, numbers=tuple(chosen.number)) for name in chosen.ids]
    stamped = stamp_answers(settings.resources, answers, vocabulary, today)
    for line in stamped.lines:
        print(line)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found '{text}', want a day such as 2026-11-21") from None


VERIFY = Command("Say that records were checked and found true.", _add_arguments, _run)

"""Hours in words: as they are written, and as they stand at a moment. Twin of web/app/hours.js."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from directory.records.values import DAYS
from directory.search.holidays import date_of, weekday_of
from directory.search.opening import DAY_MINUTES, Moment, Opening, find_opening
from directory.site.views.texts import Words

# From here on a weekday alone might be taken for this week's.
_WEEK = 7


def hours_text(hours: str, words: Words) -> str:
    """ "Mo-Fr 08:00-17:00; PH off" as "Mon–Fri 8 am–5 pm; holidays closed"."""
    if hours == "24/7":
        return str(words.record["always_open"])
    days: Mapping[str, str] = words.record["days"]
    text = hours.replace("-", "–").replace("off", words.record["closed"])
    text = re.sub(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b", lambda found: days[found[0]], text)
    return re.sub(r"\b(\d\d):(\d\d)\b", lambda found: _clock(int(found[1]), int(found[2]), words), text)


def opening_text(form: Mapping[str, Any], words: Words) -> str:
    """ "Open now, closes 5 pm", "Closed, opens Mon 8 am", "Open 24 hours", "Hours not known"; for a page that is kept and so
    knows no moment the hours as written, and nothing for videos and print.
    """
    if words.moment is None:
        return hours_text(form["hours"], words) if form.get("hours") else ""
    opening = find_opening(form, words.moment)
    return "" if opening is None else _state_text(opening, form, words.moment, words)


def _state_text(opening: Opening, form: Mapping[str, Any], now: Moment, words: Words) -> str:
    if opening.state == "always":
        return str(words.record["always_open"])
    if opening.state == "unknown":
        return str(words.record["hours_not_sure" if _has_hours(form) else "hours_not_known"])
    if opening.day is None:
        return str(words.record["closed_now"])
    return words.fill("open_until" if opening.state == "open" else "closed_until", time=_time_text(opening, now, words))


def _has_hours(form: Mapping[str, Any]) -> bool:
    return "hours" in form or any("hours" in phone for phone in form.get("phones", ()))


def _time_text(opening: Opening, now: Moment, words: Words) -> str:
    """ "5 pm" today, "Mon 8 am" within a week, "Nov 30, 8 am" later."""
    day, minute = opening.day or 0, opening.minute or 0
    clock = _clock(*divmod(minute, 60), words)
    if day == now.day:
        return clock
    if day - now.day < _WEEK:
        return f"{words.record['days'][DAYS[weekday_of(day)]]} {clock}"
    named = date_of(day)
    return words.fill("day_and_time", day=named.day, month=words.record["months"][named.month - 1], time=clock)


def _clock(hour: int, minutes: int, words: Words) -> str:
    half = words.record["afternoon" if 12 <= hour < DAY_MINUTES // 60 else "morning"]
    return f"{(hour + 11) % 12 + 1}{f':{minutes:02}' if minutes else ''} {half}"

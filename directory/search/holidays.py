"""Days on which offices keep holiday in Montana. Twin of web/search/holidays.js.

Those of the state (Montana Code Annotated 1-1-216) and of the United States (5 U.S.C. 6103) together: whether an office keeps
the one or the other is not known, and "closed" is then the safer thing to say. A day is a whole number: days since 1970-01-01.
"""

from __future__ import annotations

from datetime import date

# Monday is 0, as 1970-01-01, day 0, was a Thursday.
MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4

# Month and day: New Year, Juneteenth (federal alone), Independence, Veterans, Christmas.
_FIXED = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)})

# Month, weekday and which one of the month: King, Presidents, Labor, Columbus or Indigenous Peoples, Thanksgiving.
_COUNTED = frozenset({(1, MONDAY, 3), (2, MONDAY, 3), (9, MONDAY, 1), (10, MONDAY, 2), (11, THURSDAY, 4)})

_MAY, _NOVEMBER = 5, 11


def is_holiday(day: int) -> bool:
    """Whether `day` is one, or stands in for one: the Friday before a Saturday, the Monday after a Sunday."""
    weekday = weekday_of(day)
    stands_in = (weekday == FRIDAY and _is_fixed(day + 1)) or (weekday == MONDAY and _is_fixed(day - 1))
    return stands_in or _is_fixed(day) or _is_counted(day, weekday)


def weekday_of(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day + THURSDAY) % 7


def day_of(year: int, month: int, day_of_month: int) -> int:
    """Days since 1970-01-01."""
    return date(year, month, day_of_month).toordinal() - date(1970, 1, 1).toordinal()


def date_of(day: int) -> date:
    """The calendar's name of a day."""
    return date.fromordinal(day + date(1970, 1, 1).toordinal())


def _is_fixed(day: int) -> bool:
    named = date_of(day)
    return (named.month, named.day) in _FIXED


def _is_counted(day: int, weekday: int) -> bool:
    named = date_of(day)
    if (named.month, weekday, (named.day + 6) // 7) in _COUNTED:
        return True
    is_memorial_day = named.month == _MAY and weekday == MONDAY and named.day + 7 > 31
    # The general election: the Tuesday after the first Monday of November, in even years.
    is_election = named.month == _NOVEMBER and weekday == TUESDAY and 2 <= named.day <= 8 and named.year % 2 == 0
    return is_memorial_day or is_election

"""Which records are open at a moment: the one filter that no tag of a record answers. Twin of web/search/open_now.js.

Records of the same hours stand together, so that each text of hours is read once for a moment, however many records there are.
"""

from __future__ import annotations

from directory.search.opening import Moment, find_best, list_hours
from directory.search.records import Records

# What no record of a group is: videos and print.
_NEVER = ""


class OpenNow:
    """The tags of all records at any moment: now, closed or unknown."""

    def __init__(self, records: Records) -> None:
        numbers: dict[tuple[str, ...] | None, int] = {}
        # The group of each record.
        self.groups = [numbers.setdefault(hours, len(numbers)) for hours in records.tell(list_hours)]
        self._hours = tuple(numbers)
        self._latest: tuple[Moment, tuple[str, ...]] | None = None

    def list_tags(self, moment: Moment) -> tuple[str, ...]:
        """The tag of each group at `moment`, empty for what has no hours. While these stay the same, so do all answers."""
        latest = self._latest
        if latest is None or latest[0] != moment:
            tags = (_NEVER if hours is None else find_best(hours, moment).tag for hours in self._hours)
            latest = self._latest = moment, tuple(tags)
        return latest[1]

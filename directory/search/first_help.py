"""Who helps first: the order for somebody who says where she is and nothing else. Twin of web/search/first_help.js."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from directory.search.reach import LOCAL, NATIONAL, REGIONAL, STATEWIDE
from directory.search.records import Form, Records
from directory.search.scoring import NUMBERS, rate_trust, round_score

# Who names one of these audiences is there for everybody in trouble, not for one group.
_EVERYBODY = frozenset(("survivors", "families", "public"))

# How many of the services of a record count, its best ones, and what one counts that site.yaml leaves out.
_BEST_SERVICES, _OTHER_SERVICE = 4, 0.05


class FirstHelp:
    """How much each record is what somebody needs first: `scores` by record."""

    def __init__(self, records: Records, weights: Mapping[str, float], pinned: Collection[int]) -> None:
        """`weights`: what a service counts; `pinned`: the lines of the home page."""
        self.scores = records.tell(_rate, weights).copy()
        for record in pinned:
            self.scores[record] = _rate(records.forms[record], weights, NUMBERS["first_pinned"])
        self._services = records.tell(_list_services)
        self._people = [record for record, form in enumerate(records.forms) if form["kind"] == "organization"]

    def list_people(self) -> dict[int, float]:
        """The scores of whoever can be called or visited."""
        return {record: self.scores[record] for record in self._people}

    def find_local(self, services: Collection[str], reach: Sequence[int]) -> int | None:
        """Who comes first of those that serve the place and have one of `services`."""
        near = [record for record in self._people if reach[record] == LOCAL]
        able = [record for record in near if not self._services[record].isdisjoint(services)]
        return min(able, key=lambda record: (-round_score(self.scores[record]), record), default=None)

    @staticmethod
    def keep(scores: Mapping[int, float], reach: Sequence[int]) -> list[int]:
        """All who are near, and of those who serve everybody the few to try first."""
        kept = [record for record in scores if reach[record] <= REGIONAL]
        for far, most in ((STATEWIDE, "first_statewide"), (NATIONAL, "first_national")):
            records = [record for record in scores if reach[record] == far]
            records.sort(key=lambda record: (-round_score(scores[record]), record))
            kept += records[: int(NUMBERS[most])]
        return kept


def _list_services(form: Form) -> frozenset[str]:
    return frozenset(form.get("services", ()))


def _rate(form: Form, weights: Mapping[str, float], more: float = 0.0) -> float:
    """`more`: what is added for its services."""
    rated = sorted((weights.get(tag, _OTHER_SERVICE) for tag in form.get("services", ())), reverse=True)
    best = sum(rated[:_BEST_SERVICES])
    reachable = 1.0 if "phones" in form else NUMBERS["no_phone"]
    general = 1.0 if _EVERYBODY & set(form.get("audiences", ())) else NUMBERS["one_group"]
    return (best + more) * reachable * general * rate_trust(form)

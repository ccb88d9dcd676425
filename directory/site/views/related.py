"""A record and all others -> the few to look at next: the same series, the other language, the same need nearby.

Twin of web/app/related.js. Whole numbers only, so that both sides order alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from directory.site.views.texts import Form

MOST = 3

# What an office of the law does; such an office is offered beside its like alone.
ENFORCEMENT = "law-enforcement"

_SAME_SERIES, _OTHER_LANGUAGE = 2, 1

# What says that two organizations meet the same need.
_NEEDS = ("services", "topics")

# A tag of one record in twelve and rarer tells as much; what is nearer goes before what is more alike.
_RAREST = 12
_NEARER = 10_000


class Related:
    """Finds what is related among `forms` (id -> public form); `held_back`: ids that are offered beside nobody."""

    def __init__(self, forms: Mapping[str, Form], held_back: Collection[str]) -> None:
        self._offered = [form for name, form in sorted(forms.items()) if name not in held_back]
        self._count = Counter((name, tag) for form in forms.values() for name in _NEEDS for tag in form.get(name, ()))
        self._total = len(forms)

    def find(self, form: Form) -> list[Form]:
        """At most MOST records, best first; then by id."""
        rate = self._rate_help if form["kind"] == "organization" else rate_material
        scores = [(rate(form, other), other) for other in self._offered if other["id"] != form["id"]]
        found = [(score, other) for score, other in scores if score]
        return [other for _, other in sorted(found, key=lambda row: -row[0])[:MOST]]

    def _rate_help(self, form: Form, other: Form) -> int:
        """How well `other` meets the same needs nearby: the nearer first, then by needs in common, of which rare ones tell more;
        a confirmed number counts double. 0 where they have no service in common, or no place.
        """
        if other["kind"] != "organization" or (_is_enforcement(other) and not _is_enforcement(form)):
            return 0
        nearness = rate_nearness(form["reach"], other["reach"])
        if not nearness or not _shared(form, other, "services"):
            return 0
        need = sum(self._rate_tag(name, tag) for name in _NEEDS for tag in _shared(form, other, name))
        is_sure = any(phone["confirmed"] for phone in other.get("phones", ()))
        return nearness * _NEARER + need * (2 if is_sure else 1)

    def _rate_tag(self, name: str, tag: str) -> int:
        return min(self._total // self._count[name, tag], _RAREST)


def rate_material(form: Form, other: Form) -> int:
    """2 for the same series, 1 for the same in another language, else 0."""
    if other["kind"] == "organization":
        return 0
    if form.get("series") and form.get("series") == other.get("series"):
        return _SAME_SERIES
    is_alike = all(form.get(name) == other.get(name) for name in ("publisher", "format"))
    is_same_matter = set(form.get("topics", ())) == set(other.get("topics", ()))
    return _OTHER_LANGUAGE if is_alike and is_same_matter and not _shared(form, other, "languages") else 0


def rate_nearness(reach: Form, other: Form) -> int:
    """3 where both serve a place in common or the same whole state or country, 2 beside a statewide one, 1 a national one."""
    if _shared(reach, other, "counties") or _shared(reach, other, "nations"):
        return 3
    scope = other["scope"]
    if scope == reach["scope"] and scope in ("statewide", "national"):
        return 3
    return {"statewide": 2, "national": 1}.get(scope, 0)


def _shared(form: Form, other: Form, name: str) -> list[str]:
    theirs = other.get(name, ())
    return [tag for tag in form.get(name, ()) if tag in theirs]


def _is_enforcement(form: Form) -> bool:
    return ENFORCEMENT in form.get("services", ())

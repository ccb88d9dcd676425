"""The records of one state as the search numbers them, and what is told of each, kept from one state to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

Form = Mapping[str, Any]
T = TypeVar("T")


class _Told(NamedTuple):
    """What was told of each record, by number, and what was looked at beside it."""

    beside: tuple[Any, ...]
    rows: list[Any]


class Records:
    """Public forms by id, numbered from 0 in the order in which they come. Nobody may change them."""

    def __init__(self, forms: Iterable[Form], before: Records | None = None) -> None:
        """`before`: an earlier state; what was told of a record that is the same is not told again."""
        # Where two have one id, which the desk shows until it is mended, the last one counts.
        self.by_id: Mapping[str, Form] = {str(form["id"]): form for form in forms}
        self.forms = tuple(self.by_id.values())
        self._told: dict[Callable[..., Any], _Told] = {}
        # Ids of records that were added, changed or taken away.
        self.differing = self._follow(before) if before else frozenset(self.by_id)

    def tell(self, say: Callable[..., T], *beside: object) -> list[T]:
        """What `say` gives for each record, by number, which nobody may change. `say`: a function of a module that looks at the
        form and at what stands `beside` it, at nothing else.
        """
        told = self._told.get(say)
        if told is None or told.beside != beside:
            told = self._told[say] = _Told(beside, [say(form, *beside) for form in self.forms])
        return told.rows

    def _follow(self, before: Records) -> frozenset[str]:
        """Takes over what was told of the same records; the ids of all others."""
        old_number = {name: number for number, name in enumerate(before.by_id)}
        moved = [old_number.pop(name, -1) for name in self.by_id]
        for number, (old, form) in enumerate(zip(moved, self.forms, strict=True)):
            # Where it was the same value all along, its fields need not be compared.
            if old >= 0 and before.forms[old] is not form and before.forms[old] != form:
                moved[number] = -1
        new = [number for number, old in enumerate(moved) if old < 0]
        for say, told in before._told.items():
            # What is new has the place -1: what is put at the end stands there until it is told.
            rows = list(map([*told.rows, None].__getitem__, moved))
            for number in new:
                rows[number] = say(self.forms[number], *told.beside)
            self._told[say] = _Told(told.beside, rows)
        return frozenset(old_number).union(str(self.forms[number]["id"]) for number in new)

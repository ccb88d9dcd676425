"""What tells two states of the records apart: a revision names one, a change leads from one to the next.

A mirror holds the public forms by id. It applies each change of the feed in turn and writes its forms as `Written` does:
the SHA-256 of that is the revision, so it knows that it holds every byte of what is served here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from directory.records.removed import Removed

# Where nobody wrote into removed.yaml why a record is gone.
REASON_UNKNOWN = "not-given"

Form = Mapping[str, Any]
Forms = Mapping[str, Form]


@dataclass(frozen=True)
class Change:
    """One step from `previous` to `revision`. `on`: the moment it was published, in UTC.

    `fields`: id of each changed record -> the names of its fields that differ. `resources`: every added or changed record, whole.
    """

    revision: str
    previous: str
    on: str
    added: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    removed: tuple[Removed, ...]
    resources: Forms

    def as_json(self) -> dict[str, Any]:
        """The entry of the feed, also as it is kept on disk."""
        return {
            "revision": self.revision,
            "previous": self.previous,
            "on": self.on,
            "added": [{"id": name, "title": self.resources[name]["title"]} for name in self.added],
            "changed": [
                {"id": name, "title": self.resources[name]["title"], "fields": list(fields)}
                for name, fields in self.fields.items()
            ],
            "removed": [
                {
                    "id": gone.id,
                    "title": gone.title,
                    "reason": gone.reason,
                    "note": gone.note,
                    "instead": list(gone.instead),
                }
                for gone in self.removed
            ],
            "resources": list(self.resources.values()),
        }


def read_change(entry: Mapping[str, Any]) -> Change:
    """The change of an entry of the feed. Raises KeyError or TypeError if it is not one."""
    return Change(
        entry["revision"],
        entry["previous"],
        entry["on"],
        tuple(row["id"] for row in entry["added"]),
        {row["id"]: tuple(row["fields"]) for row in entry["changed"]},
        tuple(
            Removed(row["id"], row["title"], row["reason"], row["note"], tuple(row["instead"]))
            for row in entry["removed"]
        ),
        {form["id"]: form for form in entry["resources"]},
    )


class Written:
    """The records of one state as a mirror writes them. Nobody may change the forms: each is written once."""

    def __init__(self, forms: Forms, before: Written | None = None) -> None:
        """`before`: an earlier state; a form that is the same value as there is not written again."""
        self.forms = forms
        old: Forms = before.forms if before else {}
        rows = before._rows if before else {}
        self._rows: dict[str, bytes] = {
            name: rows[name] if old.get(name) is form else _write(form) for name, form in forms.items()
        }

    @property
    def bytes(self) -> bytes:
        """One JSON array in UTF-8: by id, keys sorted, no spaces. Numbers are whole, so any program writes the same bytes."""
        return b"[%s]" % b",".join([self._rows[name] for name in sorted(self._rows)])

    @cached_property
    def revision(self) -> str:
        """SHA-256 of the bytes, in 64 hex digits."""
        return hashlib.sha256(self.bytes).hexdigest()

    def list_differing(self, other: Written) -> list[str]:
        """The ids, sorted, of records that both states have, but not the same."""
        both = self._rows.keys() & other._rows.keys()
        return sorted(name for name in both if self._rows[name] != other._rows[name])


def _write(form: Form) -> bytes:
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def compare(old: Written, new: Written, on: str, reasons: Mapping[str, Removed]) -> Change:
    """The change that leads from `old` to `new`. `reasons`: why a record is gone, by id, where somebody said so."""
    added = tuple(sorted(new.forms.keys() - old.forms.keys()))
    fields = {name: _differing(old.forms[name], new.forms[name]) for name in old.list_differing(new)}
    removed = tuple(
        _explain(old.forms[name], reasons.get(name)) for name in sorted(old.forms.keys() - new.forms.keys())
    )
    resources = {name: new.forms[name] for name in sorted((*added, *fields))}
    return Change(new.revision, old.revision, on, added, fields, removed, resources)


def apply(forms: Forms, change: Change) -> dict[str, Form]:
    """The records after the change. Raises ValueError if they are not those the change starts from."""
    revision = Written(forms).revision
    if revision != change.previous:
        raise ValueError(f"found revision {revision}, want {change.previous}: fetch the whole snapshot")
    gone = {row.id for row in change.removed}
    return {**{name: form for name, form in forms.items() if name not in gone}, **change.resources}


def _differing(old: Form, new: Form) -> tuple[str, ...]:
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


def _explain(form: Form, said: Removed | None) -> Removed:
    return said or Removed(form["id"], form["title"], REASON_UNKNOWN)

"""Our ids -> UUIDs that never change: version 5 (RFC 9562), so that every export names the same thing alike."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from directory.hsds.context import Form

# Every directory run with this program shares it; an id of ours is never used again, so its UUID is not either.
NAMESPACE = uuid5(NAMESPACE_URL, "urn:resource-directory:hsds")


def name_uuid(entity: str, *parts: str) -> str:
    """The UUID of an HSDS entity, by the table it stands in and what tells it from others there."""
    return str(uuid5(NAMESPACE, "\n".join((entity, *parts))))


def service_uuid(form: Form) -> str:
    """Every record is one service."""
    return name_uuid("service", form["id"])


def organization_uuid(form: Form) -> str:
    """An organization is itself; a video or print belongs to its publisher."""
    return name_uuid("organization", form["id"]) if is_organization(form) else name_uuid("publisher", form["publisher"])


def location_uuid(form: Form) -> str | None:
    """Where a record's office is; None without a town."""
    return name_uuid("location", form["id"]) if form.get("city") else None


def is_organization(form: Form) -> bool:
    """Whether the record is somebody who helps, not a video or print."""
    return bool(form["kind"] == "organization")

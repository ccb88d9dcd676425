"""Our ids -> UUIDs that never change: version 5 (RFC 9562), so that every export names the same thing alike."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

# Every directory run with this program shares it; an id of ours is never used again, so its UUID is not either.
NAMESPACE = uuid5(NAMESPACE_URL, "urn:resource-directory:hsds")


def name_uuid(entity: str, *parts: str) -> str:
    """The UUID of an HSDS entity, by the table it stands in and what tells it from others there."""
    return str(uuid5(NAMESPACE, "\n".join((entity, *parts))))

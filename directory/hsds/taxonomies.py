"""Our closed lists -> taxonomies of HSDS, their tags -> terms."""

from __future__ import annotations

from directory.hsds.context import Context, Entity
from directory.hsds.names import name_uuid

# Filter of ours -> the closed list that becomes a taxonomy.
TAXONOMIES = {
    "kind": "kinds",
    "services": "services",
    "audiences": "audiences",
    "topics": "topics",
    "format": "formats",
}


def term_uuid(name: str, tag: str) -> str:
    """The UUID of a tag of a closed list."""
    return name_uuid("taxonomy_term", TAXONOMIES[name], tag)


def describe_term(name: str, tag: str, context: Context) -> Entity:
    """A tag as taxonomy term."""
    label = context.label(TAXONOMIES[name], tag)
    own = {"id": term_uuid(name, tag), "code": tag, "name": label, "description": label}
    return {**own, "taxonomy": TAXONOMIES[name], "taxonomy_id": taxonomy_uuid(name), "language": "en"}


def taxonomy_uuid(name: str) -> str:
    """The UUID of a closed list."""
    return name_uuid("taxonomy", TAXONOMIES[name])


def describe_taxonomy(name: str) -> Entity:
    """A closed list as taxonomy."""
    described = f"The closed list '{TAXONOMIES[name]}' of this directory."
    return {"id": taxonomy_uuid(name), "name": TAXONOMIES[name], "description": described}

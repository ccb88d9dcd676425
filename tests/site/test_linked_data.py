"""JSON-LD on record pages: the terms of schema.org, only what is certain, nothing that can break out of its element."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.site.conftest import SHELTER, VIDEO, Client, make_record

# What schema.org has for each type (schema.org 29), as far as we use it.
TERMS = {
    "Organization": {"name", "alternateName", "description", "url", "areaServed", "contactPoint", "email", "address"},
    "GovernmentService": {"name", "alternateName", "description", "url", "areaServed", "provider"},
    "VideoObject": {
        "name", "alternateName", "description", "url", "publisher", "inLanguage", "datePublished", "duration", "contentUrl",
        "isAccessibleForFree",
    },
    "DigitalDocument": {
        "name", "alternateName", "description", "url", "publisher", "inLanguage", "datePublished", "encoding",
        "isAccessibleForFree",
    },
    "ContactPoint": {"telephone", "contactType", "availableLanguage"},
    "PostalAddress": {"addressLocality", "addressRegion", "addressCountry", "streetAddress"},
    "AdministrativeArea": {"name"},
    "GovernmentOrganization": {"name", "contactPoint", "email"},
    "MediaObject": {"contentUrl"},
}  # fmt: skip

PRINT = {
    **VIDEO,
    "id": "example-poster",
    "kind": "print",
    "format": "poster",
    "download_url": "https://example.org/p.pdf",
}
OFFICE = make_record("example-office", url="https://help.mt.gov/", email="help@mt.gov")


def linked_data(client: Client, path: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.S)
    assert found
    return json.loads(found[1])


def unknown_terms(thing: Any) -> set[str]:
    if isinstance(thing, list):
        return {term for part in thing for term in unknown_terms(part)}
    if not isinstance(thing, dict):
        return set()
    own = {name for name in thing if not name.startswith("@")} - TERMS[thing["@type"]]
    return own | {term for part in thing.values() for term in unknown_terms(part)}


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (make_record("example-hotline"), "Organization"),
        (SHELTER, "Organization"),
        (OFFICE, "GovernmentService"),
        (VIDEO, "VideoObject"),
        (PRINT, "DigitalDocument"),
    ],
    ids=lambda value: value if isinstance(value, str) else value["id"],
)
def test_record_uses_the_terms_of_its_type(serve: Callable[..., Client], record: dict[str, Any], kind: str) -> None:
    found = linked_data(serve(record), f"/resources/{record['id']}")

    assert found["@type"] == kind
    assert unknown_terms(found) == set()


def test_number_nobody_confirmed_is_left_out(serve: Callable[..., Client]) -> None:
    record = make_record("example-hotline")
    record["phones"][0]["verified"]["verdict"] = "not-found"

    assert "contactPoint" not in linked_data(serve(record), "/resources/example-hotline")


def test_text_cannot_end_the_element(serve: Callable[..., Client]) -> None:
    title = "Aid </script><script>alert(1)</script>"

    assert (
        linked_data(serve(make_record("example-hotline", title=title)), "/resources/example-hotline")["name"] == title
    )


def test_spanish_page_describes_in_spanish(client: Client) -> None:
    assert linked_data(client, "/es/resources/example-shelter")["name"] == "Refugio Ejemplo"

"""A curl and a Python example for each operation of the API; the tests run every one of them."""

from __future__ import annotations

# What stands for the address of the site.
BASE = "https://BASE"

# Operation -> (path with parameters, what the Python example prints of the answer).
_GETS = {
    "search": ("/api/v1/search?q=safe+place+tonight&limit=5", '[row["title"] for row in found["results"]]'),
    "suggest": ("/api/v1/suggest?q=hav", "found"),
    "listResources": ("/api/v1/resources?limit=100&offset=100", 'found["total"]'),
    "showResource": ("/api/v1/resources/national-human-trafficking-hotline", 'found["phones"][0]["display"]'),
    "listFacets": ("/api/v1/facets?lang=es", 'found["facets"]["kind"]'),
    "fetchSnapshot": ("/api/v1/snapshot", "len(found)"),
    "listChanges": ("/changes.json?limit=10", 'found["revision"]'),
    "showHsds": ("/hsds", 'found["version"]'),
    "list_services": ("/hsds/services?per_page=10&full=true", 'found["total_items"]'),
    "list_organizations": ("/hsds/organizations?search=shelter", '[row["name"] for row in found["contents"]]'),
    "list_locations": ("/hsds/locations?per_page=10", 'found["total_items"]'),
    "list_service_at_locations": ("/hsds/service_at_locations?per_page=10", 'found["total_items"]'),
    "list_taxonomies": ("/hsds/taxonomies", '[row["name"] for row in found["contents"]]'),
    "list_taxonomy_terms": ("/hsds/taxonomy_terms?per_page=200", 'len(found["contents"])'),
}

# Lists of HSDS -> the operation that shows one of them.
_SHOWS = {
    "services": "show_service", "organizations": "show_organization", "locations": "show_location",
    "service_at_locations": "show_service_at_location", "taxonomies": "show_taxonomy", "taxonomy_terms": "show_taxonomy_term",
}  # fmt: skip

_POST = """\
import json, urllib.request
body = json.dumps({"q": "safe place tonight", "kind": ["organization"], "limit": 5}).encode()
asked = urllib.request.Request("https://BASE/api/v1/search", body, {"content-type": "application/json"})
with urllib.request.urlopen(asked) as answer:
    found = json.load(answer)
print([row["title"] for row in found["results"]])
"""
_POST_CURL = """\
curl -sf https://BASE/api/v1/search -H 'content-type: application/json' -d '{"q": "safe place tonight", "limit": 5}'
"""
_CARDS = _POST.replace("/search", "/search/cards").replace(
    '[row["title"] for row in found["results"]]', 'found["count"], [card["title"] for card in found["cards"]]'
)
_SHOW = """\
import json, urllib.request
with urllib.request.urlopen("https://BASE/hsds/{table}?per_page=1") as answer:
    first = json.load(answer)["contents"][0]["id"]
with urllib.request.urlopen("https://BASE/hsds/{table}/" + first) as answer:
    print(json.load(answer)["id"])
"""
_SHOW_CURL = """\
id=$(curl -sf 'https://BASE/hsds/{table}?per_page=1' | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
curl -sf "https://BASE/hsds/{table}/$id"
"""
_FILES = {"followChanges": "/changes.atom", "fetchPackage": "/hsds/datapackage.zip"}


def list_samples(operation: str) -> list[dict[str, str]]:
    """[{lang, label, source}, ...] as documentation tools read `x-codeSamples`."""
    curl, python = _write(operation)
    return [
        {"lang": "Shell", "label": "curl", "source": curl},
        {"lang": "Python", "label": "Python", "source": python},
    ]


def _write(operation: str) -> tuple[str, str]:
    if operation == "searchByPost":
        return _POST_CURL, _POST
    if operation == "searchForCards":
        return _POST_CURL.replace("/search", "/search/cards"), _CARDS
    if operation in _FILES:
        return _read_bytes(_FILES[operation])
    if operation in _GETS:
        return _read_json(*_GETS[operation])
    table = next(name for name, show in _SHOWS.items() if show == operation)
    return _SHOW_CURL.replace("{table}", table), _SHOW.replace("{table}", table)


def _read_json(path: str, printed: str) -> tuple[str, str]:
    python = (
        "import json, urllib.request\n"
        f'with urllib.request.urlopen("{BASE}{path}") as answer:\n'
        "    found = json.load(answer)\n"
        f"print({printed})\n"
    )
    return f"curl -sf '{BASE}{path}'\n", python


def _read_bytes(path: str) -> tuple[str, str]:
    python = (
        "import urllib.request\n"
        f'with urllib.request.urlopen("{BASE}{path}") as answer:\n'
        "    print(len(answer.read()), 'bytes')\n"
    )
    return f"curl -sf '{BASE}{path}' -o '{path.rsplit('/', 1)[1]}'\n", python

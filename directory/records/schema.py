"""The JSON Schema of resources.yaml for editors, made from the model and the closed lists.

Editors read it through the file's first line. It stays inside JSON Schema draft 7, the newest that the YAML language
server understands. `python -m directory.records.schema` writes it; a test compares it with the model.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from directory.records.model import MODEL_OF_KIND
from directory.records.vocabulary import Vocabulary, load_vocabulary
from directory.settings import find_settings

FILE = "resources.schema.json"


def build_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema as a mapping."""
    definitions: dict[str, Any] = {}
    for model in dict.fromkeys(MODEL_OF_KIND.values()):
        schema = model.model_json_schema(mode="validation", ref_template="#/definitions/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[model.__name__] = schema
    by_kind = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/definitions/{model.__name__}"}}
        for kind, model in MODEL_OF_KIND.items()
    ]
    item = {
        "type": "object",
        "required": ["id", "kind"],
        "properties": {"kind": {"enum": list(MODEL_OF_KIND)}},
        "allOf": by_kind,
    }
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Records of the directory",
        "type": "array",
        "items": item,
        "definitions": definitions,
    }
    return {**_for_editors(schema, vocabulary), "title": schema["title"]}


def _for_editors(node: Any, vocabulary: Vocabulary) -> Any:
    """Closed lists become enumerations, `want` sentences become error messages, names pydantic made up go."""
    if isinstance(node, list):
        return [_for_editors(item, vocabulary) for item in node]
    if not isinstance(node, dict):
        return node
    if "properties" in node:
        fields = {name: _for_editors(field, vocabulary) for name, field in node["properties"].items()}
        node = {**node, "properties": fields}
    made_up = ("title", "default", "format")
    rest = {key: _for_editors(value, vocabulary) for key, value in node.items() if key not in ("properties", *made_up)}
    return _with_list(rest | {key: node[key] for key in ("properties",) if key in node}, vocabulary)


def _with_list(node: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    list_of, want = node.pop("list_of", None), node.pop("want", None)
    if want:
        node["errorMessage"] = f"want {want}"
    if not list_of:
        return node
    words = {"type": "string", "enum": list(vocabulary.tags(list_of))}
    is_list = node.get("type") == "array"
    node.pop("anyOf", None)
    return node | ({"type": "array", "items": words, "uniqueItems": True} if is_list else words)


def render_schema(vocabulary: Vocabulary) -> str:
    """The schema as the file holds it."""
    return json.dumps(build_schema(vocabulary), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the schema beside the records."""
    folder: Path = find_settings().data
    (folder / FILE).write_text(render_schema(load_vocabulary(folder)), encoding="utf-8")
    print(f"wrote {folder.name}/{FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

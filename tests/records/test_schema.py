"""The schema editors use is made from the model, and the file beside the records is that schema."""

from __future__ import annotations

from pathlib import Path

from directory.records.schema import FILE, build_schema, render_schema
from directory.records.vocabulary import Vocabulary


def test_schema_file_is_the_one_the_model_makes(vocabulary: Vocabulary, data_folder: Path) -> None:
    """Regenerate with: python -m directory.records.schema"""
    assert (data_folder / FILE).read_text(encoding="utf-8") == render_schema(vocabulary)


def test_records_name_their_schema_on_the_first_line(data_folder: Path) -> None:
    first = (data_folder / "resources.yaml").read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema={FILE}"


def test_closed_lists_become_enumerations(vocabulary: Vocabulary) -> None:
    schema = build_schema(vocabulary)

    services = schema["definitions"]["Organization"]["properties"]["services"]
    assert services["items"]["enum"] == list(vocabulary.tags("services"))
    assert schema["definitions"]["Material"]["properties"]["format"]["enum"] == list(vocabulary.tags("formats"))
    assert "title" in schema["definitions"]["Material"]["properties"]

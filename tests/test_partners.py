"""docs/partners.md says of the mapping, the attributes and the properties what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from directory.hsds.mapping import RULES
from directory.site.programs.samples import BASE, list_samples

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "partners.md").read_text(encoding="utf-8")
WIDGET = ROOT / "web" / "widget"


def test_table_of_hsds_is_the_mapping() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.*?) \| (.*) \|$", PAGE, re.M)

    assert rows == [(rule.target, rule.ours or "(none)", rule.how) for rule in RULES]


def test_every_attribute_property_and_part_is_told() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(WIDGET.glob("*.js")))
    style = (WIDGET / "style.css").read_text(encoding="utf-8")
    options = re.search(r"const OPTIONS = \[(.*?)\]", code)
    told = re.search(r"Parts for `::part\(\)`: `([\w ]+)`", PAGE)

    assert options
    assert told
    assert all(f"`{name}`" in PAGE for name in re.findall(r"'(\w+)'", options[1]))
    assert set(re.findall(r"--resource-search-[\w-]+", style)) == set(re.findall(r"`(--resource-search-[\w-]+)`", PAGE))
    assert set(re.findall(r"part: '(\w+)'", code)) == set(told[1].split())


def test_example_of_the_api_is_one_that_is_run() -> None:
    """tests/site/test_openapi.py runs the samples of the API's own description."""
    shown = re.findall(r"^    (curl .+)$", PAGE, re.M)
    samples = [sample["source"].strip() for sample in list_samples("searchByPost")]

    assert len(shown) == 1
    assert shown[0].replace("https://directory.example", BASE) in samples

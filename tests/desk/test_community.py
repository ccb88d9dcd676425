"""Another community: its own name, its state's places, the national lines; sound from the first minute, and served."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from directory.cli import main
from directory.desk.beginning.community import make_places
from directory.errors import UsageError
from directory.records.check import check_file
from directory.records.model import Organization
from directory.settings import Settings
from directory.site.app import create_app
from tests.conftest import ROOT
from tests.site.conftest import TODAY, Client, SmallSettings, write_bundle


def start(tmp_path: Path, state: str = "WY", *more: str) -> Path:
    folder = tmp_path / "data"
    assert main(["init", str(folder), "--state", state, *more]) == 0
    return folder


@pytest.fixture(scope="module")
def wyoming(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new directory, for tests that only read it."""
    return start(tmp_path_factory.mktemp("wyoming"))


@pytest.mark.parametrize("state", ["WY", "va", "MT"])
def test_new_directory_is_sound(tmp_path: Path, state: str) -> None:
    folder = start(tmp_path, state)

    checked = check_file(folder / "resources.yaml", today=TODAY)

    assert [str(fault) for fault in checked.faults] == []
    assert len(checked.resources) >= 5
    assert {resource.reach.scope for resource in checked.resources} == {"national"}


def test_new_directory_speaks_of_its_own_state(tmp_path: Path) -> None:
    folder = start(tmp_path, "WY", "--name", "Help: here & now")

    texts = {
        name: (folder / name).read_text(encoding="utf-8") for name in ("resources.yaml", "site.yaml", "guide.yaml")
    }
    assert [name for name, text in texts.items() if "Montana" in text.replace("montana-", "")] == []
    assert 'name: {en: "Help: here & now"' in texts["site.yaml"]
    assert "for Wyoming." in texts["site.yaml"]


def test_new_directory_has_988_and_puts_it_first_in_danger_of_suicide(wyoming: Path) -> None:
    site = (wyoming / "site.yaml").read_text(encoding="utf-8")
    checked = check_file(wyoming / "resources.yaml", today=TODAY)

    (line,) = [resource for resource in checked.resources if resource.id == "988-lifeline"]
    assert isinstance(line, Organization)
    assert line.title == "988 Suicide & Crisis Lifeline"
    assert [phone.short_code for phone in line.phones] == ["988", "988"]
    assert line.what_happens is None
    assert "  suicide:\n    - 988-lifeline\n" in site
    assert "montana-988" not in site


def test_new_directory_is_served_and_knows_its_towns(tmp_path: Path) -> None:
    folder = start(tmp_path)
    settings: Settings = SmallSettings(folder / "resources.yaml", tmp_path / "search_index")
    write_bundle(settings.static)
    client = Client(create_app(settings, lambda: TODAY))

    home, found = client.get("/"), client.get("/api/v1/search?q=hotline+cheyenne").json()

    client.close()
    assert "Find help in Wyoming" in home.text
    assert "Montana" not in home.text
    assert found["understood"]["place"]["name"] == "Cheyenne"
    assert found["total"] >= 1


def test_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    assert main(["init", str(tmp_path), "--state", "WY"]) == 2
    assert "want a new or empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_state_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="found the state 'XX', want one of AK, AL"):
        make_places("XX")


@pytest.mark.parametrize(
    ("state", "counties", "town", "county", "zip_code"),
    [
        ("WY", 23, "Cheyenne", "Laramie", "82001"),
        ("ID", 44, "Boise", "Ada", "83702"),
        ("VA", 133, "Richmond", "Richmond city", "23219"),
        ("LA", 64, "New Orleans", "Orleans", "70112"),
    ],
)
def test_places_are_where_everyone_knows_they_are(
    state: str, counties: int, town: str, county: str, zip_code: str
) -> None:
    """Numbers of counties and independent cities: Census Bureau, 2017."""
    places = make_places(state)

    [row] = [row for row in places["towns"] if row["name"] == town]
    assert len(places["counties"]) == len({county["name"] for county in places["counties"]}) == counties
    assert (row["county"], zip_code in row["zips"]) == (county, True)


def test_neighbours_are_mutual() -> None:
    neighbors = {county["name"]: set(county["neighbors"]) for county in make_places("WY")["counties"]}

    assert [(a, b) for a, others in neighbors.items() for b in others if a not in neighbors[b]] == []


def test_workflow_runs_no_code_that_may_change_under_its_name(wyoming: Path) -> None:
    workflow = (wyoming / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")

    assert re.findall(r"uses: (\S+)@[0-9a-f]{40} # v[0-9.]+\n", workflow) == re.findall(r"uses: ([^@\s]+)", workflow)


@pytest.mark.parametrize("hooks", [".pre-commit-config.yaml", str(ROOT / ".pre-commit-hooks.yaml")])
@pytest.mark.parametrize("name", ["resources", "vocabulary", "site", "guide", "removed"])
def test_every_file_that_check_reads_is_checked_before_a_commit(wyoming: Path, hooks: str, name: str) -> None:
    [pattern] = re.findall(r"files: (\S+)", (wyoming / hooks).read_text(encoding="utf-8"))

    assert re.search(pattern, f"{name}.yaml")


def test_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    assert main(["init", str(tmp_path / "file" / "data"), "--state", "WY"]) == 2
    assert "cannot be written (Not a directory)" in capsys.readouterr().err


def test_states_travel_small() -> None:
    """All fifty states and the District in the wheel."""
    from directory.desk.beginning.community import STATES

    assert STATES.stat().st_size < 600_000


def test_what_is_needed_for_a_repository_comes_with_it(wyoming: Path) -> None:
    assert "--format github" in (wyoming / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    assert "pre-commit" in (wyoming / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "Wyoming" in (wyoming / "README.md").read_text(encoding="utf-8")
    assert json.loads((wyoming / "places.json").read_text(encoding="utf-8"))["sources"]

"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from directory.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "directory", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]

    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_help_and_stands_in_the_docs(command: str) -> None:
    done = run(command, "--help")
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert done.returncode == 0
    assert f"resource-directory {command}" in text or f"`{command}`" in text


def test_command_of_the_advocates_page_works() -> None:
    """docs/advocates.md tells everyone to run `check`."""
    done = run("check")

    assert done.returncode == 0
    assert "in 249 records" in done.stdout + done.stderr


def test_dependencies_are_justified_in_the_design() -> None:
    wanted = re.search(r"dependencies = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL)
    assert wanted
    names = re.findall(r'"([A-Za-z0-9-]+)', wanted.group(1))
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")

    assert [name for name in names if name not in design] == []


def test_no_file_names_a_registry_or_a_machine_path() -> None:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split()
    telling = re.compile(r"pypi\.org|registry\.npmjs|files\.pythonhosted|/(?:home|root|work)/[a-z]")
    own = "tests/test_docs.py"

    found = [
        name
        for name in tracked
        if name != own
        and (ROOT / name).suffix in {".py", ".md", ".txt", ".json", ".toml", ".js", ".mjs", ".yaml", ""}
        and telling.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []

"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from directory.cli import COMMANDS, main
from directory.desk.checks.visit import Visit

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "directory", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=240, check=False)


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


ADVOCATES = (ROOT / "docs" / "advocates.md").read_text(encoding="utf-8")
COMMANDS_SHOWN = list(dict.fromkeys(re.findall(r"\.venv/bin/resource-directory ([^`\n]+)", ADVOCATES)))


def test_commands_of_the_advocates_page_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command line of docs/advocates.md, in the page's order: one may want what another made. The web is not asked, and the
    desk is not left open."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    answers = re.findall(r"^    (\d{4}-\d\d-\d\d KT .+)$", ADVOCATES, re.MULTILINE)
    (tmp_path / "answers.txt").write_text("\n".join(answers), encoding="utf-8")
    new = iter(
        ["", "Havre Helpers", "Help.", "", "", "", "", "referrals", "", "", "", "https://example.org/", "", "KT", "y"]
    )
    opened: list[object] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.input", lambda prompt: next(new))
    monkeypatch.setattr("directory.desk.checks.links.visit_all", _all_alive)
    monkeypatch.setattr("directory.desk.editor.edit.edit", lambda *given, **more: opened.append(given))

    for command in COMMANDS_SHOWN:
        assert main(shlex.split(command)) == 0, command
        assert capsys.readouterr().out or command == "edit", command
    assert len(opened) == 1


async def _all_alive(urls: Iterable[str], manners: object) -> AsyncIterator[Visit]:
    for url in urls:
        yield Visit(url, "alive")


def test_pictures_of_the_docs_are_small_and_described() -> None:
    pictures = list((ROOT / "docs").rglob("*.png"))

    assert len(pictures) >= 4
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []
    assert re.findall(r"!\[\]\(", ADVOCATES) == []


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

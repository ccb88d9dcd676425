"""Saves of a folder kept by git."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import RECORD
from tests.desk.editor.asking import ID, Browser, text_of


def test_saves_of_a_folder_kept_by_git_are_commits_with_a_name(committing: Browser, git: Any) -> None:
    committing.save(RECORD | {"title": "Renamed"}, RECORD, committing.base())

    assert git("log", "-1", "--format=%an|%s") == "Ada|Renamed: Name: “Example Hotline” becomes “Renamed”"
    assert "Ada" in committing.get(f"/records/{ID}/history").text


def test_commit_of_a_save_holds_nothing_another_program_wrote(committing: Browser, folder: Path, git: Any) -> None:
    changed = text_of(folder).replace("Example Office", "Changed by hand")
    (folder / "resources.yaml").write_text(changed, encoding="utf-8")

    committing.save(RECORD | {"title": "Renamed"}, RECORD, committing.base())

    assert "Changed by hand" not in git("show", "--format=", "-U0", "HEAD")
    assert git("log", "-2", "--format=%s").splitlines()[1] == "Changes made before, without the desk's commits"
    assert "Changed by hand" in git("show", "--format=", "-U0", "HEAD~")

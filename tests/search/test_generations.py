"""Generations of the index: whole or not there, whatever dies when."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directory.errors import IndexUnusableError
from directory.search.generations import Digests, open_generation

ROOT = Path(__file__).parent.parent.parent


def build_text(text: str) -> Callable[[Path], Digests]:
    """A builder of generations with one file, none of it taken over."""

    def build(folder: Path) -> Digests:
        (folder / "text").write_text(text, encoding="utf-8")
        return {}

    return build


def read_text(folder: Path) -> str:
    """What such a generation holds."""
    return (folder / "text").read_text(encoding="utf-8")


def refuse(folder: Path) -> Digests:
    """A builder for where nothing may be built."""
    raise AssertionError(f"built {folder.name}")


def generations(root: Path) -> set[str]:
    """Names of what stands in the folder."""
    return {folder.name for folder in (root / "generations").iterdir()}


def test_generation_is_built_once_and_named_current(tmp_path: Path) -> None:
    """The second opening builds nothing."""
    assert open_generation(tmp_path, "aa", build_text("one"), read_text) == "one"
    assert open_generation(tmp_path, "aa", refuse, read_text) == "one"
    assert generations(tmp_path) == {(tmp_path / "current").read_text(encoding="utf-8").strip()}


def test_another_state_gets_a_generation_of_its_own(tmp_path: Path) -> None:
    """And going back builds nothing: the one before is kept, older ones are not."""
    for key in ("aa", "bb", "cc"):
        assert open_generation(tmp_path, key, build_text(key), read_text) == key
    assert open_generation(tmp_path, "bb", refuse, read_text) == "bb"
    assert (tmp_path / "current").read_text(encoding="utf-8").startswith("bb.")
    assert {name.split(".")[0] for name in generations(tmp_path)} == {"bb", "cc"}


@pytest.mark.parametrize("tear", ["cut", "change", "remove", "add", "no manifest", "empty manifest"])
def test_torn_generation_is_built_again(tmp_path: Path, tear: str) -> None:
    """A byte off anywhere is noticed before anything is read: an index is made of pickles."""
    open_generation(tmp_path, "aa", build_text("one"), read_text)
    (folder,) = (tmp_path / "generations").iterdir()
    text, manifest = folder / "text", folder / "manifest.json"
    tears = {
        "cut": lambda: text.write_text("on", encoding="utf-8"),
        "change": lambda: text.write_text("onf", encoding="utf-8"),
        "remove": text.unlink,
        "add": lambda: (folder / "more").write_text("", encoding="utf-8"),
        "no manifest": manifest.unlink,
        "empty manifest": lambda: manifest.write_text("", encoding="utf-8"),
    }
    tears[tear]()
    assert open_generation(tmp_path, "aa", build_text("two"), read_text) == "two"
    assert folder.name not in generations(tmp_path)


def test_what_a_dead_builder_left_is_cleared_away(tmp_path: Path) -> None:
    """Half of a generation is none."""
    left = tmp_path / "generations" / "aa.12345678.building"
    left.mkdir(parents=True)
    (left / "text").write_text("half", encoding="utf-8")
    assert open_generation(tmp_path, "aa", build_text("whole"), read_text) == "whole"
    assert left.name not in generations(tmp_path)


def test_generation_half_removed_does_not_push_out_the_one_before(tmp_path: Path) -> None:
    """Removing files makes a folder look new; what counts is when a generation was finished."""
    open_generation(tmp_path, "aa", build_text("one"), read_text)
    open_generation(tmp_path, "bb", build_text("two"), read_text)
    next((tmp_path / "generations").glob("aa.*/text")).unlink()
    open_generation(tmp_path, "cc", build_text("three"), read_text)
    assert open_generation(tmp_path, "bb", refuse, read_text) == "two"


def test_builder_that_fails_leaves_the_last_good_one(tmp_path: Path) -> None:
    """The fault is passed on, `current` stays."""
    open_generation(tmp_path, "aa", build_text("one"), read_text)
    with pytest.raises(AssertionError, match="built bb"):
        open_generation(tmp_path, "bb", refuse, read_text)
    assert (tmp_path / "current").read_text(encoding="utf-8").startswith("aa.")
    assert open_generation(tmp_path, "aa", refuse, read_text) == "one"


def test_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """In a sentence that says what to mend."""
    (tmp_path / "index").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="want a folder this program may write to"):
        open_generation(tmp_path / "index", "aa", build_text("one"), read_text)


def test_many_at_once_build_one(tmp_path: Path) -> None:
    """Whoever comes second waits and opens what the first built."""
    built: list[Path] = []

    def build(folder: Path) -> Digests:
        built.append(folder)
        return build_text("one")(folder)

    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_generation(tmp_path, "aa", build, read_text), range(8)))
    assert opened == ["one"] * 8
    assert len(built) == 1


def test_last_good_index_survives_any_crash(tmp_path: Path) -> None:
    """A process that builds indexes is killed 40 times, wherever it stands: the last one it announced opens as it was
    and answers, and `current` names a whole one."""
    command = [sys.executable, "-m", "tests.search.crash", str(tmp_path), "40"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert len(outcomes) == 40
    for outcome in outcomes:
        before, after = outcome["folders"]
        assert len(before) == 1
        assert outcome["current_is_whole"]
        assert before == after
        assert outcome["found"][0] == "record-0"

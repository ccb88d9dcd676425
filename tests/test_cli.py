"""The commands: what they print, and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.cli import COMMANDS, main
from directory.records.removed import load_removed
from tests.site.conftest import SHELTER, VIDEO, Folder, make_record

pytestmark = pytest.mark.usefixtures("check_today")

# What a command said: exit code, output, errors.
Said = tuple[int, str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder with two sound records."""
    made = Folder(tmp_path / "directory")
    made.write_records(SHELTER, VIDEO)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """run(*arguments) -> what the program said."""

    def call(*arguments: object) -> Said:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_check_of_sound_records_counts_them(run: Callable[..., Said], folder: Folder) -> None:
    assert run("check", folder.settings.resources) == (
        0,
        "0 faults and 2 warnings in 2 records\n"
        "Warnings: 1 record without Spanish, 1 video with no word on captions. "
        "To read them: check --warnings\n",
        "",
    )


def test_check_prints_every_fault_and_ends_with_1(run: Callable[..., Said], folder: Folder) -> None:
    folder.write_records(SHELTER, make_record("two", cost="cheap", languages=["english"]))
    code, said, _ = run("check", folder.settings.resources)
    lines = said.splitlines()
    assert code == 1
    assert [line.split(":")[0] for line in lines[:2]] == ["data/resources.yaml"] * 2
    assert lines[2:] == [
        "2 faults and 0 warnings in 2 records",
        "What can mean one thing only is put right by: check --fix",
    ]


def test_check_says_what_it_could_not_read(run: Callable[..., Said], folder: Folder) -> None:
    folder.settings.resources.write_text("- id: one\n\tkind: organization\n")
    code, said, _ = run("check", "--data", folder.settings.resources)
    assert code == 1
    assert "What stands below line 2 was not read." in said


def test_check_as_json_holds_the_same(run: Callable[..., Said], folder: Folder) -> None:
    folder.write_records(make_record("two", cost="cheap"))
    code, said, _ = run("check", folder.settings.resources, "--json")
    found = json.loads(said)
    assert (code, found["records"]) == (1, 1)
    assert (found["faults"][0]["path"], found["faults"][0]["found"]) == ("cost", "'cheap'")


def test_check_of_a_missing_file_is_a_fault(run: Callable[..., Said], folder: Folder) -> None:
    code, said, _ = run("check", folder.data / "nothing.yaml")
    assert code == 1
    assert "found no such file" in said


def test_folder_that_cannot_be_looked_into_is_one_sentence(run: Callable[..., Said], folder: Folder) -> None:
    """As one of another user is; no system has a name as long as this one."""
    code, _, errors = run("check", folder.data / ("x" * 300) / "resources.yaml")
    assert (code, errors.startswith(f"resource-directory: cannot look into {folder.data}")) == (2, True)


def write_many(folder: Folder, count: int) -> None:
    """So many sound records."""
    folder.write_records(*(make_record(f"record-{number}", title=f"Place {number}") for number in range(count)))


def test_check_of_a_file_cut_off_between_records_is_a_fault(run: Callable[..., Said], folder: Folder) -> None:
    """By itself such a file is sound; what was put aside at the last check mends it."""
    write_many(folder, 30)
    whole = folder.settings.resources.read_bytes()
    assert run("check", folder.settings.resources)[0] == 0
    write_many(folder, 15)
    for _ in range(2):
        code, said, _ = run("check", folder.settings.resources)
        assert (code, said.splitlines()[0]) == (
            1,
            "data/resources.yaml:1:1 found 15 records; 15 that stood here before are gone (Place 15; Place 16; Place 17; and 12 "
            "more), want all that stood here before, or a note on each that was taken out in data/removed.yaml. Was the file "
            "cut off? The last whole one is kept: put data/.desk/whole-resources.yaml in its place. Were they taken out on "
            "purpose? Say why: check --removed REASON",
        )
    assert (folder.data / ".desk" / "whole-resources.yaml").read_bytes() == whole
    (folder.data / ".desk" / "whole-resources.yaml").replace(folder.settings.resources)
    assert run("check", folder.settings.resources)[0] == 0


def test_check_notes_why_records_were_taken_out(run: Callable[..., Said], folder: Folder) -> None:
    write_many(folder, 30)
    run("check", folder.settings.resources)
    write_many(folder, 15)
    code, said, _ = run("check", folder.settings.resources, "--removed", "closed")
    assert code == 0
    assert "noted as gone: Place 29\n15 records noted in removed.yaml\n0 faults" in said
    assert load_removed(folder.data)["record-29"].reason == "closed"
    assert run("check", folder.settings.resources)[1].startswith("0 faults")
    code, _, errors = run("check", folder.settings.resources, "--removed", "gone")
    assert (code, "found no reason 'gone', want one of closed (It has closed.);" in errors) == (2, True)


def test_check_after_a_few_were_taken_out_asks_why(run: Callable[..., Said], folder: Folder) -> None:
    """Until somebody says it: their pages cannot tell visitors else."""
    write_many(folder, 30)
    run("check", folder.settings.resources)
    write_many(folder, 28)
    for _ in range(2):
        code, said, _ = run("check", folder.settings.resources)
        assert (code, "2 that stood here before are gone (Place 28; Place 29)" in said) == (0, True)
    assert run("check", folder.settings.resources, "--removed", "closed")[1].startswith("noted as gone: Place 28\n")
    assert "gone" not in run("check", folder.settings.resources)[1]


def test_check_of_another_file_in_its_place_is_no_fault(run: Callable[..., Said], folder: Folder) -> None:
    write_many(folder, 30)
    run("check", folder.settings.resources)
    folder.write_records(SHELTER, VIDEO)
    assert run("check", folder.settings.resources)[0] == 0
    assert "gone" not in run("check", folder.settings.resources)[1]


def test_index_builds_and_says_of_what(run: Callable[..., Said], folder: Folder) -> None:
    code, said, _ = run("index", "--data", folder.settings.resources)
    assert code == 0
    assert "2 records of 2026-11-21" in said
    assert any(folder.settings.index.iterdir())


def test_index_of_faulty_records_says_the_words_of_check(run: Callable[..., Said], folder: Folder) -> None:
    folder.write_text("- just words\n")
    code, _, errors = run("index", "--data", folder.settings.resources)
    assert code == 1
    assert "data/resources.yaml:1:3" in errors


def test_search_prints_ids_best_first(run: Callable[..., Said], folder: Folder) -> None:
    code, said, _ = run("search", "safe place", "--data", folder.settings.resources)
    assert code == 0
    assert said.splitlines()[0].split()[1] == "example-shelter"
    assert said.splitlines()[-1] == "1 record"


def test_search_as_json_is_the_answer_of_the_api(run: Callable[..., Said], folder: Folder) -> None:
    arguments = ["--kind", "video", "--near", "59401", "--lang", "es", "--json", "--data", folder.settings.resources]
    code, said, _ = run("search", "film", *arguments)
    found = json.loads(said)
    assert code == 0
    assert (found["query"], found["total"], found["results"][0]["id"]) == ("film", 1, "example-video")
    assert found["understood"]["place"]["id"] == "59401"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--near", "Atlantis"], "place: found 'Atlantis'"),
        (["--kind", "movie"], "organization, video, print"),
        (["--lang", "fr"], "Known: en, es"),
        (["--limit", "many"], "limit: found 'many'"),
    ],
)
def test_search_for_what_nobody_knows_is_wrong_use(
    run: Callable[..., Said], folder: Folder, arguments: list[str], named: str
) -> None:
    code, _, errors = run("search", "x", *arguments, "--data", folder.settings.resources)
    assert code == 2
    assert named in errors


@pytest.mark.parametrize(
    "arguments", [["dance"], [], ["serve", "--port", "99999"], ["serve", "--workers", "0"], ["search"]]
)
def test_wrong_use_ends_with_2_and_says_how(run: Callable[..., Said], arguments: list[str]) -> None:
    code, _, errors = run(*arguments)
    assert code == 2
    assert errors.startswith("usage: resource-directory")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_says_what_it_does(run: Callable[..., Said], command: str) -> None:
    code, said, _ = run(command, "--help")
    assert code == 0
    assert COMMANDS[command].help.split()[0] in said


def test_ctrl_c_ends_a_command_quietly(
    run: Callable[..., Said], folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("directory.snapshot.check_file", interrupt)
    code, _, errors = run("index", "--data", folder.settings.resources)
    assert (code, errors) == (130, "")


def test_folder_that_is_not_there_is_named_before_anything_is_read(run: Callable[..., Said], folder: Folder) -> None:
    for command in ("check", "serve", "report"):
        code, _, said = run(command, "--data", folder.data.parent / "nowhere" / "resources.yaml")
        assert code == 2
        assert f"found no folder {folder.data.parent / 'nowhere'}" in said

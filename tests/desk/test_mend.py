"""`check --fix`: what is certain is put right, with the smallest difference; what is not stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from directory.cli import main
from directory.desk.checks.mend import mend_file
from directory.records.check import check_document
from directory.records.load import load_bytes
from directory.records.vocabulary import Vocabulary
from tests.records.test_check import BAD
from tests.site.conftest import Folder

SOUND = """\
- id: example-hotline
  kind: organization
  title: Example Hotline
  summary: Call when you need someone to talk to.
  phones:
    - kind: voice
      label: Hotline # the front desk
      number: "+14062656743"
      verified: {on: "2026-11-21", how: by-phone, verdict: confirmed}
  reach:
    scope: statewide
  services: [hotline]
  languages: [en]
  interpreter: true
  cost: free
  hours: "24/7"
  sources:
    - url: https://example.org/about
  verified: {on: "2026-11-21", how: by-phone}
  confidence: high
"""
PATH = Path("data/resources.yaml")


def mend(text: str | bytes, vocabulary: Vocabulary, today: date) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return mend_file(data, PATH, vocabulary, today).data.decode()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"+14062656743"', "406-265-6743"),
        ('"+14062656743"', '"(406) 265-6743"'),
        ('"+14062656743"', "14062656743"),
        ('"+14062656743"', "+14062656743"),
        ('"+14062656743"', "“+14062656743”"),
        ('on: "2026-11-21", how: by-phone}', "on: 2026-11-21, how: by-phone}"),
        ('on: "2026-11-21", how: by-phone}', "on: 11/21/2026, how: by-phone}"),
        ('on: "2026-11-21", how: by-phone}', 'on: "46347", how: by-phone}'),
        ("  cost: free", "\u00a0\u00a0cost: free"),
        ("  cost: free", "  cost:\u00a0free"),
        ("interpreter: true", "interpreter: yes"),
        ("interpreter: true", "interpreter: TRUE"),
        ('hours: "24/7"', "hours: 24/7"),
        ('hours: "24/7"', "hours: 24 hours a day"),
        ("cost: free\n", "cost: free   \n"),
        ("  cost: free\n", "\tcost: free\n"),
        ("  title: Example Hotline\n  summary", "  title: Example Hotline\t\n  summary"),
        ("- id:", "\ufeff- id:"),
        (
            "  kind: organization\n  title: Example Hotline\n",
            "  title: Example Hotline\n  kind: organization\n",
        ),
    ],
)
def test_certain_mistake_is_mended_to_the_letter(right: str, wrong: str, vocabulary: Vocabulary, today: date) -> None:
    """The mended file is the sound one, byte for byte: comments, order and quotes of all else stay."""
    assert right in SOUND

    assert mend(SOUND.replace(right, wrong, 1), vocabulary, today) == SOUND


def test_sound_file_is_left_alone(vocabulary: Vocabulary, today: date, data_folder: Path) -> None:
    """All 249 records: nothing to mend, and Windows line ends are nobody's mistake."""
    data = (data_folder / "resources.yaml").read_bytes()

    assert mend_file(data, PATH, vocabulary, today).diff == ()
    windows = SOUND.replace("\n", "\r\n")
    assert mend(windows, vocabulary, today) == windows


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"+14062656743"', '"+1406265674"'),
        ('"+14062656743"', '"1.40627E+10"'),
        ('on: "2026-11-21", how: by-phone}', 'on: "03/04/2026", how: by-phone}'),
        ("cost: free", "cost: cheap"),
        ("Call when you need someone to talk to.", ">-\n    Ask for the\n    hours: nine to five"),
    ],
)
def test_what_has_two_meanings_stays(right: str, wrong: str, vocabulary: Vocabulary, today: date) -> None:
    typed = SOUND.replace(right, wrong, 1)

    assert mend(typed, vocabulary, today) == typed


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_mending_brings_no_fault_and_is_done_at_once(path: Path, vocabulary: Vocabulary, today: date) -> None:
    """Every file of the corpus: not more faults than before, no record lost, and a second time changes nothing."""
    data = path.read_bytes()

    once = mend_file(data, path, vocabulary, today).data

    before, after = (check_document(load_bytes(text, "x"), vocabulary, today=today) for text in (data, once))
    assert len(after.faults) <= len(before.faults)
    assert len(after.resources) >= len(before.resources)
    assert mend_file(once, path, vocabulary, today).data == once


def test_command_shows_what_it_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Folder(tmp_path / "directory")
    folder.write_text(SOUND.replace('"+14062656743"', "406-265-6743"))

    assert main(["check", str(folder.settings.resources), "--fix"]) == 0

    said = capsys.readouterr().out
    assert '-      number: 406-265-6743\n+      number: "+14062656743"\n1 line put right\n' in said
    assert folder.settings.resources.read_text(encoding="utf-8") == SOUND


def test_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "directory")
    real = folder.data / "real.yaml"
    real.write_text(SOUND.replace("cost: free", "cost: free  "), encoding="utf-8")
    folder.settings.resources.symlink_to(real)

    assert main(["check", str(folder.settings.resources), "--fix"]) == 0

    assert folder.settings.resources.is_symlink()
    assert real.read_text(encoding="utf-8") == SOUND


def test_file_that_is_read_only_is_left_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Folder(tmp_path / "directory")
    typed = SOUND.replace("cost: free", "cost: free  ")
    folder.write_text(typed)
    folder.settings.resources.chmod(0o444)

    assert main(["check", str(folder.settings.resources), "--fix"]) == 1

    assert "write-protected" in capsys.readouterr().err
    assert folder.settings.resources.read_text(encoding="utf-8") == typed


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "título".encode("cp1252")])
def test_file_that_is_no_utf_8_is_said(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Folder(tmp_path / "directory")
    folder.settings.resources.write_bytes(data)

    assert main(["check", str(folder.settings.resources), "--fix"]) == 1
    assert "choose Save as, encoding UTF-8" in capsys.readouterr().err

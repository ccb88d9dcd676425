"""Each part of the bench runs at tiny size and says what it promises to say. The figures themselves are never tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import desk, index, leaving, neighbours, phone, scale, server, wire, worst
from bench.__main__ import main
from bench.effort import TINY
from bench.workplace import Workplace
from directory.settings import PACKAGE


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    """A fresh place to measure in, tiny."""
    return Workplace(tmp_path, TINY)


def test_index_part_measures_a_build_and_a_changed_record(workplace: Workplace) -> None:
    """Seconds and megabytes of a build, and how soon a change is found."""
    section = index.measure(workplace)
    (table,) = section.tables
    assert [row[0].split(" ", 1)[0] for row in table.rows] == ["60", "one", "one", "most", "of", "size"]
    assert [budget.promised for budget in section.budgets] == ["<= 60 s", "<= 500 MB", "<= 1 s", "<= 1 s"]


@pytest.mark.browser
def test_desk_part_measures_a_day_of_an_advocate(workplace: Workplace) -> None:
    """Every step was taken, and every save was made."""
    (table,) = desk.measure(workplace).tables
    assert [row[0] for row in table.rows] == ["from the command to the address", *desk.STEPS]
    saves = (workplace.settings.data / ".desk" / "saves").glob("*.json")
    assert len(list(saves)) == 1 + TINY.rounds


def test_server_part_compares_with_datasette_without_an_error(workplace: Workplace) -> None:
    """Every load is answered 200 by both servers, and by the bare route."""
    pytest.importorskip("datasette", reason="requirements/bench.txt is installed by make bench only")
    section = server.measure(workplace)
    many, alone, cached = section.tables
    assert [row[1] for row in many.rows] == ["this directory", "Datasette"] * len(server.LOADS)
    assert {row[many.columns.index("errors")] for table in (many, alone) for row in table.rows} == {"0"}
    assert {row[cached.columns.index("errors")] for row in cached.rows} == {"0"}
    assert len(section.budgets) == len(server.WARM_LOADS) + 1


@pytest.mark.browser
def test_wire_part_lists_every_file_of_a_first_visit(workplace: Workplace) -> None:
    """The page, the service worker and the pack are there, and the total is the sum of the rows."""
    (table,) = wire.measure(workplace).tables
    *files, total = table.rows
    assert {"/", "/sw.js", "/packs/*.json"} <= {row[0] for row in files}
    assert float(total[3]) == pytest.approx(sum(float(row[3]) for row in files), abs=0.05 * len(files) + 0.05)


@pytest.mark.browser
def test_neighbours_part_finds_the_same_word_on_every_site(workplace: Workplace) -> None:
    """Each site shows a result, in no more bytes than all of it has."""
    pytest.importorskip("pagefind", reason="requirements/bench.txt is installed by make bench only")
    (table,) = neighbours.measure(workplace).tables
    assert [row[0] for row in table.rows] == ["this directory", "MiniSearch, defaults", "Pagefind"]
    assert all(0 < float(by_then) <= float(whole) for *_, by_then, whole in table.rows)


@pytest.mark.browser
def test_phone_part_measures_three_engines_on_both_sets_of_records(workplace: Workplace) -> None:
    """Times, success and building, for the real records and for the generated ones; ours finds what it is asked for."""
    tables = phone.measure(workplace).tables
    assert len(tables) == 6
    times, success, _ = tables[:3]
    assert len(times.rows) == 2 * len(phone.ENGINES)
    assert [row[0] for row in success.rows] == list(phone.ENGINES.values())
    assert float(success.rows[0][success.columns.index("3 words")]) == 1


@pytest.mark.browser
def test_scale_part_measures_each_size_on_both_sides(workplace: Workplace) -> None:
    """A row for each number of records, a figure in every column."""
    for table in scale.measure(workplace).tables:
        assert [row[0] for row in table.rows] == [str(size) for size in TINY.sizes]
        assert all(float(cell) >= 0 for row in table.rows for cell in row[1:])


@pytest.mark.browser
def test_exit_part_presses_on_every_page(workplace: Workplace) -> None:
    """Each press ended on the neutral page, which was not seen before ours was gone."""
    (table,) = leaving.measure(workplace).tables
    assert [row[:2] for row in table.rows] == [(scene, str(TINY.presses)) for scene in leaving.SCENES]
    times = [[float(cell.replace(",", "")) for cell in row[2:]] for row in table.rows]
    assert all(0 < blank <= neutral for blank, neutral in times)


@pytest.mark.browser
def test_worst_part_names_every_query_beside_the_median(workplace: Workplace) -> None:
    """Both sides answer all of them."""
    section = worst.measure(workplace)
    (table,) = section.tables
    assert [row[0] for row in table.rows] == [*worst.WORST, "median of everyday queries"]
    assert [budget.promised for budget in section.budgets] == ["<= 20x the median"] * 2


def test_unknown_part_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelled part measures nothing and says what there is."""
    assert main(["serer"]) == 1
    assert (
        "found the part 'serer', want one of: server, wire, first_visit, neighbours, phone, index, worst, scale, exit, lighthouse, desk"
        in capsys.readouterr().err
    )


def test_data_that_is_measured_is_a_copy(workplace: Workplace) -> None:
    """The bench changes records; those of the repository stay as they are."""
    assert PACKAGE.parent not in workplace.settings.resources.parents
    assert workplace.settings.index.parent == workplace.folder

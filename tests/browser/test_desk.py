"""The desk in a real browser: an advocate finds a record, changes it, sees what is wrong, saves, takes it back."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from directory.records.removed import FILE as REMOVED_FILE
from tests.browser.accessible import violations_by_theme
from tests.browser.server import PATIENCE_SECONDS
from tests.browser.visitor import follow

ID = "flathead-county-cac"


class DeskServer:
    """`resource-directory edit` on a copy of the records."""

    def __init__(self, resources: Path) -> None:
        self.resources = resources
        self._real = resources.read_bytes()
        self._key: list[Any] = []
        command = [sys.executable, "-m", "directory", "edit", "--no-browser", "--data", str(resources)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        said = iter(self.process.stdout)
        self._address = next(line.strip() for line in said if "token=" in line)
        self.url = self._address.split("/?")[0]

    def enter(self, page: Page, path: str = "/") -> None:
        """Opens a page of the desk. The address printed opens once; what it gave lets other browsers of the tests in."""
        if not self._key:
            page.goto(self._address)
            self._key = [{"name": c["name"], "value": c["value"], "url": self.url} for c in page.context.cookies()]
        page.context.add_cookies(self._key)
        page.goto(self.url + path)

    def put_back(self) -> None:
        """The records are those of the beginning."""
        self.resources.write_bytes(self._real)
        self.resources.with_name(REMOVED_FILE).unlink(missing_ok=True)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE_SECONDS)


def start_desk(data_folder: Path, folder: Path) -> DeskServer:
    shutil.copytree(data_folder, folder / "data", ignore=shutil.ignore_patterns(".desk"))
    return DeskServer(folder / "data" / "resources.yaml")


@pytest.fixture(scope="module")
def shared_desk(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskServer]:
    server = start_desk(data_folder, tmp_path_factory.mktemp("desk"))
    yield server
    server.stop()


@pytest.fixture
def desk(shared_desk: DeskServer) -> DeskServer:
    """The desk of all these tests, with the real records. What others saved before is still in its journal."""
    shared_desk.put_back()
    return shared_desk


@pytest.fixture
def own_desk(data_folder: Path, tmp_path: Path) -> Iterator[DeskServer]:
    """One that the test may stop."""
    server = start_desk(data_folder, tmp_path)
    yield server
    server.stop()


def open_record(page: Page, desk: DeskServer, name: str = ID) -> None:
    desk.enter(page, f"/records/{name}")
    expect(page.locator("[data-part=count]")).to_have_text("Nothing to mend")


def test_record_is_found_changed_saved_and_taken_back(page: Page, desk: DeskServer) -> None:
    before = desk.resources.read_bytes()
    desk.enter(page)
    page.get_by_label("Search, as a visitor would").fill("flathead children advocacy")
    follow(page.get_by_role("button", name="Search"))
    follow(page.locator(f"[data-record={ID}]"))
    page.get_by_label("What happens when they call", exact=True).fill("A person answers.")
    # At once, before the pause in typing is over: what is listed is what a save would write.
    page.get_by_role("button", name="Look at the changes").click()
    expect(page.locator("[data-part=changes]")).to_have_text("What happens when they call: new, “A person answers.”")
    page.get_by_role("button", name="Go on editing").click()
    expect(page.frame_locator("iframe").get_by_text("A person answers.")).to_be_attached()

    page.get_by_role("button", name="Look at the changes").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Flathead County")).to_be_visible()

    added = [line for line in desk.resources.read_bytes().splitlines() if line not in before.splitlines()]
    assert added == [b'  what_happens: "A person answers."']
    page.goto(f"{desk.url}/saves")
    page.get_by_role("button", name="Take this save back").first.click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert desk.resources.read_bytes() == before


def test_preview_under_way_is_let_come_and_the_last_draft_follows(page: Page, desk: DeskServer) -> None:
    cut_short: list[str] = []
    # Of the previews alone: of what else a page was still asking for when the next one was opened, browsers let go.
    page.on("requestfailed", lambda request: "/preview/" in request.url and cut_short.append(request.url))
    held: list[Route] = []
    page.route("**/preview/**", lambda route: held.append(route), times=1)
    with page.expect_request("**/preview/**"):
        open_record(page, desk)
    page.get_by_label("What happens when they call", exact=True).fill("Somebody else answers.")
    page.get_by_role("button", name="Look at the changes").click()
    expect(page.locator("[data-part=changes]")).to_contain_text("Somebody else answers.")

    held[0].continue_()

    expect(page.frame_locator("iframe").get_by_text("Somebody else answers.")).to_be_attached()
    assert cut_short == []


def test_fault_stands_beside_its_field_and_goes_when_mended(page: Page, desk: DeskServer) -> None:
    open_record(page, desk)
    page.get_by_role("button", name="Add to phone numbers").click()
    number = page.locator("[data-name=phones] [data-name=number]:visible")

    number.locator("input").fill("406-265")
    expect(number.locator(".error")).to_contain_text("want + and 8 to 15 digits")
    expect(number.locator("input")).to_have_attribute("aria-invalid", "true")
    number.locator("input").fill("406 265 6743")
    page.keyboard.press("Tab")

    expect(number.locator("input")).to_have_value("+14062656743")
    expect(number.locator(".error")).to_be_hidden()
    expect(page.locator("[data-part=alike]")).to_contain_text("has the same number, +14062656743")


def test_fault_out_of_sight_is_shown_and_named_where_saving_is_refused(page: Page, desk: DeskServer) -> None:
    open_record(page, desk)
    page.get_by_role("button", name="Add to phone numbers").click()
    expect(page.locator("[data-part=count]")).to_contain_text("to mend")

    page.get_by_role("button", name="Show me").click()
    expect(page.locator("[data-name=phones] .error:visible").first).to_be_in_viewport()
    page.get_by_role("button", name="Look at the changes").click()
    page.get_by_role("button", name="Save", exact=True).click()

    refused = page.locator("[data-part=refused]")
    expect(refused).to_contain_text("Not saved. Phone numbers 1")
    expect(refused).to_contain_text("Found nothing, want one of the choices.")


def test_fault_the_form_has_no_field_for_is_told_at_its_end(page: Page, desk: DeskServer) -> None:
    text = desk.resources.read_text(encoding="utf-8")
    desk.resources.write_text(text.replace(f"- id: {ID}\n", f"- id: {ID}\n  nickname: Cac\n"), encoding="utf-8")
    desk.enter(page, f"/records/{ID}")

    expect(page.locator("[data-part=count]")).to_have_text("1 thing to mend")
    expect(page.locator("[data-part=elsewhere]")).to_contain_text("Nickname: Found the unknown key 'nickname'")
    expect(page.get_by_role("button", name="Show me")).to_be_hidden()


def test_changes_are_not_called_none_where_the_desk_does_not_answer(page: Page, own_desk: DeskServer) -> None:
    open_record(page, own_desk)
    page.get_by_label("What happens when they call", exact=True).fill("A person answers.")
    own_desk.stop()

    page.get_by_role("button", name="Look at the changes").click()
    expect(page.locator("[data-part=changes]")).to_have_text(
        "The changes could not be listed. What you typed is still here."
    )
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("[data-part=refused]")).to_contain_text("The desk does not answer.")


def test_number_that_was_called_is_confirmed_alone(page: Page, desk: DeskServer) -> None:
    before = desk.resources.read_bytes().splitlines()
    desk.enter(page, "/records/national-human-trafficking-hotline")
    page.locator("#by").fill("AB")
    page.get_by_role("group", name="Was only one of the numbers called?").get_by_role("button").first.click()

    expect(page.get_by_text("found right on")).to_be_visible()
    after = desk.resources.read_bytes().splitlines()
    changed = [line for line in after if line not in before]
    assert len(changed) == 1
    assert b"how: by-phone, verdict: confirmed, by: AB" in changed[0]


def test_hours_by_day_write_the_line_the_file_keeps(page: Page, desk: DeskServer) -> None:
    open_record(page, desk)
    hours = page.locator("form > section > [data-name=hours]")
    hours.locator("summary").click()
    hours.get_by_label("Monday, opens", exact=True).fill("08:00")
    hours.get_by_label("Monday, closes", exact=True).fill("17:00")
    hours.get_by_role("button", name="Monday’s hours").click()
    hours.get_by_label("Closed on holidays").check()

    expect(page.locator("#f-hours")).to_have_value("Mo-Fr 08:00-17:00; PH off")


@pytest.mark.parametrize("hours", ["Mo-Fr 10:00-24:00", "Mo-Ab 08:00-17:00"])
def test_hours_the_table_cannot_show_are_left_to_the_line(page: Page, desk: DeskServer, hours: str) -> None:
    open_record(page, desk)
    page.locator("#f-hours").fill(hours)
    page.locator("form > section > [data-name=hours] summary").click()

    expect(page.get_by_text("These hours are more than the table can show.")).to_be_visible()
    expect(page.locator("#f-hours")).to_have_value(hours)


def test_check_of_one_group_is_one_click(page: Page, desk: DeskServer) -> None:
    open_record(page, desk)
    page.locator("#by").fill("AB")
    page.get_by_role("button", name="Hours: correct").click()

    expect(page.get_by_text("Noted: hours found right")).to_be_visible()
    assert re.search(
        r"hours: \{on: \"\d{4}-\d\d-\d\d\", how: by-phone, by: AB\}\}", desk.resources.read_text(encoding="utf-8")
    )


def test_new_record_blames_nobody_for_fields_not_come_to(page: Page, desk: DeskServer) -> None:
    desk.enter(page)
    follow(page.get_by_role("link", name="New record"))
    shown = page.locator(".field .error:visible")
    expect(page.locator("[data-part=count]")).to_contain_text("to fill in or mend")
    expect(shown).to_have_count(0)

    page.locator("#f-title").focus()
    page.keyboard.press("Tab")
    expect(shown).to_have_count(1)

    page.get_by_role("button", name="Show me").click()
    expect(shown.nth(3)).to_be_visible()


def test_new_record_gets_its_id_from_its_name(page: Page, desk: DeskServer) -> None:
    desk.enter(page)
    follow(page.get_by_role("link", name="New record"))
    page.locator("#f-title").fill("Línea Ejemplo, Butte")

    expect(page.locator("#f-id")).to_have_value("linea-ejemplo-butte")
    expect(page.locator("[data-part=count]")).to_contain_text("things to fill in or mend")


def test_record_is_taken_away_with_the_reason_and_comes_back(page: Page, desk: DeskServer) -> None:
    before, notes = desk.resources.read_bytes(), desk.resources.with_name(REMOVED_FILE)
    open_record(page, desk)
    page.get_by_text("Take this record away").click()
    take_away = page.get_by_role("button", name="Take away Flathead County")
    page.get_by_label("It is part of another record now").check()
    follow(take_away)
    expect(page.get_by_role("alert")).to_have_text("Not taken away. Name the record that it is part of now.")

    page.get_by_label("What to use in its place").fill("Montana 211")
    follow(take_away)
    expect(page.get_by_text("was taken away.")).to_be_visible()
    assert "reason: merged\n  instead: [montana-211]" in notes.read_text(encoding="utf-8")

    page.goto(f"{desk.url}/saves")
    page.get_by_role("button", name="Take this save back").first.click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert (desk.resources.read_bytes(), notes.exists()) == (before, False)


def test_desk_has_no_barrier_axe_knows(new_page: Callable[..., Page], desk: DeskServer) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    desk.enter(page)
    for path in ("/", f"/records/{ID}", "/new", "/saves"):
        page.goto(desk.url + path)
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")
        assert violations_by_theme(page) == [], path
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390

"""What the pages of the desk show."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path

import pytest

from tests.conftest import RECORD
from tests.desk.editor.asking import ID, Browser, text_of


def wait_for_search() -> None:
    """Until the search over the records as they stand is ready."""
    for thread in threading.enumerate():
        if thread.name == "finder":
            thread.join()


def ids_of(page: str) -> list[str]:
    """Of the records listed, in order."""
    return re.findall('data-record="([^"]+)"', page)


def test_list_searches_and_narrows_by_badge(browser: Browser) -> None:
    assert browser.get("/?q=office").text.count("data-record=") == 1
    assert 'data-record="example-office"' in browser.get("/?badge=no-phone").text
    assert "Nothing is called that" in browser.get("/?q=zzzz").text


def test_search_comes_with_the_first_record_that_has_no_fault(browser: Browser, folder: Path) -> None:
    """Until then there is nothing to make an index of, and records are found by their name."""
    faulty = RECORD | {"cost": "cheap"}
    (folder / "resources.yaml").write_text(f"- {json.dumps(faulty)}\n", encoding="utf-8")
    assert f'data-record="{ID}"' in browser.get("/?q=example").text
    wait_for_search()

    browser.save(RECORD, faulty, browser.base())
    wait_for_search()

    assert f'data-record="{ID}"' in browser.get("/?q=someone+to+talk+to").text


def test_search_orders_by_site_yaml_as_it_stands_now(browser: Browser, folder: Path) -> None:
    wait_for_search()
    assert ids_of(browser.get("/?q=example").text)[0] == ID
    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"\nhold_back: [{{id: {ID}, when: {{languages: [en]}}}}]\n")
    browser.get("/")
    wait_for_search()

    assert ids_of(browser.get("/?q=example").text)[-1] == ID


@pytest.mark.parametrize("slip", ["hold_back: [a]", "pinned: [a]"])
def test_slip_in_the_order_leaves_the_search(browser: Browser, folder: Path, slip: str) -> None:
    wait_for_search()
    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"\n{slip}\n")
    browser.get("/")
    wait_for_search()
    browser.save(RECORD | {"summary": "Someone answers wombats."}, RECORD, browser.base())
    wait_for_search()

    assert ids_of(browser.get("/?q=wombats").text) == [ID]


def test_form_shows_the_record_with_labels(browser: Browser) -> None:
    page = browser.get(f"/records/{ID}").text

    assert 'value="+14062656743"' in page
    assert "24-hour" in page or "Crisis line" in page or 'value="hotline" checked' in page
    assert "en español" in page


def test_draft_is_judged_by_check_and_nothing_is_written(browser: Browser, folder: Path) -> None:
    before = text_of(folder)
    bad = RECORD | {"title": "", "cost": "cheap"}

    judged = browser.draft(bad, RECORD)

    paths = [fault["path"] for fault in judged["faults"]]
    assert ["cost"] in paths
    assert ["title"] in paths
    assert judged["changes"] == ["Name: taken away (was “Example Hotline”)", "Cost: “Free” becomes “cheap”"]
    assert text_of(folder) == before


def test_translation_is_named_by_language_and_as_in_the_form(browser: Browser) -> None:
    spanish = {"es": {"title": "x" * 300, "summary": "Llame."}}

    judged = browser.draft(RECORD | {"translations": spanish}, RECORD)
    again = browser.draft(
        RECORD | {"translations": {"es": {"summary": "Escriba."}}}, RECORD | {"translations": spanish}
    )

    assert [fault["field"] for fault in judged["faults"] if not fault["warning"]] == ["Translations, Spanish, Name"]
    assert judged["changes"][1] == "Translations, Spanish, Summary: new, “Llame.”"
    assert again["changes"][1] == "Translations, Spanish, Summary: “Llame.” becomes “Escriba.”"


def test_draft_says_where_it_stands_already(browser: Browser) -> None:
    judged = browser.draft(RECORD | {"id": "new-one", "title": "Quite another"}, None, "")

    assert [(other["id"], other["shares"]) for other in judged["alike"]] == [(ID, "the same number, +14062656743")]


def test_preview_is_the_visitors_own_page_of_the_draft(browser: Browser) -> None:
    browser.draft(RECORD | {"summary": "Quite new <b>words</b>."}, RECORD)

    page = browser.get(f"/preview/{ID}").text

    assert "Quite new &lt;b&gt;words&lt;/b&gt;." in page
    assert "406-265-6743" in page


def test_form_of_a_number_of_no_plan_is_shown_to_be_mended(browser: Browser, folder: Path) -> None:
    (folder / "resources.yaml").write_text(text_of(folder).replace("+14062656743", "+99912345678"), encoding="utf-8")

    assert 'value="+99912345678"' in browser.get(f"/records/{ID}").text


def test_record_no_form_can_show_names_its_line(browser: Browser, folder: Path) -> None:
    (folder / "resources.yaml").write_text(
        text_of(folder).replace('"services": ["legal-aid"]', '"services": "legal-aid"'), encoding="utf-8"
    )

    page = browser.get("/records/example-office").text

    assert "starts on line 3" in page
    assert "Line 3: found" in page


def test_many_records_are_listed_by_the_page(browser: Browser, folder: Path) -> None:
    rows = "".join(f"- {json.dumps(RECORD | {'id': f'r-{n}', 'title': f'Place {n}'})}\n" for n in range(200))
    (folder / "resources.yaml").write_text(rows, encoding="utf-8")

    page = browser.get("/?page=3").text

    assert page.count("data-record=") == 50
    assert "Page 3 of 4" in page

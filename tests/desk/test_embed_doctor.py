"""embed-doctor: what became of the search on pages in the manner of site builders, and the repair for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from directory.cli import main
from directory.desk.partners.embed_doctor import Current, Finding, examine
from directory.desk.partners.pasted import read_pasted
from tests.browser.host import Host

PAGES = Path(__file__).parent / "partner_pages"
SITE = "https://directory.example"
OLD = "v1.0.1111111111111111.js"
NEWEST = Current(
    "v1.0.2222222222222222.js",
    "sha384-newest",
    SITE,
    {"v1.0.2222222222222222.js": "sha384-newest", OLD: "sha384-old"}.get,
)


def read(name: str) -> str:
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return text.replace("{version}", NEWEST.name).replace("{integrity}", NEWEST.integrity)


def judge(html: str) -> list[Finding]:
    return examine(read_pasted(html, SITE, ""), NEWEST)


def codes(html: str) -> set[str]:
    return {finding.code for finding in judge(html)}


@pytest.mark.parametrize(
    ("name", "builder", "expected"),
    [
        ("wordpress", "WordPress", {"script-stripped"}),
        ("wix", "Wix", {"sandbox-dead", "no-title", "mixed-content"}),
        ("squarespace", "", {"unknown-attribute", "no-link", "no-crossorigin", "unknown-version"}),
        ("google-sites", "Google Sites", {"shown-as-text"}),
        ("drupal", "Drupal", {"link-only"}),
        ("strict-policy", "", {"policy"}),
        ("sound", "", set()),
    ],
)
def test_page_of_a_site_builder_is_judged_and_its_repair_told(name: str, builder: str, expected: set[str]) -> None:
    findings = judge(read(name))

    assert {finding.code for finding in findings} == expected
    assert not builder or any(f"In {builder}" in finding.mend for finding in findings)
    assert [finding.level for finding in findings] == sorted(finding.level for finding in findings)


def test_policy_that_refuses_asking_names_the_line_to_add() -> None:
    found = judge(read("strict-policy"))[0]

    assert "default-src" in found.found
    assert found.mend == f"Add {SITE} to connect-src."


def test_version_that_is_old_is_told_with_the_newest_line() -> None:
    html = read("sound").replace(NEWEST.name, OLD).replace(NEWEST.integrity, "sha384-old")
    found = judge(html)[0]

    assert (found.level, found.code) == ("remark", "old-version")
    assert NEWEST.name in found.mend
    assert NEWEST.integrity in found.mend


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((NEWEST.integrity, "sha384-other"), "wrong-hash"),
        ((NEWEST.name, "v1.js"), "floating-with-hash"),
        (("https://directory.example/widget/v", "http://directory.example/widget/v"), "mixed-content"),
        (("<resource-search ", "<p "), "element-stripped"),
        (('lang="es"', 'onclick="x()"'), "unknown-attribute"),
        (("script-src https://directory.example/widget/", "script-src 'self'"), "policy"),
    ],
)
def test_one_slip_in_a_sound_page_is_found(change: tuple[str, str], code: str) -> None:
    assert code in codes(read("sound").replace(*change))


def test_frame_of_a_page_that_may_not_be_framed_is_found() -> None:
    assert codes(f'<iframe src="{SITE}/" title="x"></iframe>') == {"wrong-page"}


def test_frame_as_wordpress_makes_it_has_links_that_do_not_open() -> None:
    assert codes(f'<iframe src="{SITE}/embed/frame" title="x" sandbox="allow-scripts"></iframe>') == {"sandbox-links"}


def test_page_without_anything_of_ours_is_told() -> None:
    assert codes("<p>Hello</p>") == {"nothing"}


def test_command_says_what_is_wrong_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(read("wordpress"), encoding="utf-8")

    assert main(["embed-doctor", str(page), "--site", SITE]) == 1
    said = capsys.readouterr().out
    assert "without its script" in said
    assert "1 fault, 0 remarks" in said


def test_command_fetches_a_page_only_when_asked_to(capsys: pytest.CaptureFixture[str]) -> None:
    with Host() as host:
        url = host.put(read("drupal"), "/help")
        assert main(["embed-doctor", "--url", url, "--site", SITE, "--json"]) == 0
        assert main(["embed-doctor", "--url", f"{host.url}/gone"]) == 1
    answer = json.loads(capsys.readouterr().out)

    assert [finding["code"] for finding in answer["findings"]] == ["link-only"]


@pytest.mark.parametrize("arguments", [[], ["page.html", "--url", "https://x.example"], ["no-such-page.html"]])
def test_command_used_wrongly_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["embed-doctor", *arguments]) == 2
    assert capsys.readouterr().err.startswith("resource-directory: ")

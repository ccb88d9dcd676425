"""Links: what a misbehaving server makes of them, manners, and two days before a link is called dead."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from directory.cli import main
from directory.desk.checks import visit
from directory.desk.checks.links import (
    Link,
    LinkMemory,
    NothingCheckedError,
    addresses_of,
    check_links,
    count_states,
    keep_memory,
    read_memory,
)
from directory.desk.checks.visit import Manners
from directory.errors import DirectoryError
from directory.records.check import check_file
from tests.desk.naughty import Naughty, naughty_server
from tests.site.conftest import Folder, make_record

TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22)
# A busy machine takes its time for an answer; only what never comes is waited for in vain.
QUICK, IMPATIENT = Manners(timeout_s=30, pause_s=0), Manners(timeout_s=2, pause_s=0)

Check = Callable[..., dict[str, Link]]


@pytest.fixture
def server() -> Iterator[Naughty]:
    with naughty_server() as server:
        yield server


@pytest.fixture
def check(server: Naughty) -> Check:
    """check("/path", ...) -> path -> Link."""

    def call(
        *paths: str, known: LinkMemory | None = None, today: date = TODAY, manners: Manners = QUICK
    ) -> dict[str, Link]:
        addresses = {server.url(path): ("record",) for path in paths}
        links = check_links(addresses, known or LinkMemory(), today, manners=manners)
        return {link.url.split(str(server.port))[1]: link for link in links}

    return call


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/fine", "alive", ""),
        ("/no-head", "alive", ""),
        ("/head-gone", "alive", ""),
        ("/endless", "alive", ""),
        ("/away-today", "alive", ""),
        ("/later", "alive", ""),
        ("/moved", "moved", "it moved for good"),
        ("/swallowed", "moved", "it leads to the home page; the page itself is probably gone"),
        ("/forbidden", "blocked", "it says 403 Forbidden to programs"),
        ("/busy", "blocked", "it says 429 Too Many Requests to programs"),
        ("/gone", "failing", "it says 404 Not Found"),
        ("/broken", "failing", "it says 500 Internal Server Error"),
        ("/drops", "failing", "the server broke off or did not speak HTTP"),
        ("/garbage", "failing", "the server broke off or did not speak HTTP"),
        ("/circle", "failing", "it sends us round in circles"),
        ("/elsewhere", "failing", "it leads to an address that is not a web page"),
    ],
)
def test_server_that_misbehaves_gets_its_state(check: Check, path: str, state: str, reason: str) -> None:
    link = check("/fine", path)[path]

    assert (link.state, link.reason) == (state, reason)


def test_server_that_hangs_is_failing(check: Check) -> None:
    link = check("/fine", "/hangs", manners=IMPATIENT)["/hangs"]

    assert (link.state, link.reason) == ("failing", "no answer within 2 seconds")


def test_moved_link_names_the_new_address(check: Check, server: Naughty) -> None:
    assert check("/moved")["/moved"].moved_to == server.url("/new-page")


def test_host_that_is_not_there_is_failing(check: Check, server: Naughty) -> None:
    """Port 9 of this machine: nobody listens."""
    closed = "http://127.0.0.1:9/page"
    links = check_links({server.url("/fine"): ("a",), closed: ("a",)}, LinkMemory(), TODAY, manners=QUICK)

    assert next(link for link in links if link.url == closed).reason == "nobody answers there"


def test_name_that_does_not_exist_is_said_so(check: Check, server: Naughty, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = "http://no-such-host.invalid/"
    resolve = socket.getaddrinfo

    def without_lost(host: object, *rest: object, **named: object) -> object:
        if str(host).find("invalid") >= 0:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", without_lost)
    links = check_links({server.url("/fine"): ("a",), lost: ("a",)}, LinkMemory(), TODAY, manners=QUICK)

    assert next(link for link in links if link.url == lost).reason == "there is no such host"


def test_robots_txt_is_kept(check: Check, server: Naughty) -> None:
    server.robots = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /private/\n"

    links = check("/fine", "/private/page")

    assert (links["/fine"].state, links["/private/page"].state) == ("alive", "blocked")
    assert links["/private/page"].reason == "its robots.txt asks programs not to look"
    assert not [path for _, path, _ in server.asked if path.startswith("/private/")]


def test_head_is_asked_first_and_get_only_where_needed(check: Check, server: Naughty) -> None:
    check("/fine", "/no-head")

    assert [(m, p) for m, p, _ in server.asked if p == "/fine"] == [("HEAD", "/fine")]
    assert [(m, p) for m, p, _ in server.asked if p == "/no-head"] == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(check: Check, server: Naughty) -> None:
    check("/a", "/b", "/c", "/d", manners=Manners(timeout_s=30, pause_s=0.05))

    assert server.most_at_once == 1
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(server.times))


def test_program_says_who_it_is() -> None:
    assert visit.AGENT.startswith("resource-directory-links/")


def test_link_is_dead_only_on_a_second_day(check: Check, tmp_path: Path) -> None:
    known = LinkMemory()
    states = []
    for day in (TODAY, TODAY, TOMORROW):
        links = check("/gone", "/fine", known=known, today=day)
        keep_memory(tmp_path, known, links.values(), day)
        known = read_memory(tmp_path)
        states.append((links["/gone"].state, links["/gone"].since))

    assert states == [("failing", "2026-11-21"), ("failing", "2026-11-21"), ("dead", "2026-11-21")]


def test_link_that_answers_again_is_forgotten(check: Check, server: Naughty, tmp_path: Path) -> None:
    url = server.url("/fine")
    known = LinkMemory("2026-11-20", {url: Link(url, "dead", "it says 404 Not Found", since="2026-11-01")})

    links = check("/fine", known=known)
    keep_memory(tmp_path, known, links.values(), TODAY)

    assert links["/fine"].state == "alive"
    assert read_memory(tmp_path).links == {}


def test_run_over_some_records_keeps_what_is_known_of_others(check: Check, tmp_path: Path) -> None:
    other = Link("https://other.example/", "dead", "it says 404 Not Found", since="2026-11-01")
    known = LinkMemory("2026-11-20", {other.url: other})

    keep_memory(tmp_path, known, check("/gone", known=known).values(), TODAY)

    assert read_memory(tmp_path).of(other.url) == other


def test_same_findings_give_the_same_bytes(check: Check, tmp_path: Path) -> None:
    for paths in (("/gone", "/moved"), ("/moved", "/gone")):
        keep_memory(tmp_path, LinkMemory(), check(*paths).values(), TODAY)
        kept = (tmp_path / "links.json").read_bytes()

    keep_memory(tmp_path, read_memory(tmp_path), [], TODAY)
    assert (tmp_path / "links.json").read_bytes() == kept


@pytest.mark.parametrize("addresses", [{}, {"http://127.0.0.1:9/": ("a",)}])
def test_run_that_learned_nothing_fails(addresses: dict[str, tuple[str, ...]]) -> None:
    """A laptop without a network must not make every link failing."""
    with pytest.raises(NothingCheckedError, match="checked nothing"):
        check_links(addresses, LinkMemory(), TODAY, manners=QUICK)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 1}', '{"format": 1, "checked_on": "x", "addresses": {"u": 3}}']
)
def test_memory_that_is_broken_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")

    with pytest.raises(DirectoryError, match=r"links\.json: found .*Delete it and run `links` again"):
        read_memory(tmp_path)


def test_addresses_are_those_a_visitor_can_open_and_sources_when_asked(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    one = make_record(
        "one", url="https://one.example/", chat_url="sms:988", sources=[{"url": "https://source.example/"}]
    )
    folder.write_records(one, make_record("two", url="https://one.example/"))
    resources = check_file(folder.settings.resources, today=TODAY).resources

    assert addresses_of(resources) == {"https://one.example/": ("one", "two")}
    assert "https://source.example/" in addresses_of(resources, with_sources=True)


def test_command_prints_what_to_do_and_keeps_the_memory(
    tmp_path: Path, server: Naughty, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(visit, "Manners", lambda: QUICK)
    folder = Folder(tmp_path / "directory")
    moved = server.url("/moved")
    folder.write_records(make_record("one", url=moved), make_record("two", url=server.url("/fine")))
    data = folder.settings.resources

    assert main(["links", "--data", str(data)]) == 0
    said = capsys.readouterr()
    assert moved in said.out
    assert f"it moved for good: {server.url('/new-page')} (one)" in said.out
    assert said.out.endswith("1 alive, 1 moved, 0 blocked, 0 failing, 0 dead\n")
    assert "2/2" in said.err
    assert json.loads((data.parent / "links.json").read_text())["addresses"][moved]["state"] == "moved"

    assert main(["links", "one", "--json", "--data", str(data)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"]["moved"], [link["records"] for link in told["links"]]) == (1, [["one"]])
    assert main(["links", "onee", "--data", str(data)]) == 2
    assert "did you mean 'one'?" in capsys.readouterr().err


def test_states_are_all_counted_even_when_none_has_them() -> None:
    assert count_states([Link("u", "dead")]) == {"alive": 0, "moved": 0, "blocked": 0, "failing": 0, "dead": 1}

"""Part `server`: searches a second, ours beside Datasette's, and a search answered from memory beside a bare route."""

from __future__ import annotations

import itertools
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.asked import again_and_again, mistyped, read_queries, spelled_anew
from bench.load import Run, get, run_load
from bench.peer import write_database
from bench.processes import Address, Server, fetch, serve
from bench.tables import Budget, Section, Table, spread
from bench.workplace import Workplace

SEARCH = "/api/v1/search"
PEER_SEARCH = "/directory/search.json"

# Enough to keep one worker busy; one client alone shows what a person waits.
MANY_CLIENTS = 8

# Each load starts with one time through the list that is not measured.
MAX_WARM_UP_SECONDS = 10

# How the list is asked -> the texts, none ending.
WARM_LOADS: Mapping[str, Callable[[], Iterator[str]]] = {
    "the list, again and again": again_and_again,
    "the list, spelled anew each time": spelled_anew,
}
LOADS = {**WARM_LOADS, "the list, each with a new wrong letter": mistyped}

Pairs = list[tuple[Run, Run]]


def measure(workplace: Workplace) -> Section:
    """Both servers on the same records, then our cached answer and the bare route; each pair in turn, A B A B."""
    database = workplace.folder / "directory.db"
    with serve(workplace.serve_command, ready="/healthz") as ours:
        forms = _all_forms(ours)
        write_database(database, forms, workplace.vocabulary)
        with serve(lambda at: _module("bench.peer", at, database), ready=f"{PEER_SEARCH}?q=help") as peer:
            many = {name: _run_pairs(workplace, ours, peer, texts, MANY_CLIENTS) for name, texts in LOADS.items()}
            alone = {name: _run_pairs(workplace, ours, peer, texts, 1) for name, texts in LOADS.items()}
            answered = _count_answered(ours, SEARCH, "results"), _count_answered(peer, PEER_SEARCH, "rows")
        cached = _run_cached(workplace, ours)
    notes = (
        f"{len(forms)} records, one worker each, uvicorn without access log, no compression asked for.",
        f"Of the {len(read_queries())} queries, ours finds something for {answered[0]}, Datasette for {answered[1]}. Ours also sends facet counts.",
    )
    tables = [
        _compare(f"Server search, {MANY_CLIENTS} clients", many, notes),
        _compare("Server search, one client", alone, ()),
    ]
    return Section([*tables, _table_cached(cached)], [*_search_budgets(many), _cached_budget(cached)])


def _module(name: str, address: Address, file: Path) -> list[str]:
    return [sys.executable, "-m", name, str(address.port), str(file)]


def _all_forms(address: Address) -> list[dict[str, Any]]:
    """Every record as the API lists it, a hundred at a time."""
    forms: list[dict[str, Any]] = []
    while True:
        _, body = fetch(address, f"/api/v1/resources?limit=100&offset={len(forms)}")
        listed = json.loads(body)
        forms += listed["results"]
        if len(forms) >= listed["total"]:
            return forms


def _run_pairs(
    workplace: Workplace, ours: Server, peer: Server, texts: Callable[[], Iterator[str]], clients: int
) -> Pairs:
    """Pairs of runs, ours first; neither server is asked a text of an earlier round again unless the load repeats."""
    seconds, rounds = workplace.effort.run_seconds, workplace.effort.rounds
    asked = (get(SEARCH, q=text) for text in texts())
    asked_of_peer = (get(PEER_SEARCH, _shape="objects", q=text) for text in texts())
    for server, requests in ((ours, asked), (peer, asked_of_peer)):
        run_load(server, itertools.islice(requests, len(read_queries())), clients=1, seconds=MAX_WARM_UP_SECONDS)
    return [
        (
            run_load(ours, asked, clients=clients, seconds=seconds),
            run_load(peer, asked_of_peer, clients=clients, seconds=seconds),
        )
        for _ in range(rounds)
    ]


def _run_cached(workplace: Workplace, ours: Server) -> Pairs:
    """One search again and again, and a bare route that sends as many bytes."""
    file = workplace.folder / "bare.json"
    file.write_bytes(fetch(ours, f"{SEARCH}?q=shelter")[1])
    seconds = workplace.effort.run_seconds
    with serve(lambda at: _module("bench.bare", at, file), ready="/") as bare:
        return [
            (
                run_load(ours, _forever(get(SEARCH, q="shelter")), clients=MANY_CLIENTS, seconds=seconds),
                run_load(bare, _forever(get("/")), clients=MANY_CLIENTS, seconds=seconds),
            )
            for _ in range(workplace.effort.rounds)
        ]


def _forever(request: bytes) -> Iterator[bytes]:
    while True:
        yield request


def _count_answered(address: Address, path: str, key: str) -> int:
    """For how many queries of the list anything is found."""
    requests = (get(path, q=text).split(b" ")[1].decode("ascii") for text in read_queries())
    return sum(bool(json.loads(fetch(address, request)[1])[key]) for request in requests)


def _compare(title: str, loads: dict[str, Pairs], notes: tuple[str, ...]) -> Table:
    rows = [
        row
        for name, pairs in loads.items()
        for row in (
            (name, "this directory", *_figures([ours for ours, _ in pairs]), spread(_ratios(pairs), 2)),
            ("", "Datasette", *_figures([peer for _, peer in pairs]), ""),
        )
    ]
    return Table(
        title,
        ("asked", "server", "requests/s", "p50 ms", "p95 ms", "CPU ms each", "errors", "times Datasette"),
        rows,
        notes,
    )


def _table_cached(pairs: Pairs) -> Table:
    rows = [
        (
            "one search, from memory",
            *_figures([ours for ours, _ in pairs]),
            spread([100 * r for r in _ratios(pairs)], 0),
        ),
        ("bare Starlette route, same body", *_figures([bare for _, bare in pairs]), ""),
    ]
    return Table(
        "Cached search beside a bare route",
        ("", "requests/s", "p50 ms", "p95 ms", "CPU ms each", "errors", "% of bare"),
        rows,
    )


def _figures(runs: list[Run]) -> tuple[str, str, str, str, str]:
    return (
        spread([run.per_second for run in runs], 0),
        spread([run.at(0.5) for run in runs], 2),
        spread([run.at(0.95) for run in runs], 2),
        spread([run.server_ms for run in runs], 2),
        str(sum(run.errors for run in runs)),
    )


def _ratios(pairs: Pairs) -> list[float]:
    """Requests a second of the first over the second, pair by pair."""
    return [first.per_second / second.per_second for first, second in pairs]


def _search_budgets(loads: Mapping[str, Pairs]) -> list[Budget]:
    """The promise is about warm servers, so the load of words never asked before is shown but not judged."""
    return [_search_budget(name, _ratios(loads[name])) for name in WARM_LOADS]


def _search_budget(name: str, ratios: list[float]) -> Budget:
    measured = f"{spread(ratios, 2)}x"
    return Budget(f"server search, {name}", ">= 3x Datasette", measured, statistics.median(ratios) >= 3)


def _cached_budget(pairs: Pairs) -> Budget:
    shares = [100 * ratio for ratio in _ratios(pairs)]
    return Budget("cached search", ">= 60 % of a bare route", f"{spread(shares, 0)} %", statistics.median(shares) >= 60)

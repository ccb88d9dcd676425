"""/metrics: how many requests, how answered and how fast, and how old the records are; counts, never words.

Text of Prometheus (exposition format 0.0.4). A request is counted under its route's pattern, so that neither a record nor a
word can show.
"""

from __future__ import annotations

import multiprocessing
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from directory.site.http.stored import KEEP_NOWHERE
from directory.site.served.live import Live, live_of

# Upper ends of the latency buckets, in seconds.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
STATUSES = (200, 201, 204, 206, 303, 304, 307, 400, 404, 405, 410, 413, 416, 429, 500, 503)
OTHER = "other"

TEXT = "text/plain; version=0.0.4; charset=utf-8"

# A route's cells: a count for each status and one for the others, one for each bucket and one above, the sum of seconds.
_FIRST_BUCKET = len(STATUSES) + 1
_SUM = _FIRST_BUCKET + len(BUCKETS) + 1
_WIDTH = _SUM + 1
_STATUS_CELL = {status: cell for cell, status in enumerate(STATUSES)}


class Counts:
    """The counts of all processes, in memory that they share. Each process writes a row of its own, so none waits."""

    def __init__(self, names: Sequence[str], processes: int = 1) -> None:
        """`names`: of the routes, in the same order in every process."""
        spawned = multiprocessing.get_context("spawn")
        self.names = tuple(names)
        self.processes = processes
        self._place_of = {name: place for place, name in enumerate(self.names)}
        self._cells = spawned.RawArray("d", processes * len(self.names) * _WIDTH)
        self._claimed = spawned.Value("i", 0)
        self._row = 0

    def claim_row(self) -> None:
        """Takes a row for this process; one that starts after another has died goes on in one of theirs."""
        with self._claimed.get_lock():
            self._row = self._claimed.value % self.processes
            self._claimed.value += 1

    def add(self, name: str, status: int, seconds: float) -> None:
        """Counts one answer."""
        start = self._start(self._row, name)
        self._cells[start + _STATUS_CELL.get(status, len(STATUSES))] += 1
        self._cells[start + _FIRST_BUCKET + bisect_left(BUCKETS, seconds)] += 1
        self._cells[start + _SUM] += seconds

    def of(self, name: str) -> list[float]:
        """The cells of a route, summed over all processes."""
        starts = [self._start(row, name) for row in range(self.processes)]
        return [sum(self._cells[start + cell] for start in starts) for cell in range(_WIDTH)]

    def _start(self, row: int, name: str) -> int:
        return (row * len(self.names) + self._place_of[name]) * _WIDTH


def name_routes(routes: Sequence[BaseRoute], shell: Collection[str]) -> dict[str, str]:
    """Pattern of a route -> the name it is counted under. Pages of the shell share one: nobody counts who erases."""
    patterns = [route.path for route in routes if isinstance(route, Route)]
    return {pattern: "/{page}" if pattern in shell else pattern for pattern in patterns}


class Metrics:
    """Counts every answer under its route's name, as `name_routes` has it."""

    def __init__(self, counts: Counts, name_of: Mapping[str, str]) -> None:
        self._counts, self._name_of = counts, name_of

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts the answer to a request."""
        route = scope.get("route")
        # What the gate answers never comes to its route; an address without parameters is its route's pattern.
        pattern = route.path if isinstance(route, Route) else scope["path"]
        self._counts.add(self._name_of.get(pattern, OTHER), status, seconds)


async def show_metrics(request: Request) -> Response:
    """The counts of all processes since the server started."""
    live = live_of(request)
    counts: Counts = request.app.state.counts
    lines = [*_list_requests(counts), *_list_seconds(counts), *_list_gauges(live, live.today())]
    return Response("\n".join(lines) + "\n", headers={"content-type": TEXT, "cache-control": KEEP_NOWHERE})


def _list_requests(counts: Counts) -> Iterator[str]:
    yield from _head("directory_requests_total", "counter", "Requests answered, by route and status.")
    for name in counts.names:
        for status, number in zip([*STATUSES, OTHER], counts.of(name), strict=False):
            if number:
                yield f'directory_requests_total{{route="{name}",status="{status}"}} {number:.0f}'


def _list_seconds(counts: Counts) -> Iterator[str]:
    yield from _head("directory_request_seconds", "histogram", "Seconds until the last byte was handed over.")
    for name in counts.names:
        cells = counts.of(name)
        total = 0.0
        if not sum(cells[:_FIRST_BUCKET]):
            continue
        for end, number in zip([*BUCKETS, "+Inf"], cells[_FIRST_BUCKET:_SUM], strict=True):
            total += number
            yield f'directory_request_seconds_bucket{{route="{name}",le="{end}"}} {total:.0f}'
        yield f'directory_request_seconds_sum{{route="{name}"}} {cells[_SUM]:.6f}'
        yield f'directory_request_seconds_count{{route="{name}"}} {total:.0f}'


def _list_gauges(live: Live, today: date) -> Iterator[str]:
    snapshot = live.release.snapshot
    age = (today - date.fromisoformat(snapshot.records_on)).days
    gauges = {
        "records": ("Records served.", len(snapshot.forms)),
        "records_age_days": ("Days since the newest date in the records.", age),
        "faults": ("Faults in files that wait to be mended.", len(live.faults)),
    }
    for name, (text, number) in gauges.items():
        yield from _head(f"directory_{name}", "gauge", text)
        yield f"directory_{name} {number}"


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"

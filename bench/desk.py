"""Part `desk`: the advocates' desk over many records: how long an advocate waits, and how long the browser is busy at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from bench.browser import open_browser
from bench.many import write_many
from bench.processes import ROOT, BenchError, Server
from bench.tables import Budget, Section, Table, spread
from bench.workplace import Workplace

# The first record of the file, whose form is one of the longest.
ID = "national-human-trafficking-hotline"

MAX_SAVE_SECONDS, MAX_TASK_MS = 3, 200

_WAIT_MS = 120_000

# The tasks over 50 ms of the page that is open.
_WATCH = """window.tasks = []
new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(entry => entry.duration)))
  .observe({ type: 'longtask', buffered: true })"""

Step = Callable[[Page, str], None]


def measure(workplace: Workplace) -> Section:
    """Opening, then the steps of a day: at once, while the desk still makes its search, and when it has nothing else to do."""
    resources, count = workplace.settings.resources, workplace.effort.records
    write_many(resources, count)
    start = time.perf_counter()
    with _open_desk(resources) as (server, address), open_browser() as browser:
        opened = time.perf_counter() - start
        page = browser.new_page()
        page.set_default_timeout(_WAIT_MS)
        page.add_init_script(_WATCH)
        page.goto(address)
        busy = {name: _time(page, server.url, step) for name, step in STEPS.items()}
        server.settle()
        # Round by round: nothing can be saved twice unless something was typed in between.
        idle: dict[str, list[tuple[float, float]]] = {name: [] for name in STEPS}
        for _ in range(workplace.effort.rounds):
            for name, step in STEPS.items():
                idle[name].append(_time(page, server.url, step))
    rows = [("from the command to the address", f"{opened:.1f}", "", "")]
    for name, (seconds, _) in busy.items():
        times, tasks = zip(*idle[name], strict=True)
        rows.append((name, f"{seconds:.2f}", spread(times, 2), f"{max(tasks):.0f}"))
    saves = [seconds for seconds, _ in (busy["save it"], *idle["save it"])]
    longest = max(task for timed in idle.values() for _, task in timed)
    size = f"{count:,} records, {resources.stat().st_size / 1e6:.1f} MB"
    columns = ("what", "seconds, at once", "seconds, later", "longest task, ms")
    budgets = [
        Budget(
            f"desk of {size}: a save", f"<= {MAX_SAVE_SECONDS} s", f"{max(saves):.1f} s", max(saves) <= MAX_SAVE_SECONDS
        ),
        Budget(f"desk of {size}: longest task", f"<= {MAX_TASK_MS} ms", f"{longest:.0f} ms", longest <= MAX_TASK_MS),
    ]
    return Section([Table(f"The desk: {size}", columns, rows)], budgets)


@contextmanager
def _open_desk(resources: Path) -> Iterator[tuple[Server, str]]:
    """The desk's server and the address that opens it once. Raises BenchError if it ends before it says one."""
    command = [sys.executable, "-m", "directory", "edit", "--no-browser", "--data", str(resources)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    try:
        address = next((line.strip() for line in process.stdout or () if "token=" in line), None)
        if address is None:
            raise BenchError(f"{' '.join(command)}: ended without an address")
        host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
        yield Server(host, int(port), process.pid), address
    finally:
        process.terminate()
        process.communicate(timeout=120)


def _time(page: Page, url: str, step: Step) -> tuple[float, float]:
    """Seconds until the step shows what it promises, and milliseconds of the longest task of its last page."""
    start = time.perf_counter()
    step(page, url)
    seconds = time.perf_counter() - start
    return seconds, page.evaluate("Math.max(0, ...window.tasks)")


def _list(page: Page, url: str) -> None:
    page.goto(url)


def _search(page: Page, url: str) -> None:
    page.goto(f"{url}/?q=shelter+missoula")


def _narrow(page: Page, url: str) -> None:
    page.goto(f"{url}/?badge=untranslated&page=3")


def _open(page: Page, url: str) -> None:
    page.goto(f"{url}/records/{ID}")
    page.locator("[data-part=count]", has_text="Nothing to mend").wait_for()


def _type(page: Page, url: str) -> None:
    field = page.get_by_label("What happens when they call", exact=True)
    # Another text at each round, so that each save has something to write.
    text = f"A person answers. {time.monotonic_ns()}"
    with page.expect_response(
        lambda answer: answer.url == f"{url}/api/draft" and text in (answer.request.post_data or "")
    ):
        field.fill(text)


def _save(page: Page, url: str) -> None:
    page.get_by_role("button", name="Look at the changes").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. National Human Trafficking Hotline").wait_for()


# In the order an advocate takes them; typing and saving go on where opening left off.
STEPS = {
    "the list": _list,
    "a search": _search,
    "a badge, third page": _narrow,
    "open a record": _open,
    "type until it is judged": _type,
    "save it": _save,
}

"""Part `worst`: the slowest queries anybody could think of, beside the median of everyday ones. None may cost 20 times it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from datetime import date

from bench.asked import read_queries
from bench.browser import open_browser
from bench.phone_page import build_script, open_pages
from bench.tables import Budget, Section, Table
from bench.workplace import Workplace
from directory.search.engine import Engine
from directory.search.results import Query
from directory.snapshot import load_snapshot

MOST_TIMES_MEDIAN = 20

# Each is asked this often; the least counts, as whatever else runs on the machine only adds.
ROUNDS = 7

# What it tries -> the text.
WORST: Mapping[str, str] = {
    "one word of 300 letters": "shelter" * 43,
    "one run of 10,000 letters": "x" * 10_000,
    "32 long words of the records": "counseling advocacy transportation organizations investigations neighborhoods professional "
    * 5,
    "500 different words": " ".join(f"word{number}" for number in range(500)),
    "64 words, a slip in each": "sheltre trafficing advocte counsling hospitl immigrtion domestc violnce " * 8,
    "slips two edits from a place": "misuola kalsipell bozmean hleena glendvie bilings havrre butet",
    "only stop words": "the of and to in a is que de la el los " * 5,
    "one letter": "s",
    "two letters that begin many words": "co",
    "32 words that begin others": "co re in de tr pr se ma ca pa st su ho di me sa fa fo pe co " * 3,
    "many places": "missoula billings helena bozeman great falls butte kalispell havre miles city glendive browning "
    * 3,
    "many ZIPs": "59801 59101 59601 59715 59401 59701 59901 59501 " * 8,
    "query syntax": 'title:shelter AND (safe* OR "x y")~2 [a TO b] NOT -id:* ^4 \\',
    "regular expression": "(a+)+$ (.*)*x [a-z]{1,99}? ^(([a-z])+.)+[A-Z]([a-z])+$ " * 5,
    "emoji": "🏠🆘👩‍👧 " * 60,
    "Arabic and Hebrew": "أحتاج إلى مساعدة עזרה מקלט " * 20,
    "marks piled on letters": "s" + "\u0301" * 300 + "helter",
    "a pasted page": "He keeps my passport and my pay, I owe him money and I am afraid to leave tonight with my kids. "
    * 40,
}


def measure(workplace: Workplace) -> Section:
    """The real records on the server, in this process, and in a phone's browser."""
    snapshot = load_snapshot(workplace.settings, date.today())
    pack = workplace.folder / "worst-pack.json"
    pack.write_bytes(snapshot.pack.bytes)
    texts = [*WORST.values(), *read_queries()]
    on_server = [_ask_server(snapshot.engine, texts) for _ in range(ROUNDS)]
    snapshot.engine.close()
    on_phone = _ask_phone(workplace, pack.name, texts)
    return _compare(_find_least(on_server), _find_least(on_phone))


def _ask_server(engine: Engine, texts: Sequence[str]) -> list[float]:
    """Milliseconds for each text."""
    times = []
    for text in texts:
        start = time.perf_counter()
        engine.search(Query(text))
        times.append(1000 * (time.perf_counter() - start))
    return times


def _ask_phone(workplace: Workplace, pack: str, texts: Sequence[str]) -> list[list[float]]:
    """Milliseconds for each text, round by round, at full speed: the brake stops long tasks and misses the shortest."""
    script = build_script(workplace.folder)
    with open_browser() as browser, open_pages(browser, script, workplace.folder / pack, (), ("directory",)) as pages:
        (page,) = pages.values()
        page.build()
        return [[milliseconds for milliseconds, _ in page.search(texts)] for _ in range(ROUNDS)]


def _find_least(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The least of each text over the rounds; the first round also warms up."""
    return [min(times) for times in zip(*rounds, strict=True)]


def _compare(server: Sequence[float], phone: Sequence[float]) -> Section:
    usual = [statistics.median(times[len(WORST) :]) for times in (server, phone)]
    rows, most = [], [0.0, 0.0]
    for name, *times in zip(WORST, server, phone, strict=False):
        ratios = [milliseconds / median for milliseconds, median in zip(times, usual, strict=True)]
        most = list(map(max, most, ratios))
        cells = (
            f"{value:.2f}" if place % 2 == 0 else f"{value:.1f}"
            for place, value in enumerate((times[0], ratios[0], times[1], ratios[1]))
        )
        rows.append((name, *cells))
    rows.append(("median of everyday queries", f"{usual[0]:.2f}", "1.0", f"{usual[1]:.2f}", "1.0"))
    columns = ("query", "server ms", "times median", "phone ms", "times median")
    budgets = [
        Budget(
            f"slowest query anybody thought of, {side}",
            f"<= {MOST_TIMES_MEDIAN}x the median",
            f"{times:.1f}x",
            times <= MOST_TIMES_MEDIAN,
        )
        for side, times in zip(("server", "phone"), most, strict=True)
    ]
    return Section([Table("Worst queries, real records", columns, rows)], budgets)

"""The app itself with any records in the place of the real ones: its search thread, and the page while somebody types."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, CDPSession, Page

from bench.http11 import Message
from bench.processes import Address, Server, fetch
from bench.proxy import count_transfers

MANIFEST = "/packs/latest.json"

# Between two letters, as a quick thumb types.
_LETTER_MS = 120

_MAX_WAIT_MS = 600_000

# As the server squeezes first.
_QUALITY = 5

# A page that takes a pack of any size; how long the thread takes for each question of the page, and the tasks over 50 ms of the page.
_WATCH = """Object.defineProperty(navigator, 'deviceMemory', { value: 1000 })
window.tasks = []
window.asked = []
new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' })
window.Worker = class extends Worker {
  constructor(...options) {
    super(...options)
    const since = new Map()
    this.since = since
    this.addEventListener('message', ({ data: { number, answer } }) => {
      const { ask, at } = since.get(number)
      window.asked.push({ ask, answered: answer !== null, milliseconds: performance.now() - at })
    })
  }
  postMessage(message, ...rest) {
    this.since.set(message.number, { ask: message.ask, at: performance.now() })
    super.postMessage(message, ...rest)
  }
}"""


@dataclass(frozen=True)
class Used:
    """What one visit came to. `thread_mb`: the thread's memory at rest, arrays included; `most_mb`: the most that the process of
    page and thread ever had; `answers_ms`: from a letter to its answer, the thread at full speed; `longest_ms`: the longest task
    of the page, slowed, while somebody types.
    """

    squeezed_mb: float
    opening_seconds: float
    thread_mb: float
    most_mb: float
    answers_ms: Sequence[float]
    longest_ms: float


def use_app(browser: Browser, server: Server, pack: Path, texts: Sequence[str], slowed: int) -> Used:
    """Opens the home page on a phone that was never here, waits for its search, and types each text."""
    squeezed = brotli.compress(pack.read_bytes(), quality=_QUALITY)
    with _serve_instead(server, pack, squeezed) as address, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(_MAX_WAIT_MS)
        page.add_init_script(_WATCH)
        tools = context.new_cdp_session(page)
        thread = Thread(tools)
        page.goto(f"{address.url}/")
        (opening_ms,) = _wait_for_answers(page, "open", 1)
        page.wait_for_selector("[data-part=age]:not(:empty)", state="attached")
        tools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.evaluate("window.tasks.length = window.asked.length = 0")
        for text in texts:
            page.locator("input[type=search]").fill("")
            page.locator("input[type=search]").press_sequentially(text, delay=_LETTER_MS)
        page.wait_for_selector("[data-part=found]:not([hidden])")
        answers = _wait_for_answers(page, "search", 1)
        longest = page.evaluate("Math.max(0, ...window.tasks)")
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        return Used(len(squeezed) / 1e6, opening_ms / 1000, thread.memory_mb(), _most_mb(browser), answers, longest)


@contextmanager
def _serve_instead(server: Server, pack: Path, squeezed: bytes) -> Iterator[Address]:
    """Everything comes from `server`, but the pack."""
    data = pack.read_bytes()
    manifest = json.loads(fetch(server, MANIFEST)[1])
    hash_ = hashlib.sha256(data).hexdigest()
    url = f"/packs/{hash_}.json"
    manifest |= {"hash": hash_, "url": url, "size_bytes": len(data)}
    instead = {MANIFEST: _answer(json.dumps(manifest).encode(), "identity"), url: _answer(squeezed, "br")}
    with count_transfers(server, instead) as (address, _):
        yield address


def _answer(body: bytes, coding: str) -> Message:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: {coding}\r\ncontent-length: {len(body)}\r\n\r\n"
    return Message(head.encode(), body)


def _wait_for_answers(page: Page, ask: str, count: int) -> list[float]:
    """Milliseconds of each answer to that question so far, once there are so many."""
    read = "ask => window.asked.filter(one => one.ask === ask && one.answered).map(one => one.milliseconds)"
    page.wait_for_function(f"([ask, count]) => ({read})(ask).length >= count", arg=[ask, count])
    answers: list[float] = page.evaluate(read, ask)
    return answers


class Thread:
    """The page's worker, asked by messages within messages, as Playwright gives it no session of its own."""

    def __init__(self, tools: CDPSession) -> None:
        self._tools = tools
        self._session = ""
        self._answers: dict[int, Any] = {}
        tools.on("Target.attachedToTarget", self._keep_session)
        tools.on("Target.receivedMessageFromTarget", self._keep_answer)
        tools.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})

    def memory_mb(self) -> float:
        """Its heap after a collection, with what stands beside it in arrays."""
        self._ask("HeapProfiler.collectGarbage")
        usage = self._ask("Runtime.getHeapUsage")
        size_bytes: float = usage["usedSize"] + usage.get("backingStorageSize", 0)
        return size_bytes / 1e6

    def _ask(self, method: str) -> Any:
        number = len(self._answers) + 1
        message = json.dumps({"id": number, "method": method})
        self._tools.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": message})
        while number not in self._answers:
            self._tools.send("Runtime.getHeapUsage")
        return self._answers[number]["result"]

    def _keep_session(self, event: dict[str, Any]) -> None:
        if event["targetInfo"]["type"] == "worker":
            self._session = event["sessionId"]

    def _keep_answer(self, event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        if "id" in answer:
            self._answers[answer["id"]] = answer


def _most_mb(browser: Browser) -> float:
    """The most memory any page's process ever had, from Linux's /proc."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_peak_mb(process["id"]) for process in processes if process["type"] == "renderer")


def _peak_mb(process_id: int) -> float:
    lines = Path(f"/proc/{process_id}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))

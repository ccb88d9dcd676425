"""A material's own file on the phone: saved whole or not at all, played and sought with no signal, gone when removed or erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browser.proxy import Proxy
from tests.browser.server import ChangingServer, Server
from tests.browser.visitor import open_ready

RECORD = "/resources/small-clip"

# Two seconds of moving colour, as the browser itself records them -> bytes in hex.
RECORD_CLIP = """async () => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180})
  const context = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(30), {mimeType: 'video/webm', videoBitsPerSecond: 2e6})
  const parts = []
  recorder.ondataavailable = ({data}) => parts.push(data)
  recorder.start()
  const from = performance.now()
  while (performance.now() - from < 2000) {
    for (let x = 0; x < 32; x++) {
      context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`
      context.fillRect(x * 10, 0, 10, 180)
    }
    await new Promise(requestAnimationFrame)
  }
  await new Promise(stopped => { recorder.onstop = stopped; recorder.stop() })
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}"""

KEPT = "async () => (await caches.has('files')) ? (await (await caches.open('files')).keys()).length : 0"

# Goes to a moment of the video; where it then stands.
SEEK = """async at => {
  const video = document.querySelector('video')
  if (!video.readyState) {
    const loaded = new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = () => reject(video.error.message) })
    video.preload = 'auto'
    video.load()
    await loaded
  }
  const sought = new Promise(resolve => { video.onseeked = resolve })
  video.currentTime = at
  await sought
  return video.currentTime
}"""

RANGE = """async ([url, range]) => {
  const answer = await fetch(url, {headers: {range}})
  return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength]
}"""


@pytest.fixture(scope="module")
def clip(browser: Browser) -> bytes:
    """A real video, made here."""
    page = browser.new_page()
    made = bytes.fromhex(page.evaluate(RECORD_CLIP))
    page.close()
    return made


def added(server: ChangingServer, record: dict[str, Any]) -> bytes:
    """The records and one more, a video that has a file."""
    kept = {key: value for key, value in record.items() if key not in ("phones", "services")}
    kept |= {
        "id": "small-clip",
        "kind": "video",
        "title": "A small clip",
        "publisher": "Example",
        "publisher_kind": "nonprofit",
    }
    kept |= {"format": "psa", "rights": "public-domain", "file": "clip.webm"}
    text = yaml.safe_dump([kept], sort_keys=False, default_style='"')
    return f"{server.read('resources.yaml')}\n{text}".encode()


@pytest.fixture
def clip_server(changing_server: ChangingServer, clip: bytes, record: dict[str, Any]) -> ChangingServer:
    """A server with that record, and its file."""
    changing_server.hold({"resources.yaml": added(changing_server, record), "files/clip.webm": clip})
    return changing_server


@pytest.fixture
def clip_proxy(clip_server: ChangingServer) -> Iterator[Proxy]:
    """Stands before it."""
    with Proxy(clip_server.url) as proxy:
        yield proxy


def save(page: Page) -> None:
    page.get_by_role("button", name="Save on this phone").click()
    expect(page.locator("[data-save=said]")).to_have_text("Saved on this phone")


def test_saved_video_plays_and_seeks_with_the_server_gone(page: Page, clip_proxy: Proxy, clip: bytes) -> None:
    open_ready(page, clip_proxy.url)
    page.goto(clip_proxy.url + RECORD)
    size = max((len(clip) + 50_000) // 100_000, 1)
    expect(page.locator(".file small")).to_have_text(f"WEBM · {size // 10}.{size % 10} MB")
    assert page.evaluate(KEPT) == 0
    save(page)
    url = page.locator("[data-file]").get_attribute("data-file")
    clip_proxy.die()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-save=said]")).to_have_text("Saved on this phone")
    assert page.evaluate(SEEK, 1.0) == pytest.approx(1.0, abs=0.1)
    assert page.evaluate(SEEK, 0.25) == pytest.approx(0.25, abs=0.1)
    assert page.evaluate(RANGE, [url, "bytes=10-19"]) == [206, f"bytes 10-19/{len(clip)}", 10]
    assert page.evaluate(RANGE, [url, "bytes=-7"]) == [206, f"bytes {len(clip) - 7}-{len(clip) - 1}/{len(clip)}", 7]
    assert page.evaluate(RANGE, [url, f"bytes={len(clip)}-"])[:2] == [416, f"bytes */{len(clip)}"]


def test_watching_keeps_nothing(page: Page, clip_server: Server) -> None:
    open_ready(page, clip_server.url)
    page.goto(clip_server.url + RECORD)
    assert page.evaluate(SEEK, 0.5) == pytest.approx(0.5, abs=0.1)
    assert page.evaluate(KEPT) == 0


def test_opening_the_record_asks_for_nothing_of_the_file(page: Page, clip_proxy: Proxy) -> None:
    open_ready(page, clip_proxy.url)
    page.goto(clip_proxy.url + RECORD)
    expect(page.get_by_role("button", name="Save on this phone")).to_be_visible()
    assert [line for line in clip_proxy.heard if "/files/" in str(line)] == []


def test_removed_and_erased_files_are_gone(page: Page, clip_server: Server) -> None:
    open_ready(page, clip_server.url)
    page.goto(clip_server.url + RECORD)
    save(page)
    page.get_by_role("button", name="Remove from this phone").click()
    expect(page.locator("[data-save=said]")).to_have_text("Removed from this phone")
    assert page.evaluate(KEPT) == 0
    save(page)
    page.goto(f"{clip_server.url}/erase")
    page.get_by_role("button", name="Erase now").click()
    expect(page.locator("[data-part=erase-report]")).to_be_visible()
    assert page.evaluate("caches.keys()") == []


@pytest.mark.parametrize("answer", ["short", "portal", "broken"])
def test_file_that_does_not_arrive_whole_is_not_saved(
    new_page: Callable[..., Page], clip_server: Server, clip: bytes, answer: str
) -> None:
    # What the worker fetches would go past the answers given here.
    page = new_page(service_workers="block")
    bodies = {
        "short": {"status": 200, "content_type": "video/webm", "body": clip[:-1]},
        "portal": {"status": 200, "content_type": "text/html", "body": "<h1>Log in</h1>"},
    }
    page.goto(clip_server.url + RECORD)
    page.route("**/files/*", lambda route: route.fulfill(**bodies[answer]) if answer in bodies else route.abort())
    page.get_by_role("button", name="Save on this phone").click()
    expect(page.locator("[data-save=said]")).to_contain_text("did not arrive whole")
    expect(page.get_by_role("button", name="Save on this phone")).to_be_visible()
    assert page.evaluate(KEPT) == 0


def test_phone_without_room_says_so_and_saves_nothing(page: Page, clip_server: Server) -> None:
    page.goto(clip_server.url + RECORD)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": clip_server.url, "quotaSize": 1000})
    page.get_by_role("button", name="Save on this phone").click()
    expect(page.locator("[data-save=said]")).to_contain_text("not enough room")
    assert page.evaluate(KEPT) == 0


def test_missing_file_leaves_the_record_as_it_is(
    page: Page, own_server: ChangingServer, record: dict[str, Any]
) -> None:
    own_server.hold({"resources.yaml": added(own_server, record)})
    page.goto(own_server.url + RECORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("A small clip")
    expect(page.locator("[data-file]")).to_have_count(0)

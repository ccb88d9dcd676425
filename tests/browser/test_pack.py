"""A new pack arrives whole or not at all; until then the old one goes on working."""

from __future__ import annotations

import hashlib
import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.proxy import Fault, Proxy, answer_as_portal, cut, flip_a_byte, raise_the_format
from tests.browser.server import ChangingServer, Server
from tests.browser.visitor import ids_of_results, open_ready, search, send

JSON = "application/json"
OLD, NEW = "The LifeGuard Group", "The LifeGuard Group of Montana"
SPOILT: list[tuple[str, Fault]] = [
    ("/packs/", cut),
    ("/packs/", flip_a_byte),
    ("/packs/", answer_as_portal),
    ("/", answer_as_portal),
]


def rename(server: ChangingServer) -> None:
    """Give one record its new title and serve it."""
    server.hold({"resources.yaml": server.read("resources.yaml").replace(f"title: {OLD}", f"title: {NEW}", 1).encode()})


def found_title(page: Page) -> str:
    search(page, "lifeguard group")
    return page.locator("[data-part=cards] [data-resource-id=lifeguard-group] h3").inner_text()


def test_first_visit_fetches_each_file_once(page: Page, proxy: Proxy) -> None:
    open_ready(page, proxy.url)
    assert sorted(set(proxy.asked)) == sorted(proxy.asked)
    # The browser looks whether it is still the one, where the worker was sooner.
    assert proxy.heard.count("GET /static/icon.svg") <= 2
    assert [asked.startswith("GET /packs/") for asked in proxy.heard].count(True) == 2


def test_pages_are_on_their_way_before_the_worker_that_keeps_them(page: Page, proxy: Proxy) -> None:
    """A slow line would be idle while the worker comes."""
    open_ready(page, proxy.url)
    asked = [line.split()[1] for line in proxy.heard]
    pages = [place for place, address in enumerate(asked) if address.startswith("/pages/")]
    keeper = next(place for place, address in enumerate(asked) if "keeper" in address)
    assert len(pages) == 2
    assert max(pages) < keeper


@pytest.mark.parametrize(("start", "fault"), SPOILT, ids=lambda value: getattr(value, "__name__", value))
def test_spoilt_new_pack_leaves_the_old_one_in_use(
    page: Page, own_server: ChangingServer, own_proxy: Proxy, start: str, fault: Fault
) -> None:
    open_ready(page, own_proxy.url)
    rename(own_server)
    own_proxy.spoil(start, fault)
    open_ready(page, own_proxy.url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "none")
    assert found_title(page) == OLD
    open_ready(page, own_proxy.url)
    assert found_title(page) == OLD


def test_new_pack_is_taken_into_use_by_what_changed_alone(
    page: Page, own_server: ChangingServer, own_proxy: Proxy
) -> None:
    open_ready(page, own_proxy.url)
    rename(own_server)
    own_proxy.heard.clear()
    open_ready(page, own_proxy.url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    packs = [asked for asked in own_proxy.heard if asked.startswith("GET /packs/") and "latest" not in asked]
    assert [asked.count("-") for asked in packs] == [1]
    assert found_title(page) == NEW
    assert page.evaluate("async () => (await (await caches.open('records')).keys()).length") == 3
    open_ready(page, own_proxy.url)
    assert found_title(page) == NEW


def test_whole_new_pack_is_taken_where_what_changed_is_damaged(
    page: Page, own_server: ChangingServer, own_proxy: Proxy
) -> None:
    open_ready(page, own_proxy.url)
    old = page.request.get(f"{own_proxy.url}/packs/latest.json").json()["hash"]
    rename(own_server)
    own_proxy.spoil(f"/packs/{old}-", flip_a_byte)
    open_ready(page, own_proxy.url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    assert found_title(page) == NEW


@pytest.mark.parametrize(
    ("path", "checked", "age", "news"),
    [
        ("/", "Records of Nov 21, 2026, checked for news today", "Records of Nov 21, 2026", "Check for news now"),
        ("/es/", "Datos del 21 nov 2026; se buscaron novedades hoy", "Datos del 21 nov 2026", "Buscar novedades ahora"),
    ],
)
def test_app_says_how_old_the_records_are_and_looks_when_asked(
    page: Page, proxy: Proxy, path: str, checked: str, age: str, news: str
) -> None:
    open_ready(page, proxy.url + path)
    told = page.locator("[data-part=age]")
    expect(told).to_have_text(checked)
    # A clock set back by a year: nothing can be said of the time since.
    page.evaluate(CHECKED_IN_THE_FUTURE)
    proxy.spoil("/packs/", answer_as_portal)
    open_ready(page, proxy.url + path)
    expect(page.locator(".offline")).to_have_attribute("data-news", "none")
    expect(told).to_have_text(age)
    proxy.faults.clear()
    proxy.heard.clear()
    page.get_by_role("button", name=news).click()
    expect(told).to_have_text(checked)
    assert proxy.asked == ["GET /packs/latest.json"]


CHECKED_IN_THE_FUTURE = """async () => {
  const body = JSON.stringify(Date.now() + 366 * 86400000)
  await (await caches.open('records')).put('/packs/checked', new Response(body))
}"""


def test_phone_that_must_save_data_fetches_a_whole_pack_only_when_asked(
    page: Page, own_server: ChangingServer, own_proxy: Proxy
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    open_ready(page, own_proxy.url)
    old = page.request.get(f"{own_proxy.url}/packs/latest.json").json()["hash"]
    rename(own_server)
    own_proxy.heard.clear()
    open_ready(page, own_proxy.url)
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    assert "GET /packs/latest.json" not in own_proxy.heard  # it was asked a moment ago
    page.evaluate("async () => (await caches.open('records')).delete('/packs/checked')")
    own_proxy.spoil(f"/packs/{old}-", answer_as_portal)
    open_ready(page, own_proxy.url)
    expect(page.locator(".offline")).to_contain_text("fetched when you ask")
    assert found_title(page) == OLD
    page.get_by_role("button", name="Check for news now").click()
    expect(page.locator(".offline")).to_have_attribute("data-news", "stored")
    assert found_title(page) == NEW


@pytest.mark.parametrize("fault", ["caches.open", "Cache.prototype.put"], ids=["private window", "quota 0"])
def test_browser_that_keeps_nothing_says_so_and_searches_from_memory(page: Page, server: Server, fault: str) -> None:
    def deny(route: Route) -> None:
        answer = route.fetch()
        denied = f"{fault} = () => Promise.reject(new DOMException('', 'QuotaExceededError'));"
        route.fulfill(response=answer, body=denied + answer.text())

    page.route("**/static/search-worker.*.js", deny)
    page.goto(server.url)
    expect(page.locator(".offline")).to_contain_text("No room to save on this phone")
    assert page.locator("html").get_attribute("data-offline") is None
    assert len(search(page, "shelter")) == 20


@pytest.mark.parametrize("fault", [cut, flip_a_byte, answer_as_portal])
def test_spoilt_first_pack_is_not_kept_and_search_goes_to_the_server(page: Page, proxy: Proxy, fault: Fault) -> None:
    proxy.spoil("/packs/", fault)
    page.goto(proxy.url)
    expect(page.locator(".offline")).to_contain_text("Not saved on this phone")
    assert page.locator("html").get_attribute("data-offline") is None
    send(page, "shelter")
    expect(page.locator("[data-part=cards] > li")).to_have_count(20)
    proxy.faults.clear()
    open_ready(page, proxy.url)
    assert len(search(page, "shelter")) == 20


def test_two_pages_on_different_packs_both_go_on_working(page: Page, own_server: ChangingServer) -> None:
    open_ready(page, own_server.url)
    rename(own_server)
    other = page.context.new_page()
    open_ready(other, own_server.url)
    expect(other.locator(".offline")).to_have_attribute("data-news", "stored")
    assert (found_title(page), found_title(other)) == (OLD, NEW)


def test_page_goes_on_where_the_browser_has_dropped_all_it_kept(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.evaluate(DROP_ALL)
    assert len(search(page, "shelter")) == 20
    open_ready(page, server.url)
    assert page.evaluate(
        "async () => Boolean(await caches.match('/es/signs') && await caches.match('/packs/latest.json'))"
    )


DROP_ALL = "async () => { for (const name of await caches.keys()) await caches.delete(name) }"


def test_phone_that_is_turned_keeps_words_and_results(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    found = search(page, "shelter")
    page.set_viewport_size({"width": 720, "height": 390})
    assert ids_of_results(page) == found
    expect(page.locator("input[type=search]")).to_have_value("shelter")


def test_pack_of_an_unknown_format_is_refused_in_words(page: Page, proxy: Proxy) -> None:
    proxy.spoil("/packs/latest.json", raise_the_format)
    page.goto(proxy.url)
    expect(page.locator(".offline")).to_contain_text("newer form")
    assert page.locator("html").get_attribute("data-offline") is None


def test_stored_pack_with_one_changed_byte_is_fetched_anew(page: Page, server: Server) -> None:
    open_ready(page, server.url)
    page.evaluate(SPOIL_STORED)
    open_ready(page, server.url)
    assert len(search(page, "shelter")) == 20


SPOIL_STORED = """async () => {
  const cache = await caches.open('records')
  const [request] = (await cache.keys()).filter(({url}) => !url.endsWith('latest.json'))
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer())
  bytes[bytes.length >> 1] ^= 1
  await cache.put(request, new Response(bytes, {headers: {'content-type': 'application/json'}}))
}"""


def test_address_that_would_run_as_script_is_no_link_on_the_phone(page: Page, server: Server) -> None:
    """Even if the check at the server had let it through."""
    manifest = page.request.get(f"{server.url}/packs/latest.json").json()
    content = json.loads(page.request.get(server.url + manifest["url"]).body())
    # A field that no search reads: a pack whose words were changed too would be refused before it is shown.
    details = content["details"]
    details["values"]["chat_url"] = ["javascript:window.hurt=1//"] * details["count"]
    details["runs"].pop("chat_url")
    pack = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    with Proxy(server.url) as proxy:
        named = hashlib.sha256(pack).hexdigest()
        proxy.spoil(
            "/packs/latest.json",
            lambda body: (body.replace(b'"hash":"' + manifest["hash"].encode(), b'"hash":"' + named.encode()), JSON),
        )
        proxy.spoil(manifest["url"], lambda body: (pack, JSON))
        open_ready(page, proxy.url)
        search(page, "montana 988 lifeline")
        page.locator('[data-part=cards] [data-resource-id="montana-988"] h3 a').click()
        expect(page.locator('[data-part=opened] a[href^="tel:"]').first).to_be_visible()
        expect(page.locator('[data-part=opened] a[href^="java"]')).to_have_count(0)

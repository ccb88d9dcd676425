"""/embed, the frame, the sheet and /oembed: what is pasted is right, the frame alone may be framed, and slips cost little."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from directory.site.served.baked import current_version
from tests.site.conftest import Client
from tests.site.test_headers import PAGES, policy_of

FORM = {"content-type": "application/x-www-form-urlencoded"}
BASE = "http://test"


def code_of(page: str, form: str) -> str:
    """The snippet shown for a form."""
    found = re.search(rf'id="code-{form}"[^>]*><code>(.*?)</code>', page, re.S)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("path", ["/embed/frame", "/es/embed/frame", "/embed/frame?kind=video"])
def test_frame_may_stand_on_every_page(client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert policy_of(headers)["frame-ancestors"] == "*"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("path", [*PAGES, "/embed", "/es/embed", "/embed/sheet", "/x/embed/frame"])
def test_no_other_page_may_be_framed(client: Client, path: str) -> None:
    assert policy_of(client.get(path).headers)["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("lang", ["", "/es"])
def test_frame_searches_without_script(client: Client, lang: str) -> None:
    page = client.get(f"{lang}/embed/frame?kind=organization&place=Cascade&heading=Near+you").text
    answer = client.post(f"{lang}/embed/frame", content=b"q=example&kind=organization&place=Cascade", headers=FORM)

    assert f'action="{lang}/embed/frame" target="_self"' in page
    assert '<input type="hidden" name="kind" value="organization">' in page
    assert "<h2>Near you</h2>" in page
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'data-resource-id="example-shelter"' in answer.text


def test_slip_in_an_option_of_the_frame_costs_the_option(client: Client) -> None:
    answer = client.get("/embed/frame?place=Nowhere&kind=orgs&limit=many&lang=xx&other=1")

    assert answer.status == 200
    assert "Nowhere" not in answer.text


def test_page_for_partners_shows_all_four_forms(client: Client) -> None:
    page = client.get("/embed?service=emergency-shelter&place=Cascade&heading=A+%22safe%22+%3Cplace%3E&lang=es").text
    version = current_version(client.app.state.live.release)
    element = code_of(page, "element")

    assert 'service="emergency-shelter" place="Cascade" lang="es"' in element
    assert 'heading="A &quot;safe&quot; &lt;place&gt;"' in element
    assert f'src="{BASE}/widget/{version.name}" integrity="{version.integrity}" crossorigin="anonymous"' in element
    assert f'<a href="{BASE}/es/"' in code_of(page, "link")
    assert code_of(page, "oembed").startswith(f"{BASE}/es/embed/frame?service=emergency-shelter&place=Cascade")
    assert "<iframe " in code_of(page, "frame")
    assert " title=" in code_of(page, "frame")


def test_place_nobody_knows_is_said_on_the_page_for_partners(client: Client) -> None:
    page = client.get("/embed?place=Nowhere").text

    assert 'id="place-unknown"' in page
    assert "Nowhere" not in code_of(page, "element")


@pytest.mark.parametrize("path", ["/embed", "/es/embed", "/embed/frame"])
def test_page_tells_where_oembed_is(client: Client, path: str) -> None:
    page = client.get(path).text
    url = unescape(re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)[0])
    answer = client.get(url.removeprefix(BASE))

    assert answer.json()["type"] == "rich"
    assert re.search(r'type="text/xml\+oembed"', page)


def ask(client: Client, url: str, more: str = "") -> str:
    return f"/oembed?url={quote(url, safe='')}{more}"


def test_oembed_answers_as_wordpress_reads_it(client: Client) -> None:
    found = client.get(ask(client, f"{BASE}/embed/frame?kind=video", "&maxwidth=480&maxheight=500&format=json")).json()
    frame = ElementTree.fromstring(found["html"].replace("></iframe>", "/>"))

    assert (found["version"], found["type"], found["width"], found["height"]) == ("1.0", "rich", 480, 500)
    assert frame.attrib["src"] == f"{BASE}/embed/frame?kind=video"
    assert (frame.attrib["width"], frame.attrib["height"]) == ("480", "500")
    assert frame.attrib["title"]


def test_oembed_answers_in_xml_too(client: Client) -> None:
    answer = client.get(ask(client, f"{BASE}/es/embed", "&format=xml"))
    root = ElementTree.fromstring(answer.text)

    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert "/es/embed/frame" in str(root.findtext("html"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/oembed", 400),
        (f"/oembed?url={BASE}/embed&maxwidth=wide", 400),
        (f"/oembed?url={BASE}/resources/example-shelter", 404),
        ("/oembed?url=https://elsewhere.example/embed", 404),
        ("/oembed?url=javascript:alert(1)", 404),
        ("/oembed?url=http://[x", 404),
        (f"/oembed?url={BASE}/embed&format=yaml", 501),
    ],
)
def test_oembed_refuses_as_its_specification_says(client: Client, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_oembed_may_be_read_by_every_page(client: Client) -> None:
    answer = client.get(f"/oembed?url={BASE}/embed", headers={"origin": "https://partner.example"})

    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("lang", ["", "/es"])
def test_sheet_carries_the_address_as_a_drawing(client: Client, lang: str) -> None:
    page = client.get(f"{lang}/embed/sheet").text

    assert "<svg" in page.split('class="sheet"')[1]
    assert "<figcaption>test" in page
    assert not re.search(r"<[^>]+ style=", page)

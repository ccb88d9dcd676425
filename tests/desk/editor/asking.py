"""One browser at the desk, over HTTP and without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx

from directory.desk.editor.app import create_desk
from directory.desk.editor.desk import Desk
from directory.desk.editor.guard import Keys

PORT = 8177
HOST = f"127.0.0.1:{PORT}"
HOME = f"http://{HOST}"
ID = "example-hotline"


class Browser:
    """Asks the desk as one browser would: keeps the cookie, sends Host and Origin."""

    def __init__(self, desk: Desk) -> None:
        self.keys = Keys(PORT)
        self.app = create_desk(desk, self.keys)
        self.cookie = ""

    def ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        sent = {"host": HOST, "cookie": self.cookie, "origin": HOME} | (headers or {})

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
                return await client.request(method, path, headers=sent, **options)

        return asyncio.run(send())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("POST", path, **options)

    def enter(self) -> httpx.Response:
        answer = self.get(f"/?token={self.keys.token}")
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer

    def draft(self, record: dict[str, Any], was: dict[str, Any] | None, name: str = ID) -> Any:
        return self.post("/api/draft", json={"id": name, "record": record, "was": was}).json()

    def save(self, record: dict[str, Any], was: dict[str, Any] | None, base: str, name: str = ID) -> httpx.Response:
        return self.post("/api/save", json={"id": name, "record": record, "was": was, "base": base, "by": "AB"})

    def base(self, name: str = ID) -> str:
        return self.get(f"/records/{name}").text.split('data-base="')[1].split('"')[0]


def text_of(folder: Path) -> str:
    """The records as they stand in the file."""
    return (folder / "resources.yaml").read_text(encoding="utf-8")

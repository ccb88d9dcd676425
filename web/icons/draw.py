"""icon.svg -> the PNG icons of the install manifest, with as few bytes as their flat colours need.

Run by hand after a change of icon.svg: python web/icons/draw.py. Needs Chromium and playwright (requirements/test.txt).
"""

from __future__ import annotations

import shutil
import struct
import zlib
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
# File -> pixels a side, and units of room on each side: a maskable icon shows its middle 80 % alone for certain.
ICONS = {"icon-192.png": (192, 0), "icon-512.png": (512, 0), "icon-maskable-512.png": (512, 4)}
# The picture's own colours and what lies between them at the edges; sixteen fit into four bits a pixel.
COLOURS = 16

DRAW = """async ([svg, size]) => {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const context = new OffscreenCanvas(size, size).getContext("2d")
  context.drawImage(image, 0, 0, size, size)
  return [...context.getImageData(0, 0, size, size).data]
}"""


def main() -> None:
    """Write every icon beside the SVG."""
    svg = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for name, (size, room) in ICONS.items():
            (FOLDER / name).write_bytes(draw(page, fill_square(svg, room), size))
        browser.close()


def fill_square(svg: str, room: int) -> str:
    """The picture on a full square of its ground, which phones cut their own shape out of."""
    side = 32 + 2 * room
    box = f'viewBox="{-room} {-room} {side} {side}" width="512" height="512"'
    ground = f'<rect x="{-room}" y="{-room}" width="{side}" height="{side}"'
    return svg.replace('viewBox="0 0 32 32"', box).replace('<rect width="32" height="32" rx="8"', ground)


def draw(page: Page, svg: str, size: int) -> bytes:
    """The SVG as a PNG of `size` pixels a side (a multiple of two), with a palette."""
    values = page.evaluate(DRAW, [svg, size])
    pixels = [tuple(values[i : i + 3]) for i in range(0, len(values), 4)]
    palette = [colour for colour, _ in Counter(pixels).most_common(COLOURS)]
    number = {colour: _nearest(colour, palette) for colour in set(pixels)}
    flat = [number[pixel] for pixel in pixels]
    pairs = bytes(16 * flat[i] + flat[i + 1] for i in range(0, len(flat), 2))
    rows = (b"\0" + pairs[y * size // 2 : (y + 1) * size // 2] for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 4, 3, 0, 0, 0)
    colours = bytes(channel for colour in palette for channel in colour)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _nearest(colour: tuple[int, ...], palette: list[tuple[int, ...]]) -> int:
    """Which colour of the palette looks most like it."""
    return min(range(len(palette)), key=lambda i: sum((a - b) ** 2 for a, b in zip(colour, palette[i], strict=True)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main()

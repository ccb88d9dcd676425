"""icon.svg -> icon-192.png and icon-512.png for the install manifest, with as few bytes as their flat colours need.

Run by hand after a change of icon.svg: python web/icons/draw.py. Needs Chromium and playwright (requirements/test.txt).
The picture keeps inside the middle 80 %, so that one file serves as an ordinary and as a maskable icon.
"""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
SIZES = (192, 512)
# Levels of each colour channel: what is lost lies at the edges only and is not seen.
LEVELS = 16

DRAW = """async ([svg, size]) => {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const context = new OffscreenCanvas(size, size).getContext("2d")
  context.drawImage(image, 0, 0, size, size)
  return [...context.getImageData(0, 0, size, size).data]
}"""


def main() -> None:
    """Write every size beside the SVG."""
    svg = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    # A full square: phones cut their own shape out of it.
    full = svg.replace('rx="8"', "").replace('viewBox="0 0 32 32"', 'viewBox="0 0 32 32" width="512" height="512"')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for size in SIZES:
            (FOLDER / f"icon-{size}.png").write_bytes(draw(page, full, size))
        browser.close()


def draw(page: Page, svg: str, size: int) -> bytes:
    """The SVG as a PNG of `size` pixels a side, with a palette."""
    values = page.evaluate(DRAW, [svg, size])
    step = 255 // (LEVELS - 1)
    pixels = [tuple(round(v / step) * step for v in values[i : i + 3]) for i in range(0, len(values), 4)]
    palette = sorted(set(pixels))
    number = {colour: i for i, colour in enumerate(palette)}
    rows = (bytes([0, *(number[p] for p in pixels[y * size : (y + 1) * size])]) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    colours = bytes(channel for colour in palette for channel in colour)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main()

"""`make pictures`: the main pages on the demo council, in docs/pictures, as a desk and a phone show them."""

import os
import sys
import zlib
from struct import pack, unpack

from playwright.sync_api import Browser, sync_playwright

from launch import PROJECT
from launch.trouble import main
from tests.bench.demo_copy import demo_copy
from tests.e2e.browser import DESK, PHONE, launch

FOLDER = PROJECT / "docs" / "pictures"
TALL = {DESK: 840, PHONE: 844}
PAGES = {
    "queue": ("priya.nair", "Queue"),
    "missing-now": ("marcus.bello", "Missing now"),
    "episode": ("dana.whit", "Episode"),
    "young-person": ("dana.whit", "Young person"),
    "figures": ("yasmin.qureshi", "Figures, one service"),
}
"""The names of the files, who looks, and what tests/bench/pages.py calls the page."""


def command() -> int:
    only = set(sys.argv[1:]) or set(PAGES)
    data_dir = (PROJECT / os.environ.get("DATA_DIR", "var") / "bench").resolve()
    with demo_copy(data_dir) as address, sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop waits in this thread between its calls
        browser = launch(playwright)
        for name in only & set(PAGES):
            for width in (DESK, PHONE):
                take(browser, address, name, width)
    return 0


def take(browser: Browser, address: str, name: str, width: int) -> None:
    from tests.bench.__main__ import session_of
    from tests.bench.pages import measured_pages

    worker, label = PAGES[name]
    path = next(page.path for page in measured_pages() if page.label == label)
    cookie, value = session_of(worker).split("=", 1)
    context = browser.new_context(
        viewport={"width": width, "height": TALL[width]}, locale="en-GB", timezone_id="Europe/London"
    )
    context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page = context.new_page()
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / (f"{name}.png" if width == DESK else f"{name}-phone.png")
    target.write_bytes(smaller(page.screenshot()))
    context.close()
    print(f"{target.relative_to(PROJECT)}, {target.stat().st_size // 1000} kB")


def smaller(png: bytes) -> bytes:
    """The same picture without what only machines read, packed as tightly as zlib can."""
    kept, data, at = [], b"", 8
    while at < len(png):
        length, kind = unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            data += body
        elif kind in {b"IHDR", b"PLTE", b"tRNS"}:
            kept.append((kind, body))
        at += length + 12
    kept += [(b"IDAT", zlib.compress(zlib.decompress(data), 9)), (b"IEND", b"")]
    chunks = [pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in kept]
    return png[:8] + b"".join(chunks)


if __name__ == "__main__":
    main(command)

"""`make pictures`: the main pages on the demo council as a desk and a phone show them, and every e-mail.

Names after it take these alone: `python -m tests.e2e.pictures queue emails`.
"""

import os
import sys

import django
from playwright.sync_api import Browser, sync_playwright

from launch import PROJECT
from launch.trouble import main
from tests.bench.demo_copy import demo_copy
from tests.e2e.browser import DESK, PHONE, launch
from tests.e2e.email_pictures import take_emails
from tests.e2e.pngs import smaller

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

EMAILS = "emails"


def command() -> int:
    only = set(sys.argv[1:]) or {*PAGES, EMAILS}
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop waits in this thread between its calls
        browser = launch(playwright)
        if pages := only & set(PAGES):
            take_pages(browser, pages)
        if EMAILS in only:  # last: the pages' settings are those of their copy
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
            os.environ.setdefault("SECRET_KEY", "for pictures")
            django.setup()
            take_emails(browser)
    return 0


def take_pages(browser: Browser, names: set[str]) -> None:
    data_dir = (PROJECT / os.environ.get("DATA_DIR", "var") / "bench").resolve()
    with demo_copy(data_dir) as address:
        for name in names:
            for width in (DESK, PHONE):
                take(browser, address, name, width)


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


if __name__ == "__main__":
    main(command)

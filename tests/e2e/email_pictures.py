"""The pictures of the e-mail catalogue: one of each kind with invented facts, as a phone shows it."""

from playwright.sync_api import Browser

from launch import PROJECT
from tests.e2e.browser import PHONE
from tests.e2e.pngs import few_colours, smaller

FOLDER = PROJECT / "docs" / "pictures" / "emails"
TALLEST = 1_500
"""In pixels: what comes after is more of the same."""


def take_emails(browser: Browser) -> None:
    from tests.emails import one_of_each_kind

    FOLDER.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": PHONE, "height": 300}, locale="en-GB")
    page = context.new_page()
    for kind, email in one_of_each_kind().items():
        page.set_content(email.html)
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        whole = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": PHONE, "height": height})
        target = FOLDER / f"{kind}.png"
        target.write_bytes(smaller(few_colours(whole)))
        print(f"{target.relative_to(PROJECT)}, {target.stat().st_size // 1000} kB")
    context.close()

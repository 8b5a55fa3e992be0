"""Debian's Chromium, and what no page may do in it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE, NARROWEST = 1280, 390, 320
"""Widths in pixels; at NARROWEST (a desk's screen at 400%) nothing may scroll sideways either."""


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


BROKEN_OFF = ("htmx:sendAbort", "htmx:afterRequest")
"""Said of a look-up that is under way when somebody types on or leaves the page. One that fails says another word."""


class Watch:
    """Notes what goes wrong in the pages of a context: console errors (a breach of the content security policy is one),
    exceptions, and requests to any other host."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.troubles: list[str] = []
        self.origin = origin
        context.on("console", lambda said: said.type == "error" and self.hear(said.text))
        context.on("weberror", lambda error: self.note("exception", str(error.error)))
        context.on("request", lambda request: self.look_at(request.url))

    def hear(self, said: str) -> None:
        if not said.startswith(BROKEN_OFF):
            self.note("console", said)

    def look_at(self, url: str) -> None:
        if not url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.note("request to another host", url)

    def note(self, kind: str, text: str) -> None:
        self.troubles.append(f"{kind}: {text}")

    def forgive(self, words: str) -> None:
        """A trouble that the test made itself; it must have come."""
        assert any(words in trouble for trouble in self.troubles), f"“{words}” did not happen: {self.troubles}"
        self.troubles = [trouble for trouble in self.troubles if words not in trouble]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def assert_well_made(page: Page) -> None:
    """Nothing that axe finds, and no sideways scroll, of the whole page: a press may only just have begun it."""
    page.wait_for_load_state()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not scrolls_sideways(page), page.url

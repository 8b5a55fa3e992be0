"""Every e-mail, as a desk and a phone show it: valid, readable without sight, and nothing scrolls sideways."""

import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.e2e.browser import DESK, NARROWEST, PHONE, scrolls_sideways
from tests.emails import and_its_variants


@pytest.fixture(scope="module")
def emails():
    return and_its_variants()


def test_every_email_is_valid_html(emails, tmp_path):
    for name, email in emails.items():
        (tmp_path / f"{name}.html").write_text(email.html)
    # Mail programs drop style sheets: the styles are on the elements on purpose, by a tool that writes DOCTYPE large.
    rules = ["--rule", "no-inline-style:off", "--rule", "doctype-style:off"]
    command = ["node_modules/.bin/html-validate", "--config", ".htmlvalidate.json", *rules, "--formatter", "text"]
    done = subprocess.run([*command, str(tmp_path)], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).replace(f"{tmp_path}/", "")[:8000]


def test_every_email_at_each_width_for_those_who_see_and_those_who_hear(emails, chromium):
    """axe finds nothing, nothing scrolls sideways, nothing is fetched from anywhere."""
    complaints: list[str] = []
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London")
    context.on("request", lambda request: complaints.append(f"fetches {request.url}"))
    tab = context.new_page()
    for name, email in emails.items():
        tab.set_content(email.html)
        for width in (DESK, PHONE, NARROWEST):
            tab.set_viewport_size({"width": width, "height": 900})
            if scrolls_sideways(tab):
                complaints.append(f"{name} at {width}: scrolls sideways")
        for violation in Axe().run(tab).response["violations"]:
            nodes = "; ".join(node["html"][:200] for node in violation["nodes"][:3])
            complaints.append(f"{name}: {violation['id']} ({violation['help']}): {nodes}")
    context.close()
    assert not complaints, "\n".join(complaints)


def test_the_weekly_email_is_one_column_of_readable_letters_on_a_phone(emails, chromium):
    context = chromium.new_context(viewport={"width": PHONE, "height": 900})
    tab = context.new_page()
    tab.set_content(emails["weekly"].html)
    sizes = tab.eval_on_selector_all("p, li, td, th", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 14
    rows = tab.locator("li").all()
    assert len(rows) == 6
    assert {round(row.bounding_box()["x"]) for row in rows} == {16}
    assert tab.get_by_role("link", name="Sign in to read it").bounding_box()["height"] > 0
    context.close()

"""E-mail to a colleague comes back: their manager learns of it, an administrator mends it, and what waited leaves."""

from playwright.sync_api import expect

from accounts.rules import Role
from alerts.actions import queue_email, read_bounces
from tests.alerts.imap_server import imap_server
from tests.alerts.reports import report
from tests.e2e.browser import PHONE, assert_well_made
from tests.factories import UserFactory

SAID = f"550 5.1.1 <dana@northcliffe.example>: {'long' * 40}"


def test_a_colleagues_address_stops_working(clock, signed_in_as, team, dana, mailbox, a_minute_passes, settings):
    clock.set("2026-11-16 09:00")
    ada = UserFactory(
        full_name="Ada Admin", email="ada@northcliffe.example", roles=[Role.ADMINISTRATOR], phone="01902 5"
    )
    harjit = UserFactory(
        full_name="Harjit Sandhu", email="harjit@northcliffe.example", roles=[Role.TEAM_MANAGER], teams=[team]
    )
    queue_email(to=dana, kind="test", reference="E1", subject="First", text="Text", dedupe_key="1", at=clock.now())
    a_minute_passes()
    (mail,) = mailbox.to(dana.email)

    with imap_server() as (folder, settings.BOUNCE_MAILBOX):
        folder.put(report(mail["Message-ID"], address=dana.email, said=SAID))
        assert read_bounces().marked == 1
    queue_email(to=dana, kind="test", reference="E2", subject="Held", text="Text", dedupe_key="2", at=clock.now())
    a_minute_passes()
    assert len(mailbox.to(dana.email)) == 1, "nothing more is sent to her"

    # Her manager reads it on the way.
    (told,) = mailbox.to(harjit.email)
    assert told["Subject"] == "E-mail to a colleague comes back"
    assert "Dana" not in told.as_string()
    page = signed_in_as(harjit, width=PHONE)
    page.get_by_role("banner").get_by_role("link", name="Alerts").click()
    page.get_by_role("link", name="E-mail to a colleague comes back").click()
    expect(page.get_by_role("heading", name="E-mail that comes back")).to_be_visible()
    expect(page.get_by_text("Ada Admin, 01902 5")).to_be_visible()
    assert_well_made(page)

    # The administrator sees it on the health page, corrects nothing and says that it works again.
    page = signed_in_as(ada, width=PHONE)
    page.goto("/health/")
    expect(page.get_by_text("1 e-mail waits until their address works")).to_be_visible()
    assert_well_made(page)
    page.get_by_role("link", name="See which addresses").click()
    page.get_by_role("link", name=dana.full_name).click()
    assert_well_made(page)
    page.get_by_role("button", name="The address works again").click()
    expect(page.get_by_text(f"E-mail goes to {dana.email} again.")).to_be_visible()
    a_minute_passes()
    assert [mail["Subject"] for mail in mailbox.to(dana.email)] == ["First", "Held"]
    page = signed_in_as(harjit)
    page.goto("/alerts/")
    expect(page.get_by_role("link", name="E-mail to a colleague comes back")).to_have_count(0)

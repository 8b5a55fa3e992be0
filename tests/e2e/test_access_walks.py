"""Who may open what, when it matters most: duty at two in the morning."""

from playwright.sync_api import expect

from accounts.rules import Role
from tests.factories import UserFactory, YoungPersonFactory

WHY = "Police have him at the bus station and ask where he lives and what frightens him."


def test_duty_at_two_in_the_morning_on_another_teams_child(
    clock, signed_in_as, team, dana, mailbox, a_minute_passes
) -> None:
    clock.set("2026-11-24 02:00")
    robin = UserFactory(full_name="Robin Night", roles=[Role.DUTY], phone="01902 555000")
    dana.joined_at = robin.joined_at = clock.now()
    dana.save()
    YoungPersonFactory(first_name="Kayden", last_name="Marsh", reference="YP00096", team=team, social_worker=dana)

    # Not missing now, not one of duty's: search names him, and no more.
    robins = signed_in_as(robin)
    robins.goto("/young-people/search/?q=Kayden")
    expect(robins.get_by_role("link", name="Kayden Marsh", exact=True)).to_have_count(0)
    robins.get_by_role("link", name="Open with a reason for Kayden Marsh").click()

    # Without a reason nothing opens; what is typed is kept when the lid closes.
    robins.get_by_role("button", name="Open the record").click()
    expect(robins.get_by_role("link", name="Write why you need to open it.")).to_be_visible()
    robins.get_by_label("Why do you need to open it?").fill(WHY)
    expect(robins.get_by_text("Saved as you type at")).to_be_visible()
    robins.context.close()
    robins = signed_in_as(robin)
    robins.goto("/young-people/YP00096/open/")
    expect(robins.get_by_label("Why do you need to open it?")).to_have_value(WHY)
    robins.get_by_role("button", name="Open the record").click()
    expect(robins.get_by_role("heading", level=1)).to_contain_text("Kayden Marsh")
    expect(robins.get_by_text("is open to you until Today, 14:00. Dana Whit is told")).to_be_visible()
    a_minute_passes()

    # In the morning the worker finds who, when and why; the mail had no name in it.
    clock.set("2026-11-24 09:00")
    danas = signed_in_as(dana)
    danas.get_by_role("banner").get_by_role("link", name="Alerts").click()
    alert = danas.get_by_role("row").filter(has_text="Record opened by duty with a reason")
    alert.get_by_role("link").first.click()
    row = danas.get_by_role("row").filter(has_text="Robin Night")
    expect(row).to_contain_text(WHY)
    expect(row).to_contain_text("Today, 02:00")
    (mail,) = mailbox.to(dana.email)
    assert "Kayden" not in mail.as_string()
    assert WHY not in mail.as_string()

    # At two in the afternoon it is closed to duty again.
    clock.set("2026-11-24 14:00")
    robins = signed_in_as(robin)
    robins.goto("/young-people/search/?q=Kayden")
    expect(robins.get_by_role("link", name="Open with a reason for Kayden Marsh")).to_be_visible()

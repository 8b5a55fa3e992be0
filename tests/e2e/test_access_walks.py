"""Who may open what, when it matters: duty at night, an outside interviewer’s last day, a session that timed out."""

from playwright.sync_api import expect

from accounts.rules import Role
from missing.actions import take_interview
from tests.e2e.conftest import PASSWORD
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

ACCOUNT = "He sleeps at the garages behind the market when it rains."
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
    expect(robins.get_by_text("is open to you until today 14:00. Dana Whit is told")).to_be_visible()
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
    clock.set("2026-11-24 14:10")
    robins = signed_in_as(robin)
    robins.goto("/young-people/search/?q=Kayden")
    expect(robins.get_by_role("link", name="Open with a reason for Kayden Marsh")).to_be_visible()


def test_an_outside_interviewers_last_day(clock, signed_in_as, team, priya, yasmin) -> None:
    clock.set("2026-11-27 15:00")
    leah = UserFactory(full_name="Leah Osei", roles=[Role.INTERVIEWER], job_title="Larkrise Listening")
    ada = UserFactory(full_name="Ada Admin", roles=[Role.ADMINISTRATOR])
    kayden = YoungPersonFactory(first_name="Kayden", last_name="Marsh", reference="YP00096", team=team)
    earlier = EpisodeFactory(young_person=kayden, returned=True, reference="E70")
    ReturnInterviewFactory(episode=earlier, outcome="completed", account="Said in confidence.")
    episode = EpisodeFactory(
        young_person=kayden, reference="E77", started_at=clock.now().replace(day=26), returned_at=clock.now()
    )
    take_interview(actor=leah, interview=ReturnInterviewFactory(episode=episode))

    # What was given to her is on her first page; how an earlier one went is not hers to read.
    leahs = signed_in_as(leah)
    leahs.get_by_role("link", name="Kayden Marsh").first.click()
    expect(leahs.get_by_role("heading", level=1)).to_contain_text("Kayden Marsh")
    assert leahs.goto("/interviews/E70/").status == 404
    leahs.goto("/interviews/E77/record/account/")
    leahs.get_by_label("What did they say?").fill(ACCOUNT)
    expect(leahs.get_by_text("Saved as you type at")).to_be_visible()

    # The administrator closes her account: what she holds is listed by number and moved in the same page.
    adas = signed_in_as(ada)
    adas.get_by_role("navigation", name="Main").get_by_role("link", name="Users").click()
    adas.get_by_role("link", name="Leah Osei").click()
    adas.get_by_role("link", name="Shut out, because they left or for another reason").click()
    expect(adas.get_by_text("Kayden")).to_have_count(0)
    adas.get_by_label("Why").fill("Her contract ended.")
    adas.get_by_role("button", name="Shut out").click()
    expect(adas.get_by_role("link", name="choose who takes them on, or where they go")).to_be_visible()
    adas.get_by_label("Interviews given to them: 1. Who takes them on?").select_option(label="Priya Nair")
    adas.get_by_role("button", name="Shut out").click()
    expect(adas.get_by_text("Interviews given to them: 1 with Priya Nair now.")).to_be_visible()

    # At her next click she is out.
    leahs.goto("/interviews/E77/")
    expect(leahs.get_by_role("button", name="Sign in")).to_be_visible()

    # What she had typed is not lost: the service manager opens it with a reason and hands it to who has the interview.
    yasmins = signed_in_as(yasmin)
    yasmins.get_by_role("link", name="Drafts of colleagues").click()
    yasmins.get_by_role("row").filter(has_text="Leah Osei").get_by_role("link", name="Open").click()
    yasmins.get_by_label("Why do you open it?").fill("Leah’s contract ended.")
    yasmins.get_by_role("button", name="Open the draft").click()
    expect(yasmins.get_by_text(ACCOUNT)).to_be_visible()
    yasmins.get_by_label("Hand over to").select_option(label="Priya Nair")
    yasmins.get_by_role("button", name="Hand over the draft").click()
    expect(yasmins.get_by_text("Priya Nair has the draft now. Leah Osei is shown so.")).to_be_visible()

    priyas = signed_in_as(priya)
    with priyas.expect_navigation():
        priyas.get_by_role("link", name="Kayden Marsh").first.click()
    priyas.goto("/interviews/E77/record/account/")
    expect(priyas.get_by_label("What did they say?")).to_have_value(ACCOUNT)
    leahs.context.watch.forgive("404")


def test_who_was_timed_out_finds_what_they_typed_after_signing_in_again(clock, signed_in_as, team, priya) -> None:
    clock.set("2026-11-27 15:00")
    kayden = YoungPersonFactory(first_name="Kayden", last_name="Marsh", reference="YP00096", team=team)
    page = signed_in_as(priya, by_form=True)
    page.goto("/episodes/new/YP00096/")
    page.get_by_label("What is known?").fill(ACCOUNT)
    expect(page.get_by_text("Saved as you type at")).to_be_visible()

    # Called away for an hour: the next page asks her to sign in, and leads back to the form with all that she typed.
    clock.set("2026-11-27 16:05")
    page.goto(f"/episodes/new/{kayden.reference}/")
    page.get_by_label("Email").fill(priya.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("What is known?")).to_have_value(ACCOUNT)
    expect(page.get_by_text("Last saved: ")).to_be_visible()

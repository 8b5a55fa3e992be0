"""The interview queue."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from accounts.rules import Role
from missing.codes import Outcome, Route
from missing.models import ReturnInterview
from tests.factories import EpisodeFactory, PlacementFactory, ReturnInterviewFactory, UserFactory
from tests.said import said


def test_the_most_urgent_comes_first_and_chips_count(client, now, officer, interview):
    late = ReturnInterviewFactory(episode=EpisodeFactory(started_at=now - timedelta(days=5), returned=True))
    client.force_login(officer)
    page = client.get(reverse("missing:queue"))
    assert [row["interview"] for row in page.context["rows"]] == [late, interview]
    assert [chip["count"] for chip in page.context["chips"]] == [2, 1, 0, 0, 0, 2, 0, 0]
    overdue = client.get(reverse("missing:queue"), {"show": "overdue"})
    assert [row["interview"] for row in overdue.context["rows"]] == [late]


def test_a_row_tells_what_is_known(client, now, officer, interview, young_person):
    for days in (10, 12, 14):
        past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=days), returned=True)
        ReturnInterviewFactory(episode=past, outcome=Outcome.DECLINED)
    EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=2))
    client.force_login(officer)
    page = client.get(reverse("missing:queue"))
    for words in (
        "5 this year",
        "5 in 30 days",
        "Declined last 3",
        "Missing now</a>, since today 10:00",
        "None yet",
    ):
        assert words in page.text, words


def test_take_put_back_and_hand_over(client, officer, interview):
    second = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Ola Reyes")
    client.force_login(officer)
    client.post(reverse("missing:take", args=["E2"]), {"from": "queue"})
    assert "Mine <b>1</b>" in client.get(reverse("missing:queue")).text
    client.post(reverse("missing:put_back", args=["E2"]))
    interview.refresh_from_db()
    assert interview.assigned_to is None
    assert "Choose a person" in client.post(reverse("missing:hand_over", args=["E2"]), {}).text
    client.post(reverse("missing:hand_over", args=["E2"]), {"to": second.pk})
    interview.refresh_from_db()
    assert interview.assigned_to == second


def test_far_from_the_city_the_choice_says_why_it_is_small_and_leaves_out_who_has_it(
    client, officer, interview, social_worker
) -> None:
    ReturnInterview.objects.update(route=Route.RETURNS_OFFICER, assigned_to=officer)
    address = reverse("missing:hand_over", args=["E2"])
    client.force_login(officer)
    alone = client.get(address).text
    assert "There is nobody else who may hold it." in alone
    assert "placed 20 miles or more out of the city, so the Missing Returns Officer interviews" in alone
    second = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Ola Reyes")
    page = client.get(address)
    assert list(page.context["form"].fields["to"].queryset) == [second]
    assert "A social worker may after" in page.text


def test_a_refused_take_says_why(client, social_worker, interview):
    client.force_login(social_worker)
    page = client.post(reverse("missing:take", args=["E2"]), follow=True)
    assert "This is their own social worker" in said(page)
    assert "This is their own social worker" in client.get(interview.get_absolute_url()).text


def test_several_are_taken_or_handed_over_at_once(client, officer, interview):
    second = UserFactory(roles=[Role.RETURNS_OFFICER])
    client.force_login(officer)
    address = reverse("missing:change_selected")
    assert "Tick the interviews first" in said(client.post(address, {"do": "take", "interview": "x"}, follow=True))
    client.post(address, {"do": "take", "interview": [interview.pk]})
    assert ReturnInterview.objects.get(assigned_to=officer) == interview
    assert "Hand over 1 interview" in client.post(address, {"do": "hand_over", "interview": [interview.pk]}).text
    client.post(address, {"do": "hand_over", "interview": [interview.pk], "to": second.pk})
    assert ReturnInterview.objects.get(assigned_to=second) == interview


def test_the_spreadsheet_holds_the_same_rows_and_runs_no_formula(client, officer, interview, young_person):
    young_person.first_name = "=cmd"
    young_person.save()
    client.force_login(officer)
    lines = client.get(reverse("missing:queue_csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Due,Young person,Reference")
    assert "'=cmd Farrow" in lines[1]


def test_restricted_interviews_are_counted_not_shown(client, officer, interview, young_person):
    young_person.is_restricted = True
    young_person.save()
    client.force_login(officer)
    page = client.get(reverse("missing:queue"))
    assert "1 restricted:" in page.text
    assert "Jude" not in page.text


def test_imported_work_long_past_is_settled_apart(client, officer, interview):
    interview.is_to_settle = True
    interview.save()
    client.force_login(officer)
    assert "Imported, no outcome yet <b>1</b>" in client.get(reverse("missing:queue")).text
    assert "Jude Farrow" in client.get(reverse("missing:queue"), {"show": "to_settle"}).text


def test_of_very_many_imported_ones_the_queue_counts_no_more_than_it_says(client, officer, interview, monkeypatch):
    interview.is_to_settle = True
    interview.save()
    ReturnInterviewFactory(is_to_settle=True)
    monkeypatch.setattr("missing.queue.MOST_COUNTED", 1)
    client.force_login(officer)
    assert "Imported, no outcome yet <b>1+</b>" in client.get(reverse("missing:queue"), {"show": "to_settle"}).text


def test_take_is_not_offered_to_whom_it_would_refuse(client, social_worker, team, interview) -> None:
    take = reverse("missing:take", args=["E2"])
    client.force_login(social_worker)
    page = client.get(reverse("missing:queue")).text
    assert "You are their social worker" in page
    assert take not in page
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    client.force_login(colleague)
    page = client.get(reverse("missing:queue")).text
    assert take in page
    ReturnInterview.objects.update(route=Route.RETURNS_OFFICER)
    page = client.get(reverse("missing:queue")).text
    assert "For the Missing Returns Officer" in page
    assert take not in page


def test_their_own_worker_is_not_led_to_what_would_refuse_them(client, social_worker, interview, episode) -> None:
    client.force_login(social_worker)
    page = client.get(interview.get_absolute_url()).text
    assert ">Record the interview</a>" not in page
    assert "This is their own social worker." in page
    assert "What you can do" in page


def test_miles_are_told_where_it_is_not_known_whether_it_is_out_of_the_city(client, now, officer, young_person):
    placement = PlacementFactory(young_person=young_person, is_out_of_area=None, distance_miles=Decimal("45"))
    facts = {"placement": placement, "is_out_of_area": None, "distance_miles": Decimal("45")}
    gone = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=1), returned=True, **facts)
    ReturnInterviewFactory(episode=gone)
    here = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=2), **facts)
    client.force_login(officer)
    for address in (reverse("missing:queue"), reverse("missing:now"), here.get_absolute_url()):
        page = client.get(address)
        assert "Not known if out of city, 45 miles" in page.text

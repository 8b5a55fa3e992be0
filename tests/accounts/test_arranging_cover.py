"""Arranging cover: who may, for whom, by whom and for which days."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import arrange_cover, end_cover
from accounts.models import Cover, User
from accounts.rules import Role, why_not_cover
from tests.accounts.test_cover import covers, harjit, lloyd, team_of, tess
from tests.factories import (
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
__all__ = ["harjit", "lloyd", "tess"]


def test_people_arrange_it_for_themselves_on_a_page(signed_in, worker, lloyd) -> None:
    client = signed_in(worker)
    assert 'href="/account/cover/"' in client.get("/account/me/").content.decode()
    today = timezone.localdate()
    typed = {"absent": worker.pk, "cover": lloyd.pk, "first_on": today.isoformat(), "last_on": ""}
    bad = client.post("/account/cover/", typed)
    assert bad.context["form"].errors["last_on"] == ["Write the last day."]
    assert f'<option value="{lloyd.pk}" selected>' in bad.content.decode()
    page = client.post("/account/cover/", typed | {"last_on": today.isoformat()}, follow=True).content.decode()
    assert "Lloyd Baptiste covers for Dana Whit until" in page
    cover = Cover.objects.get()
    page = client.post(f"/account/cover/{cover.pk}/end/", follow=True).content.decode()
    assert "Lloyd Baptiste does not cover for Dana Whit any more." in page
    assert not Cover.objects.today().exists()


def test_a_manager_arranges_it_for_their_team_and_for_nobody_else(signed_in, worker, lloyd) -> None:
    team = TeamFactory()
    worker.teams.add(team)
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    today = timezone.localdate()
    arrange_cover(actor=manager, absent=worker, cover=lloyd, first_on=today, last_on=today)
    with pytest.raises(ActionRefused, match="You arrange cover for yourself and for the people of your teams"):
        arrange_cover(actor=manager, absent=lloyd, cover=worker, first_on=today, last_on=today)
    outsider = UserFactory(roles=[Role.SOCIAL_WORKER])
    with pytest.raises(ActionRefused, match="This cover is not yours to end"):
        end_cover(actor=outsider, cover=Cover.objects.get())
    page = signed_in(outsider).post(f"/account/cover/{Cover.objects.get().pk}/end/", follow=True).content.decode()
    assert "This cover is not yours to end." in page


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"first_on": 2, "last_on": 1}, "last_on", "The last day cannot be before the first."),
        ({"first_on": -3, "last_on": -1}, "last_on", "This day is past."),
        ({"first_on": 0, "last_on": 400}, "last_on", "Cover lasts a year at most. Hand their work over instead."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(worker, lloyd, facts, field, words) -> None:
    with pytest.raises(ActionRefused) as refused:
        covers(worker, lloyd, facts["first_on"], facts["last_on"])
    assert (refused.value.field, refused.value.message) == (field, words)


def test_who_may_not_do_the_work_does_not_cover_it(worker, lloyd) -> None:
    leah = UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")
    with pytest.raises(ActionRefused, match="Leah Osei cannot cover for Dana Whit: their role does not let them log"):
        covers(worker, leah)
    with pytest.raises(ActionRefused, match="nobody covers for themselves"):
        covers(worker, worker)
    User.objects.filter(pk=lloyd.pk).update(is_active=False)
    with pytest.raises(ActionRefused, match="Lloyd Baptiste does not use Safe Return any more"):
        covers(worker, lloyd)


def test_the_same_cover_twice_at_once_is_refused(worker, lloyd) -> None:
    covers(worker, lloyd)
    with pytest.raises(ActionRefused, match="Lloyd Baptiste covers for Dana Whit in that time already"):
        covers(worker, lloyd, 3, 9)


def test_the_same_cover_twice_is_kept_out_by_the_database_too(worker, lloyd) -> None:
    cover = covers(worker, lloyd)
    again = {"absent": worker, "cover": lloyd, "said_by": worker, "recorded_at": timezone.now()}
    with pytest.raises(IntegrityError, match="the_same_cover_once_at_a_time"), transaction.atomic():
        Cover.objects.create(first_on=cover.last_on, last_on=cover.last_on + 3 * DAY, **again)
    Cover.objects.create(first_on=cover.last_on + DAY, last_on=cover.last_on + 3 * DAY, **again)
    end_cover(actor=worker, cover=cover)
    covers(worker, lloyd, 0, 2)


def test_what_is_refused_twice_is_said_beside_who_covers(signed_in, worker, lloyd) -> None:
    cover = covers(worker, lloyd)
    day = cover.last_on.isoformat()
    typed = {"absent": worker.pk, "cover": lloyd.pk, "first_on": day, "last_on": day}
    form = signed_in(worker).post("/account/cover/", typed).context["form"]
    assert form.errors["cover"] == ["Lloyd Baptiste covers for Dana Whit in that time already."]


def offered(page) -> set[User]:
    return set(page.context["form"].fields["cover"].queryset)


def test_only_who_may_do_what_the_absent_one_does_is_offered_and_the_list_says_so(
    signed_in, administrator, worker, lloyd, harjit
) -> None:
    for role in (Role.AUDITOR, Role.INTERVIEWER, Role.REVIEWING_OFFICER, Role.DIRECTOR, Role.MACE_CHAIR, Role.ANALYST):
        UserFactory(roles=[role])
    both = UserFactory(roles=[Role.AUDITOR, Role.SOCIAL_WORKER])
    page = signed_in(worker).get("/account/cover/")
    assert offered(page) == {lloyd, harjit, both}
    assert "Colleagues whose roles let them do what Dana Whit does; others would leave some of it waiting." in page.text
    assert "Who is away?" not in page.text
    auditor = User.objects.get(groups__name=Role.AUDITOR, groups__isnull=False, pk__lt=both.pk)
    today = timezone.localdate().isoformat()
    typed = {"absent": worker.pk, "cover": auditor.pk, "first_on": today, "last_on": today}
    form = signed_in(worker).post("/account/cover/", typed).context["form"]
    assert form.errors["cover"] == ["Their roles do not let them do all that has to be done. Choose one of the list."]


def test_a_manager_says_who_is_away_and_is_offered_who_may_cover_for_them(signed_in, harjit, worker, tess, lloyd):
    worker.teams.add(team_of(harjit))
    client = signed_in(harjit)
    page = client.get("/account/cover/")
    assert "Who is away?" in page.text
    assert offered(page) == {tess}
    typed = {"absent": worker.pk, "cover": "", "first_on": "2026-12-01", "last_on": "2026-12-05", "look": "1"}
    for page in (client.get("/account/cover/", {"absent": worker.pk}), client.post("/account/cover/", typed)):
        assert "do what Dana Whit does" in page.text
        assert offered(page) == {tess, lloyd, harjit}
    assert 'value="2026-12-05"' in page.text
    assert "govuk-error-message" not in page.text
    assert not Cover.objects.exists()
    for other in (str(lloyd.pk), "x", "99999999"):
        assert "do what Harjit Sandhu does" in client.get("/account/cover/", {"absent": other}).text


def test_who_is_chosen_as_away_counts_though_nobody_asked_who_may_cover(signed_in, harjit, worker, tess) -> None:
    """The page was opened for the manager's own absence; then another was chosen and the form was sent."""
    worker.teams.add(team_of(harjit))
    day = timezone.localdate().isoformat()
    typed = {"absent": worker.pk, "cover": tess.pk, "first_on": day, "last_on": day}
    page = signed_in(harjit).post("/account/cover/", typed, follow=True).text
    assert "Tess Boyle covers for Dana Whit until" in page
    assert [(cover.absent, cover.cover) for cover in Cover.objects.all()] == [(worker, tess)]


def test_the_form_that_is_sent_holds_who_is_away(signed_in, harjit, worker) -> None:
    """One form, so that no choice on the page is left out of what is sent."""
    worker.teams.add(team_of(harjit))
    page = signed_in(harjit).get("/account/cover/").text
    form = page.split('data-draft-url="/drafts/cover:new/"')[1].split("</form>")[0]
    assert page.count('name="absent"') == form.count('name="absent"') == 1


def test_the_page_takes_twelve_queries(signed_in, harjit, worker, django_assert_max_num_queries) -> None:
    UserFactory.create_batch(12, roles=[Role.SOCIAL_WORKER], teams=[team_of(harjit)])
    client = signed_in(harjit)
    with django_assert_max_num_queries(12):
        client.get("/account/cover/", {"absent": worker.pk})


def test_a_director_does_not_stand_in_where_somebody_must_log() -> None:
    assert why_not_cover(["social_worker"], ["director"]) is not None
    assert why_not_cover(["social_worker"], ["team_manager"]) is None
    assert why_not_cover(["service_manager"], ["team_manager"]) is None


def test_the_database_holds_the_days_and_the_two(worker, lloyd) -> None:
    for facts in ({"cover": worker}, {"last_on": date(2020, 1, 1)}):
        given = {"absent": worker, "cover": lloyd, "first_on": date(2026, 1, 1), "last_on": date(2026, 1, 2)} | facts
        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.create(said_by=worker, recorded_at=timezone.now(), **given)


def test_who_is_away_themselves_is_not_asked_to_cover(worker, lloyd, harjit) -> None:
    tess = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Tess Boyle")
    covers(lloyd, tess, 2, 4)
    with pytest.raises(ActionRefused) as refused:
        covers(worker, lloyd, 0, 2)
    first, last = (timezone.localdate() + days * DAY for days in (2, 4))
    assert refused.value.field == "cover"
    assert refused.value.message == (
        f"Lloyd Baptiste is away from {first:%-d %B} to {last:%-d %B}, and Tess Boyle covers for them. Choose somebody "
        "who is here, or other days."
    )
    covers(worker, lloyd, 0, 1)
    end_cover(actor=lloyd, cover=Cover.objects.get(absent=lloyd))
    covers(worker, lloyd, 2, 7)

"""A colleague's draft: opened by a service manager alone, with a reason, shown to its owner, handed over whole."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.access import ActionRefused
from accounts.drafts import draft_for, save_draft
from accounts.models import Draft, DraftOpening, User
from accounts.rules import Role
from missing.models import ReturnInterview
from people.actions.drafts import hand_over_draft, open_draft
from people.draft_subjects import subject_of
from people.models import ReadLog, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
SAID = "He said he sleeps at the garages."


@pytest.fixture
def interview(kayden: YoungPerson) -> ReturnInterview:
    return ReturnInterviewFactory(episode=EpisodeFactory(young_person=kayden, returned=True))


@pytest.fixture
def draft(other_worker: User, interview: ReturnInterview) -> Draft:
    save_draft(other_worker, f"interview:{interview.pk}:where", {"place": ["The garages"], "draft_tab": ["x7"]})
    save_draft(other_worker, f"interview:{interview.pk}:words", {"account": [SAID], "version": ["3"]})
    return Draft.objects.latest("saved_at")


def test_the_list_says_whose_and_when_and_not_what_nor_about_whom(signed_in, service_manager, draft) -> None:
    page = signed_in(service_manager).get("/young-people/drafts/").content.decode()
    assert page.count("Sam Okoro</span>") == 1
    for secret in (SAID, "Kayden", "YP00096"):
        assert secret not in page


def test_opening_asks_why_is_logged_and_shows_what_was_typed(signed_in, service_manager, draft, kayden) -> None:
    client = signed_in(service_manager)
    url = f"/young-people/drafts/{draft.pk}/"
    assert SAID not in client.get(url).content.decode()
    bad = client.post(url, {"why": " "})
    assert bad.context["form"].errors["why"] == ["Write why you open it: its owner reads this."]
    assert not DraftOpening.objects.exists()
    page = client.post(url, {"why": "Sam is off sick."}, follow=True).content.decode()
    assert SAID in page
    assert "Return home interview: draft of Sam Okoro" in page
    assert ReadLog.objects.filter(user=service_manager, young_person=kayden, page="people:opened_draft").exists()
    assert "The garages" in page  # the other section of the same form
    assert "x7" not in page
    assert {draft.user.full_name for draft in Draft.objects.all()} == {"Sam Okoro"}  # looking takes nothing away


def test_its_owner_is_shown_who_opened_it_why_and_to_whom_it_went(
    signed_in, service_manager, worker, other_worker, draft
) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    hand_over_draft(actor=service_manager, opening=opening, to=worker)
    for url in ("/", "/account/me/"):
        page = signed_in(other_worker).get(url).content.decode()
        assert "Sue Service opened your draft (interview)" in page
        assert "Sam is off sick." in page
        assert "It was handed to Dana Whit" in page
    assert "opened your draft" not in signed_in(worker).get("/").content.decode()


def test_who_takes_it_over_goes_on_in_the_same_form(signed_in, service_manager, worker, other_worker, draft) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    client = signed_in(service_manager)
    page = client.post(f"/young-people/drafts/opened/{opening.pk}/", {"to": worker.pk}, follow=True).content.decode()
    assert "Dana Whit has the draft now. Sam Okoro is shown so." in page
    taken = draft_for(worker, draft.key)
    assert taken is not None
    assert taken.values["account"] == [SAID]
    assert not Draft.objects.filter(user=other_worker).exists()
    assert Draft.objects.filter(user=worker).count() == 2
    assert client.get(f"/young-people/drafts/opened/{opening.pk}/").status_code == 404


def test_no_other_user_is_ever_shown_a_draft(signed_in, manager, other_worker, worker, service_manager, draft) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    for user in (manager, worker, other_worker):
        client = signed_in(user)
        assert client.get("/young-people/drafts/").status_code == 403
        assert client.get(f"/young-people/drafts/{draft.pk}/").status_code == 403
        assert client.get(f"/young-people/drafts/opened/{opening.pk}/").status_code == 403
    another = UserFactory(roles=[Role.SERVICE_MANAGER])
    assert signed_in(another).get(f"/young-people/drafts/opened/{opening.pk}/").status_code == 404
    for user in (manager, worker, another):
        assert draft_for(user, draft.key) is None


def test_handing_over_loses_nothing_and_opens_nothing_new(service_manager, worker, other_worker, draft) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    stranger = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Al Elsewhere")
    with pytest.raises(ActionRefused, match="The record is not Al Elsewhere’s to open"):
        hand_over_draft(actor=service_manager, opening=opening, to=stranger)
    with pytest.raises(ActionRefused, match="It is theirs already"):
        hand_over_draft(actor=service_manager, opening=opening, to=other_worker)
    save_draft(worker, draft.key, {"account": ["Mine."]})
    with pytest.raises(ActionRefused, match="Dana Whit has begun this form already"):
        hand_over_draft(actor=service_manager, opening=opening, to=worker)
    Draft.objects.filter(user=worker).delete()
    User.objects.filter(pk=worker.pk).update(is_active=False)
    with pytest.raises(ActionRefused, match="Dana Whit does not use Safe Return any more"):
        hand_over_draft(actor=service_manager, opening=opening, to=worker)
    Draft.objects.all().delete()
    with pytest.raises(ActionRefused, match="This draft is not there any more"):
        hand_over_draft(actor=service_manager, opening=opening, to=worker)


def test_the_draft_of_who_has_left_is_still_there(signed_in, service_manager, other_worker, draft) -> None:
    User.objects.filter(pk=other_worker.pk).update(is_active=False)
    assert "Has left" in signed_in(service_manager).get("/young-people/drafts/").content.decode()


def test_a_draft_about_nobody_on_record_is_called_by_its_form() -> None:
    assert subject_of("young_person:new").title == "Young person"
    assert subject_of("interview:0").young_person is None
    assert subject_of("interview:x").title == "Interview"
    assert subject_of("open_with_reason:x").young_person is None
    person = YoungPersonFactory()
    assert subject_of(f"open_with_reason:{person.pk}").young_person == person


def test_an_opening_long_past_leaves_the_first_page(signed_in, service_manager, other_worker, draft) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=70)
    open_draft(actor=service_manager, draft=draft, why="Sam is off sick.", at=long_ago)
    assert "opened your draft" not in signed_in(other_worker).get("/").content.decode()
    assert "opened your draft" in signed_in(other_worker).get("/account/me/").content.decode()


def test_the_pages_take_twelve_queries(signed_in, service_manager, draft, django_assert_max_num_queries) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    client = signed_in(service_manager)
    for url in ("", f"{draft.pk}/", f"opened/{opening.pk}/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/young-people/drafts/{url}").status_code == 200

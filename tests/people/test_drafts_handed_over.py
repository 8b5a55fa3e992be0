"""A colleague's draft: opened by a service manager alone, with a reason, shown to its owner, handed over whole."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.access import ActionRefused
from accounts.drafts import draft_for, save_draft
from accounts.models import Draft, DraftOpening, User
from accounts.rules import Role
from missing.forms import NotRequiredForm
from missing.models import ReturnInterview
from missing.rules.interview_record import SECTION_KEYS
from people.actions.drafts import hand_over_draft, open_draft
from people.draft_subjects import named_in
from people.models import ReadLog, YoungPerson
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SAID = "He said he sleeps at the garages."


@pytest.fixture
def interview(kayden: YoungPerson) -> ReturnInterview:
    return ReturnInterviewFactory(episode=EpisodeFactory(young_person=kayden, returned=True))


@pytest.fixture
def draft(other_worker: User, interview: ReturnInterview) -> Draft:
    save_draft(other_worker, f"interview:{interview.pk}:where", {"place": ["The garages"], "draft_tab": ["her-tab"]})
    save_draft(other_worker, f"interview:{interview.pk}:words", {"account": [SAID], "version": ["3"]})
    return Draft.objects.latest("saved_at")


def test_the_list_says_whose_about_whom_and_when_and_not_what(signed_in, service_manager, draft, interview) -> None:
    page = signed_in(service_manager).get("/young-people/drafts/").content.decode()
    assert page.count("Sam Okoro</span>") == 1
    assert f'Kayden Marsh<small class="quiet">YP00096, {interview.episode.reference}</small>' in page
    assert SAID not in page
    asked = signed_in(service_manager).get(f"/young-people/drafts/{draft.pk}/").text
    assert f"Return home interview of Kayden Marsh, YP00096, {interview.episode.reference}." in asked
    assert SAID not in asked
    assert not ReadLog.objects.exists()


def test_whom_a_draft_is_about_is_said_to_who_may_open_the_record(other_worker, service_manager, draft) -> None:
    assert named_in([draft.key], other_worker) == {}
    assert named_in([draft.key], service_manager)[draft.key].young_person.reference == "YP00096"
    assert (
        named_in(["young_person:new", "interview:x:where", "interview:0", f"merge:{'9' * 30}-1"], service_manager) == {}
    )


def test_the_questions_stand_as_they_are_asked_and_the_answers_in_words(
    signed_in, service_manager, other_worker, interview
) -> None:
    section = f"interview:{interview.pk}"
    save_draft(other_worker, f"{section}:before", {"limits_told": ["on"], "interpreter": ["was_there"]})
    save_draft(other_worker, f"{section}:account", {"harm_in_account": ["not_sure"], "account": [SAID]})
    save_draft(other_worker, f"{section}:where", {"place0": ["The garages"], "place0_kind": ["friend"]})
    opening = open_draft(actor=service_manager, draft=Draft.objects.first(), why="Sam is off sick.")
    page = signed_in(service_manager).get(f"/young-people/drafts/opened/{opening.pk}/").text
    rows = {(row["label"], row["value"]) for row in signed_in(service_manager).get(
        f"/young-people/drafts/opened/{opening.pk}/"
    ).context["rows"]}  # fmt: skip
    assert ("I told them what stays with me and what I must pass on", "Yes") in rows
    assert ("Did they tell of harm, or that they are afraid of somebody?", "Not sure") in rows
    assert ("What did they say?", SAID) in rows
    assert ("Where", "The garages") in rows
    for code in ("Limits told", ">on<", "not_sure", "was_there", "Harm in account"):
        assert code not in page


def test_of_any_form_with_questions_of_its_own_too(signed_in, service_manager, other_worker, interview) -> None:
    save_draft(other_worker, f"not_required:{interview.pk}", {"why": ["adult"], "reason": ["Turned 18"]})
    opening = open_draft(actor=service_manager, draft=Draft.objects.get(), why="Sam is off sick.")
    rows = signed_in(service_manager).get(f"/young-people/drafts/opened/{opening.pk}/").context["rows"]
    assert [row["label"] for row in rows] == [str(one.label) for one in NotRequiredForm.base_fields.values()]


def test_an_interview_with_every_section_keeps_within_its_queries(
    signed_in, service_manager, other_worker, interview, django_assert_max_num_queries
) -> None:
    answers = {"where": {"known_people": ["7"]}, "finish": {"interviewer": [str(service_manager.pk)], "covers": ["1"]}}
    for key in SECTION_KEYS:
        save_draft(other_worker, f"interview:{interview.pk}:{key}", answers.get(key, {"account": ["Ok"]}))
    opening = open_draft(actor=service_manager, draft=Draft.objects.first(), why="Sam is off sick.")
    client = signed_in(service_manager)
    client.get("/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/young-people/drafts/opened/{opening.pk}/").status_code == 200


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
    assert "her-tab" not in page
    assert {draft.user.full_name for draft in Draft.objects.all()} == {"Sam Okoro"}  # looking takes nothing away


def test_its_owner_is_shown_who_opened_it_why_and_to_whom_it_went(
    signed_in, service_manager, worker, other_worker, draft
) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    hand_over_draft(actor=service_manager, opening=opening, to=worker)
    for url in ("/", "/account/me/"):
        page = signed_in(other_worker).get(url).content.decode()
        assert "Sue Service opened your draft (Return home interview)" in page
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


def test_it_is_offered_to_nobody_whose_role_cannot_send_the_form(signed_in, service_manager, worker) -> None:
    auditor, duty = UserFactory(roles=[Role.AUDITOR], full_name="Ada Reed"), UserFactory(roles=[Role.DUTY])
    save_draft(worker, "young_person:new", {"first_name": ["Jude"]})
    opening = open_draft(actor=service_manager, draft=Draft.objects.get(), why="Dana is off sick.")
    client, url = signed_in(service_manager), f"/young-people/drafts/opened/{opening.pk}/"
    offered = set(client.get(url).context["form"].fields["to"].queryset)
    assert duty in offered
    assert auditor not in offered
    with pytest.raises(ActionRefused, match="Ada Reed’s role does not let them put a young person on record"):
        hand_over_draft(actor=service_manager, opening=opening, to=auditor)
    assert client.post(url, {"to": auditor.pk}).status_code == 200
    assert Draft.objects.get().user == worker


def test_the_draft_of_who_has_left_is_still_there(signed_in, service_manager, other_worker, draft) -> None:
    User.objects.filter(pk=other_worker.pk).update(is_active=False)
    assert "Has left" in signed_in(service_manager).get("/young-people/drafts/").content.decode()


def test_opening_a_draft_of_any_form_is_a_reading_and_asks_who_may_take_it_over(
    signed_in, service_manager, other_worker, kayden
) -> None:
    save_draft(other_worker, f"court_order:new-{kayden.pk}", {"note": ["Not to be near the school."]})
    opening = open_draft(actor=service_manager, draft=Draft.objects.get(), why="Sam is off sick.")
    assert signed_in(service_manager).get(f"/young-people/drafts/opened/{opening.pk}/").status_code == 200
    assert ReadLog.objects.filter(user=service_manager, young_person=kayden, page="people:opened_draft").exists()
    stranger = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Al Elsewhere")
    with pytest.raises(ActionRefused, match="The record is not Al Elsewhere’s to open"):
        hand_over_draft(actor=service_manager, opening=opening, to=stranger)


def test_a_draft_about_what_is_not_there_any_more_is_handed_to_nobody(service_manager, other_worker, worker) -> None:
    save_draft(other_worker, "court_order:999999", {"note": ["Not to be near the school."]})
    opening = open_draft(actor=service_manager, draft=Draft.objects.get(), why="Sam is off sick.")
    with pytest.raises(ActionRefused, match="The record that it is about is not there any more"):
        hand_over_draft(actor=service_manager, opening=opening, to=worker)


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


def test_what_is_typed_after_it_was_opened_is_its_owners_alone(
    signed_in, service_manager, worker, other_worker, draft
) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    client, url = signed_in(service_manager), f"/young-people/drafts/opened/{opening.pk}/"
    save_draft(other_worker, draft.key, {"account": ["Typed when back."]}, since=None)
    page = client.get(url).text
    assert "The garages" in page  # the section that stands as it was
    assert "Typed when back." not in page
    again = "Sam Okoro has typed in this form since you opened it. What is new is theirs alone: open it again"
    assert again in page
    assert "Hand over the draft" not in page
    with pytest.raises(ActionRefused, match=again):
        hand_over_draft(actor=service_manager, opening=opening, to=worker)
    anew = open_draft(actor=service_manager, draft=draft, why="Sam is off again.")
    assert "Typed when back." in client.get(f"/young-people/drafts/opened/{anew.pk}/").text
    assert hand_over_draft(actor=service_manager, opening=anew, to=worker).handed_to == worker


def test_the_same_form_begun_anew_is_not_the_draft_that_was_opened(
    signed_in, service_manager, other_worker, draft
) -> None:
    opening = open_draft(actor=service_manager, draft=draft, why="Sam is off sick.")
    Draft.objects.all().delete()
    client, url = signed_in(service_manager), f"/young-people/drafts/opened/{opening.pk}/"
    assert client.get(url).status_code == 404
    save_draft(other_worker, draft.key, {"account": ["Months later."]})
    page = client.get(url, follow=True)
    assert page.request["PATH_INFO"] == "/young-people/drafts/"
    assert "Months later." not in page.text
    assert "Sam Okoro has typed in this form since you opened it." in page.text

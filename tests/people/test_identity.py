"""An adopted child's old and new identity are linked, and a service manager alone learns of it, wherever they look."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import MovedWork
from accounts.rules import Role
from missing.actions import take_interview
from missing.models import Episode
from people.actions.identity import end_identity_link, link_identities
from people.actions.merging import merge_records
from people.actions.restriction import ASK_WHO_KEEPS_THE_LOG
from people.models import IdentityLink, ReadLog, YoungPerson
from people.search import find
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

PAGE = "people:identity"
LOOKED = {"reference": "OLD-0001", "looked_at": "OLD-0001"}
"""What the page sends once the old record was shown."""


@pytest.fixture
def before(team) -> YoungPerson:
    return YoungPersonFactory(reference="OLD-0001", first_name="Zebedee", last_name="Quillfeather", team=team)


@pytest.fixture
def ina():
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer")


@pytest.fixture
def linked(service_manager, kayden, before, ina) -> IdentityLink:
    linked = link_identities(
        actor=service_manager, old=before, new=kayden, interviewer=ina, note="The order of 3 March"
    )
    return linked.link


def test_the_old_record_becomes_restricted_and_nothing_moves(service_manager, linked, kayden, before) -> None:
    before.refresh_from_db()
    kayden.refresh_from_db()
    assert (before.is_restricted, kayden.is_restricted) == (True, False)
    assert (linked.linked_by, linked.note) == (service_manager, "The order of 3 March")


def test_somebody_is_named_for_the_interviews_of_the_old_record(
    signed_in, service_manager, kayden, before, worker, ina
) -> None:
    """Or what is open there would wait for nobody; a record that is restricted already keeps who is named on it."""
    before.social_worker = worker
    before.save()
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    refused = browser.post(page, LOOKED | {"note": "The order"})
    assert refused.context["form"].errors["interviewer"] == ["Name somebody who will hold the return home interviews."]
    assert "The order" in refused.text
    refused = browser.post(page, LOOKED | {"interviewer": worker.pk})
    assert "This is their own social worker" in refused.text
    assert not YoungPerson.objects.get(pk=before.pk).is_restricted
    assert not IdentityLink.objects.exists()
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    episode = EpisodeFactory(young_person=before, returned=True)
    interview = take_interview(actor=officer, interview=ReturnInterviewFactory(episode=episode))
    browser.post(page, LOOKED | {"interviewer": ina.pk})
    interview.refresh_from_db()
    assert interview.assigned_to == ina
    link = IdentityLink.objects.get()
    end_identity_link(actor=service_manager, link=link, reason="Another child")
    browser.post(page, LOOKED)
    assert IdentityLink.objects.standing().get().old == before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SERVICE_MANAGER}))
def test_no_other_role_sees_a_link(linked, role) -> None:
    assert not IdentityLink.objects.visible_to(UserFactory(roles=[role])).exists()


def test_nobody_else_finds_a_trace_of_it(signed_in, service_manager, manager, linked, kayden, before) -> None:
    signed_in(service_manager).get(reverse(PAGE, args=[kayden.reference]))
    assert ReadLog.objects.get().page == PAGE
    browser = signed_in(manager)
    addresses = [kayden.get_absolute_url()] + [
        reverse(f"people:{name}", args=[kayden.reference])
        for name in ("history", "readers", "details", "merge", "around")
    ]
    for address in [*addresses, reverse("people:search") + "?q=Quillfeather", reverse("people:search") + "?q=Kayden"]:
        page = browser.get(address).text.replace('value="Quillfeather"', "").replace("“Quillfeather”", "")
        for trace in ("OLD-0001", "Zebedee", "identity", "Identity", "adopt"):
            assert trace not in page, (address, trace)
    assert find(manager, "OLD-0001").people == []
    assert browser.get(reverse(PAGE, args=[kayden.reference])).status_code == 403
    assert browser.get(before.get_absolute_url()).status_code == 404
    assert "Identity" in signed_in(service_manager).get(reverse("people:readers", args=[kayden.reference])).text


def test_from_the_record_to_the_link_and_its_end(signed_in, service_manager, kayden, before, ina) -> None:
    browser = signed_in(service_manager)
    page = reverse(PAGE, args=[kayden.reference])
    assert f'href="{page}"' in browser.get(kayden.get_absolute_url()).text
    wrong = browser.post(page, {"reference": "OLD-9", "note": "The order"})
    assert "There is no record with this reference." in wrong.text
    assert "The order" in wrong.text
    looked = browser.post(page, {"reference": "old-0001", "note": "The order"})
    assert looked.context["form"]["note"].value() == "The order"
    assert not IdentityLink.objects.exists()
    sent = LOOKED | {"note": "The order", "interviewer": ina.pk}
    shown = browser.post(page, sent, follow=True).text
    assert "Zebedee Quillfeather" in shown
    assert "stays with whoever has it now" in shown
    end = reverse("people:end_identity_link", args=[kayden.reference])
    assert "Write why they do not belong together." in browser.post(end, {"reason": ""}).text
    assert "The link is ended" in browser.post(end, {"reason": "Another child"}, follow=True).text
    assert YoungPerson.objects.get(reference="OLD-0001").is_restricted
    assert browser.post(end, {"reason": "Again"}).status_code == 404


def test_nothing_is_said_to_be_wrong_where_nothing_is(signed_in, service_manager, kayden, before, ina) -> None:
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    assert "There is a problem" not in browser.get(page).text
    assert "There is a problem" not in browser.post(page, {"reference": "OLD-0001"}).text
    typed = LOOKED | {"interviewer": ina.pk}
    assert "There is a problem" not in browser.post(page, typed, follow=True).text
    end = reverse("people:end_identity_link", args=[kayden.reference])
    assert browser.post(end, {"reason": ""}).text.count("There is a problem") == 1
    ended = browser.post(end, {"reason": "Another child"}, follow=True).text
    assert "There is a problem" not in ended
    assert "OLD-0001 is still restricted" in ended
    assert f'href="{reverse("people:lift_restriction", args=["OLD-0001"])}"' in ended


@pytest.fixture
def missing(before, worker) -> Episode:
    return EpisodeFactory(young_person=before, started_at=timezone.now() - timedelta(hours=6), logged_by=worker)


def test_of_who_is_missing_under_the_old_record_it_is_asked_who_keeps_the_log(
    signed_in, service_manager, manager, worker, missing, kayden, before, ina
) -> None:
    """As when it is restricted by itself: said first, refused until somebody is chosen, and all are told."""
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    assert "keeper" not in browser.get(page).context["form"].fields
    typed = LOOKED | {"interviewer": ina.pk, "note": "The order"}
    asked = browser.post(page, typed)
    assert asked.context["form"].errors["keeper"] == [ASK_WHO_KEEPS_THE_LOG]
    assert f"They are missing now: {missing}" in asked.text
    assert "loses sight of the episode: Dana Whit, who logged it, and duty" in asked.text
    before.refresh_from_db()
    assert not before.is_restricted
    assert not IdentityLink.objects.exists()
    linked = browser.post(page, typed | {"keeper": manager.pk}, follow=True)
    assert f"Log of a missing episode {missing}: to Mo Manager." in linked.text
    assert Episode.objects.visible_to(manager).get() == missing
    assert not Episode.objects.visible_to(worker).filter(pk=missing.pk).exists()
    told = MovedWork.objects.values_list("told__full_name", "has_come")
    assert set(told) == {("Mo Manager", True), ("Dana Whit", False)}


def test_no_door_links_who_is_missing_without_who_keeps_the_log(service_manager, missing, kayden, before, ina) -> None:
    with pytest.raises(ActionRefused, match="Say who keeps the log"):
        link_identities(actor=service_manager, old=before, new=kayden, interviewer=ina)
    with pytest.raises(ActionRefused, match="does not log episodes"):
        link_identities(actor=service_manager, old=before, new=kayden, interviewer=ina, keeper=ina)
    assert not IdentityLink.objects.exists()


def test_what_moves_from_the_old_record_is_said_and_told(signed_in, service_manager, kayden, before, ina) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")
    episode = EpisodeFactory(young_person=before, returned=True)
    take_interview(actor=officer, interview=ReturnInterviewFactory(episode=episode))
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    asked = browser.post(page, {"reference": "OLD-0001"}).text
    assert "Unless you name Priya Nair, it goes to who is named" in asked
    linked = browser.post(page, LOOKED | {"interviewer": ina.pk}, follow=True).text
    assert f"Return home interview after {episode}: from Priya Nair to Ina Interviewer." in linked
    told = MovedWork.objects.values_list("told__full_name", "has_come")
    assert set(told) == {("Priya Nair", False), ("Ina Interviewer", True)}


def test_first_it_is_shown_whose_record_it_is_and_nothing_is_linked(
    signed_in, service_manager, worker, kayden, before, ina, django_assert_max_num_queries
) -> None:
    """A mistyped reference is of another child: who they are, who loses sight, and what moves, is read first."""
    before.social_worker = worker
    before.save()
    EpisodeFactory(young_person=before, reference="E9", returned=True)
    episode = EpisodeFactory(young_person=kayden, reference="E10", started_at=timezone.now() - timedelta(hours=6))
    take_interview(
        actor=UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair"),
        interview=ReturnInterviewFactory(episode=before.episodes.get()),
    )
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    browser.get(page)
    with django_assert_max_num_queries(12):
        looked = browser.post(page, {"reference": "OLD-0001", "interviewer": ina.pk})
    for words in (
        "Zebedee Quillfeather, OLD-0001, is the same child as Kayden Marsh, YP00096. Nothing is linked yet.",
        f"{before.date_of_birth:%-d %B %Y}",
        f"<td>{kayden.age}</td><td>{before.age}</td>",
        f"They are missing now: {episode}",
        "Dana Whit, their social worker, who is told",
        "Everybody else in Care Team North",
        "Return home interview after E9",
        "Priya Nair has it. Unless you name Priya Nair, it goes to who is named",
    ):
        assert words in looked.text
    assert looked.context["form"]["interviewer"].value() == str(ina.pk)
    assert not IdentityLink.objects.exists()
    assert not YoungPerson.objects.get(pk=before.pk).is_restricted
    assert ReadLog.objects.filter(young_person=before, page=PAGE).exists()


def test_only_the_very_record_that_was_shown_is_linked(signed_in, service_manager, kayden, before, ina) -> None:
    other = YoungPersonFactory(reference="OLD-0002", first_name="Marnie", last_name="Achebe")
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    shown = browser.post(page, LOOKED | {"reference": "OLD-0002", "interviewer": ina.pk})
    assert "Marnie Achebe, OLD-0002, is the same child as" in shown.text
    assert shown.context["form"]["looked_at"].value() == "OLD-0002"
    assert not IdentityLink.objects.exists()
    lost = browser.post(page, LOOKED | {"reference": "OLD-9"})
    assert "looked_at" not in lost.text
    browser.post(page, {"reference": "OLD-0002", "looked_at": "OLD-0002", "interviewer": ina.pk})
    assert IdentityLink.objects.get().old == other


def test_two_who_are_missing_at_once_are_not_one_child(
    signed_in, service_manager, manager, missing, kayden, before, ina
) -> None:
    """Whether the old record is restricted already or not."""
    theirs = EpisodeFactory(young_person=kayden, started_at=timezone.now() - timedelta(hours=3))
    browser, page = signed_in(service_manager), reverse(PAGE, args=[kayden.reference])
    words = f"Both are missing now: Kayden Marsh (YP00096) by {theirs.reference}, and Zebedee Quillfeather (OLD-0001)"
    for typed in ({"reference": "OLD-0001"}, LOOKED | {"interviewer": ina.pk, "keeper": manager.pk}):
        stopped = browser.post(page, typed).text
        assert words in stopped
        assert "link the two records" not in stopped
    for is_restricted in (False, True):
        YoungPerson.objects.filter(pk=before.pk).update(is_restricted=is_restricted)
        with pytest.raises(ActionRefused, match="Two children who are missing at once are not one child"):
            link_identities(actor=service_manager, old=before, new=kayden, interviewer=ina, keeper=manager)
    assert not IdentityLink.objects.exists()


def test_whose_the_old_record_was_is_told_that_it_is_restricted(
    service_manager, worker, reader, kayden, before, ina
) -> None:
    """Also with nothing open that moves; and not of whom."""
    before.social_worker, before.reviewing_officer = worker, reader
    before.save()
    link_identities(actor=service_manager, old=before, new=kayden, interviewer=ina)
    told = MovedWork.objects.values_list("told", "has_come", "what")
    assert set(told) == {(user.pk, False, "Record of a young person of yours") for user in (worker, reader)}


def test_refusals(service_manager, manager, linked, kayden, before) -> None:
    third = YoungPersonFactory()
    with pytest.raises(ActionRefused, match="This is the same record"):
        link_identities(actor=service_manager, old=kayden, new=kayden)
    with pytest.raises(ActionRefused, match="the other way round"):
        link_identities(actor=service_manager, old=kayden, new=before)
    for old, new, words in (
        (before, third, "The old record is linked already"),
        (third, kayden, "End that link first"),
    ):
        with pytest.raises(ActionRefused, match=words), transaction.atomic():
            link_identities(actor=service_manager, old=old, new=new)
    with pytest.raises(ActionRefused, match="A service manager has to look at these two first"):
        merge_records(actor=service_manager, kept=kayden, merged=before, reason="The same birthday")
    for actor in (manager, UserFactory(roles=[Role.DIRECTOR])):
        with pytest.raises(PermissionDenied):
            link_identities(actor=actor, old=third, new=kayden)
        with pytest.raises(PermissionDenied):
            end_identity_link(actor=actor, link=linked, reason="No")
    end_identity_link(actor=service_manager, link=linked, reason="Another child")
    with pytest.raises(ActionRefused, match="ended already"):
        end_identity_link(actor=service_manager, link=linked, reason="Another child")


def test_a_merged_record_cannot_be_linked(service_manager, kayden, before) -> None:
    YoungPerson.objects.filter(pk=before.pk).update(merged_into=kayden)
    with pytest.raises(PermissionDenied):
        link_identities(actor=service_manager, old=before, new=kayden)


def test_an_end_says_who_and_why(linked) -> None:
    with pytest.raises(IntegrityError, match="identity_link_ended_says_who_and_why"), transaction.atomic():
        IdentityLink.objects.update(ended_at=timezone.now() + timedelta(0))

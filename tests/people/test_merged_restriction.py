"""Of a restricted record that is one of two: who was named on it once, and who is their own social worker."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.models import Episode
from people.actions import allocate, change_named, merge_records, restrict_record, unmerge_records
from people.actions.restriction import INTERVIEWER, NAMED, interviewer_named_on, named_on
from people.models import AccessGrant, RecordMerge, YoungPerson
from tests.factories import AccessGrantFactory, EpisodeFactory, TeamFactory, UserFactory, YoungPersonFactory

WHY, TWO = "Same birthday, same school", "Two cousins"
ONCE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def ina(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Dole")


@pytest.fixture
def aunt(db: None) -> User:
    return UserFactory(roles=[Role.REVIEWING_OFFICER], full_name="Cara Voss")


@pytest.fixture
def wim(team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Wim Vale")


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(reference="YP00777", first_name="Caden", last_name="Marche", team=team)


def once_named(person: YoungPerson, **named: str) -> None:
    """Until the restriction was lifted."""
    for source_key, user in named.items():
        key = {"interviewer": INTERVIEWER, "other": NAMED}[source_key]
        AccessGrantFactory(young_person=person, user=user, source_key=key, until=ONCE)


def all_grants() -> list[tuple]:
    rows = AccessGrant.objects.values_list("pk", "young_person__reference", "source_key", "user", "starts_at", "until")
    return sorted(rows)


def named(person: YoungPerson) -> set[str]:
    return set(named_on(person).values_list("user__full_name", flat=True))


def sees(user: User) -> set[str]:
    return set(YoungPerson.objects.visible_to(User.objects.get(pk=user.pk)).values_list("reference", flat=True))


class TestNamedOnceBefore:
    def test_who_is_named_on_the_other_now_is_named_on_the_one(self, service_manager, ina, aunt, kayden, twice) -> None:
        once_named(kayden, interviewer=ina, other=aunt)
        restrict_record(actor=service_manager, young_person=twice, interviewer=ina, others=[aunt])
        before = all_grants()
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        kayden.refresh_from_db()
        assert kayden.is_restricted
        assert interviewer_named_on(kayden) == ina
        assert sees(ina) == sees(aunt) == {"YP00096"}
        unmerge_records(actor=service_manager, merge=merge, reason=TWO)
        assert all_grants() == before
        assert sees(ina) == {"YP00777"}

    def test_who_is_named_on_neither_stays_out(self, service_manager, ina, aunt, kayden, twice) -> None:
        for person in (kayden, twice):
            once_named(person, other=aunt)
        restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
        merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        assert named(kayden) == {"Ina Dole"}
        assert sees(aunt) == set()

    def test_of_two_restricted_ones_nobody_comes_back_by_the_merge(
        self, service_manager, ina, aunt, kayden, twice
    ) -> None:
        once_named(kayden, other=aunt)
        for person in (kayden, twice):
            restrict_record(
                actor=service_manager, young_person=person, interviewer=ina, others=[aunt] if person == twice else []
            )
        merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        assert named(kayden) == {"Ina Dole"}

    def test_lifted_since_they_are_named_again_on_the_one_that_was_restricted(
        self, service_manager, ina, kayden, twice
    ) -> None:
        once_named(kayden, interviewer=ina)
        restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        named_on(kayden).update(until=datetime(2026, 12, 30, tzinfo=UTC))
        YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=False)
        unmerge_records(actor=service_manager, merge=merge, reason=TWO)
        assert named(twice) == {"Ina Dole"}
        assert named(kayden) == set()


class TestTheirOwnWorker:
    @pytest.mark.parametrize("which", ["kept", "merged"])
    def test_is_not_made_the_interviewer_of_the_one(
        self, signed_in, service_manager, team, wim, kayden, twice, which
    ) -> None:
        restricted, other = (kayden, twice) if which == "kept" else (twice, kayden)
        YoungPerson.objects.filter(pk=restricted.pk).update(social_worker=None)
        YoungPerson.objects.filter(pk=other.pk).update(social_worker=wim)
        restricted.refresh_from_db()
        restrict_record(actor=service_manager, young_person=restricted, interviewer=wim)
        words = f"Wim Vale is named to hold the return home interviews of {restricted.reference}, which is restricted"
        with pytest.raises(ActionRefused, match=f"{words}.*Ask the service manager to name somebody else there"):
            merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        assert not RecordMerge.objects.exists()
        page = reverse("people:merge_with", args=["YP00096", "YP00777"])
        assert words in signed_in(service_manager).get(page).text
        allocate(actor=service_manager, young_person=other, team=team, social_worker=None)
        merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        assert interviewer_named_on(kayden) == wim

    @pytest.mark.parametrize("since", ["restricted", "renamed"])
    def test_is_not_made_the_interviewer_of_the_other_once_they_are_two(
        self, signed_in, service_manager, ina, kayden, twice, since
    ) -> None:
        team = TeamFactory(name="Care Team South")
        wim = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Wim Vale")
        YoungPerson.objects.filter(pk=twice.pk).update(social_worker=wim, team=team)
        if since == "renamed":
            restrict_record(actor=service_manager, young_person=twice, interviewer=ina)
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        kayden.refresh_from_db()
        name = change_named if since == "renamed" else restrict_record
        name(actor=service_manager, young_person=kayden, interviewer=wim)
        with pytest.raises(ActionRefused, match=r"Wim Vale is named .* was the social worker on YP00777"):
            unmerge_records(actor=service_manager, merge=merge, reason=TWO)
        page = signed_in(service_manager).get(merge.get_absolute_url()).text
        assert "Ask the service manager to name somebody else first." in page
        kayden.refresh_from_db()
        change_named(actor=service_manager, young_person=kayden, interviewer=ina)
        unmerge_records(actor=service_manager, merge=merge, reason=TWO)
        twice.refresh_from_db()
        assert (twice.social_worker, interviewer_named_on(twice)) == (wim, ina)


@pytest.mark.parametrize("undone", [0, 1])
def test_undone_a_merge_ends_only_whom_it_named_to_keep_the_log(
    service_manager, team, ina, wim, kayden, twice, undone
) -> None:
    other = YoungPersonFactory(reference="YP00888", first_name="Kaden", last_name="Marche", team=team)
    restrict_record(actor=service_manager, young_person=kayden, interviewer=ina)
    out = EpisodeFactory(young_person=twice)
    merges = []
    for merged in (twice, other):
        kept = YoungPerson.objects.get(pk=kayden.pk)
        merges.append(merge_records(actor=service_manager, kept=kept, merged=merged, reason=WHY, keeper=wim))
    assert named(kayden) == {"Ina Dole", "Wim Vale"}
    unmerge_records(actor=service_manager, merge=merges[undone], reason=TWO)
    assert named(kayden) == ({"Ina Dole"}, {"Ina Dole", "Wim Vale"})[undone]
    assert Episode.objects.visible_to(User.objects.get(pk=wim.pk)).get() == out

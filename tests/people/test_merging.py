"""Two records of one young person become one, with everything that is on them, and two again exactly as they were."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.models import Episode
from people.actions import merge_records, restrict_record, unmerge_records
from people.merging import KEPT, MERGED, all_that_follow, clashes_of
from people.models import (
    AccessGrant,
    CarePeriod,
    Needs,
    OtherName,
    PersonAround,
    Placement,
    ReadLog,
    RecordMerge,
    YoungPerson,
)
from people.search import find
from tests.factories import (
    AccessGrantFactory,
    CarePeriodFactory,
    CaseEventFactory,
    EpisodeFactory,
    PlacementFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

WHY = "Same birthday, same school; her mother says so."


@pytest.fixture
def twice(team, worker) -> YoungPerson:
    """Kayden again, logged at night under a misspelt name."""
    return YoungPersonFactory(
        reference="YP00777", first_name="Caden", last_name="Marche", team=team, ethnicity="WBRI", social_worker=worker
    )


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Everything in every table that follows, and the young people."""
    tables = {follows.model for follows in all_that_follow()} | {YoungPerson}
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in tables - {RecordMerge, ReadLog}
    }


def whose(model: Any) -> set[str]:
    return set(model.objects.values_list("young_person__reference", flat=True))


def test_everything_follows_and_goes_back_exactly(manager, kayden, twice) -> None:
    CarePeriodFactory(young_person=twice, ended_on=date(2021, 1, 1))
    PlacementFactory(young_person=twice)
    ReturnInterviewFactory(episode=EpisodeFactory(young_person=twice, returned=True))
    CaseEventFactory(young_person=twice)
    AccessGrantFactory(young_person=twice, reason=AccessGrant.Reason.AUDIT, user=manager)
    PersonAround.objects.create(young_person=twice, name="Ann Marsh", relation="mother", may_be_told="yes")
    Needs.objects.create(young_person=twice, language="Polish")
    before = all_rows()
    merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=f" {WHY} ")
    assert (merge.reason, merge.merged_by) == (WHY, manager)
    for model in (CarePeriod, Placement, Episode, AccessGrant, PersonAround, Needs):
        assert whose(model) == {"YP00096"}, model
    kayden.refresh_from_db()
    assert kayden.ethnicity == "WBRI", "what the kept record did not know is taken over"
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert all_rows() == before


def test_what_was_written_since_stays_where_it_was_written(manager, kayden, twice) -> None:
    merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
    PlacementFactory(young_person=kayden)
    YoungPerson.objects.filter(pk=kayden.pk).update(ethnicity="BAFR")
    unmerge_records(actor=manager, merge=merge, reason="Two brothers")
    assert whose(Placement) == {"YP00096"}
    kayden.refresh_from_db()
    assert kayden.ethnicity == "BAFR"


def test_the_merged_record_is_in_no_list_and_its_reference_finds_the_other(signed_in, manager, kayden, twice) -> None:
    merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
    assert set(YoungPerson.objects.visible_to(manager)) == {kayden}
    for typed in ("YP00777", "Caden Marche", "Kayden"):
        assert find(manager, typed).people == [kayden], typed
    browser = signed_in(manager)
    moved = browser.get(reverse("people:history", args=["YP00777"]))
    assert (moved.status_code, moved.url) == (302, reverse("people:history", args=["YP00096"]))
    logging = browser.get(reverse("missing:log_episode_for", args=["YP00777"]))
    assert logging.url == reverse("missing:log_episode_for", args=["YP00096"])


def test_the_reference_leads_nobody_who_may_not_open_the_other(signed_in, manager, other_worker, kayden, twice) -> None:
    merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
    assert signed_in(other_worker).get(reverse("people:young_person", args=["YP00777"])).status_code == 404


def test_what_is_sent_under_the_old_reference_is_not_lost(signed_in, manager, kayden, twice) -> None:
    form = signed_in(manager).get(reverse("people:add_care_period", args=["YP00777"])).context["form"]
    merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
    typed = {"started_on": "1 June 2024", "legal_status": "C2"} | dict(form.initial)
    signed_in(manager).post(reverse("people:add_care_period", args=["YP00777"]), typed)
    assert whose(CarePeriod) == {"YP00096"}


class TestClashes:
    def test_overlapping_placements_are_chosen_between(self, manager, kayden, twice) -> None:
        PlacementFactory(young_person=kayden, started_on=date(2025, 6, 2), provider_name="Ash House")
        PlacementFactory(young_person=twice, started_on=date(2025, 5, 1), provider_name="Larch Lodge")
        before = all_rows()
        (clash,) = clashes_of(kayden, twice)
        assert "Larch Lodge, from 1 May 2025 to now" in clash.merged.facts
        with pytest.raises(ActionRefused, match="Placement: choose which one stands") as refusal:
            merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        assert refusal.value.field == clash.key
        assert all_rows() == before
        for choice, stands in ((KEPT, "Ash House"), (MERGED, "Larch Lodge")):
            merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY, choices={clash.key: choice})
            assert [place.provider_name for place in kayden.placements.all()] == [stands]
            unmerge_records(actor=manager, merge=merge, reason="Two brothers")
            assert all_rows() == before

    @pytest.mark.parametrize("choice", [KEPT, MERGED])
    def test_those_that_start_on_the_same_day_too(self, manager, kayden, twice, choice) -> None:
        CarePeriodFactory(young_person=kayden, legal_status="C2")
        CarePeriodFactory(young_person=twice, legal_status="V2")
        Needs.objects.create(young_person=kayden, language="English")
        Needs.objects.create(young_person=twice, language="Polish")
        before = all_rows()
        choices = {clash.key: choice for clash in clashes_of(kayden, twice)}
        assert len(choices) == 2
        merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY, choices=choices)
        stands = {KEPT: ("C2", "English"), MERGED: ("V2", "Polish")}[choice]
        assert (kayden.care_periods.get().legal_status, Needs.objects.get(young_person=kayden).language) == stands
        unmerge_records(actor=manager, merge=merge, reason="Two brothers")
        assert all_rows() == before

    def test_one_that_stands_here_and_is_laid_aside_there_is_said(self, manager, kayden, twice) -> None:
        PlacementFactory(young_person=kayden, started_on=date(2025, 1, 1))
        for start in (date(2025, 2, 1), date(2025, 9, 1)):
            PlacementFactory(young_person=twice, started_on=start, ended_on=start + timedelta(days=30))
        one, other = clashes_of(kayden, twice)
        with pytest.raises(ActionRefused, match="stands in one place and is laid aside in another"):
            merge_records(
                actor=manager, kept=kayden, merged=twice, reason=WHY, choices={one.key: KEPT, other.key: MERGED}
            )

    def test_names_and_grants_that_are_there_already_stay_behind(self, manager, kayden, twice) -> None:
        for person in (kayden, twice):
            OtherName.objects.create(young_person=person, name="Kay", kind="alias", is_in_use=True)
            AccessGrantFactory(young_person=person, reason=AccessGrant.Reason.COVER, user=manager, source_key="cover:1")
        before = all_rows()
        merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        assert OtherName.objects.get(young_person=kayden).name == "Kay"
        unmerge_records(actor=manager, merge=merge, reason="Two brothers")
        assert all_rows() == before


class TestRestricted:
    @pytest.fixture
    def interviewer(self):
        return UserFactory(roles=[Role.INTERVIEWER])

    def test_a_restricted_one_restricts_the_other_for_those_named(
        self, service_manager, manager, interviewer, kayden, twice
    ) -> None:
        restrict_record(actor=service_manager, young_person=twice, interviewer=interviewer)
        before = all_rows()
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        assert not YoungPerson.objects.visible_to(manager).exists()
        assert set(YoungPerson.objects.visible_to(interviewer)) == {kayden}
        assert YoungPerson.objects.get(pk=twice.pk).is_restricted
        unmerge_records(actor=service_manager, merge=merge, reason="Two brothers")
        assert all_rows() == before

    def test_of_two_those_see_it_who_are_named_on_both(self, service_manager, interviewer, kayden, twice) -> None:
        on_both, on_one = (UserFactory(roles=[Role.REVIEWING_OFFICER]) for _ in range(2))
        restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer, others=[on_both, on_one])
        restrict_record(
            actor=service_manager, young_person=twice, interviewer=UserFactory(roles=[Role.HUB]), others=[on_both]
        )
        before = all_rows()
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        seen = {user for user in (interviewer, on_both, on_one) if YoungPerson.objects.visible_to(user).exists()}
        assert seen == {interviewer, on_both}
        unmerge_records(actor=service_manager, merge=merge, reason="Two brothers")
        assert all_rows() == before

    def test_who_is_not_named_cannot_merge_it(self, service_manager, manager, interviewer, kayden, twice) -> None:
        restrict_record(actor=service_manager, young_person=twice, interviewer=interviewer)
        with pytest.raises(PermissionDenied, match="Both records must be yours to open"):
            merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)


class TestRefusals:
    def test_who_may(self, worker, manager, kayden, twice) -> None:
        with pytest.raises(PermissionDenied):
            merge_records(actor=worker, kept=kayden, merged=twice, reason=WHY)
        merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        with pytest.raises(PermissionDenied):
            unmerge_records(actor=worker, merge=merge, reason=WHY)

    def test_a_team_manager_of_one_of_them_does_not(self, manager, service_manager, kayden, twice) -> None:
        YoungPerson.objects.filter(pk=twice.pk).update(team=TeamFactory())
        AccessGrantFactory(young_person=twice, reason=AccessGrant.Reason.COVER, user=manager)
        with pytest.raises(ActionRefused, match="a team manager of both, makes one record of two"):
            merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        with pytest.raises(ActionRefused, match="a team manager of both, makes two records of one"):
            unmerge_records(actor=manager, merge=merge, reason=WHY)

    def test_a_reason_each_way_and_once(self, manager, kayden, twice) -> None:
        with pytest.raises(ActionRefused, match="Write how you know") as refusal:
            merge_records(actor=manager, kept=kayden, merged=twice, reason=" ")
        assert refusal.value.field == "reason"
        with pytest.raises(ActionRefused, match="This is the same record"):
            merge_records(actor=manager, kept=kayden, merged=kayden, reason=WHY)
        merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        with pytest.raises(ActionRefused, match="One of the two is merged already"):
            merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        with pytest.raises(ActionRefused, match="Write why they are two people"):
            unmerge_records(actor=manager, merge=merge, reason=" ")
        unmerge_records(actor=manager, merge=merge, reason="Two brothers")
        with pytest.raises(ActionRefused, match="They are two records again already"):
            unmerge_records(actor=manager, merge=merge, reason="Two brothers")

    def test_a_chain_is_undone_from_its_end(self, manager, team, kayden, twice) -> None:
        third = YoungPersonFactory(team=team, reference="YP3")
        before = all_rows()
        first = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        second = merge_records(actor=manager, kept=third, merged=kayden, reason=WHY)
        assert find(manager, "YP00777").people == [third]
        with pytest.raises(ActionRefused, match=r"YP00096 was merged into another record since. Undo that first"):
            unmerge_records(actor=manager, merge=first, reason="Two brothers")
        unmerge_records(actor=manager, merge=second, reason="Two brothers")
        unmerge_records(actor=manager, merge=first, reason="Two brothers")
        assert all_rows() == before

    def test_what_began_before_the_birthday_that_is_kept(self, manager, kayden, twice) -> None:
        YoungPerson.objects.filter(pk=kayden.pk).update(date_of_birth=timezone.localdate())
        EpisodeFactory(young_person=twice)
        with pytest.raises(ActionRefused, match="began before the date of birth that is kept"):
            merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)


class TestPages:
    def test_from_the_record_to_one_and_back_to_two(self, signed_in, manager, kayden, twice) -> None:
        PlacementFactory(young_person=twice)
        browser = signed_in(manager)
        record = browser.get(kayden.get_absolute_url()).text
        assert f'href="{reverse("people:merge", args=["YP00096"])}"' in record
        preview = reverse("people:merge_with", args=["YP00096", "YP00777"])
        found = browser.get(reverse("people:merge", args=["YP00096"]), {"q": "Caden"}).text
        assert f'href="{preview}"' in found
        page = browser.get(preview).text
        shown = ReadLog.objects.filter(user=manager, page="people:merge_with")
        assert set(shown.values_list("young_person__reference", flat=True)) == {"YP00096", "YP00777"}
        assert "Caden" in page
        assert "Placements" in page
        done = browser.post(preview, {"reason_given": WHY}, follow=True).text
        assert "YP00777 is part of this record now" in done
        merged = RecordMerge.objects.get().get_absolute_url()
        assert f'href="{merged}"' in done
        assert WHY in browser.get(merged).text
        undone = browser.post(merged, {"reason": "Two brothers"}, follow=True).text
        assert f'<a href="{twice.get_absolute_url()}">YP00777</a> is a record of its own again.' in undone
        assert "is here on YP00096: look through both." in undone
        assert whose(Placement) == {"YP00777"}

    def test_an_undone_one_is_told_to_who_may_open_both_alone(self, signed_in, manager, service_manager, kayden, twice):
        merge = merge_records(actor=service_manager, kept=kayden, merged=twice, reason=WHY)
        unmerge_records(actor=service_manager, merge=merge, reason="Two brothers")
        url = merge.get_absolute_url()
        page = signed_in(manager).get(url).text
        assert "<title>YP00777 was part of YP00096" in page
        assert "are one record" not in page
        ina = UserFactory(roles=[Role.INTERVIEWER])
        restrict_record(actor=service_manager, young_person=YoungPerson.objects.get(pk=twice.pk), interviewer=ina)
        assert signed_in(manager).get(kayden.get_absolute_url()).status_code == 200
        assert signed_in(manager).get(url).status_code == 404
        assert "Two brothers" in signed_in(service_manager).get(url).text

    def test_what_is_not_chosen_is_said_and_what_was_typed_stays(self, signed_in, manager, kayden, twice) -> None:
        for person in (kayden, twice):
            PlacementFactory(young_person=person)
        page = signed_in(manager).post(reverse("people:merge_with", args=["YP00096", "YP00777"]), {"reason_given": WHY})
        assert "Placement: choose which one stands." in page.text
        assert WHY in page.text
        assert YoungPerson.objects.standing().count() == 2

    def test_who_may_not_finds_no_page(self, signed_in, worker, other_worker, outsider, service_manager, kayden, twice):
        preview = reverse("people:merge_with", args=["YP00096", "YP00777"])
        for user in (worker, outsider):
            assert signed_in(user).get(preview).status_code == 403
        other = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
        assert signed_in(other).get(preview).status_code == 404
        assert signed_in(service_manager).get(preview).status_code == 200
        assert signed_in(worker).get(kayden.get_absolute_url()).text.count("On record twice?") == 0

    def test_a_manager_of_one_of_them_is_told_why_not(self, signed_in, manager, kayden, twice) -> None:
        YoungPerson.objects.filter(pk=twice.pk).update(team=None)
        AccessGrantFactory(young_person=twice, reason=AccessGrant.Reason.COVER, user=manager)
        page = signed_in(manager).get(reverse("people:merge_with", args=["YP00096", "YP00777"]))
        assert page.status_code == 403

    def test_twelve_queries(self, signed_in, manager, kayden, twice, django_assert_max_num_queries) -> None:
        for person in (kayden, twice):
            for year in (2021, 2023):
                PlacementFactory(young_person=person, started_on=date(year, 1, 1), ended_on=date(year + 1, 1, 1))
                EpisodeFactory(young_person=person, started_at=timezone.now() - timedelta(days=year), returned=True)
        browser = signed_in(manager)
        browser.get(reverse("home"))  # the session is prolonged now and then, not on each page
        with django_assert_max_num_queries(12):
            assert browser.get(reverse("people:merge_with", args=["YP00096", "YP00777"])).status_code == 200
        clashes = {clash.key: KEPT for clash in clashes_of(kayden, twice)}
        merge = merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY, choices=clashes)
        with django_assert_max_num_queries(12):
            assert browser.get(merge.get_absolute_url()).status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get(kayden.get_absolute_url()).status_code == 200
        for name in ("history", "readers"):
            with django_assert_max_num_queries(12):
                assert browser.get(reverse(f"people:{name}", args=["YP00096"])).status_code == 200

    def test_the_history_and_the_readers_of_both_are_told_as_one(self, signed_in, manager, kayden, twice) -> None:
        signed_in(manager).get(twice.get_absolute_url())
        PlacementFactory(young_person=twice, provider_name="Larch Lodge")
        merge_records(actor=manager, kept=kayden, merged=twice, reason=WHY)
        browser = signed_in(manager)
        assert browser.get(reverse("people:readers", args=["YP00096"])).text.count("The record") >= 1
        assert "Caden" in browser.get(reverse("people:history", args=["YP00096"])).text

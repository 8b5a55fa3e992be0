"""What was changed and who has read it, kept whoever did it and however."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from accounts.models import User
from accounts.rules import Role
from missing.interview_codes import Harm
from people.actions import merge_records, unmerge_records
from people.history import changes_since, history_of, version_of
from people.models import CaseEvent, Placement, ReadLog, YoungPerson
from people.views.history import LAST_READS
from tests.factories import (
    AccessGrantFactory,
    CaseEventFactory,
    HarmToldFactory,
    PlacementFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
HISTORY = "/young-people/YP00096/history/"
READERS = "/young-people/YP00096/readers/"


def test_raw_sql_shows_in_the_history(kayden: YoungPerson) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_youngperson SET last_name = 'Raw' WHERE id = %s", [kayden.pk])
    change = history_of(kayden)[0]
    assert (change.what, change.by, change.fields) == ("Changed", "the system", [("Last name", "Marsh", "Raw")])


def test_bulk_writes_show_in_the_history(team) -> None:
    people = YoungPerson.objects.bulk_create([YoungPersonFactory.build(reference=f"B{n}", team=team) for n in range(3)])
    YoungPerson.objects.filter(pk__in=[p.pk for p in people]).update(sex="F")
    for person in people:
        assert [change.what for change in history_of(person)] == ["Changed", "Recorded"]


def test_a_deleted_row_stays_in_the_history(kayden: YoungPerson) -> None:
    event = CaseEventFactory(young_person=kayden)
    pk = event.pk
    event.delete()
    event.pk = pk
    assert [change.what for change in history_of(event)] == ["Deleted", "Recorded"]


def test_the_history_itself_cannot_be_rewritten(kayden: YoungPerson) -> None:
    events = YoungPerson.pgh_event_model.objects  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="append_only"):
        events.update(last_name="Nobody")


def test_a_change_that_changes_nothing_is_not_told(kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(last_name="Marsh")
    assert len(history_of(kayden)) == 1


def test_names_days_and_yes_or_no_are_told_in_words(kayden: YoungPerson, team) -> None:
    south = TeamFactory(name="Care Team South")
    kayden.team, kayden.is_restricted, kayden.date_of_birth, kayden.sex = south, True, date(2010, 3, 8), "M"
    kayden.save()
    assert history_of(kayden)[0].fields == [
        ("Date of birth", "7 March 2010", "8 March 2010"),
        ("Sex", "nothing", "Male"),
        ("Team", "Care Team North", "Care Team South"),
        ("Is restricted", "no", "yes"),
    ]


def test_instants_are_told_by_the_london_clock() -> None:
    event = CaseEventFactory()
    CaseEvent.objects.filter(pk=event.pk).update(at=datetime(2026, 7, 1, 20, 0, tzinfo=UTC))
    assert history_of(event)[0].fields == [("At", "1 November 2026, 20:30", "1 July 2026, 21:00")]


def test_the_version_tells_what_changed_since(kayden: YoungPerson) -> None:
    version = version_of(kayden)
    assert changes_since(kayden, version) == []
    YoungPerson.objects.filter(pk=kayden.pk).update(last_name="One")
    YoungPerson.objects.filter(pk=kayden.pk).update(last_name="Two")
    assert [change.fields[0][2] for change in changes_since(kayden, version)] == ["Two", "One"]
    assert version_of(YoungPersonFactory.build(pk=0)) == 0


def test_the_page_tells_of_details_placements_and_grants(signed_in, manager: User, worker: User, kayden) -> None:
    placement = PlacementFactory(young_person=kayden)
    Placement.objects.filter(pk=placement.pk).update(provider_name="Elm House")
    AccessGrantFactory(young_person=kayden, user=worker)
    AccessGrantFactory(young_person=kayden, role="duty", reason="duty")
    page = signed_in(manager).get(HISTORY).content.decode()
    assert "Provider name: Ash House → Elm House" in page
    assert "Changed: Placement: Children&#x27;s home, from 2 June 2025" in page
    assert "Recorded: Access grant: Named on a restricted record: Dana Whit" in page
    assert "Recorded: Access grant: Duty while missing and for 72 hours after: Duty" in page


def test_who_has_read_the_record_is_shown_with_this_very_reading_left_for_the_next(signed_in, manager, worker, kayden):
    ReadLog.objects.create(user=worker, young_person=kayden, page="missing:log_episode_for", address="10.0.0.7")
    client = signed_in(manager)
    page = client.get(READERS).content.decode()
    assert "Dana Whit" in page
    assert "Log episode for" in page
    assert "10.0.0.7" in page
    assert ReadLog.objects.filter(user=manager, page="people:readers").count() == 1


def test_the_last_fifty_are_shown(signed_in, manager: User, worker: User, kayden: YoungPerson) -> None:
    ReadLog.objects.bulk_create([ReadLog(user=worker, young_person=kayden, page="people:history")] * (LAST_READS + 5))
    assert len(signed_in(manager).get(READERS).context["reads"]) == LAST_READS


def test_nobody_has_read_it_yet(signed_in, manager: User, kayden: YoungPerson) -> None:
    assert "Nobody has opened it yet." in signed_in(manager).get(READERS).content.decode()


def test_what_was_there_before_is_told_first(signed_in, manager, kayden: YoungPerson, worker) -> None:
    kayden.social_worker, kayden.sex = None, "M"
    kayden.save()
    page = signed_in(manager).get(HISTORY).text
    assert "Sex: nothing → Male" in page
    assert "was nothing" not in page


def test_several_codes_are_told_by_their_names(db) -> None:
    harm = HarmToldFactory(kinds=[])
    harm.kinds = ["physical", "sexual"]
    harm.save()
    (change,) = history_of(harm)[0].fields
    assert change == ("Kinds of harm", "nothing", ", ".join(Harm(kind).label for kind in harm.kinds))


def test_both_histories_say_that_two_records_were_made_one_and_two_again_and_why(signed_in, team, kayden) -> None:
    twice = YoungPersonFactory(reference="YP00777", team=team, ethnicity="WBRI")
    YoungPerson.objects.filter(pk=kayden.pk).update(ethnicity="")
    boss = UserFactory(roles=[Role.SERVICE_MANAGER])
    merge = merge_records(actor=boss, kept=kayden, merged=twice, reason="The same birthday and school")
    page = signed_in(boss).get(HISTORY).text
    assert "Made one record: YP00777 became part of YP00096" in page
    assert page.count("Why: The same birthday and school") == 1
    unmerge_records(actor=boss, merge=merge, reason="Two cousins")
    for url in (HISTORY, "/young-people/YP00777/history/"):
        page = signed_in(boss).get(url).text
        assert "Made one record: YP00777 became part of YP00096" in page
        assert "Made two again: YP00777 is a record of its own, as is YP00096" in page
        assert "Why: The same birthday and school" in page
        assert page.count("Why: Two cousins") == 1
        assert page.count(f'<a href="{merge.get_absolute_url()}">What moved</a>') == 2
    YoungPerson.objects.filter(pk=twice.pk).update(team=TeamFactory())
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    page = signed_in(manager).get(HISTORY).text
    assert "Two cousins" not in page, "the other record is not theirs to open"
    assert "YP00777" not in page


def test_a_merge_that_changed_nothing_of_the_kept_record_is_told(signed_in, team, kayden) -> None:
    twice = YoungPersonFactory(reference="YP00777", team=team)
    boss = UserFactory(roles=[Role.SERVICE_MANAGER])
    merge = merge_records(actor=boss, kept=kayden, merged=twice, reason="The same school")
    unmerge_records(actor=boss, merge=merge, reason="Two cousins")
    told = [(change.what, change.by, change.why) for change in signed_in(boss).get(HISTORY).context["page"]]
    assert told[:2] == [
        ("Made two again", str(boss), "Two cousins"),
        ("Made one record", str(boss), "The same school"),
    ]


@pytest.mark.parametrize("url", [HISTORY, READERS])
def test_managers_alone_see_it_of_their_own(signed_in, manager, worker, other_worker, service_manager, url) -> None:
    YoungPersonFactory(reference="YP00096")
    assert signed_in(worker).get(url).status_code == 403
    assert signed_in(manager).get(url).status_code == 404
    assert signed_in(service_manager).get(url).status_code == 200


def test_the_pages_take_twelve_queries_however_long(
    signed_in, manager: User, worker: User, kayden: YoungPerson, django_assert_max_num_queries
) -> None:
    for year in range(2012, 2026):
        PlacementFactory(young_person=kayden, started_on=date(year, 1, 1))
        AccessGrantFactory(young_person=kayden, user=worker)
        YoungPerson.objects.filter(pk=kayden.pk).update(team=TeamFactory(), social_worker=manager)
        YoungPerson.objects.filter(pk=kayden.pk).update(team=kayden.team, social_worker=worker)
    client = signed_in(manager)
    client.get("/account/me/")  # the session's end is moved once a minute
    for url in (HISTORY, READERS):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200

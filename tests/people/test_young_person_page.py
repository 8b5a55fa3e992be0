"""The page of a young person: where they live, who works with them, what has happened."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from people import panels, timeline
from people.codes import LegalStatus
from people.models import CaseEvent, ReadLog, YoungPerson
from people.timeline import Entry, timeline_of
from tests.factories import (
    AccessGrantFactory,
    CarePeriodFactory,
    CaseEventFactory,
    EpisodeFactory,
    PlacementFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
URL = "/young-people/YP00096/"


def page(client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False)
def test_it_says_who_they_are_where_they_live_and_who_works_with_them(signed_in, worker: User, kayden) -> None:
    PlacementFactory(young_person=kayden, started_on=date(2025, 1, 1), far=True, provider_name="Ash House")
    PlacementFactory(young_person=kayden, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1))
    CarePeriodFactory(young_person=kayden, legal_status=LegalStatus.C2)
    shown = page(signed_in(worker))
    assert "Kayden Marsh, 16" in shown
    assert "YP00096. Children&#x27;s home, Ash House: Shropshire, out of our area, 27 miles from the city." in shown
    assert "Care Team North, social worker Dana Whit. Full care order." in shown


def test_what_is_not_known_is_said(signed_in, service_manager: User) -> None:
    person = YoungPersonFactory(team=None)
    shown = page(signed_in(service_manager), person.get_absolute_url())
    for words in ("No placement now.", "Not given to a team", "no social worker yet", "Not in care now."):
        assert words in shown
    assert "Nothing has happened yet" in shown


def test_a_care_period_without_a_legal_status_is_still_care(signed_in, worker: User, kayden: YoungPerson) -> None:
    CarePeriodFactory(young_person=kayden, legal_status="")
    assert "In care, legal status not recorded." in page(signed_in(worker))


def test_what_has_ended_is_not_now(signed_in, worker: User, kayden: YoungPerson) -> None:
    PlacementFactory(young_person=kayden, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1))
    CarePeriodFactory(young_person=kayden, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1))
    shown = page(signed_in(worker))
    assert "No placement now." in shown
    assert "Not in care now." in shown


def test_another_team_and_an_outsider_do_not_find_it(signed_in, other_worker: User, outsider: User, kayden) -> None:
    assert signed_in(other_worker).get(URL).status_code == 404
    assert signed_in(outsider).get(URL).status_code == 403


def test_who_only_reads_sees_it_without_buttons(signed_in, reader: User, kayden: YoungPerson) -> None:
    PlacementFactory(young_person=kayden)
    CarePeriodFactory(young_person=kayden)
    shown = page(signed_in(reader))
    for button in ("Change details", "New placement", "Change team", "Restrict it", "Who has read it"):
        assert button not in shown


def test_opening_it_is_written_down(signed_in, worker: User, kayden: YoungPerson) -> None:
    signed_in(worker).get(URL)
    read = ReadLog.objects.get()
    assert (read.user, read.young_person, read.page, read.address) == (
        worker,
        kayden,
        "people:young_person",
        "127.0.0.1",
    )


def test_a_page_that_was_not_found_is_no_read(signed_in, other_worker: User, kayden: YoungPerson) -> None:
    signed_in(other_worker).get(URL)
    assert not ReadLog.objects.exists()


def test_names_are_shown_as_letters(signed_in, service_manager: User) -> None:
    worker = UserFactory(full_name="<b>Pat O'Neil</b>", roles=[Role.SOCIAL_WORKER])
    person = YoungPersonFactory(first_name="<b>Liam", last_name="O'Neil</b>", social_worker=worker)
    PlacementFactory(young_person=person, provider_name="<b>Home</b>")
    shown = page(signed_in(service_manager), person.get_absolute_url())
    assert "&lt;b&gt;Liam O&#x27;Neil&lt;/b&gt;" in shown
    assert "&lt;b&gt;Pat O&#x27;Neil&lt;/b&gt;" in shown
    for bold in ("<b>Liam", "<b>Pat", "<b>Home"):
        assert bold not in shown


def test_a_restricted_record_says_so_and_names_who_sees_it_to_the_service_manager(signed_in, service_manager) -> None:
    person = YoungPersonFactory(is_restricted=True)
    named = UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer")
    AccessGrantFactory(young_person=person, user=named, source_key="restriction:interviewer")
    shown = page(signed_in(service_manager), person.get_absolute_url())
    assert "Restricted" in shown
    assert "Ina Interviewer, holds the interviews" in shown
    assert "Ina Interviewer, holds" not in page(signed_in(named), person.get_absolute_url())


def test_the_timeline_tells_episodes_and_moves_with_links(signed_in, worker: User, kayden: YoungPerson) -> None:
    placement = PlacementFactory(young_person=kayden, far=True)
    CaseEventFactory(young_person=kayden, kind=CaseEvent.Kind.PLACEMENT_MOVED, source_key=f"placement:{placement.pk}")
    episode = EpisodeFactory(young_person=kayden, returned=True)
    CaseEventFactory(young_person=kayden, source_key=f"episode:{episode.pk}")
    CaseEventFactory(young_person=kayden, kind=CaseEvent.Kind.RETURNED, source_key=f"episode:{episode.pk}")
    CaseEventFactory(young_person=kayden, kind=CaseEvent.Kind.ARRESTED, source_key="arrest:1")
    shown = page(signed_in(worker))
    assert "Children&#x27;s home, Shropshire, out of our area, 27 miles from the city." in shown
    assert f'<a href="{episode.get_absolute_url()}">Went missing</a>' in shown
    assert "after 6 hours." in shown
    assert "Arrested" in shown


def test_an_event_that_its_room_does_not_tell_is_told_by_its_kind(worker: User, kayden, monkeypatch) -> None:
    first = CaseEventFactory(young_person=kayden, kind=CaseEvent.Kind.ARRESTED)
    CaseEventFactory(young_person=kayden, kind=CaseEvent.Kind.ARRESTED)
    monkeypatch.setattr(timeline, "_tellers", {})
    timeline.register(lambda events, user: {first.pk: Entry(first.at, "Told")}, CaseEvent.Kind.ARRESTED)
    assert sorted(entry.title for entry in timeline_of(kayden, worker).entries) == ["Arrested", "Told"]


def test_a_long_timeline_shows_the_latest_and_says_so(signed_in, worker: User, kayden: YoungPerson) -> None:
    CaseEventFactory.create_batch(timeline.SHOWN + 1, young_person=kayden, kind=CaseEvent.Kind.ARRESTED)
    assert "The latest 12 are shown." in page(signed_in(worker))


def test_a_panel_is_shown_to_who_may_see_it_in_its_place(signed_in, worker: User, kayden, monkeypatch) -> None:
    monkeypatch.setattr(panels, "_panels", dict(panels._panels))
    asked = []
    panel = panels.Panel(
        1, "test", "A test", "people/panels/timeline.html", lambda person, user: asked.append(person) or [], place="top"
    )
    panels.register(panel)
    page(signed_in(worker))
    assert asked == [kayden]


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_takes_twelve_queries_whatever_is_on_it(
    signed_in, service_manager: User, kayden: YoungPerson, many: int, django_assert_max_num_queries
) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    for named in UserFactory.create_batch(min(many, 5)):
        AccessGrantFactory(young_person=kayden, user=named, source_key="restriction:named")
    for n in range(many):
        placement = PlacementFactory(young_person=kayden, started_on=date(2020, 1, 1 + n))
        CarePeriodFactory(young_person=kayden, started_on=date(2020, 1, 1 + n))
        at = datetime(2026, 9, 1 + n % 30, 8, tzinfo=UTC)
        episode = EpisodeFactory(young_person=kayden, returned=True, started_at=at)
        for kind, key in (
            (CaseEvent.Kind.PLACEMENT_MOVED, f"placement:{placement.pk}"),
            (CaseEvent.Kind.WENT_MISSING, f"episode:{episode.pk}"),
            (CaseEvent.Kind.RETURNED, f"episode:{episode.pk}"),
            (CaseEvent.Kind.INTERVIEW_CLOSED, f"interview:{n}"),
        ):
            CaseEventFactory(young_person=kayden, kind=kind, source_key=key)
    client = signed_in(service_manager)
    client.get("/account/me/")
    with django_assert_max_num_queries(12):
        page(client)


@pytest.mark.parametrize("reference", ["new", "search", "selected"])
def test_a_reference_may_be_a_word_of_the_addresses(signed_in, worker: User, kayden: YoungPerson, reference) -> None:
    kayden.reference = reference
    kayden.save()
    response = signed_in(worker).get(kayden.get_absolute_url())
    assert response.context["young_person"] == kayden

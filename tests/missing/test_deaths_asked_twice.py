"""A death is asked about twice before it is recorded; those who answer for the child learn of it, and can undo it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.drafts import save_draft
from accounts.models import Draft, User
from accounts.rules import Role
from missing.actions import record_death, report_missing, take_death_back
from missing.codes import Category
from missing.models import Episode
from people.actions import note_death
from people.models import Death
from tests.factories import TeamFactory, UserFactory, YoungPersonFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SURE = {"found_at": "11:00", "died_on": "today", "note": "PC Lund rang at 11:30.", "confirmed": "on"}


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Tess Boyle", phone="01632 960104")


@pytest.fixture
def gone(now, social_worker, young_person) -> Episode:
    return report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 3 * HOUR
    )


class TestAskedTwice:
    def test_one_tap_on_the_return_page_records_nothing(self, client: Client, social_worker, gone) -> None:
        client.force_login(social_worker)
        page = client.post(f"/episodes/{gone}/return/", {"how": "died", "found_at": "11:00", "note": "By the canal."})
        person = gone.young_person
        assert not Death.objects.exists()
        assert Episode.objects.open().exists()
        assert page.status_code == 200
        for words in (
            "Has Jude Farrow died?",
            "Nothing is recorded yet.",
            person.reference,
            f"{gone} ends, and they are not looked for any more",
            "Every alert, offer and e-mail about them stops.",
            "By the canal.</textarea>",
            'value="11:00"',
            f'action="/young-people/{person.reference}/death/"',
            f'href="/episodes/{gone}/return/">Go back, record nothing',
        ):
            assert words in page.text

    def test_a_time_that_cannot_be_read_is_carried_along_and_refused_there(
        self, client: Client, social_worker, gone
    ) -> None:
        client.force_login(social_worker)
        page = client.post(f"/episodes/{gone}/return/", {"how": "died", "found_at": "half nine-ish"}).text
        assert 'value="half nine-ish"' in page

    @pytest.mark.parametrize(
        ("left_out", "words"),
        [
            ("confirmed", "Tick that it is Jude Farrow, YP1, who has died."),
            ("note", "Write how it is known that they died."),
            ("died_on", "Write on which day they died."),
            ("found_at", "Write when they were found."),
        ],
    )
    def test_nothing_is_recorded_before_all_is_said(self, client, social_worker, gone, left_out, words) -> None:
        client.force_login(social_worker)
        person = gone.young_person
        page = client.post(
            f"/young-people/{person.reference}/death/", {name: said for name, said in SURE.items() if name != left_out}
        ).text
        assert words.replace("YP1", person.reference) in page
        assert left_out == "note" or f"{SURE['note']}</textarea>" in page
        assert not Death.objects.exists()

    def test_confirmed_it_is_on_record_and_says_whom_to_ring(
        self, client: Client, now, social_worker, manager, gone
    ) -> None:
        client.force_login(social_worker)
        save_draft(social_worker, f"return:{gone.pk}", {"how": ["died"]})
        page = client.post(f"/young-people/{gone.young_person.reference}/death/", SURE, follow=True)
        said = [str(message) for message in page.context["messages"]]
        assert said == [
            "It is on record that Jude Farrow has died. Every alert, offer and e-mail about them has stopped. "
            "If it is wrong, ring Tess Boyle on 01632 960104 now: they take it back on Jude Farrow’s page."
        ]
        death = Death.objects.get()
        assert (death.died_on, death.note) == (now.date(), SURE["note"])
        assert not Draft.objects.exists()

    def test_a_manager_is_told_to_take_it_back_themselves(self, client: Client, manager, gone) -> None:
        client.force_login(manager)
        page = client.post(f"/young-people/{gone.young_person.reference}/death/", SURE, follow=True).text
        assert "If it is wrong, take it back on their page." in page
        assert "This is wrong: take it back" in page

    def test_the_others_see_on_the_page_who_takes_it_back(self, client: Client, now, social_worker, young_person):
        record_death(actor=social_worker, young_person=young_person, died_on=now.date())
        client.force_login(social_worker)
        assert (
            "the team manager or a service manager takes it back here"
            in client.get(young_person.get_absolute_url()).text
        )


class TestWhoLearnsOfIt:
    @pytest.fixture
    def recorded(self, now, officer, young_person) -> None:
        colleague = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Bo Ek")
        record_death(actor=colleague, young_person=young_person, died_on=now.date() - DAY)

    def sees(self, client: Client, user: User) -> bool:
        client.force_login(user)
        return "A death was recorded" in client.get("/").text

    def test_worker_managers_and_returns_officer_and_nobody_else(
        self, client, social_worker, manager, officer, other_worker, recorded
    ) -> None:
        colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=social_worker.teams.all())
        elsewhere = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
        service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
        for user in (social_worker, manager, officer, service_manager):
            assert self.sees(client, user), user
        for user in (colleague, elsewhere, other_worker):
            assert not self.sees(client, user), user

    def test_it_says_who_recorded_what_and_how_it_is_undone(
        self, client, manager, recorded, django_assert_max_num_queries
    ) -> None:
        client.force_login(manager)
        with django_assert_max_num_queries(12):
            page = client.get("/").text
        assert "Bo Ek recorded today 12:00 that they died on 22 November 2026." in " ".join(page.split())
        assert "Jude Farrow" in page

    def test_who_recorded_it_knows(self, client, now, manager, young_person) -> None:
        record_death(actor=manager, young_person=young_person, died_on=now.date())
        assert not self.sees(client, manager)

    def test_taken_back_it_says_so_to_whoever_had_it(
        self, client, now, social_worker, manager, other_worker, recorded, young_person, django_assert_max_num_queries
    ):
        take_death_back(actor=manager, young_person=young_person, why="It was his grandfather")
        for user in (social_worker, manager):
            client.force_login(user)
            with django_assert_max_num_queries(12):
                page = " ".join(client.get("/").text.split())
            assert "A death was recorded by mistake" in page
            assert "A death was recorded</h2>" not in page
            assert "was recorded by mistake. Taken back by Tess Boyle, today 12:00: It was his grandfather" in page
            assert "Every alert about them has stopped" not in page
        assert not self.sees(client, other_worker)

    def test_one_that_stands_is_told_apart_and_first(self, client, now, manager, recorded, young_person) -> None:
        take_death_back(actor=manager, young_person=young_person, why="Another child")
        sibling = YoungPersonFactory(team=young_person.team, first_name="Ash", last_name="Farrow")
        colleague = UserFactory(roles=[Role.RETURNS_OFFICER])
        record_death(actor=colleague, young_person=sibling, died_on=now.date())
        client.force_login(manager)
        page = client.get("/").text
        standing, mistaken = page.index("A death was recorded</h2>"), page.index("A death was recorded by mistake</h2>")
        assert standing < page.index("Ash Farrow") < mistaken

    def test_the_history_of_the_record_says_why(self, client, manager, recorded, young_person) -> None:
        take_death_back(actor=manager, young_person=young_person, why=" It was his grandfather ")
        client.force_login(manager)
        page = " ".join(client.get(f"{young_person.get_absolute_url()}history/").text.split())
        said = "<p>Died on: 22 November 2026 → nothing</p> <p>Why: It was his grandfather</p>"
        assert said in page

    def test_not_for_ever(self, client, now, officer, young_person) -> None:
        note_death(
            actor=UserFactory(roles=[Role.RETURNS_OFFICER]),
            young_person=young_person,
            died_on=(now - 20 * DAY).date(),
            at=now - 15 * DAY,
        )
        assert not self.sees(client, officer)

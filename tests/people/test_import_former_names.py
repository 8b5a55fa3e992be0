"""A team that was renamed, or a user whose e-mail address was corrected, and a case file that has the one of before."""

from pathlib import Path

import pytest

from accounts.actions import change_team, change_user
from accounts.models import Team, User
from accounts.rules import Role
from missing.models import ReturnInterview
from people.models import YoungPerson
from tests.case_files import imported, take_in, write_files
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADER = "reference,first_name,last_name,date_of_birth,team,social_worker"
ANA = f"{HEADER}\nYP1,Ana,Marsh,2010-03-07,North,jo@northcliffe.example"
UNCHANGED = "1 read, 0 added, 0 changed, 1 unchanged, 0 rejected"
EPISODES = """episode_reference,reference,category,missing_from,returned_at,ended_how
    E1,YP1,missing,2026-11-01T20:00,2026-11-02T08:00,returned"""
INTERVIEWS = """episode_reference,outcome,outcome_at,method,interviewer,independence
    E1,completed,2026-11-03T10:00,phone,jo@northcliffe.example,independent"""


@pytest.fixture
def north() -> Team:
    return TeamFactory(name="North")


@pytest.fixture
def jo(north: Team) -> User:
    user = UserFactory(email="jo@northcliffe.example", roles=[Role.SOCIAL_WORKER])
    user.teams.add(north)
    return user


def rename(team: Team, name: str) -> None:
    change_team(actor=UserFactory(roles=[Role.ADMINISTRATOR]), team=team, name=name, service=None)


def correct_address(user: User, email: str) -> None:
    change_user(
        actor=UserFactory(roles=[Role.ADMINISTRATOR]),
        user=user,
        full_name=user.full_name,
        email=email,
        roles=user.groups.values_list("name", flat=True),
        teams=user.teams.all(),
    )


def ana() -> YoungPerson:
    return YoungPerson.objects.get(reference="YP1")


def test_a_team_that_was_renamed_keeps_its_young_people(tmp_path: Path, north: Team, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    rename(north, "North hub")
    again = take_in(tmp_path)
    assert again.counts[0].endswith(UNCHANGED)
    assert again.said("Known by what they were called before: North is North hub here now.")
    assert ana().team == north
    assert YoungPerson.objects.visible_to(User.objects.get(pk=jo.pk)).exists()


def test_whom_a_later_file_adds_to_it_goes_to_it(tmp_path: Path, north: Team, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    rename(north, "North hub")
    imported(tmp_path, young_people=f"{ANA}\nYP2,Ben,Shaw,2011-04-08,north,")
    assert YoungPerson.objects.get(reference="YP2").team == north
    assert Team.objects.count() == 1


def test_another_team_that_has_the_name_now_takes_nobody_away(tmp_path: Path, north: Team, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    rename(north, "North hub")
    other = TeamFactory(name="North")
    again = imported(tmp_path, young_people=f"{ANA}\nYP2,Ben,Shaw,2011-04-08,North,")
    assert again.said("Warning: several here are or were called North: whoever is with one of them stays there.")
    assert ana().team == north
    assert YoungPerson.objects.get(reference="YP2").team == other


def test_a_name_that_several_teams_had_and_none_has_moves_nobody(tmp_path: Path, north: Team, jo: User) -> None:
    west = TeamFactory(name="West")
    imported(tmp_path, young_people=ANA.replace("North", "West"))
    for team, name in ((north, "North hub"), (west, "North"), (west, "West hub")):
        rename(team, name)
    again = imported(tmp_path, young_people=f"{ANA}\nYP2,Ben,Shaw,2011-04-08,North,")
    assert again.said("Warning: several here are or were called North")
    assert ana().team == west
    assert YoungPerson.objects.get(reference="YP2").team is None
    assert Team.objects.count() == 2


def test_a_worker_whose_address_was_corrected_keeps_their_young_people(tmp_path: Path, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    correct_address(jo, "jo.bell@northcliffe.example")
    again = take_in(tmp_path)
    assert again.counts[0].endswith(UNCHANGED)
    assert again.said("jo@northcliffe.example is jo.bell@northcliffe.example here now.")
    assert not again.said("left unallocated")
    assert ana().social_worker == jo


def test_an_address_that_somebody_else_has_now_takes_nobody_away(tmp_path: Path, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    correct_address(jo, "jo.bell@northcliffe.example")
    other = UserFactory(email="jo@northcliffe.example", roles=[Role.SOCIAL_WORKER])
    again = imported(tmp_path, young_people=f"{ANA}\nYP2,Ben,Shaw,2011-04-08,North,jo@northcliffe.example")
    assert again.said("Warning: several here are or were called jo@northcliffe.example")
    assert ana().social_worker == jo
    assert YoungPerson.objects.get(reference="YP2").social_worker == other


def test_a_worker_who_works_here_no_more_is_nobodys_by_a_file_but_takes_nobody_away(tmp_path: Path, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    User.objects.filter(pk=jo.pk).update(is_active=False)
    again = imported(tmp_path, young_people=f"{ANA}\nYP2,Ben,Shaw,2011-04-08,North,jo@northcliffe.example")
    assert again.said("Warning: 1 young person is left unallocated")
    assert ana().social_worker == jo
    assert YoungPerson.objects.get(reference="YP2").social_worker is None


def test_an_address_that_nobody_ever_had_leaves_them_unallocated(tmp_path: Path, jo: User) -> None:
    imported(tmp_path, young_people=ANA)
    again = imported(tmp_path, young_people=ANA.replace("jo@", "kim@"))
    assert again.said("left unallocated, because no active user here has the e-mail address")
    assert ana().social_worker is None


def test_an_interviewer_whose_address_was_corrected_stays_the_interviewer(tmp_path: Path, jo: User) -> None:
    imported(tmp_path, young_people=ANA, episodes=EPISODES, interviews=INTERVIEWS)
    correct_address(jo, "jo.bell@northcliffe.example")
    again = take_in(write_files(tmp_path / "again", interviews=INTERVIEWS))
    assert again.counts[0].endswith(UNCHANGED)
    assert again.said("jo@northcliffe.example is jo.bell@northcliffe.example here now.")
    interview = ReturnInterview.objects.get()
    assert (interview.interviewer, interview.interviewer_name) == (jo, "")

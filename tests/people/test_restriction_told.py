"""Whose record it was is told when it is restricted, and not of whom."""

import pytest

from accounts.models import MovedWork, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from people.actions import change_named, merge_records, restrict_record
from people.models import YoungPerson
from people.restricting import RECORD
from tests.factories import UserFactory, YoungPersonFactory


def test_once_they_see_it_no_more_they_are_told(
    signed_in, service_manager: User, worker: User, reader: User, kayden: YoungPerson
) -> None:
    """Also where nothing of theirs moves; not while they are named."""
    ina = UserFactory(roles=[Role.INTERVIEWER])
    restrict_record(actor=service_manager, young_person=kayden, interviewer=ina, others=[worker])
    assert set(MovedWork.objects.values_list("told", flat=True)) == {reader.pk}
    for _ in range(2):
        change_named(actor=service_manager, young_person=kayden, interviewer=ina)
    told = MovedWork.objects.get(told=worker)
    assert (told.has_come, told.what) == (False, "Record of a young person of yours")
    raise_alerts()
    alert = Alert.objects.get(user=worker, stage__kind="work_went")
    page = signed_in(worker).get(alert.stage.path).text
    assert "Record of a young person of yours" in page
    assert "Kayden" not in page


@pytest.mark.parametrize("is_restricted", [True, False])
def test_a_merge_that_closes_it_tells_them_and_one_that_does_not_tells_nobody(
    service_manager: User, worker: User, reader: User, kayden: YoungPerson, is_restricted: bool
) -> None:
    twice = YoungPersonFactory(reference="YP00777", team=kayden.team)
    if is_restricted:
        restrict_record(actor=service_manager, young_person=twice, interviewer=UserFactory(roles=[Role.INTERVIEWER]))
    merge_records(actor=service_manager, kept=kayden, merged=twice, reason="Same birthday, same school")
    told = set(MovedWork.objects.filter(what=RECORD).values_list("told", flat=True))
    assert told == ({worker.pk, reader.pk} if is_restricted else set())

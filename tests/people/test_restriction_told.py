"""Whose record it was is told when it is restricted, and not of whom."""

from accounts.models import MovedWork, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from people.actions import change_named, restrict_record
from people.models import YoungPerson
from tests.factories import UserFactory


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
